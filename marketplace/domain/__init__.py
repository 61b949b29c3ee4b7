"""What the business knows: values and functions, standard library only, no clock and no I/O."""
