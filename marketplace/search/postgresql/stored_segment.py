"""A segment in the database: `segments.Segment` that reads posting lists when they are asked for.

Its dictionaries, text lengths and columns are in the memory of the process, about 150 bytes for each document; posting
lists are read slice by slice. Lists lately read are kept, all segments together at most KEPT bytes.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketplace.search.flat_postings import PARTS, FieldPostings
from marketplace.search.postgresql.stored_file import LEFT, StoredArray, StoredFile, whole
from marketplace.search.schema import COLUMNS, SET_COLUMNS, TEXT_FIELDS
from marketplace.search.segments import NOTHING, Field, Postings, Segment, Terms
from marketplace.store.office import search_index
from marketplace.store.office.search_index import Part

KEPT = 48 << 20  # bytes of posting lists
_NONE = np.empty(0, np.uint8)
_AT_OPENING = (
    *(name for name, dtype in COLUMNS.items() if dtype == "<i8"),
    *(f"{column}/{part}" for column in SET_COLUMNS for part in ("rows", "text", "ends")),
    *(f"{field}/lengths" for field in TEXT_FIELDS),
    *(f"{field}/{part}" for field in TEXT_FIELDS for part in PARTS if part not in LEFT),
)


class Places:
    """Positions that are read when they are needed: who looks for one bigram alone does not."""

    def __init__(self, stored: StoredArray, start: int, end: int) -> None:
        self._stored, self._start, self._end = stored, start, end

    def __len__(self) -> int:
        return self._end - self._start

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        (data,) = search_index.read([self.part()])
        return np.frombuffer(data, self._stored.dtype).astype(dtype or self._stored.dtype)

    def __getitem__(self, wanted: Any) -> NDArray[Any]:
        return np.asarray(self)[wanted]

    def part(self) -> Part:
        return self._stored.part(self._start, self._end)


class StoredField(Field):
    """A field whose posting lists are left in the database."""

    def parts(self, place: int, end: int) -> list[Part]:
        """Where the documents and counts of the terms from `place` on, before `end`, lie."""
        first, behind = int(self.lists.first[place]), int(self.lists.first[end])
        return [array.part(first, behind) for array in (self.lists.documents, self.lists.counts)]  # type: ignore[attr-defined]

    def made(self, place: int, end: int, documents: bytes, counts: bytes) -> Postings:
        """The postings of these terms, from the bytes read."""
        lists: Any = self.lists
        places: Any = _NONE
        if len(lists.first_place):
            places = Places(lists.places, int(lists.first_place[place]), int(lists.first_place[end]))
        return Postings(
            np.frombuffer(documents, lists.documents.dtype), np.frombuffer(counts, lists.counts.dtype), places
        )

    def postings(self, place: int, end: int | None = None) -> Postings:
        behind = place + 1 if end is None else end
        documents, counts = search_index.read(self.parts(place, behind))
        return self.made(place, behind, documents, counts)


class WholeSegment(Segment):
    """A small segment, read whole."""

    def __init__(self, row_id: int, name: str, documents: int, size: int) -> None:
        self._begin(name, documents, whole(row_id, size))


class StoredSegment(Segment):
    """A segment whose file lies in the database."""

    _file: StoredFile  # type: ignore[assignment]

    def __init__(self, row_id: int, name: str, documents: int, size: int) -> None:
        self._begin(name, documents, StoredFile(row_id, size))  # type: ignore[arg-type]

    def prepare(self) -> None:
        """Read what every search needs, in one statement."""
        self._file.load(name for name in _AT_OPENING if name in self._file)

    def field(self, name: str) -> Field:
        if name not in self._fields:
            kept = [
                part
                for part in (*PARTS, "first_place")
                if part not in LEFT and f"{name}/{part}" in self._file
            ]
            self._file.load(f"{name}/{part}" for part in kept)
            arrays: dict[str, Any] = {f"{name}/{part}": self._file[f"{name}/{part}"] for part in kept}
            left = [part for part in LEFT if f"{name}/{part}" in self._file]
            arrays |= {f"{name}/{part}": self._file.stored(f"{name}/{part}") for part in left}
            lists = FieldPostings.read(arrays, name)
            self._fields[name] = StoredField(Terms(lists), lists)
        return self._fields[name]

    def frequency(self, field: str, term: bytes) -> int:
        found = self.field(field)
        place = self._place(found, term)
        return 0 if place is None else int(found.lists.first[place + 1]) - int(found.lists.first[place])

    def postings(self, field: str, term: bytes) -> Postings:
        kept = _kept.get((self.name, field, term))
        return self._look_up(field, term) if kept is None else kept

    def _look_up(self, field: str, term: bytes) -> Postings:
        found = super()._look_up(field, term)
        return _keep((self.name, field, term), found) if found is not NOTHING else found

    def wanted(self, field: str, term: bytes) -> tuple[StoredField, int] | None:
        """The field and the place of a term whose postings have to be read; None where there is nothing to read."""
        if (self.name, field, term) in _kept:
            return None
        found = self.field(field)
        place = self._place(found, term)
        return None if place is None else (found, place)  # type: ignore[return-value]

    def _place(self, found: Field, term: bytes) -> int | None:
        place = found.terms.place(term)
        return place if place < len(found.terms) and found.terms[place] == term else None


def expect(segments: Sequence[Segment], wanted: Iterable[tuple[str, bytes]]) -> None:
    """Read the postings of these terms (field, term) of all segments in one statement."""
    asked = []
    parts: list[Part] = []
    for field, term in wanted:
        for segment in segments:
            if isinstance(segment, StoredSegment) and (found := segment.wanted(field, term)):
                held, place = found
                asked.append((segment.name, field, term, held, place))
                parts += held.parts(place, place + 1)
    data = search_index.read(parts)
    for number, (name, field, term, held, place) in enumerate(asked):
        documents, counts = data[2 * number : 2 * number + 2]
        _keep((name, field, term), held.made(place, place + 1, documents, counts))


_Key = tuple[str, str, bytes]  # segment, field, term


class _KeptLists:
    """The posting lists lately read; those not asked for longest make room."""

    def __init__(self) -> None:
        self._lists: OrderedDict[_Key, Postings] = OrderedDict()
        self._size = 0

    def __contains__(self, key: _Key) -> bool:
        return key in self._lists

    def get(self, key: _Key) -> Postings | None:
        if (found := self._lists.get(key)) is not None:
            self._lists.move_to_end(key)
        return found

    def keep(self, key: _Key, postings: Postings) -> Postings:
        if key not in self._lists:
            self._size += _bytes(postings)
        self._lists[key] = postings
        while self._size > KEPT and len(self._lists) > 1:
            self._size -= _bytes(self._lists.popitem(last=False)[1])
        return postings


def _bytes(postings: Postings) -> int:
    return postings.documents.nbytes + postings.counts.nbytes + 200


_kept = _KeptLists()
_keep = _kept.keep
