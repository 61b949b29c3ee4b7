"""Commands under `flask --app wsgi`."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    """Add the command groups to the application."""
