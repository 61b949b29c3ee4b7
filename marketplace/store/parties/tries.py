"""Counted tries at a secret: a row for each key, shared by all processes. Keys are digests, so no name is kept here."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.store.columns import instant
from marketplace.store.db import db


class TryCount(db.Model):
    """How often a key was tried since its window opened."""

    __tablename__ = "try_count"

    key: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    count: Mapped[int]
    ends_at: Mapped[datetime] = instant(index=True)  # of the window


def key_of(*parts: str) -> str:
    """The digest under which tries with these parts are counted."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def count(key: str, *, now: datetime, ends_at: datetime) -> tuple[int, datetime]:
    """Count one more try, in one statement that two processes cannot run between each other.

    Returns:
        how many tries there were in the window that is open now, this one included, and when it ends.
    """
    insert = _insert(TryCount).values(key=key, count=1, ends_at=ends_at)
    over = TryCount.ends_at <= now
    statement = insert.on_conflict_do_update(
        index_elements=[TryCount.key],
        set_={
            "count": sa.case((over, 1), else_=TryCount.count + 1),
            "ends_at": sa.case((over, insert.excluded.ends_at), else_=TryCount.ends_at),
        },
    ).returning(TryCount.count, TryCount.ends_at)
    number, ends = db.session.execute(statement).one()
    return number, ends


def forget(keys: list[str]) -> None:
    db.session.execute(sa.delete(TryCount).where(TryCount.key.in_(keys)))


def forget_ended(now: datetime) -> None:
    """Drop the windows that are over."""
    db.session.execute(sa.delete(TryCount).where(TryCount.ends_at <= now))


def _insert(table: type[TryCount]) -> Any:
    postgres = db.session.get_bind().dialect.name == "postgresql"
    return postgresql.insert(table) if postgres else sqlite.insert(table)
