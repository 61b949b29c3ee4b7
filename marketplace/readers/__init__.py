"""Uploaded files (bytes) to plain rows: the inverse of `documents`. Never sees the database."""
