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
Places = NDArray[np.int64]

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
        self._sums = np.zeros(size, np.float32)
        self._seen = np.zeros(size, bool)

    def common(self, one: NDArray[Any], other: NDArray[Any]) -> tuple[Places, Places]:
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
        self._seen[one] = True
        held = np.flatnonzero(self._seen[other])
        self._seen[one] = False
        if len(held) == len(one):
            return np.arange(len(one)), held
        both = other[held]
        self._seen[both] = True
        here = np.flatnonzero(self._seen[one])
        self._seen[both] = False
        return here, held

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
        return self._joined(parts, np.add)

    def best(self, parts: Sequence[Hits]) -> Hits:
        """The documents of all parts, each with its highest score."""
        return self._joined(parts, np.maximum)

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

    def _joined(self, parts: Sequence[Hits], join: np.ufunc) -> Hits:
        parts = [part for part in parts if len(part.documents)]
        if len(parts) < 2:
            return parts[0] if parts else NO_HITS
        parts.sort(key=_size, reverse=True)
        if len(parts) == 2:
            hits, more = parts
            here, there = self.common(more.documents, hits.documents)
            if (len(more.documents) - len(here)) * _MUCH_LARGER <= len(hits.documents):
                return _taken_in(hits, more, here, there, join)
        return self._laid_over(parts, join)

    def _laid_over(self, parts: Sequence[Hits], join: np.ufunc) -> Hits:
        """All parts on the desk, one over the other."""
        first, *others = parts
        self._sums[first.documents] = first.scores
        for documents, scores in others:
            self._sums[documents] = join(self._sums[documents], scores)
        found = self.union([part.documents for part in parts])
        scores = self._sums[found]
        _clear(self._sums, found)
        return Hits(found, scores)


def _taken_in(hits: Hits, more: Hits, here: Places, there: Places, join: np.ufunc) -> Hits:
    """Hits into others that mostly have their documents: those `here` stand `there`."""
    scores = hits.scores.copy()
    scores[there] = join(scores[there], more.scores[here])
    if len(here) == len(more.documents):
        return Hits(hits.documents, scores)
    fresh = np.ones(len(more.documents), bool)
    fresh[here] = False
    places = np.searchsorted(hits.documents, more.documents[fresh])
    documents = np.insert(hits.documents, places, more.documents[fresh])
    return Hits(documents, np.insert(scores, places, more.scores[fresh]))


def _size(hits: Hits) -> int:
    return len(hits.documents)


def _clear(room: NDArray[Any], documents: Documents) -> None:
    """Put zeros where these documents stand, and nothing else was laid out."""
    if len(documents) * _WIDELY > len(room):
        room.fill(0)
    else:
        room[documents] = 0
