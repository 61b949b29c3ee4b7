"""Pages. A view finds, parses, calls one use case and answers."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    """Add the blueprints, the request set-up and the answers to errors."""
