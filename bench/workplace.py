"""A database and index of a benchmark's own, thrown away afterwards."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

from marketplace.app import create_app


@contextmanager
def workplace() -> Iterator[Flask]:
    """An application on an empty, migrated database; its context is open."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        app = create_app(
            {
                "DATA_DIR": place,
                "FILES_DIR": place / "files",
                "SEARCH_INDEX_DIR": place / "index",
                "SQLALCHEMY_DATABASE_URI": f"sqlite:///{place / 'bench.db'}",
                "TRUSTED_HOSTS": None,
                "RATELIMIT_ENABLED": False,
                "SECRET_KEY": "bench" * 8,
            }
        )
        with app.app_context():
            upgrade()
            yield app
