"""Licence terms: one term sheet from which text, price, schedule, statements and forecasts follow."""
