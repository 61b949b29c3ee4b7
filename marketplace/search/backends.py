"""Where the index is kept: the interface of the places there are, and the choice between them (SEARCH_BACKEND).

`whoosh`: in a folder of each machine (`whoosh_backend.py`). `postgresql`: in tables of the database, for installations
without local disk (`postgresql/backend.py`). Documents, queries and the search loop are the same for both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from flask import current_app

from marketplace.search import folder
from marketplace.search.folder import Applied
from marketplace.search.snapshot import Snapshot
from marketplace.search.telling import Tell
from marketplace.search.whoosh_backend import WhooshBackend
from marketplace.store.listings.search_rows import ListingRow
from marketplace.store.office.outbox import Position


class Index(Protocol):
    """One index, in use or under construction. Two that are equal are the same one.

    What writes raises Damaged where the index cannot be read or written.
    """

    @property
    def name(self) -> str: ...

    def snapshot(self) -> Snapshot:
        """The newest commit."""

    def applied(self) -> Applied:
        """How far it has followed the outbox for good."""

    def written_at(self) -> datetime | None:
        """When it was last changed."""

    def replace(
        self, listing_ids: Sequence[int], rows: Iterable[ListingRow], position: Position, tell: Tell
    ) -> None:
        """Put rows in the place of the documents of these listings, in one commit; `position` is reached with it."""

    def append(self, rows: Iterator[ListingRow], limit: int, tell: Tell) -> int:
        """Add the next `limit` listings, which it does not hold yet, in one commit; how many they were."""

    def join(self) -> None:
        """Put what was appended into one piece, where it can be."""

    def note(self, position: Position) -> None:
        """Make what has been committed durable, and then the position that has been reached."""


class Backend(Protocol):
    """A place where indexes are kept. Two that are equal are the same one."""

    @property
    def refresh(self) -> float:
        """Seconds for which readers need not look for a newer commit."""

    def locked(self, name: str, *, wait: float = 0) -> AbstractContextManager[None]:
        """Hold a lock that ends with this process at the latest; `wait`: seconds to try.

        Raises:
            folder.Busy: another process has it.
        """

    def current(self) -> Index:
        """The index in use.

        Raises:
            folder.NoIndex: none, one made by other versions of schema or tokeniser, or one that was found damaged.
        """

    def begin(self) -> Index:
        """A new, empty index beside those that exist."""

    def publish(self, index: Index) -> None:
        """Put a complete index in use; readers change over with their next look."""

    def remove_old(self) -> None:
        """Remove what was in use before."""

    def keep_beside(self, name: str, text: str) -> None:
        """Keep a text beside the index, in the place of the one of that name."""

    def kept_beside(self, name: str) -> str:
        """A text kept beside the index; empty where there is none."""

    def newest(self, before: Snapshot | None) -> Snapshot:
        """The newest commit of the index in use; `before` itself where there is no newer one, else made from it.

        Raises:
            folder.NoIndex, Damaged: it cannot be read.
        """

    def report_damage(self) -> None:
        """Ask the indexer for a rebuild."""


@lru_cache(maxsize=8)
def _in_folder(path: Path) -> WhooshBackend:
    return WhooshBackend(path)


def backend() -> Backend:
    """The place of this installation."""
    if current_app.config["SEARCH_BACKEND"] == "whoosh":
        return _in_folder(folder.index_folder())
    from marketplace.search.postgresql.backend import PostgresqlBackend  # only where it is in use

    return PostgresqlBackend()
