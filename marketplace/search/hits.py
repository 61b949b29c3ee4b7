"""Documents that were found, with their scores, and how such sets are combined.

Sets are sparse: arrays of document numbers, ascending. What is as large as the whole index is only the room of a
`Desk`, on which numbers are laid out for a moment.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Documents = NDArray[np.int64]
Scores = NDArray[np.float32]

_MUCH_LARGER = 32  # times: then each number of the smaller set is looked for in the larger one
_THINLY = 64  # one document of so many: then sorting is faster than going through all
_WIDELY = 8  # more than one of so many: then it is faster to clear all


class Hits(NamedTuple):
    """Documents, ascending, each once, and their scores, all above 0."""

    documents: Documents
    scores: Scores


NO_HITS = Hits(np.empty(0, np.int64), np.empty(0, np.float32))


def all_of(documents: NDArray[Any], score: float) -> Hits:
    """These documents, each with the same score."""
    return Hits(documents.astype(np.int64, copy=False), np.full(len(documents), score, np.float32))


class Desk:
    """Room for one number for each document of an index, whole or broken; all zero between two uses."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._rows = np.zeros(size, np.int32)
        self._sums = self._rows.view(np.float32)  # the same room
        self._seen = np.zeros(size, bool)

    def common(self, one: NDArray[Any], other: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where the numbers that both hold stand in the one and in the other; both ascend, each number once."""
        if len(one) > len(other):
            there, here = self.common(other, one)
            return here, there
        if not len(one):
            return NO_HITS.documents, NO_HITS.documents
        if len(one) * _MUCH_LARGER < len(other):
            places = np.searchsorted(other, one.astype(other.dtype, copy=False))
            places[places == len(other)] = 0
            held = np.flatnonzero(other[places] == one)
            return held, places[held]
        self._rows[one] = np.arange(1, len(one) + 1, dtype=np.int32)
        rows = self._rows[other]
        self._rows[one] = 0
        held = np.flatnonzero(rows)
        return rows[held].astype(np.int64) - 1, held

    def union(self, parts: Sequence[NDArray[Any]]) -> Documents:
        """The documents of all parts, each of which holds any of them several times in any order."""
        if len(parts) == 1 and not len(parts[0]):
            return NO_HITS.documents
        if sum(map(len, parts)) * _THINLY < self.size:
            return np.unique(np.concatenate(parts)).astype(np.int64)
        for part in parts:
            self._seen[part] = True
        found = np.flatnonzero(self._seen)
        _clear(self._seen, found)
        return found

    def added(self, parts: Sequence[Hits]) -> Hits:
        """The documents of all parts, the scores of each added."""
        parts = [part for part in parts if len(part.documents)]
        if len(parts) < 2:
            return parts[0] if parts else NO_HITS
        first, *others = parts
        self._sums[first.documents] = first.scores
        for part in others:
            self._sums[part.documents] += part.scores
        return self._taken(self.union([part.documents for part in parts]))

    def best(self, parts: Sequence[Hits]) -> Hits:
        """The documents of all parts, each with its highest score."""
        parts = [part for part in parts if len(part.documents)]
        if len(parts) < 2:
            return parts[0] if parts else NO_HITS
        for documents, scores in parts:
            self._sums[documents] = np.maximum(self._sums[documents], scores)
        return self._taken(self.union([part.documents for part in parts]))

    def both(self, one: Hits, other: Hits) -> Hits:
        """The documents that both hold, their scores added."""
        here, there = self.common(one.documents, other.documents)
        return Hits(one.documents[here], one.scores[here] + other.scores[there])

    def within(self, hits: Hits, documents: Documents) -> Hits:
        """Those hits that are among the documents."""
        here, _ = self.common(hits.documents, documents)
        return Hits(hits.documents[here], hits.scores[here])

    def without(self, one: Documents, other: Documents) -> Documents:
        """The documents of the one that the other does not hold."""
        here, _ = self.common(one, other)
        kept = np.ones(len(one), bool)
        kept[here] = False
        return one[kept]

    def _taken(self, documents: Documents) -> Hits:
        """The sums of these documents, off the desk."""
        scores = self._sums[documents]
        _clear(self._sums, documents)
        return Hits(documents, scores)


def _clear(room: NDArray[Any], documents: Documents) -> None:
    """Put zeros where these documents stand, and nothing else was laid out."""
    if len(documents) * _WIDELY > len(room):
        room.fill(0)
    else:
        room[documents] = 0
