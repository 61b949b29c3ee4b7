"""Comparing the index with the database: all ids, and a sample of documents to the last field."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.search.backends import Index, backend
from marketplace.search.document import digest_of
from marketplace.search.folder import Busy, NoIndex
from marketplace.store.db import db
from marketplace.store.listings import search_rows
from marketplace.store.office import outbox

_READ_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Report:
    """What differs. `sample`: how many documents were compared in full; `pending` listings were left out."""

    listings: int
    documents: int
    sample: int
    missing: list[int]
    extra: list[int]
    different: list[int]

    @property
    def right(self) -> bool:
        return not (self.missing or self.extra or self.different)


@dataclass(frozen=True, slots=True)
class Status:
    """Whether the index can be used (else why not), its listings, and how many changes it has not applied yet."""

    reason: str
    name: str
    documents: int
    behind: int
    running: bool

    @property
    def usable(self) -> bool:
        return not self.reason


def status() -> Status:
    """The state of the index of this installation."""
    place = backend()
    try:
        with place.locked("indexer"):
            running = False
    except Busy:
        running = True
    try:
        index = place.current()
        documents = index.snapshot().document_count
    except Exception as fault:
        return Status(fault.code if isinstance(fault, NoIndex) else "damaged", "", 0, 0, running)
    return Status("", index.name, documents, len(outbox.after(index.applied().position)), running)


def check(sample: int = 500) -> Report:
    """Compare the index in use with the database; listings with changes not applied yet are left out.

    Raises:
        NoIndex, Damaged: there is nothing to compare.
    """
    index = backend().current()
    snapshot = index.snapshot()
    live = snapshot.live
    indexed = dict(
        zip(snapshot.numbers("id")[live].tolist(), snapshot.numbers("digest")[live].tolist(), strict=True)
    )
    pending = _pending(index)
    listed = [listing_id for listing_id in _listed() if listing_id not in pending]
    both = [listing_id for listing_id in listed if listing_id in indexed]
    step = max(1, len(both) // max(1, sample))
    compared = both[::step] if sample else []
    return Report(
        listings=len(listed),
        documents=len(indexed),
        sample=len(compared),
        missing=sorted(set(listed) - set(indexed)),
        extra=sorted(set(indexed) - set(listed) - pending),
        different=_different(compared, indexed),
    )


def _listed() -> list[int]:
    found: list[int] = []
    while ids := search_rows.findable_ids(found[-1] if found else 0, 10_000):
        found += ids
    return found


def _pending(index: Index) -> set[int]:
    """The listings whose changes may not have reached the index yet."""
    position = index.applied().position
    pending: set[int] = set()
    while rows := outbox.after(position):
        pending |= {row.listing_id for row in rows}
        position = (rows[-1].xid, rows[-1].id)
    return pending


def _different(listing_ids: list[int], indexed: dict[int, int]) -> list[int]:
    found: list[int] = []
    for start in range(0, len(listing_ids), _READ_AT_ONCE):
        rows = search_rows.findable_rows(listing_ids[start : start + _READ_AT_ONCE])
        found += [row.id for row in rows if digest_of(row) != indexed[row.id]]
        db.session.rollback()
    return found
