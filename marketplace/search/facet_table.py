"""What the documents of a snapshot count under, laid out for counting.

A segment keeps for each document the number of its set of values, column by column. Here the different sets of a
column get one number over all segments (`Numbering`), and the columns are put together in groups: one code of mixed
radix for each document and group, so that one pass over a group counts all of its columns. The codes of a group begin
behind those of the group before it, so that a code tells its group. Every value of every column has a slot: a place in
the one array of all counts, column by column and alphabetical within each.

    codes of a group  u1 to u4  [N]        base + ((a * sizes[1]) + b) * sizes[2] + c …: a, b, c the sets of its columns
    pair_codes        i8        [pairs]    codes, ascending, each as often as it has values, and …
    pair_slots        i8        [pairs]    … the slots of these values
    first             i8        [room + 1] the pairs of code c are first[c] … first[c + 1] - 1

Numberings only grow, and go on from snapshot to snapshot together with the stacked codes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketplace.search.schema import SEPARATOR, SET_COLUMNS, SITES
from marketplace.search.segments import Segment
from marketplace.search.stacks import Stacks

LARGEST_GROUP = 4096  # codes; a column of more sets is a group of its own
FACET_COLUMNS = tuple(column for column in SET_COLUMNS if column != SITES)
_FEW = 4  # times the codes of documents are still fewer than all pairs: then their slots are counted one by one
_AT_ONCE = 65_536  # codes; as many as stay in the processor's cache

Numbers = NDArray[np.int64]


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

    def numbers(self, sets: Sequence[bytes]) -> Numbers:
        """The numbers of these sets; new ones are taken in."""
        return np.fromiter((self._number(one) for one in sets), np.int64, len(sets))

    def having(self, values: Iterable[str], room: int) -> NDArray[np.bool_]:
        """Which sets hold at least one of the values; `room` for so many sets."""
        wanted = np.array([self.places[value] for value in values if value in self.places], np.int64)
        sets, held = self.pairs()
        found = np.zeros(room, bool)
        found[sets[np.isin(held, wanted)]] = True
        return found

    def pairs(self) -> Numbers:
        """Two rows: sets, ascending, each as often as it has values, and these values."""
        if self._pairs.shape[1] != len(self._set_of):
            self._pairs = np.array([self._set_of, self._value_of], np.int64)
        return self._pairs

    def ranks(self) -> Numbers:
        """For each value its place among all in alphabetical order."""
        ranks = np.empty(len(self.values), np.int64)
        ranks[sorted(range(len(self.values)), key=self.values.__getitem__)] = np.arange(len(self.values))
        return ranks

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


class Group:
    """Columns that are counted together; `sizes` say for how many sets of each there is room, `base` the first code."""

    def __init__(self, columns: tuple[str, ...], sizes: tuple[int, ...], base: int) -> None:
        self.columns, self.sizes, self.base = columns, sizes, base
        self.room = int(np.prod(sizes))
        self.name = f"codes {columns} {sizes} {base}"
        self.dtype = np.min_scalar_type(base + self.room)

    def pairs(
        self, numberings: dict[str, Numbering], slots_of: dict[str, Numbers]
    ) -> tuple[list[Numbers], list[Numbers]]:
        """Codes and the slots they stand for, column by column; `slots_of`: column → the slots of its values."""
        codes, slots = [], []
        for axis, column in enumerate(self.columns):
            sets, values = numberings[column].pairs()
            before, behind = int(np.prod(self.sizes[:axis])), int(np.prod(self.sizes[axis + 1 :]))
            others = (np.arange(before) * self.sizes[axis] * behind)[:, None] + np.arange(behind)
            codes.append(self.base + (others.reshape(-1, 1) + sets * behind).ravel())
            slots.append(np.tile(slots_of[column][values], before * behind))
        return codes, slots


class FacetTable:
    """The numberings and groups of a snapshot and those after it."""

    def __init__(self) -> None:
        self.numberings = {column: Numbering() for column in SET_COLUMNS}
        self.groups: list[Group] = []
        self.group_of: dict[str, Group] = {}
        self.slots = 0
        self._room = 0  # for codes of all groups
        self._pair_codes = self._pair_slots = self._first = np.empty(0, np.int64)
        self.values: list[str] = []  # of every slot
        self.columns: Numbers = np.empty(
            0, np.int64
        )  # for every slot the place of its column in FACET_COLUMNS
        self.slots_of: dict[str, Numbers] = {}  # column → the slots of its values
        self._laid_out: list[int] = []
        self._all_of_segment: dict[str, Numbers] = {}  # how often every slot occurs in it
        self._of_segment: dict[str, dict[str, Numbers]] = {}  # sets of a segment → their numbers
        self._stacks: Stacks | None = None

    def lay_out(self, segments: Sequence[Segment], stacks: Stacks) -> None:
        """Take in the sets of these segments, and no others any more."""
        self._stacks = stacks
        self._of_segment = {
            one.name: self._of_segment.get(one.name) or self._numbered(one) for one in segments
        }
        sizes = [len(self.numberings[column]) for column in FACET_COLUMNS]
        if sizes == self._laid_out:
            return
        self._laid_out = sizes
        self._all_of_segment = {}
        if not self.groups or any(self._too_small(group) for group in self.groups):
            stacks.drop([group.name for group in self.groups])
            self.groups = _grouped(dict(zip(FACET_COLUMNS, sizes, strict=True)))
            self.group_of = {column: group for group in self.groups for column in group.columns}
        numbers = [len(self.numberings[column].values) for column in FACET_COLUMNS]
        self.slots = sum(numbers)
        self.values = [value for column in FACET_COLUMNS for value in sorted(self.numberings[column].values)]
        self.columns = np.repeat(np.arange(len(FACET_COLUMNS)), numbers)
        starts = zip(FACET_COLUMNS, np.cumsum([0, *numbers]).tolist(), strict=False)
        self.slots_of = {column: start + self.numberings[column].ranks() for column, start in starts}
        self._lay_out_pairs()

    def slot(self, column: str, value: str) -> int | None:
        """The slot of a value; None where no document has it."""
        place = self.numberings[column].places.get(value)
        return None if place is None else int(self.slots_of[column][place])

    def codes(self, group: Group) -> NDArray[Any]:
        """The codes of a group for all documents."""
        assert self._stacks is not None
        return self._stacks.column(group.name, lambda one: self._codes(one, group), group.dtype)

    def count(self, groups: Iterable[Group], codes_of: Callable[[Group], NDArray[Any]]) -> Numbers:
        """How often every slot occurs among documents with these codes, as far as these groups tell."""
        codes = [codes_of(group) for group in groups]
        number = sum(map(len, codes))
        if _FEW * number < len(self._pair_codes):
            joined = np.concatenate(codes)
            begins = self._first[joined]
            counts = self._first[1:][joined] - begins
            ends = np.cumsum(counts)
            pairs = np.repeat(begins - ends + counts, counts) + np.arange(int(counts.sum()))
            return np.bincount(self._pair_slots[pairs], minlength=self.slots)
        pieces = [np.concatenate(codes)] if number <= _AT_ONCE else codes
        found = np.zeros(self._room, np.int64)
        for piece in pieces:
            found += _counted(piece, self._room)
        weights = found[self._pair_codes]
        return np.bincount(self._pair_slots, weights=weights, minlength=self.slots).astype(np.int64)

    def count_all(self) -> Numbers:
        """How often every slot occurs among all documents, deleted ones too. Segments are counted once."""
        assert self._stacks is not None
        bounds = zip(self._of_segment, pairwise(self._stacks.starts.tolist()), strict=True)
        counted = {name: self._all_in(name, slice(*bound)) for name, bound in bounds}
        self._all_of_segment = counted
        return np.sum([np.zeros(self.slots, np.int64), *counted.values()], axis=0)

    def _all_in(self, name: str, rows: slice) -> Numbers:
        if name in self._all_of_segment:
            return self._all_of_segment[name]
        return self.count(self.groups, lambda group: self.codes(group)[rows])

    def having(self, column: str, values: Iterable[str]) -> NDArray[np.bool_]:
        """Which codes, those of the group of a column, stand for at least one of these values."""
        group = self.group_of[column]
        axis = group.columns.index(column)
        wanted = self.numberings[column].having(values, group.sizes[axis])
        shape = [size if n == axis else 1 for n, size in enumerate(group.sizes)]
        found = np.zeros(group.base + group.room, bool)
        found[group.base :].reshape(group.sizes)[...] = wanted.reshape(shape)
        return found

    def on_site(self, site_id: int) -> NDArray[np.bool_]:
        """Which documents belong to a site, deleted ones too."""
        assert self._stacks is not None
        return self._stacks.column(f"site {site_id}", lambda one: self._with(one, str(site_id)), bool)

    def _lay_out_pairs(self) -> None:
        codes: list[Numbers] = []
        slots: list[Numbers] = []
        for group in self.groups:
            more_codes, more_slots = group.pairs(self.numberings, self.slots_of)
            codes += more_codes
            slots += more_slots
        all_codes = np.concatenate(codes)
        order = np.argsort(all_codes, kind="stable")
        self._pair_codes, self._pair_slots = all_codes[order], np.concatenate(slots)[order]
        self._room = sum(group.room for group in self.groups)
        self._first = np.searchsorted(self._pair_codes, np.arange(self._room + 1))

    def _numbered(self, segment: Segment) -> dict[str, Numbers]:
        return {
            column: numbering.numbers(segment.sets(column)) for column, numbering in self.numberings.items()
        }

    def _too_small(self, group: Group) -> bool:
        return any(
            len(self.numberings[column]) > size
            for column, size in zip(group.columns, group.sizes, strict=True)
        )

    def _codes(self, segment: Segment, group: Group) -> Numbers:
        codes = np.zeros(segment.size, np.int64)
        for column, size in zip(group.columns, group.sizes, strict=True):
            codes *= size
            codes += self._of_segment[segment.name][column][segment.set_rows(column)]
        return codes + group.base

    def _with(self, segment: Segment, site: str) -> NDArray[np.bool_]:
        wanted = self.numberings[SITES].having([site], len(self.numberings[SITES]))
        return wanted[self._of_segment[segment.name][SITES]][segment.set_rows(SITES)]


def _counted(codes: NDArray[Any], room: int) -> Numbers:
    """How often each code occurs. Many are counted in pieces, because numpy makes 8 bytes of each one first."""
    if len(codes) <= 2 * _AT_ONCE:
        return np.bincount(codes, minlength=room)
    counts = np.zeros(room, np.int64)
    for start in range(0, len(codes), _AT_ONCE):
        counts += np.bincount(codes[start : start + _AT_ONCE], minlength=room)
    return counts


def _grouped(numbers: dict[str, int]) -> list[Group]:
    """Columns put together, each with room for a quarter more sets, so that their product stays small."""
    found: list[tuple[tuple[str, ...], tuple[int, ...]]] = []
    sizes = {column: number + number // 4 + 2 for column, number in numbers.items()}
    for column, size in sorted(sizes.items(), key=lambda one: one[1]):
        fitting = (n for n, (_, others) in enumerate(found) if int(np.prod(others)) * size <= LARGEST_GROUP)
        place = next(fitting, None)
        if place is None:
            found.append(((column,), (size,)))
        else:
            columns, others = found[place]
            found[place] = (*columns, column), (*others, size)
    bases = np.cumsum([0, *(int(np.prod(sizes_of)) for _, sizes_of in found)]).tolist()
    return [Group(*one, base) for one, base in zip(found, bases, strict=False)]
