"""What the office and the operator deal with across areas: the morning's work, the check of the whole installation."""
