"""Needs: what somebody looks for and has not found."""
