"""Narrowing and counting: which of the documents found meet which filters, and how many have each value.

A facet's own choice does not narrow its own counts, so that a choice can be widened.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from marketplace.search.query import Query
from marketplace.search.ranges import CLASS_NODES, COLUMNS, PRICE, chosen_ranges, counted, within
from marketplace.search.results import FacetCount
from marketplace.search.schema import CLASSES, FACETS, NO_PRICE
from marketplace.search.snapshot import Column, Snapshot, having

MOST_VALUES = 100  # of one facet that are told, the most frequent first; chosen ones always
_LARGEST = np.iinfo(np.int64).max

Mask = NDArray[np.bool_]


class Narrowing:
    """The filters of a query, laid over the documents that its text found."""

    def __init__(self, snapshot: Snapshot, query: Query, documents: NDArray[np.int64]) -> None:
        self._snapshot = snapshot
        self._documents = documents
        self._chosen = {
            facet: tuple(values) for facet, values in query.filters.items() if facet in FACETS and values
        }
        self._ranges = chosen_ranges(query)
        self._today = query.today
        self._met: dict[str, Mask] = {}
        for facet, values in self._chosen.items():
            self._met[facet] = having(snapshot.values(f"facet_{facet}"), values, snapshot.size)[documents]
        if query.price_min is not None or query.price_max is not None:
            self._met[PRICE] = _priced(snapshot.numbers("price")[documents], query.price_min, query.price_max)
        for name, codes in self._ranges.items():
            self._met[name] = within(snapshot.numbers(COLUMNS[name])[documents], name, codes, query.today)
        if nodes := query.filters.get(CLASS_NODES):
            self._met[CLASS_NODES] = _in_classes(snapshot, nodes)[documents]

    def met(self, *, without: str | None = None) -> Mask:
        """Which of the documents meet every filter, or every one but that of one facet."""
        mask = np.ones(len(self._documents), bool)
        for facet, met in self._met.items():
            if facet != without:
                mask &= met
        return mask

    def counts(self) -> dict[str, list[FacetCount]]:
        """For each facet its values with their counts, the most frequent first."""
        everything = self._documents[self.met()] if self._met else self._documents
        return {
            name: count(name, everything if name not in self._met else self._documents[self.met(without=name)])
            for names, count in ((FACETS, self._count), (COLUMNS, self._count_ranges))
            for name in names
        }

    def _count_ranges(self, name: str, documents: NDArray[np.int64]) -> list[FacetCount]:
        found = counted(self._snapshot.numbers(COLUMNS[name])[documents], name, self._today)
        return [FacetCount(code, count, code in self._ranges.get(name, ())) for code, count in found.items()]

    def _count(self, facet: str, documents: NDArray[np.int64]) -> list[FacetCount]:
        column = self._snapshot.values(f"facet_{facet}")
        numbers = _occurrences(column, documents)
        chosen = self._chosen.get(facet, ())
        order = np.argsort(-numbers, kind="stable")[:MOST_VALUES]
        found = zip(order.tolist(), numbers[order].tolist(), strict=True)
        counts = {column.values[code]: count for code, count in found if count}
        for value in chosen:
            counts.setdefault(value, int(numbers[column.places[value]]) if value in column.places else 0)
        counted = [FacetCount(value, count, value in chosen) for value, count in counts.items()]
        return sorted(counted, key=lambda one: (-one.count, one.value))


def _occurrences(column: Column, documents: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many of the documents have each value."""
    size = len(column.values)
    if column.single:
        return np.bincount(column.codes[documents], minlength=size)
    if 8 * len(documents) > len(column.starts):
        among = np.zeros(len(column.starts) - 1, bool)
        among[documents] = True
        return np.bincount(column.codes[among[column.documents]], minlength=size)
    counts = column.starts[documents + 1] - column.starts[documents]
    ends = np.cumsum(counts)
    inside = np.arange(counts.sum()) - np.repeat(ends - counts, counts)
    return np.bincount(column.codes[np.repeat(column.starts[documents], counts) + inside], minlength=size)


def _in_classes(snapshot: Snapshot, symbols: Iterable[str]) -> Mask:
    """Which documents have a class symbol at or below one of these places of the tree."""
    mask = np.zeros(snapshot.size, bool)
    for symbol in symbols:
        mask[snapshot.postings(CLASSES, symbol)[0]] = True
    return mask


def _priced(prices: NDArray[np.int64], least: int | None, most: int | None) -> Mask:
    mask = prices != NO_PRICE
    if least is not None:
        mask &= prices >= min(max(least, 0), _LARGEST)
    if most is not None:
        mask &= prices <= min(max(most, NO_PRICE), _LARGEST)
    return mask
