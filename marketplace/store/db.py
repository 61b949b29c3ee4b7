"""The database: the one Flask-SQLAlchemy object, connection set-up and the rule for transactions.

Reads run in read-only transactions. Writes run inside `@transaction` and nowhere else: it opens `BEGIN IMMEDIATE`
(PostgreSQL: `BEGIN`) as its first statement, so that what a use case reads is what it changes, and commits or rolls
back. SQLite refuses every other write (`query_only`), PostgreSQL likewise (`READ ONLY`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import sqlalchemy as sa
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import DeclarativeBase

try:  # a SQLite without the WAL-reset fault; the standard library's may be older
    from pysqlite3 import dbapi2 as sqlite
except ImportError:  # no wheel for this platform
    import sqlite3 as sqlite

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

P = ParamSpec("P")
R = TypeVar("R")


class Base(DeclarativeBase):
    metadata = sa.MetaData(naming_convention=NAMING)


db = SQLAlchemy(model_class=Base)


def engine_options(uri: str) -> dict[str, Any]:
    """Engine arguments for the address of a database."""
    if uri.startswith("sqlite"):
        return {"module": sqlite, "connect_args": {"check_same_thread": False, "timeout": 10}}
    return {"pool_pre_ping": True, "pool_size": 20, "max_overflow": 20}


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Whether this SQLite has the fix of the WAL-reset fault (3.51.3, back-ported to 3.50.7 and 3.44.6)."""
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


def bind(app: Flask) -> None:
    """Attach the database to the application."""
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", engine_options(app.config["SQLALCHEMY_DATABASE_URI"]))
    db.init_app(app)


@sa.event.listens_for(Engine, "connect")
def _prepare_connection(connection: Any, _record: Any) -> None:
    if not isinstance(connection, sqlite.Connection):
        return
    connection.isolation_level = None  # this module says BEGIN, not the driver
    journal = "WAL" if wal_is_safe(sqlite.sqlite_version_info) else "TRUNCATE"
    for pragma in (
        f"journal_mode={journal}",
        "synchronous=FULL",
        "busy_timeout=10000",
        "foreign_keys=ON",
        "journal_size_limit=67108864",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


@sa.event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
    elif not writes:
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")


def transaction(function: Callable[P, R]) -> Callable[P, R]:
    """Run a use case in one write transaction; what it handed to `after_commit` runs once it is durable."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if in_transaction():
            raise RuntimeError(f"{function.__name__} was called inside a write transaction: use cases never nest")
        db.session.rollback()  # end the read the caller was in; its objects load afresh below
        effects: list[Callable[[], None]] = []
        db.session.info["writes"] = effects
        try:
            db.session.connection(execution_options={"writes": True})
            result = function(*args, **kwargs)
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise
        finally:
            db.session.info.pop("writes", None)
        for effect in effects:
            effect()
        return result

    return run


def in_transaction() -> bool:
    """Whether a write transaction of a use case is open: slow work (hashing, parsing, mail) must not happen now."""
    return "writes" in db.session.info


def after_commit(effect: Callable[[], None]) -> None:
    """Run `effect` when the write transaction in progress has been committed; never if it is rolled back."""
    db.session.info["writes"].append(effect)


def lock(row: R) -> R:
    """Hold a row until the transaction ends (PostgreSQL; SQLite has one writer anyway) and load it afresh."""
    db.session.flush()
    db.session.refresh(row, with_for_update=True)
    return row
