"""What `dev.py` does: set-up, running, testing. Standard library only: it runs before anything is installed."""
