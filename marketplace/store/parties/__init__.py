"""Organisations, people, memberships, mandates, sessions."""
