"""The search index where it is kept in the database (SEARCH_BACKEND=postgresql): its segments as bytes.

One index is in use; another may be under construction beside it. Every change is one transaction: the segments that
are new, those that go, and the position in the outbox that has been reached with them. What has been replaced stays
for GRACE, because searches that began before still read it. On SQLite both tables are empty.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from zlib import crc32

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.store.columns import choice, instant, public_id, reference
from marketplace.store.db import db, transaction
from marketplace.store.office.outbox import Position

GRACE = timedelta(seconds=60)  # far longer than any search takes


class SearchIndex(db.Model):
    __tablename__ = "search_index"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = public_id()
    state: Mapped[str] = choice("state", ("building", "in_use", "replaced"))
    made_by: Mapped[str] = mapped_column(sa.String(200))  # versions of schema and tokeniser
    commits: Mapped[int] = mapped_column(default=0)  # counted, so that readers notice a new one
    segments: Mapped[int] = mapped_column(default=0)  # that count: another number of rows is damage
    xid: Mapped[int] = mapped_column(sa.BigInteger, default=0)  # how far it has followed the outbox
    outbox_id: Mapped[int] = mapped_column(default=0)
    mark: Mapped[str] = mapped_column(sa.String(200), default="")  # identifies the database and that position
    damaged: Mapped[bool] = mapped_column(default=False)  # found unreadable: to be built anew
    written_at: Mapped[datetime | None] = instant()  # by the last commit
    replaced_at: Mapped[datetime | None] = instant()
    beside: Mapped[str] = mapped_column(sa.Text, default="{}", deferred=True)  # texts by their names, JSON


class SearchSegment(db.Model):
    __tablename__ = "search_segment"

    id: Mapped[int] = mapped_column(primary_key=True)
    index_id: Mapped[int] = reference("search_index.id")
    name: Mapped[str] = mapped_column(sa.String(40))
    documents: Mapped[int]
    deleted: Mapped[bytes]  # numbers of deleted documents, u4, ascending
    data: Mapped[bytes]  # a file of arrays; on PostgreSQL kept uncompressed, so that parts can be read
    replaced_at: Mapped[datetime | None] = instant()


class Outrun(Exception):
    """Another process has written to the index since it was read."""


class Described(NamedTuple):
    """A segment without its data; `size` in bytes."""

    id: int
    name: str
    documents: int
    deleted: bytes
    size: int


class Part(NamedTuple):
    """Some bytes of a segment's data."""

    segment_id: int
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Change:
    """What a commit does: a new segment (name, documents, data), deletions in others, segments that go."""

    added: tuple[str, int, bytes] | None = None
    deleted: Mapping[int, bytes] | None = None
    gone: Sequence[int] = ()


class State(NamedTuple):
    """An index as it is now."""

    id: int
    name: str
    made_by: str
    commits: int
    damaged: bool


def in_use(patience: int = 0) -> State | None:
    """The index that answers.

    `patience`: milliseconds after which the database gives up on any later statement of this transaction; 0: never.
    """
    row = db.session.execute(_IN_USE, {"patience": str(patience)}).first()
    return State(*row[:-1]) if row else None


_IN_USE = (
    sa.select(
        *(getattr(SearchIndex, name) for name in State._fields),
        sa.func.set_config("statement_timeout", sa.bindparam("patience", type_=sa.String), True),
    )
    .where(SearchIndex.state == "in_use")
    .order_by(SearchIndex.id.desc())
    .limit(1)
)


def found(index_id: int) -> SearchIndex:
    """An index as it is now."""
    return db.session.get_one(SearchIndex, index_id, populate_existing=True)


def segments_of(index_id: int) -> list[Described]:
    """The segments that count, the oldest first.

    Raises:
        LookupError: there are not so many as the index says.
    """
    table = SearchSegment
    counting = sa.and_(table.index_id == SearchIndex.id, table.replaced_at.is_(None))
    columns = (table.id, table.name, table.documents, table.deleted, sa.func.octet_length(table.data))
    query = sa.select(SearchIndex.segments, *columns).outerjoin(table, counting)
    rows = db.session.execute(query.where(SearchIndex.id == index_id).order_by(table.id)).all()
    listed = [Described(*row[1:]) for row in rows if row[1] is not None]
    if not rows or len(listed) != rows[0][0]:
        raise LookupError("segments are missing")
    return listed


def read(parts: Sequence[Part]) -> list[bytes]:
    """These parts, in one statement. Straight through the driver: its binary form needs no decoding.

    Raises:
        LookupError: a segment is gone.
    """
    if not parts:
        return []
    wanted = (
        [part.segment_id for part in parts],
        [part.start + 1 for part in parts],
        [part.length for part in parts],
    )
    connection = db.session.connection()
    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor(binary=True) as cursor:
            rows = cursor.execute(_READ, wanted).fetchall()
    except connection.dialect.loaded_dbapi.Error as fault:
        raise sa.exc.DBAPIError(_READ, None, fault) from fault
    if len(rows) != len(parts):
        raise LookupError("a segment is gone")
    return [data for (data,) in rows]


