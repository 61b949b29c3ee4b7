"""What people and organisations do about themselves, and what those who verify them do."""
