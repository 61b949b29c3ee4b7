"""Rows and named queries. The only floor that speaks SQL."""