_READ = """
    SELECT substring(held.data FROM wanted.start FOR wanted.length)
    FROM unnest(%s::int[], %s::int[], %s::int[]) WITH ORDINALITY AS wanted (id, start, length, place)
    JOIN search_segment AS held ON held.id = wanted.id
    ORDER BY wanted.place
"""


@transaction
def begin(made_by: str) -> int:
    """A new, empty index, not in use yet; one that was never finished is removed."""
    _remove(sa.select(SearchIndex.id).where(SearchIndex.state == "building"))
    index = SearchIndex(state="building", made_by=made_by)
    db.session.add(index)
    db.session.flush()
    return index.id


@transaction
def commit(index_id: int, seen: int, change: Change, *, position: Position, mark: str) -> None:
    """Apply a change that was made from the index as of `seen` commits.

    Raises:
        Outrun: it has had another commit since.
    """
    here = sa.update(SearchIndex).where(SearchIndex.id == index_id, SearchIndex.commits == seen)
    reached: dict[str, Any] = {
        "xid": position[0],
        "outbox_id": position[1],
        "mark": mark,
        "commits": seen + 1,
    }
    reached |= {
        "written_at": _NOW,
        "segments": SearchIndex.segments - len(change.gone) + (1 if change.added else 0),
    }
    if db.session.scalar(here.values(reached).returning(SearchIndex.id)) is None:
        raise Outrun
    if change.gone:
        _replace(SearchSegment, SearchSegment.id.in_(change.gone))
    for segment_id, deleted in (change.deleted or {}).items():
        db.session.execute(
            sa.update(SearchSegment).where(SearchSegment.id == segment_id).values(deleted=deleted)
        )
    if change.added:
        name, documents, data = change.added
        values = {"index_id": index_id, "name": name, "documents": documents, "deleted": b"", "data": data}
        db.session.execute(sa.insert(SearchSegment), [values])


@transaction
def keep_beside(name: str, text: str) -> None:
    """Keep a text beside the index in use, in the place of the one of that name; nowhere where there is no index."""
    query = sa.select(SearchIndex).filter_by(state="in_use").with_for_update()
    if index := db.session.scalar(query.execution_options(populate_existing=True)):
        index.beside = json.dumps({**json.loads(index.beside), name: text}, ensure_ascii=False)


def kept_beside(name: str) -> str:
    """A text kept beside the index in use; empty where there is none."""
    beside = db.session.scalar(sa.select(SearchIndex.beside).filter_by(state="in_use"))
    return str(json.loads(beside or "{}").get(name, ""))


@transaction
def publish(index_id: int) -> None:
    """Put an index in use in the place of the one before."""
    _replace(SearchIndex, SearchIndex.state == "in_use", state="replaced")
    db.session.execute(sa.update(SearchIndex).where(SearchIndex.id == index_id).values(state="in_use"))


@transaction
def sweep() -> None:
    """Remove what was replaced longer ago than GRACE."""
    _remove(sa.select(SearchIndex.id).where(SearchIndex.replaced_at < _NOW - GRACE))
    db.session.execute(sa.delete(SearchSegment).where(SearchSegment.replaced_at < _NOW - GRACE))


def report_damage() -> None:
    """Note that the index in use cannot be read, whatever transaction this process is in."""
    with db.engine.connect().execution_options(writes=True) as connection:
        connection.execute(sa.update(SearchIndex).where(SearchIndex.state == "in_use").values(damaged=True))
        connection.commit()


@contextmanager
def advisory_lock() -> Iterator[Callable[[str], bool]]:
    """A connection of its own, and what tries to take the lock of a name on it; its end frees what was taken."""
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT", writes=True) as connection:
        connection.detach()
        yield lambda name: bool(
            connection.scalar(sa.select(sa.func.pg_try_advisory_lock(_LOCKS, crc32(name.encode()) >> 1)))
        )


_LOCKS = 0x5EA2C4  # sets the locks of the search apart from those of others
_NO_OBJECTS = {"synchronize_session": False}
_NOW: sa.ColumnElement[Any] = sa.func.timezone("UTC", sa.func.now(), type_=sa.DateTime())


def _replace(table: Any, condition: sa.ColumnElement[bool], **values: object) -> None:
    change = sa.update(table).where(condition).values(replaced_at=_NOW, **values)
    db.session.execute(change, execution_options=_NO_OBJECTS)


def _remove(indexes: sa.Select[Any] | Iterable[int]) -> None:
    db.session.execute(
        sa.delete(SearchSegment).where(SearchSegment.index_id.in_(indexes)), execution_options=_NO_OBJECTS
    )
    db.session.execute(
        sa.delete(SearchIndex).where(SearchIndex.id.in_(indexes)), execution_options=_NO_OBJECTS
    )
