"""What people keep for themselves: searches, favourites, collections."""
