"""Listings: what is offered to whom, and what must hold before it is public."""
