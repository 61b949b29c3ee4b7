"""Secrets that work once: kept as digests, found by what the bearer shows, spent in one statement."""

from __future__ import annotations

import hashlib
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from marketplace.store.db import db
from marketplace.store.parties.people import Token


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def usable(kind: str, secret: str, now: datetime) -> Token | None:
    """The token of a secret that has neither been used nor withdrawn and has not expired."""
    query = _open(kind, now).where(Token.token_hash == digest(secret))
    return db.session.scalar(query.options(joinedload(Token.organisation), joinedload(Token.issued_by)))


def spend(kind: str, secret: str, now: datetime) -> Token | None:
    """Use a token up and return it; None for all but the first of those who try at once."""
    this = sa.and_(Token.kind == kind, Token.token_hash == digest(secret), *_unspent(now))
    spent = db.session.execute(sa.update(Token).where(this).values(used_at=now).returning(Token.id)).scalar()
    return None if spent is None else db.session.get_one(Token, spent, populate_existing=True)


def withdraw(kind: str, now: datetime, **columns: object) -> int:
    """Make the open tokens of a kind useless, those with these column values; returns how many."""
    mine = sa.update(Token).where(Token.kind == kind, *_unspent(now)).filter_by(**columns)
    return len(db.session.scalars(mine.values(used_at=now).returning(Token.id)).all())


def open_invitations(organisation_id: int, now: datetime) -> list[Token]:
    """The invitations of an organisation nobody has answered yet, newest first."""
    query = _open("invitation", now).where(Token.organisation_id == organisation_id)
    return list(db.session.scalars(query.order_by(Token.id.desc())))


def forget_before(instant: datetime) -> None:
    """Drop tokens that expired before an instant."""
    db.session.execute(sa.delete(Token).where(Token.expires_at < instant))


def _open(kind: str, now: datetime) -> sa.Select[Token]:
    return sa.select(Token).where(Token.kind == kind, *_unspent(now))


def _unspent(now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    return Token.used_at.is_(None), Token.expires_at > now
