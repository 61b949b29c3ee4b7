"""Benchmarks: each part prints a table and keeps it in bench/results."""
