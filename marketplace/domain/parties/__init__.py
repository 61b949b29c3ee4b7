"""Organisations and people: kinds, identity numbers, size classes."""
