"""What can be done with saved searches, favourites and collections."""
