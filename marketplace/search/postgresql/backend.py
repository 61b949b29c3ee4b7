"""The index in tables of the database (`store/office/search_index.py`): locks, generations, the way to its segments."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy.exc import DBAPIError

from marketplace.search.folder import MADE_BY, Applied, Busy, NoIndex
from marketplace.search.postgresql import writing
from marketplace.search.postgresql.stored_snapshot import StoredSnapshot, open_snapshot
from marketplace.search.segments import Damaged
from marketplace.search.snapshot import Snapshot
from marketplace.search.telling import Tell
from marketplace.store.listings.search_rows import ListingRow
from marketplace.store.office import search_index
from marketplace.store.office.outbox import Position
from marketplace.store.office.search_index import SearchIndex, State, advisory_lock

PATIENCE = 5000  # milliseconds that a statement of a search may take

_MADE_BY = json.dumps(MADE_BY, sort_keys=True)


@dataclass(frozen=True, slots=True)
class PostgresqlIndex:
    """One index (`backends.Index`)."""

    id: int
    name: str

    def snapshot(self) -> StoredSnapshot:
        return _opened(search_index.found(self.id), None)

    def applied(self) -> Applied:
        index = search_index.found(self.id)
        return Applied((index.xid, index.outbox_id), index.mark)

    def written_at(self) -> datetime | None:
        return search_index.found(self.id).written_at

    def replace(
        self, listing_ids: Sequence[int], rows: Iterable[ListingRow], position: Position, tell: Tell
    ) -> None:
        writing.replace(self.id, listing_ids, rows, position, tell)

    def append(self, rows: Iterator[ListingRow], limit: int, tell: Tell) -> int:
        return writing.append(self.id, rows, limit, tell)

    def join(self) -> None:
        """Nothing: a value of the database would have to hold all of it, and searches read all segments at once."""

    def note(self, position: Position) -> None:
        writing.note(self.id, position)


@dataclass(frozen=True)
class PostgresqlBackend:
    """The tables of the database (`backends.Backend`). Every search asks them for the newest commit."""

    refresh: ClassVar[float] = 0.0

    def locked(self, name: str, *, wait: float = 0) -> Any:
        return _locked(name, wait)

    def current(self) -> PostgresqlIndex:
        index = _current(search_index.in_use())
        return PostgresqlIndex(index.id, index.name)

    def begin(self) -> PostgresqlIndex:
        index_id = search_index.begin(_MADE_BY)
        return PostgresqlIndex(index_id, search_index.found(index_id).name)

    def publish(self, index: Any) -> None:
        search_index.publish(index.id)

    def remove_old(self) -> None:
        search_index.sweep()

    def keep_beside(self, name: str, text: str) -> None:
        search_index.keep_beside(name, text)

    def kept_beside(self, name: str) -> str:
        return search_index.kept_beside(name)

    def newest(self, before: Snapshot | None) -> Snapshot:
        index = _current(search_index.in_use(PATIENCE))
        known = before if isinstance(before, StoredSnapshot) else None
        return known if known and known.is_of(index) else _opened(index, known)

    def report_damage(self) -> None:
        with suppress(DBAPIError):
            search_index.report_damage()


def _current(index: State | None) -> State:
    if index is None:
        raise NoIndex("missing")
    if index.made_by != _MADE_BY:
        raise NoIndex("outdated")
    if index.damaged:
        raise NoIndex("damaged")
    return index


def _opened(index: State | SearchIndex, before: StoredSnapshot | None) -> StoredSnapshot:
    try:
        return open_snapshot(index, before)
    except DBAPIError:
        raise
    except Exception as fault:  # whatever struct, json or numpy say of bytes that are no segment
        raise Damaged(f"{index.name}: {fault!r}") from fault


@contextmanager
def _locked(name: str, wait: float) -> Iterator[None]:
    deadline = time.monotonic() + wait
    with advisory_lock() as take:
        while not take(name):
            if time.monotonic() >= deadline:
                raise Busy(name)
            time.sleep(0.02)
        yield
