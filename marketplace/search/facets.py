"""Narrowing and counting: which of the documents found meet which filters, and how many have each value.

A facet's own choice does not narrow its own counts, so that a choice can be widened.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import partial
from itertools import pairwise, repeat
from typing import Any, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from marketplace.search.counting import documents_with
from marketplace.search.facet_table import FACET_COLUMNS, FacetTable, Group
from marketplace.search.hits import Documents, Scores
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
_FACETS_OF_COLUMNS = tuple(column.removeprefix("facet_") for column in FACET_COLUMNS)
_PLACES_OF_COLUMNS = np.arange(len(FACET_COLUMNS))
_facet_count = partial(tuple.__new__, FacetCount)  # hundreds a page: without the call that checks its arguments

T = TypeVar("T", bound=np.generic)
Mask = NDArray[np.bool_]
Counts = NDArray[np.int64]  # by slot of the facet table


class Narrowing:
    """The filters of a query, laid over the documents that its text found, or over a whole site.

    `documents`: those found; None where nothing was typed, so that all of the site are meant. What one filter holds and
    counts there is asked again and again, and kept with the snapshot. `known`: the counts of all documents found,
    whatever is chosen, where somebody asked for them.

    A row is the place of a document among those found; without a text it is the document.
    """

    def __init__(
        self, snapshot: Snapshot, query: Query, documents: Documents | None, known: Counts | None = None
    ) -> None:
        self._snapshot, self._today, self._site = snapshot, query.today, query.site_id
        self._table: FacetTable = snapshot.facet_table
        self._documents = documents
        self._meant = snapshot.on_site(query.site_id) if documents is None else None  # of the rows
        self._rows = snapshot.size if documents is None else len(documents)
        self.known = known
        self._codes: dict[str, NDArray[Any]] = {}
        self._chosen = {
            facet: tuple(values) for facet, values in query.filters.items() if facet in FACETS and values
        }
        self._ranges = chosen_ranges(query)
        self._met: dict[str, Mask] = {}
        self._asked: dict[str, Hashable] = {}  # what is met
        for facet, values in self._chosen.items():
            self._add(facet, values, partial(self._having, facet, values))
        for name, chosen in self._ranges.items():
            self._add(name, (chosen, query.today), partial(self._within, name, chosen))
        if nodes := query.filters.get(CLASS_NODES):
            self._add(CLASS_NODES, tuple(nodes), lambda: self._told_of(_holding(snapshot, nodes)))
        if (price := (query.price_min, query.price_max)) != (None, None):
            self._add(PRICE, price, lambda: _priced(self._told_of(snapshot.numbers("price")), *price))
        self._places: dict[str | None, Documents | None] = {}

    def documents(self) -> Documents:
        """Those that meet every filter, ascending."""
        places = self._places_of(None)
        if self._documents is None:
            return np.arange(self._rows) if places is None else places
        return self._documents if places is None else self._documents.take(places, mode=_RIGHT)

    def scores(self, scores: Scores) -> Scores:
        """Of the scores of the documents found those of the documents that meet every filter; a whole site has none."""
        places = self._places_of(None)
        return scores if places is None or self._documents is None else scores.take(places, mode=_RIGHT)

    def total(self) -> int:
        """How many documents meet every filter."""
        places = self._places_of(None)
        return self._rows if places is None else len(places)

    def counts(self) -> dict[str, list[FacetCount]]:
        """For each facet its values with their counts, the most frequent first."""
        if self._met or self.known is None:
            counts = self._counted(self._table.groups)
            if not self._met:
                self.known = counts
        else:
            counts = self.known
        if self._chosen:
            counts = counts.copy()
        for facet in self._chosen:
            column = f"facet_{facet}"
            slots = self._table.slots_of[column]
            counts[slots] = self._counted([self._table.group_of[column]], without=facet)[slots]
        return self._told(counts) | {name: self._count_ranges(name) for name in RANGED}

    def _add(self, name: str, asked: Hashable, held: Callable[[], Mask]) -> None:
        self._asked[name] = asked
        if self._documents is None:
            packed = self._kept((name, asked), lambda: np.packbits(held()))
            self._met[name] = np.unpackbits(packed, count=self._rows).view(bool)
        else:
            self._met[name] = held()

    def _places_of(self, without: str | None) -> Documents | None:
        """The rows that meet every filter, or every one but that of one facet; None where all do.

        They are found once and taken many times: a mask would be looked through anew for every array.
        """
        key = without if without in self._met else None
        if key not in self._places:
            masks = [met for name, met in self._met.items() if name != key]
            if self._meant is not None and not self._meant.all():
                masks.append(self._meant)
            self._places[key] = np.flatnonzero(np.logical_and.reduce(masks)) if masks else None
        return self._places[key]

    def _kept(self, key: tuple[Hashable, ...], make: Callable[[], NDArray[T]]) -> NDArray[T]:
        kept = self._snapshot.arrays.get(key)
        return self._snapshot.arrays.keep(key, make()) if kept is None else kept

    def _once(self, what: Hashable, without: str | None, count: Callable[[], NDArray[T]]) -> NDArray[T]:
        """What is counted under at most one filter and without a text is kept."""
        left = tuple(one for one in self._asked.items() if one[0] != without)
        if self._documents is not None or len(left) > 1:
            return count()
        return self._kept((self._site, what, left), count)

    def _count_ranges(self, name: str) -> list[FacetCount]:
        """How many documents lie in each range, in the order of the ranges."""
        chosen, bounds = self._ranges.get(name, ()), bounds_of(name, self._today)

        def count() -> Counts:
            codes = self._told_of(self._snapshot.range_codes(name, self._today))
            places = self._places_of(name)
            met = codes if places is None else codes.take(places, mode=_RIGHT)
            if len(met) < _FEW:
                return np.bincount(met, minlength=len(bounds) + 1)[1:]
            # comparing bytes some times is faster than counting them once
            return np.array([np.count_nonzero(met == number) for number in range(1, len(bounds) + 1)])

        numbers = self._once((name, self._today), name, count).tolist()
        return [
            FacetCount(code, number, code in chosen) for code, number in zip(bounds, numbers, strict=True)
        ]

    def _counted(self, groups: list[Group], without: str | None = None) -> Counts:
        """How often every slot occurs among what meets the filters, or all but one, as far as these groups tell."""
        what = tuple(group.name for group in groups)
        return self._once(what, without, lambda: self._count(groups, self._places_of(without)))

    def _count(self, groups: list[Group], places: Documents | None) -> Counts:
        """The same for these rows.

        Where nearly all documents are meant the others are counted: how often a slot occurs in all is known.
        """
        number = self._rows if places is None else len(places)
        if number == self._snapshot.size:
            return self._table.count_all()
        if number > _NEARLY_ALL * self._snapshot.size:
            others = np.ones(self._snapshot.size, bool)
            rows = slice(None) if places is None else places
            others[rows if self._documents is None else self._documents[rows]] = False
            away = np.flatnonzero(others)
            without = self._table.count(groups, lambda one: self._table.codes(one).take(away, mode=_RIGHT))
            return self._table.count_all() - without
        if places is None:
            return self._table.count(groups, self._codes_of)
        return self._table.count(groups, lambda one: self._codes_of(one).take(places, mode=_RIGHT))

    def _having(self, facet: str, values: tuple[str, ...]) -> Mask:
        column = f"facet_{facet}"
        return self._table.having(column, values).take(self._codes_of(self._table.group_of[column]))

    def _within(self, name: str, chosen: tuple[str, ...]) -> Mask:
        codes = self._told_of(self._snapshot.range_codes(name, self._today))
        return in_ranges(codes, name, chosen, self._today)

    def _codes_of(self, group: Group) -> NDArray[Any]:
        if group.name not in self._codes:
            self._codes[group.name] = self._told_of(self._table.codes(group))
        return self._codes[group.name]

    def _told_of(self, of_all: NDArray[T]) -> NDArray[T]:
        """Of what is told for each document of the index that of each row."""
        return of_all if self._documents is None else of_all.take(self._documents, mode=_RIGHT)

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
        bounds = zip(_FACETS_OF_COLUMNS, pairwise([*begins.tolist(), len(all_told)]), strict=True)
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
