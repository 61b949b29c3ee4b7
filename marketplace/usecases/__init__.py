"""One verb function for each thing a person or the clock can do; one transaction each."""
