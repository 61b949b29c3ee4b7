"""The search outbox: a row for each listing whose search document changed, written in the changing transaction."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.store.columns import instant
from marketplace.store.db import db


class SearchOutbox(db.Model):
    __tablename__ = "search_outbox"

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[int]  # no foreign key: the row may outlive what it names
    xid: Mapped[int] = mapped_column(sa.BigInteger, default=0)  # PostgreSQL's transaction; 0 on SQLite
    created_at: Mapped[datetime] = instant()


Position = tuple[int, int]  # (xid, id) of the last row applied; on PostgreSQL ids alone become visible out of order


def announce(listing_ids: list[int], *, now: datetime) -> None:
    """Have the search documents of these listings made anew (or dropped) once this transaction is committed."""
    if not listing_ids:
        return
    xid = db.session.scalar(sa.text("SELECT pg_current_xact_id()::text::bigint")) if _postgres() else 0
    rows = [{"listing_id": listing_id, "xid": xid, "created_at": now} for listing_id in listing_ids]
    db.session.execute(sa.insert(SearchOutbox), rows)


def after(position: Position, limit: int = 1000) -> list[SearchOutbox]:
    """The rows behind a position, in order, as far as no earlier one can still appear."""
    here = sa.tuple_(SearchOutbox.xid, SearchOutbox.id)
    query = sa.select(SearchOutbox).where(here > position).order_by(SearchOutbox.xid, SearchOutbox.id).limit(limit)
    if _postgres():
        query = query.where(sa.text("xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint"))
    return list(db.session.scalars(query))


def head(*, reachable: bool = True) -> Position:
    """The newest committed position; by default the newest that `after` can reach now.

    On PostgreSQL a row stays out of reach while an older transaction of the whole cluster is still writing.
    """
    query = sa.select(SearchOutbox.xid, SearchOutbox.id)
    query = query.order_by(*([SearchOutbox.xid.desc()] if _postgres() else []), SearchOutbox.id.desc())
    if reachable and _postgres():
        query = query.where(sa.text("xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint"))
    row = db.session.execute(query.limit(1)).first()
    return (row.xid, row.id) if row else (0, 0)


def can_be(position: Position) -> bool:
    """Whether this database can have reached a position: restored on another server its transactions count anew."""
    if not _postgres():
        return True
    return position[0] < db.session.scalar(sa.text("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint"))


def _postgres() -> bool:
    return db.session.get_bind().dialect.name == "postgresql"
