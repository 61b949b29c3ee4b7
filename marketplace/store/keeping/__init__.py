"""Rows and queries of what people keep: searches, favourites, collections."""
