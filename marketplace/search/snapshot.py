"""The index as it was at one commit: its segments side by side, documents numbered through.

Columns are put together when they are first asked for. A snapshot shares unchanged segments with the one before it.
Not safe for use by several threads at once; `engine.py` holds a lock.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh import index as whoosh_index

from marketplace.search.codec import FlatSegment, IndexFiles
from marketplace.search.schema import SEPARATOR, SITES, make_schema
from marketplace.search.segments import Damaged, Postings, Segment

INDEX_NAME = "MAIN"
_TRIES = 10
_SCHEMA = make_schema()
_NO_DOCUMENTS = np.empty(0, np.int64)
_NO_COUNTS = np.empty(0, np.float32)


class Column(NamedTuple):
    """Several values for each document: those of document d are `codes[starts[d]:starts[d + 1]]`, named by `values`.

    `documents` tells for each code whose it is; `places` finds the code of a value; `single` says that every document
    has exactly one value, so that `codes` stand in the order of documents.
    """

    starts: NDArray[np.int64]
    codes: NDArray[np.int32]
    documents: NDArray[np.int32]
    values: list[str]
    places: dict[str, int]
    single: bool


class Snapshot:
    """One generation of the index."""

    def __init__(
        self, path: Path, generation: int, segments: list[Segment], described: list[FlatSegment]
    ) -> None:
        self.path = path
        self.generation = generation
        self.segments = segments
        self.described = described  # what the table of contents says of each segment
        sizes = [segment.size for segment in segments]
        self.starts = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
        self.size = int(self.starts[-1])
        self.live = np.ones(self.size, bool)
        for start, one in zip(self.starts, described, strict=False):
            self.live[np.fromiter(one.deleted_docs(), np.int64, one.deleted_count()) + start] = False
        self._columns: dict[str, Any] = {}

    @cached_property
    def document_count(self) -> int:
        """How many documents there are, deleted ones left out."""
        return int(self.live.sum())

    def postings(self, field: str, term: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The documents that hold a term (deleted ones too) and how often."""
        found = [segment.postings(field, term.encode()) for segment in self.segments]
        if not any(len(one.documents) for one in found):
            return _NO_DOCUMENTS, _NO_COUNTS
        if len(found) == 1:
            return found[0].documents.astype(np.int64), found[0].counts.astype(np.float32)
        counts = [one.counts.astype(np.float32) for one in found]
        return self._joined(found), np.concatenate([_NO_COUNTS, *counts])

    def terms_with(self, field: str, prefix: str, limit: int) -> list[str]:
        """Terms that begin with `prefix`, at most `limit` of each segment."""
        found = (
            term for segment in self.segments for term in segment.terms_with(field, prefix.encode(), limit)
        )
        return [term.decode() for term in dict.fromkeys(found)]

    def text_lengths(self, field: str) -> tuple[NDArray[np.float32], float]:
        """The length of a text field in each document, and the mean over all of them."""

        def load() -> tuple[NDArray[np.float32], float]:
            parts = [segment.text_lengths(field).astype(np.float32) for segment in self.segments]
            lengths = self._stacked(parts, np.float32)
            return lengths, max(1.0, float(lengths.sum(dtype=np.float64)) / max(1, self.size))

        return self._once(f"length {field}", load)

    def numbers(self, column: str) -> NDArray[Any]:
        """A numeric column."""
        return self._once(column, lambda: self._stacked([s.column(column) for s in self.segments], np.int64))

    def title_order(self, lang: str) -> NDArray[np.int64]:
        """The rank of each document by its title."""

        def load() -> NDArray[np.int64]:
            keys = self._stacked([s.column(f"title_key_{lang}") for s in self.segments], "S1")
            return np.unique(keys, return_inverse=True)[1].astype(np.int64)

        return self._once(f"title {lang}", load)

    def values(self, column: str) -> Column:
        """A column of several values."""

        def load() -> Column:
            return _stack_values([segment.sets(column) for segment in self.segments])

        return self._once(column, load)

    def on_site(self, site_id: int) -> NDArray[np.bool_]:
        """Which documents are live and belong to a site."""

        def load() -> NDArray[np.bool_]:
            return self.live & having(self.values(SITES), [str(site_id)], self.size)

        return self._once(f"site {site_id}", load)

    def documents_of(self, listing_ids: list[int]) -> NDArray[np.int64]:
        """The live documents of these listings."""
        return np.flatnonzero(np.isin(self.numbers("id"), listing_ids) & self.live)

    def _joined(self, found: list[Postings]) -> NDArray[np.int64]:
        return np.concatenate(
            [_NO_DOCUMENTS, *(f.documents + s for f, s in zip(found, self.starts, strict=False))]
        )

    def _stacked(self, parts: list[NDArray[Any]], empty: Any) -> NDArray[Any]:
        return np.concatenate(parts) if parts else np.empty(0, empty)

    def _once(self, name: str, load: Callable[[], Any]) -> Any:
        if name not in self._columns:
            self._columns[name] = load()
        return self._columns[name]


