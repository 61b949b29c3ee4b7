"""Rows and queries of needs."""
