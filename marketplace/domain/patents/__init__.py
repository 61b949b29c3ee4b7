"""Patents: numbers, kinds, dates, fees, legal status, classes, and the reading of imported rows."""
