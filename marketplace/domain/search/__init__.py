"""What the search says in commands and logs."""
