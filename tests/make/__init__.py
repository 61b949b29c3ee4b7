"""Makers: build what a test needs by calling use cases."""
