"""The index in a folder of this machine, as `folder.py` lays it out and `writer.py` writes it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from marketplace.search import folder, writer
from marketplace.search.folder import Applied
from marketplace.search.segments import Damaged
from marketplace.search.snapshot import Snapshot, latest_generation, open_snapshot
from marketplace.search.telling import Tell
from marketplace.store.db import db
from marketplace.store.listings import search_rows
from marketplace.store.listings.search_rows import ListingRow
from marketplace.store.office.outbox import Position


@dataclass(frozen=True, slots=True)
class WhooshIndex:
    """One index of Whoosh (`backends.Index`)."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    def snapshot(self) -> Snapshot:
        return open_snapshot(self.path)

    def applied(self) -> Applied:
        return folder.read_applied(self.path)

    def written_at(self) -> datetime | None:
        newest = max((file.stat().st_mtime for file in self.path.iterdir()), default=None)
        return None if newest is None else datetime.fromtimestamp(newest, UTC)

    def replace(
        self, listing_ids: Sequence[int], rows: Iterable[ListingRow], position: Position, tell: Tell
    ) -> None:
        """`position` is noted later: making an index durable costs tens of milliseconds."""
        writer.replace(self.path, listing_ids, rows, tell)

    def append(self, rows: Iterator[ListingRow], limit: int, tell: Tell) -> int:
        return writer.append(self.path, rows, limit, tell)

    def join(self) -> None:
        writer.join(self.path)

    def note(self, position: Position) -> None:
        folder.durable(self.path)
        db.session.rollback()
        folder.write_applied(self.path, Applied(position, search_rows.outbox_mark(position)))


@dataclass(frozen=True)
class WhooshBackend:
    """The folder SEARCH_INDEX_DIR (`backends.Backend`)."""

    refresh: ClassVar[float] = 0.02
    _folder: Path

    def locked(self, name: str, *, wait: float = 0) -> AbstractContextManager[None]:
        return folder.locked(self._folder, name, wait=wait)

    def current(self) -> WhooshIndex:
        return WhooshIndex(folder.current(self._folder))

    def begin(self) -> WhooshIndex:
        path = folder.begin(self._folder)
        writer.create_index(path)
        return WhooshIndex(path)

    def publish(self, index: Any) -> None:
        folder.publish(self._folder, index.path)

    def remove_old(self) -> None:
        folder.remove_old(self._folder)

    def keep_beside(self, name: str, text: str) -> None:
        """Nothing is lost where the folder cannot be written."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            draft = self._folder / f"{name}.{os.getpid()}"
            draft.write_text(text, encoding="utf-8")
            draft.rename(self._folder / name)

    def kept_beside(self, name: str) -> str:
        try:
            return (self._folder / name).read_text(encoding="utf-8")
        except (OSError, ValueError):
            return ""

    def newest(self, before: Snapshot | None) -> Snapshot:
        path = folder.current(self._folder)
        try:
            return _newest(path, before)
        except Damaged:
            if (path_now := folder.current(self._folder)) == path:
                raise
            return _newest(path_now, before)  # it was replaced and removed between two looks

    def report_damage(self) -> None:
        folder.report_damage(self._folder)


def _newest(path: Path, before: Snapshot | None) -> Snapshot:
    if before is not None and before.path == path and latest_generation(path) == before.generation:
        return before
    return open_snapshot(path, before)
