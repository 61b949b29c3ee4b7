"""Listings, their options (term sheets) and their kept versions."""
