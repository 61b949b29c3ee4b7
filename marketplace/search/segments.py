"""One immutable segment of the index as numpy arrays: posting lists, text lengths and columns.

What the rest of the search sees of a segment are the methods of `Segment`; the arrays lie in the file that they are
read from (`flat_file.py`) and are never copied whole. Documents are numbered from 0 within the segment; deleted ones
are still contained.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple, ParamSpec, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.exc import DBAPIError

from marketplace.search.flat_columns import read_sets
from marketplace.search.flat_file import FlatFile
from marketplace.search.flat_postings import FieldPostings, head_bytes

P = ParamSpec("P")
R = TypeVar("R")


class Postings(NamedTuple):
    """The documents that hold a term, ascending, with how often; `places` are the positions of all of them, if kept.

    documents u4 [n], counts uint [n], places uint [sum of counts]
    """

    documents: NDArray[Any]
    counts: NDArray[Any]
    places: NDArray[Any]


_NO_NUMBERS = np.empty(0, np.uint32)
NOTHING = Postings(_NO_NUMBERS, _NO_NUMBERS, _NO_NUMBERS)
_REMEMBERED = 4096  # terms of a segment whose place in the file is kept
_BEHIND_ALL = b"\xff"  # sorts behind whatever UTF-8 may follow a prefix


class Damaged(Exception):
    """The files of the index cannot be read."""


def _reading(method: Callable[P, R]) -> Callable[P, R]:
    """Whatever struct, json or numpy say of torn files: say that they are damaged."""

    @wraps(method)
    def read(*args: P.args, **options: P.kwargs) -> R:
        try:
            return method(*args, **options)
        except (Damaged, DBAPIError):
            raise  # the database being away says nothing of the segments in it
        except Exception as fault:
            raise Damaged(repr(fault)) from fault

    return read


class Terms:
    """The terms of a field, ascending: a sequence of bytes, cut out of the file when asked for."""

    def __init__(self, postings: FieldPostings) -> None:
        self._text = postings.text.data
        self._ends = postings.ends.data
        self._heads = postings.heads.data

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, place: int) -> bytes:
        return bytes(self._text[self._ends[place] : self._ends[place + 1]])

    def place(self, term: bytes) -> int:
        """Where a term stands, or the first one behind it."""
        head = int.from_bytes(head_bytes(term))
        first = bisect_left(self._heads, head)
        return bisect_left(self, term, first, bisect_right(self._heads, head, first))


class Field(NamedTuple):
    """A field's terms and posting lists."""

    terms: Terms
    lists: FieldPostings

    def postings(self, place: int, end: int | None = None) -> Postings:
        """The postings of the term at a place; of all terms up to `end`, term by term, where that is given."""
        lists = self.lists
        behind = place + 1 if end is None else end
        rows = slice(int(lists.first[place]), int(lists.first[behind]))
        places = _NO_NUMBERS
        if len(lists.first_place):
            places = lists.places[int(lists.first_place[place]) : int(lists.first_place[behind])]
        return Postings(lists.documents[rows], lists.counts[rows], places)


class Segment:
    """A segment, opened for reading."""

    def __init__(self, folder: Path, segment: Any) -> None:
        self._begin(segment.segment_id(), segment.doc_count_all(), FlatFile(segment.path_in(folder)))

    def _begin(self, name: str, size: int, file: FlatFile) -> None:
        self.name = name
        self.size = size
        self._file = file
        self._fields: dict[str, Field] = {}
        self._found: dict[tuple[str, bytes], Postings] = {}
        self._words: dict[str, int] = {}
        self._deleted: NDArray[np.int64] = np.empty(0, np.int64)

    @_reading
    def field(self, name: str) -> Field:
        """The terms and posting lists of a field."""
        if name not in self._fields:
            lists = FieldPostings.read(self._file, name)
            self._fields[name] = Field(Terms(lists), lists)
        return self._fields[name]

    def postings(self, field: str, term: bytes) -> Postings:
        """The postings of a term; nothing where no document has it."""
        found = self._found.get((field, term))
        if found is None:
            if len(self._found) == _REMEMBERED:
                self._found.clear()
            found = self._found[field, term] = self._look_up(field, term)
        return found

    def frequency(self, field: str, term: bytes) -> int:
        """How many documents hold a term."""
        return len(self.postings(field, term).documents)

    @_reading
    def _look_up(self, field: str, term: bytes) -> Postings:
        found = self.field(field)
        place = found.terms.place(term)
        if place == len(found.terms) or found.terms[place] != term:
            return NOTHING
        return found.postings(place)

    @_reading
    def postings_with(self, field: str, prefix: bytes) -> Postings:
        """The postings of all terms that begin with `prefix`, term by term: they lie side by side in the file."""
        found = self.field(field)
        first, end = found.terms.place(prefix), found.terms.place(prefix + _BEHIND_ALL)
        return found.postings(first, end) if first < end else NOTHING

    @_reading
    def terms_with(self, field: str, prefix: bytes, limit: int) -> list[bytes]:
        """The first terms of a field that begin with `prefix`, in order."""
        terms = self.field(field).terms
        first = terms.place(prefix)
        found = []
        for place in range(first, min(first + limit, len(terms))):
            if not (term := terms[place]).startswith(prefix):
                break
            found.append(term)
        return found

    @_reading
    def text_lengths(self, field: str) -> NDArray[Any]:
        """How many words the field holds, document by document; uint [N]."""
        return self._file[f"{field}/lengths"]

    def word_count(self, field: str) -> int:
        """How many words the field holds in all documents together."""
        if field not in self._words:
            self._words[field] = int(self.text_lengths(field).sum(dtype=np.int64))
        return self._words[field]

    def deleted(self, described: Any) -> NDArray[np.int64]:
        """The documents that are deleted by now; a table of contents describes the segment. Only ever more are."""
        if described.deleted_count() != len(self._deleted):
            self._deleted = np.fromiter(described.deleted_docs(), np.int64, described.deleted_count())
        return self._deleted

    @_reading
    def column(self, name: str) -> NDArray[Any]:
        """A column of numbers or sorting keys."""
        return self._file[name]

    @_reading
    def sets(self, name: str) -> list[bytes]:
        """The different sets of values of a column."""
        return read_sets(self._file, name)

    @_reading
    def set_rows(self, name: str) -> NDArray[Any]:
        """For each document the place of its set of values in `sets`; uint [N]."""
        return self._file[f"{name}/rows"]

    @property
    def arrays(self) -> FlatFile:
        """All of it, for merging."""
        return self._file
