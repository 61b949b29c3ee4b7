"""What the documents of a snapshot count under, laid out for counting.

A segment keeps for each document the number of its set of values, column by column. Here the different sets of a
column get one number over all segments (`Numbering`), and the columns are put together in groups: one code of mixed
radix for each document and group, so that one pass over a group counts all of its columns.

    codes of a group  u2 or u4  [N]  (((a * sizes[1]) + b) * sizes[2]) + c …: a, b, c the sets of its columns

Numberings only grow, and go on from snapshot to snapshot together with the stacked codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from marketplace.search.schema import SEPARATOR, SET_COLUMNS, SITES
from marketplace.search.segments import Segment
from marketplace.search.stacks import Stacks

LARGEST_GROUP = 4096  # codes; a column of more sets is a group of its own
FACET_COLUMNS = tuple(column for column in SET_COLUMNS if column != SITES)

Counts = NDArray[np.int64]


class Group(NamedTuple):
    """Columns that are counted together, and how many sets of each there is room for."""

    columns: tuple[str, ...]
    sizes: tuple[int, ...]

    @property
    def name(self) -> str:
        return f"codes {self.columns} {self.sizes}"

    @property
    def room(self) -> int:
        return int(np.prod(self.sizes))


class Numbering:
    """The different sets of values of one column, and the different values, each numbered as they come."""

    def __init__(self) -> None:
        self.values: list[str] = []
        self.places: dict[str, int] = {}
        self._sets: dict[bytes, int] = {}
        self._set_of: list[int] = []  # pairs of a set and a value in it
        self._value_of: list[int] = []
        self._pairs = np.empty((2, 0), np.int64)

    def __len__(self) -> int:
        return len(self._sets)

    def numbers(self, sets: Sequence[bytes]) -> NDArray[np.int64]:
        """The numbers of these sets; new ones are taken in."""
        return np.fromiter((self._number(one) for one in sets), np.int64, len(sets))

    def having(self, values: Iterable[str]) -> NDArray[np.bool_]:
        """Which sets hold at least one of the values."""
        wanted = [self.places[value] for value in values if value in self.places]
        sets, held = self._paired()
        found = np.zeros(len(self), bool)
        found[sets[np.isin(held, wanted)]] = True
        return found

    def counts(self, of_sets: NDArray[np.int64]) -> Counts:
        """How often each value occurs where each set occurs so often."""
        sets, held = self._paired()
        return np.bincount(held, weights=of_sets[sets], minlength=len(self.values)).astype(np.int64)

    def _number(self, joined: bytes) -> int:
        found = self._sets.get(joined)
        if found is None:
            found = self._sets[joined] = len(self._sets)
            for value in joined.decode().split(SEPARATOR) if joined else ():
                if value not in self.places:
                    self.places[value] = len(self.values)
                    self.values.append(value)
                self._set_of.append(found)
                self._value_of.append(self.places[value])
        return found

    def _paired(self) -> NDArray[np.int64]:
        if self._pairs.shape[1] != len(self._set_of):
            self._pairs = np.array([self._set_of, self._value_of], np.int64)
        return self._pairs


class FacetTable:
    """The numberings and groups of a snapshot and those after it."""

    def __init__(self) -> None:
        self.numberings = {column: Numbering() for column in SET_COLUMNS}
        self.groups: list[Group] = []
        self._of_segment: dict[str, dict[str, NDArray[np.int64]]] = {}  # sets of a segment → their numbers
        self._stacks: Stacks | None = None

    def lay_out(self, segments: Sequence[Segment], stacks: Stacks) -> None:
        """Take in the sets of these segments, and no others any more."""
        self._stacks = stacks
        self._of_segment = {
            one.name: self._of_segment.get(one.name) or self._numbered(one) for one in segments
        }
        if not self.groups or any(
            len(self.numberings[column]) > size
            for group in self.groups
            for column, size in zip(*group, strict=True)
        ):
            stacks.drop([group.name for group in self.groups])
            self.groups = _grouped({column: len(self.numberings[column]) for column in FACET_COLUMNS})

    def codes(self, group: Group) -> NDArray[Any]:
        """The codes of a group for all documents."""
        assert self._stacks is not None
        return self._stacks.column(
            group.name, lambda one: self._codes(one, group), np.min_scalar_type(group.room)
        )

    def on_site(self, site_id: int) -> NDArray[np.bool_]:
        """Which documents belong to a site, deleted ones too."""
        assert self._stacks is not None
        return self._stacks.column(f"site {site_id}", lambda one: self._with(one, str(site_id)), bool)

    def _numbered(self, segment: Segment) -> dict[str, NDArray[np.int64]]:
        return {
            column: numbering.numbers(segment.sets(column)) for column, numbering in self.numberings.items()
        }

    def _codes(self, segment: Segment, group: Group) -> NDArray[np.int64]:
        codes = np.zeros(segment.size, np.int64)
        for column, size in zip(*group, strict=True):
            codes *= size
            codes += self._of_segment[segment.name][column][segment.set_rows(column)]
        return codes

    def _with(self, segment: Segment, site: str) -> NDArray[np.bool_]:
        wanted = self.numberings[SITES].having([site])
        return wanted[self._of_segment[segment.name][SITES]][segment.set_rows(SITES)]


def _grouped(numbers: dict[str, int]) -> list[Group]:
    """Columns put together, each with room for a quarter more sets, so that their product stays small."""
    sizes = {column: number + number // 4 + 2 for column, number in numbers.items()}
    groups: list[Group] = []
    for column, size in sorted(sizes.items(), key=lambda one: one[1]):
        fitting = next((n for n, group in enumerate(groups) if group.room * size <= LARGEST_GROUP), None)
        if fitting is None:
            groups.append(Group((column,), (size,)))
        else:
            groups[fitting] = Group((*groups[fitting].columns, column), (*groups[fitting].sizes, size))
    return groups
