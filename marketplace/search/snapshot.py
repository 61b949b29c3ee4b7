"""The index as it was at one commit: its segments side by side, documents numbered through.

Columns are put together when they are first asked for, and go on to the next snapshot as far as segments stay.
Not safe for use by several threads at once; `engine.py` holds a lock.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import index as whoosh_index

from marketplace.search.clauses import Parsed
from marketplace.search.codec import FlatSegment, IndexFiles
from marketplace.search.facet_table import FacetTable
from marketplace.search.hits import Desk, Documents, Hits
from marketplace.search.ranges import RANGED, range_codes
from marketplace.search.schema import COLUMNS, TITLE_KEY, make_schema
from marketplace.search.segments import Damaged, Postings, Segment
from marketplace.search.shelf import Shelf
from marketplace.search.stacks import Stacks

INDEX_NAME = "MAIN"
_TRIES = 10
_SCHEMA = make_schema()
_KEPT_HITS = 750_000  # documents in the hits of words kept, all together: 12 bytes each
_KEPT_ARRAYS = 2_000_000  # bytes
_KEPT_FREQUENCIES = 8192  # of terms of a field
_FIRST_BYTES = 8  # of a title's key, compared as one number


class Snapshot:
    """One generation of the index. Made from the one `before` it, that one is not to be used any more."""

    def __init__(
        self,
        path: Path,
        generation: int,
        segments: list[Segment],
        described: list[FlatSegment],
        before: Snapshot | None = None,
    ) -> None:
        self.path = path
        self.generation = generation
        self.segments = segments
        self.described = described  # what the table of contents says of each segment
        self._stacks: Stacks = Stacks(segments, before._stacks if before else None)
        self.starts: NDArray[np.int64] = self._stacks.starts
        self.size = self._stacks.size
        roomy = before is not None and before.desk.size >= self.size
        self.desk: Desk = before.desk if before and roomy else Desk(self.size + self.size // 8)
        self.live = np.ones(self.size, bool)
        for start, segment, one in zip(self.starts, segments, described, strict=False):
            self.live[segment.deleted(one) + start] = False
        self._table: FacetTable = before._table if before else FacetTable()
        self._on_site: dict[int, NDArray[np.bool_]] = {}
        self._frequencies: dict[tuple[str, str], int] = {}
        self.hits: Shelf[Hits] = Shelf(_KEPT_HITS, lambda one: len(one.documents))  # of words
        # of filters where nothing was typed
        self.arrays: Shelf[NDArray[Any]] = Shelf(_KEPT_ARRAYS, lambda one: one.nbytes)

    @cached_property
    def document_count(self) -> int:
        """How many documents there are, deleted ones left out."""
        return int(self.live.sum())

    @cached_property
    def facet_table(self) -> FacetTable:
        """What documents count under."""
        self._table.lay_out(self.segments, self._stacks)
        return self._table

    def postings(self, field: str, term: str) -> list[Postings]:
        """The documents of each segment that hold a term, numbered within the segment, deleted ones too."""
        encoded = term.encode()
        return [segment.postings(field, encoded) for segment in self.segments]

    def expect(self, parsed: Parsed) -> None:
        """Be told what query will be looked up next, for segments that are read from afar."""

    def expect_terms(self, field: str, terms: Iterable[str]) -> None:
        """Be told what terms will be looked up next."""

    def frequency(self, field: str, term: str) -> int:
        """How many documents hold a term, deleted ones too; kept, because a search asks several times."""
        found = self._frequencies.get((field, term))
        if found is None:
            if len(self._frequencies) == _KEPT_FREQUENCIES:
                self._frequencies.clear()
            encoded = term.encode()
            found = sum([segment.frequency(field, encoded) for segment in self.segments])
            self._frequencies[field, term] = found
        return found

    def beginning(self, field: str, prefix: str) -> Documents:
        """The documents that hold a term that begins with `prefix`."""
        found = [segment.postings_with(field, prefix.encode()).documents for segment in self.segments]
        parts = [
            documents + start for documents, start in zip(found, self.starts, strict=False) if len(documents)
        ]
        return self.desk.union(parts) if parts else np.empty(0, np.int64)

    def terms_with(self, field: str, prefix: str, limit: int) -> list[str]:
        """Terms that begin with `prefix`, at most `limit` of each segment."""
        found = (
            term for segment in self.segments for term in segment.terms_with(field, prefix.encode(), limit)
        )
        return [term.decode() for term in dict.fromkeys(found)]

    def mean_length(self, field: str) -> float:
        """How many words a text field holds on average."""
        return max(1.0, sum(segment.word_count(field) for segment in self.segments) / max(1, self.size))

    def numbers(self, column: str) -> NDArray[Any]:
        """A numeric column."""
        return self._stacks.column(column, lambda segment: segment.column(column), COLUMNS[column])

    def title_beginnings(self, lang: str) -> NDArray[np.uint64]:
        """The first bytes of the titles' keys as numbers of the same order."""

        def load(segment: Segment) -> NDArray[Any]:
            keys = segment.column(f"title_key_{lang}")
            return keys.view(">u8").reshape(len(keys), TITLE_KEY // _FIRST_BYTES)[:, 0]

        return self._stacks.column(f"title {lang}", load, np.uint64)

    def title_keys(self, lang: str, documents: Documents) -> NDArray[np.bytes_]:
        """The whole keys of the titles of some documents, which ascend."""
        bounds = np.searchsorted(documents, self.starts)
        parts = [
            segment.column(f"title_key_{lang}")[documents[low:high] - start]
            for segment, start, low, high in zip(self.segments, self.starts, bounds, bounds[1:], strict=False)
        ]
        return np.concatenate([np.empty(0, f"S{TITLE_KEY}"), *parts])

    def range_codes(self, name: str, today: date | None) -> NDArray[np.uint8]:
        """In which range of a number each document lies, from 1 on; 0: in none."""
        return self._stacks.column(
            f"range {name} {today}", lambda one: range_codes(one.column(RANGED[name]), name, today), np.uint8
        )

    def on_site(self, site_id: int) -> NDArray[np.bool_]:
        """Which documents are live and belong to a site."""
        if site_id not in self._on_site:
            self._on_site[site_id] = self.live & self.facet_table.on_site(site_id)
        return self._on_site[site_id]

    def documents_of(self, listing_ids: list[int]) -> Documents:
        """The live documents of these listings."""
        return np.flatnonzero(np.isin(self.numbers("id"), listing_ids) & self.live)


def latest_generation(path: Path) -> int:
    """The number of the newest commit; -1 where there is none."""
    return whoosh_index.TOC._latest_generation(IndexFiles(path), INDEX_NAME)


def open_snapshot(path: Path, before: Snapshot | None = None) -> Snapshot:
    """The newest commit of an index. What is unchanged is taken over from `before`, which is used up by that.

    A commit deletes the files of the one before it, perhaps just now: then the newer one is read.

    Raises:
        Damaged: it cannot be read.
    """
    if before and before.path != path:
        before = None
    for attempt in range(_TRIES):
        try:
            return _read(path, before)
        except (FileNotFoundError, whoosh_index.EmptyIndexError):
            time.sleep(0.002 * attempt)
        except Exception as fault:
            raise Damaged(f"{path.name}: {fault!r}") from fault
    raise Damaged(f"{path.name}: its files are gone")


def _read(path: Path, before: Snapshot | None) -> Snapshot:
    known = {segment.name: segment for segment in before.segments} if before else {}
    toc = whoosh_index.TOC.read(IndexFiles(path), INDEX_NAME, schema=_SCHEMA)
    opened = [Segment(path, one) for one in toc.segments if one.segment_id() not in known]
    fresh = known | {segment.name: segment for segment in opened}
    segments = [fresh[described.segment_id()] for described in toc.segments]
    return Snapshot(path, toc.generation, segments, toc.segments, before)
