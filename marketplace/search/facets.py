"""Narrowing and counting: which of the documents found meet which filters, and how many have each value.

A facet's own choice does not narrow its own counts, so that a choice can be widened.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from marketplace.search.counting import documents_with
from marketplace.search.facet_table import Counts, FacetTable, Group, Numbering
from marketplace.search.hits import Documents
from marketplace.search.query import Query
from marketplace.search.ranges import CLASS_NODES, PRICE, RANGED, bounds_of, chosen_ranges, in_ranges
from marketplace.search.results import FacetCount
from marketplace.search.schema import CLASSES, FACETS, NO_PRICE
from marketplace.search.snapshot import Snapshot

MOST_VALUES = 100  # of one facet that are told, the most frequent first; chosen ones always
_LARGEST = np.iinfo(np.int64).max

T = TypeVar("T", bound=np.generic)
Mask = NDArray[np.bool_]


class Narrowing:
    """The filters of a query, laid over the documents that its text found.

    `together`: how many of all these documents have each code of a group, as far as it is known; more is added.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        query: Query,
        documents: Documents,
        together: dict[Group, Counts] | None = None,
    ) -> None:
        self._table: FacetTable = snapshot.facet_table
        self._documents = documents
        self._together = {} if together is None else together
        self._codes: dict[Group, NDArray[np.int64]] = {}
        self._chosen = {
            facet: tuple(values) for facet, values in query.filters.items() if facet in FACETS and values
        }
        self._met: dict[str, Mask] = {
            facet: self._having(facet, *values) for facet, values in self._chosen.items()
        }
        if query.price_min is not None or query.price_max is not None:
            self._met[PRICE] = _priced(snapshot.numbers("price")[documents], query.price_min, query.price_max)
        self._snapshot, self._today = snapshot, query.today
        self._ranges = chosen_ranges(query)
        for name, chosen in self._ranges.items():
            self._met[name] = in_ranges(
                snapshot.range_codes(name, query.today)[documents], name, chosen, query.today
            )
        if nodes := query.filters.get(CLASS_NODES):
            self._met[CLASS_NODES] = _holding(snapshot, nodes)[documents]

    def met(self, *, without: str | None = None) -> Mask | None:
        """Which of the documents meet every filter, or every one but that of one facet; None where nothing filters."""
        masks = [met for facet, met in self._met.items() if facet != without]
        return np.logical_and.reduce(masks) if masks else None

    def met_of(self, of_documents: NDArray[T]) -> NDArray[T]:
        """Of what is told for each of the documents that of those that meet every filter."""
        mask = self.met()
        return of_documents if mask is None else of_documents[mask]

    def total(self) -> int:
        """How many documents meet every filter."""
        return len(self.met_of(self._documents))

    def counts(self) -> dict[str, list[FacetCount]]:
        """For each facet its values with their counts, the most frequent first."""
        counted: dict[str, Counts] = {}
        everything = self.met()
        for group in self._table.groups:
            open_ones = [column for column in group.columns if _facet(column) not in self._met]
            if open_ones:
                counted |= self._counted(group, open_ones, everything)
            for column in set(group.columns).difference(open_ones):
                counted |= self._counted(group, [column], self.met(without=_facet(column)))
        return {
            facet: _told(self._numbering(facet), counted[f"facet_{facet}"], self._chosen.get(facet, ()))
            for facet in FACETS
        } | {name: self._count_ranges(name) for name in RANGED}

    def _count_ranges(self, name: str) -> list[FacetCount]:
        """How many documents lie in each range, in the order of the ranges."""
        codes = self._snapshot.range_codes(name, self._today)[self._documents]
        mask = self.met(without=name)
        bounds = bounds_of(name, self._today)
        counts = np.bincount(codes if mask is None else codes[mask], minlength=len(bounds) + 1)[1:].tolist()
        chosen = self._ranges.get(name, ())
        return [FacetCount(code, count, code in chosen) for code, count in zip(bounds, counts, strict=True)]

    def _counted(self, group: Group, columns: list[str], mask: Mask | None) -> dict[str, Counts]:
        """Counts of these columns of a group among the documents of the mask."""
        together = self._occurring(group, mask).reshape(group.sizes)
        found = {}
        for column in columns:
            others = tuple(n for n, name in enumerate(group.columns) if name != column)
            found[column] = self._table.numberings[column].counts(together.sum(axis=others))
        return found

    def _occurring(self, group: Group, mask: Mask | None) -> Counts:
        """How many of the documents of the mask have each code of a group."""
        if mask is not None:
            return np.bincount(self._codes_of(group)[mask], minlength=group.room)
        if group not in self._together:
            self._together[group] = np.bincount(self._codes_of(group), minlength=group.room)
        return self._together[group]

    def _having(self, facet: str, *values: str) -> Mask:
        column = f"facet_{facet}"
        group = next(group for group in self._table.groups if column in group.columns)
        axis = group.columns.index(column)
        wanted = np.zeros(group.sizes[axis], bool)
        held = self._table.numberings[column].having(values)
        wanted[: len(held)] = held
        shape = [size if n == axis else 1 for n, size in enumerate(group.sizes)]
        of_code = np.broadcast_to(wanted.reshape(shape), group.sizes).ravel()
        return of_code[self._codes_of(group)]

    def _codes_of(self, group: Group) -> NDArray[np.int64]:
        if group not in self._codes:
            self._codes[group] = self._table.codes(group)[self._documents]
        return self._codes[group]

    def _numbering(self, facet: str) -> Numbering:
        return self._table.numberings[f"facet_{facet}"]


def _facet(column: str) -> str:
    return column.removeprefix("facet_")


def _told(numbering: Numbering, counts: Counts, chosen: tuple[str, ...]) -> list[FacetCount]:
    """The most frequent values and the chosen ones."""
    places = np.flatnonzero(counts)
    if len(places) > MOST_VALUES:
        places = places[np.argsort(-counts[places], kind="stable")[:MOST_VALUES]]
    values = numbering.values
    found = {
        values[place]: count for place, count in zip(places.tolist(), counts[places].tolist(), strict=True)
    }
    for value in chosen:
        found.setdefault(value, int(counts[numbering.places[value]]) if value in numbering.places else 0)
    told = [FacetCount(value, count, value in chosen) for value, count in found.items()]
    return sorted(told, key=lambda one: (-one.count, one.value))


def _holding(snapshot: Snapshot, symbols: Iterable[str]) -> Mask:
    """Which documents have a class symbol at or below one of these places of the tree."""
    mask = np.zeros(snapshot.size, bool)
    for symbol in symbols:
        mask[documents_with(snapshot, CLASSES, symbol)] = True
    return mask


def _priced(prices: NDArray[np.int64], least: int | None, most: int | None) -> Mask:
    mask = prices != NO_PRICE
    if least is not None:
        mask &= prices >= min(max(least, 0), _LARGEST)
    if most is not None:
        mask &= prices <= min(max(most, NO_PRICE), _LARGEST)
    return mask
