"""What both sides do with a deal."""
