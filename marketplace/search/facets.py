"""Narrowing and counting: which of the documents found meet which filters, and how many have each value.

A facet's own choice does not narrow its own counts, so that a choice can be widened.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import pairwise, repeat
from typing import Any, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from marketplace.search.counting import documents_with
from marketplace.search.facet_table import FACET_COLUMNS, FacetTable, Group
from marketplace.search.hits import Documents
from marketplace.search.query import Query
from marketplace.search.ranges import CLASS_NODES, PRICE, RANGED, bounds_of, chosen_ranges, in_ranges
from marketplace.search.results import FacetCount
from marketplace.search.schema import CLASSES, FACETS, NO_PRICE
from marketplace.search.snapshot import Snapshot

MOST_VALUES = 100  # of one facet that are told, the most frequent first; chosen ones always
_RIGHT: Literal["clip"] = "clip"  # places are right already: numpy need not look first
_NEARLY_ALL = 0.75
_FEW = 4_000  # documents
_LARGEST = np.iinfo(np.int64).max
_COUNT_BITS = 40  # more than there will ever be documents
FACETS_OF_COLUMNS = tuple(column.removeprefix("facet_") for column in FACET_COLUMNS)
_PLACES_OF_COLUMNS = np.arange(len(FACET_COLUMNS))
_facet_count = partial(tuple.__new__, FacetCount)  # hundreds a page: without the call that checks its arguments

T = TypeVar("T", bound=np.generic)
Mask = NDArray[np.bool_]
Counts = NDArray[np.int64]  # by slot of the facet table


class Narrowing:
    """The filters of a query, laid over the documents that its text found.

    `known`: the counts of all these documents, whatever is chosen, where somebody asked for them.
    """

    def __init__(
        self, snapshot: Snapshot, query: Query, documents: Documents, known: Counts | None = None
    ) -> None:
        self._snapshot, self._today = snapshot, query.today
        self._table: FacetTable = snapshot.facet_table
        self._documents = documents
        self._everything = len(documents) == snapshot.size  # they ascend, each once
        self.known = known
        self._codes: dict[str, NDArray[Any]] = {}
        self._chosen = {
            facet: tuple(values) for facet, values in query.filters.items() if facet in FACETS and values
        }
        self._met: dict[str, Mask] = {
            facet: self._having(facet, values) for facet, values in self._chosen.items()
        }
        if query.price_min is not None or query.price_max is not None:
            prices = self._told_of(snapshot.numbers("price"))
            self._met[PRICE] = _priced(prices, query.price_min, query.price_max)
        self._ranges = chosen_ranges(query)
        for name, chosen in self._ranges.items():
            codes = self._told_of(snapshot.range_codes(name, query.today))
            self._met[name] = in_ranges(codes, name, chosen, query.today)
        if nodes := query.filters.get(CLASS_NODES):
            self._met[CLASS_NODES] = self._told_of(_holding(snapshot, nodes))
        self._places: dict[str | None, NDArray[np.int64] | None] = {}

    def places(self, *, without: str | None = None) -> NDArray[np.int64] | None:
        """Where those stand that meet every filter, or every one but that of one facet; None where nothing filters.

        Places are found once and taken many times: a mask would be looked through anew for every array.
        """
        key = without if without in self._met else None
        if key not in self._places:
            masks = [met for facet, met in self._met.items() if facet != key]
            self._places[key] = np.flatnonzero(np.logical_and.reduce(masks)) if masks else None
        return self._places[key]

    def met_of(self, of_documents: NDArray[T]) -> NDArray[T]:
        """Of what is told for each of the documents that of those that meet every filter."""
        places = self.places()
        return of_documents if places is None else of_documents.take(places, mode=_RIGHT)

    def total(self) -> int:
        """How many documents meet every filter."""
        places = self.places()
        return len(self._documents) if places is None else len(places)

    def counts(self) -> dict[str, list[FacetCount]]:
        """For each facet its values with their counts, the most frequent first."""
        if not self._met:
            if self.known is None:
                self.known = self._counted(self._table.groups, None)
            counts = self.known
        else:
            counts = self._counted(self._table.groups, self.places())
        for facet in self._chosen:
            column = f"facet_{facet}"
            slots = self._table.slots_of[column]
            group = self._table.group_of[column]
            counts[slots] = self._counted([group], self.places(without=facet))[slots]
        return self._told(counts) | {name: self._count_ranges(name) for name in RANGED}

    def _count_ranges(self, name: str) -> list[FacetCount]:
        """How many documents lie in each range, in the order of the ranges."""
        codes = self._told_of(self._snapshot.range_codes(name, self._today))
        places = self.places(without=name)
        met = codes if places is None else codes.take(places, mode=_RIGHT)
        chosen = self._ranges.get(name, ())
        bounds = bounds_of(name, self._today)
        if len(met) < _FEW:
            numbers = np.bincount(met, minlength=len(bounds) + 1)[1:].tolist()
        else:  # comparing bytes some times is faster than counting them once
            numbers = [np.count_nonzero(met == number) for number in range(1, len(bounds) + 1)]
        return [
            FacetCount(code, number, code in chosen) for code, number in zip(bounds, numbers, strict=True)
        ]

    def _counted(self, groups: list[Group], places: NDArray[np.int64] | None) -> Counts:
        """How often every slot occurs among the documents at these places, as far as these groups tell.

        Where nearly all documents are meant the others are counted: how often a slot occurs in all is known.
        """
        if self._everything and places is None:
            return self._table.count_all()
        if (len(self._documents) if places is None else len(places)) > _NEARLY_ALL * self._snapshot.size:
            others = np.ones(self._snapshot.size, bool)
            others[self._documents if places is None else self._documents[places]] = False
            away = np.flatnonzero(others)
            without = self._table.count(groups, lambda one: self._table.codes(one).take(away, mode=_RIGHT))
            return self._table.count_all() - without
        if places is None:
            return self._table.count(groups, self._codes_of)
        return self._table.count(groups, lambda one: self._codes_of(one).take(places, mode=_RIGHT))

    def _having(self, facet: str, values: tuple[str, ...]) -> Mask:
        column = f"facet_{facet}"
        return self._table.having(column, values).take(self._codes_of(self._table.group_of[column]))

    def _codes_of(self, group: Group) -> NDArray[Any]:
        if group.name not in self._codes:
            self._codes[group.name] = self._told_of(self._table.codes(group))
        return self._codes[group.name]

    def _told_of(self, of_all: NDArray[T]) -> NDArray[T]:
        """Of what is told for each document of the index that of the documents found."""
        return of_all if self._everything else of_all.take(self._documents, mode=_RIGHT)

    def _told(self, counts: Counts) -> dict[str, list[FacetCount]]:
        """The most frequent values of each facet, and the chosen ones."""
        table = self._table
        slots = np.flatnonzero(counts)
        columns, numbers = table.columns[slots], counts[slots]
        order = np.argsort((columns << _COUNT_BITS) - numbers, kind="stable")
        begins = np.searchsorted(columns, _PLACES_OF_COLUMNS)
        if len(slots) > MOST_VALUES:
            order = order[np.arange(len(order)) - begins[columns] < MOST_VALUES]
            begins = np.searchsorted(columns[order], _PLACES_OF_COLUMNS)
        values = [table.values[slot] for slot in slots[order].tolist()]
        all_told = list(map(_facet_count, zip(values, numbers[order].tolist(), repeat(False))))
        bounds = zip(FACETS_OF_COLUMNS, pairwise([*begins.tolist(), len(all_told)]), strict=True)
        told = {facet: all_told[start:end] for facet, (start, end) in bounds}
        for facet, chosen in self._chosen.items():
            told[facet] = self._with_chosen(told[facet], f"facet_{facet}", chosen, counts)
        return told

    def _with_chosen(
        self, told: list[FacetCount], column: str, chosen: tuple[str, ...], counts: Counts
    ) -> list[FacetCount]:
        numbers = {one.value: one.count for one in told}
        for value in chosen:
            slot = self._table.slot(column, value)
            numbers.setdefault(value, 0 if slot is None else int(counts[slot]))
        found = [FacetCount(value, count, value in chosen) for value, count in numbers.items()]
        return sorted(found, key=lambda one: (-one.count, one.value))


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
