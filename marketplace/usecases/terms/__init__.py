"""Use cases of terms: reference statistics."""
