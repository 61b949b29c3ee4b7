"""Deals: from notice or request to a licence that lives and ends."""
