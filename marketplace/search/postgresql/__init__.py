"""The search index in tables of the database, for installations without local disk."""