def latest_generation(path: Path) -> int:
    """The number of the newest commit; -1 where there is none."""
    return whoosh_index.TOC._latest_generation(IndexFiles(path), INDEX_NAME)


def open_snapshot(path: Path, before: Snapshot | None = None) -> Snapshot:
    """The newest commit of an index; unchanged segments are taken over from `before`.

    A commit deletes the files of the one before it, perhaps just now: then the newer one is read.

    Raises:
        Damaged: it cannot be read.
    """
    known = {segment.name: segment for segment in before.segments} if before and before.path == path else {}
    for attempt in range(_TRIES):
        try:
            return _read(path, known)
        except (FileNotFoundError, whoosh_index.EmptyIndexError):
            time.sleep(0.002 * attempt)
        except Exception as fault:  # whatever pickle, struct, zlib or numpy say of a torn file
            raise Damaged(f"{path.name}: {fault!r}") from fault
    raise Damaged(f"{path.name}: its files are gone")


def _read(path: Path, known: dict[str, Segment]) -> Snapshot:
    toc = whoosh_index.TOC.read(IndexFiles(path), INDEX_NAME, schema=_SCHEMA)
    opened = [Segment(path, one) for one in toc.segments if one.segment_id() not in known]
    fresh = known | {segment.name: segment for segment in opened}
    segments = [fresh[described.segment_id()] for described in toc.segments]
    return Snapshot(path, toc.generation, segments, toc.segments)


def having(column: Column, values: Iterable[str], size: int) -> NDArray[np.bool_]:
    """Which documents have at least one of the values."""
    codes = [column.places[value] for value in values if value in column.places]
    mask = np.zeros(size, bool)
    if codes:
        wanted = np.zeros(len(column.values), bool)
        wanted[codes] = True
        mask[column.documents[wanted[column.codes]]] = True
    return mask


def _stack_values(parts: list[tuple[NDArray[np.int64], list[bytes]]]) -> Column:
    """Give each different value one number over all segments, and spread the sets of values over their documents."""
    places: dict[str, int] = {}
    counts: list[NDArray[np.int64]] = [np.empty(0, np.int64)]
    codes: list[NDArray[np.int32]] = [np.empty(0, np.int32)]
    for references, sets in parts:
        named = [
            [places.setdefault(value, len(places)) for value in joined.decode().split(SEPARATOR) if value]
            for joined in sets
        ]
        lengths = np.array([len(codes_of) for codes_of in named], np.int64)
        flat = np.array([code for codes_of in named for code in codes_of], np.int32)
        begins = np.cumsum(lengths) - lengths
        count = lengths[references]
        ends = np.cumsum(count)
        inside = np.arange(count.sum()) - np.repeat(ends - count, count)
        counts.append(count)
        codes.append(flat[np.repeat(begins[references], count) + inside])
    per_document = np.concatenate(counts)
    starts = np.concatenate(([0], np.cumsum(per_document))).astype(np.int64)
    documents = np.repeat(np.arange(len(per_document), dtype=np.int32), per_document)
    single = bool((per_document == 1).all())
    return Column(starts, np.concatenate(codes), documents, list(places), places, single)
