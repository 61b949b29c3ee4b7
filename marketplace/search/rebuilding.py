"""Applying the outbox to an index, and building a new index beside the one in use.

A rebuild notes the head of the outbox, reads all listings, follows the outbox from the noted place until nothing is
left, and only then puts the new index in use. The site and the indexer go on with the old one meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from marketplace.search import engine, learned
from marketplace.search.backends import Index, backend
from marketplace.search.folder import Applied
from marketplace.search.telling import Tell, silent
from marketplace.store.db import db
from marketplace.store.listings import search_rows
from marketplace.store.listings.search_rows import ListingRow
from marketplace.store.office import outbox
from marketplace.store.office.outbox import Position

BATCH = 200  # listings in one commit
_ROWS = 1000  # of the outbox, read at once
_READ_AT_ONCE = 500  # listings
SEGMENT = 50_000  # listings; what a rebuild writes in one piece, sorted in memory


class Step(NamedTuple):
    """Where the index stands after a batch, how many listings were in it, whether there is more to do at once."""

    position: Position
    listings: int
    more: bool


class Stopped(Exception):
    """The rebuild was broken off."""


def apply_next(index: Index, position: Position, tell: Tell = silent) -> Step:
    """Apply the next rows of the outbox behind a position in one commit."""
    db.session.rollback()  # see what has been committed by now
    rows = [((row.xid, row.id), row.listing_id) for row in outbox.after(position, _ROWS)]
    listing_ids: dict[int, None] = {}
    for reached, listing_id in rows:
        if len(listing_ids) == BATCH and listing_id not in listing_ids:
            break
        listing_ids[listing_id] = None
        position = reached
    found = search_rows.findable_rows(list(listing_ids)) if listing_ids else []
    db.session.rollback()
    if listing_ids:
        index.replace(list(listing_ids), found, position, tell)
    return Step(position, len(listing_ids), len(rows) == _ROWS or len(listing_ids) == BATCH)


def rebuild(
    tell: Tell = silent, *, reason: str = "asked", stopped: Callable[[], bool] = lambda: False
) -> int:
    """Build a new index from the database and put it in use; how many listings it holds. The site may run.

    `stopped` is asked between batches; when it says yes the rebuild is broken off and the old index stays.

    Raises:
        folder.Busy: another process is rebuilding.
    """
    place = backend()
    with place.locked("rebuild"):
        tell("rebuilding", reason=f"reason.{reason}")
        index = place.begin()
        db.session.rollback()
        position = outbox.head()
        count = 0
        listings = _all_listings(stopped)
        try:
            while added := index.append(listings, SEGMENT, tell):
                count += added
                tell("progress", count=count)
            index.join()
            while (step := apply_next(index, position, tell)).listings:
                position = step.position
        except Stopped:
            return 0
        index.note(position)
        place.publish(index)
        place.remove_old()
    learned.learn_anew()
    engine.look_again()
    tell("rebuilt", count=count)
    return count


def same_database(applied: Applied) -> bool:
    """Whether the row that an index applied last is still the one it was: not so after a restore."""
    db.session.rollback()
    return outbox.can_be(applied.position) and search_rows.outbox_mark(applied.position) == applied.mark


def _all_listings(stopped: Callable[[], bool]) -> Iterator[ListingRow]:
    """Every listing to be found, read in pieces so that no long transaction keeps the database from tidying up."""
    last = 0
    while True:
        if stopped():
            raise Stopped
        db.session.rollback()
        ids = search_rows.findable_ids(last, _READ_AT_ONCE)
        rows = search_rows.findable_rows(ids) if ids else []
        db.session.rollback()
        if not ids:
            return
        yield from rows
        last = ids[-1]
