"""Which database the application of the tests is in."""

from __future__ import annotations

from typing import Any

from flask import Flask
from sqlalchemy.engine import make_url

from marketplace.store.db import db, sqlite
from marketplace.store.office import published


class Where:
    """The database that the application is in now. Its connections are kept until it moves to another."""

    url = ""

    @classmethod
    def move(cls, application: Flask, url: str) -> None:
        cls.leave(application)
        published.forget()  # outboxes of two databases can look alike: they begin at the same ids and moments
        cls.url = url

    @staticmethod
    def leave(application: Flask) -> None:
        """Close what is kept open, so that the file may be copied and the database dropped."""
        with application.app_context():
            db.session.remove()
            db.engine.dispose()

    @classmethod
    def connect(cls) -> Any:
        url = make_url(cls.url)
        if url.get_backend_name() == "sqlite":
            return sqlite.connect(url.database, check_same_thread=False, timeout=10)
        import psycopg

        return psycopg.connect(url.set(drivername="postgresql").render_as_string(hide_password=False))
