"""One immutable segment of the index as numpy arrays: posting lists, text lengths and columns.

This module and `mapped.py` are all that reads Whoosh's files for searching. What the rest of the search sees of a
segment are the methods of `Segment`, so another way of storing postings replaces this module alone.
Documents are numbered from 0 within the segment; deleted ones are still contained.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from itertools import islice, takewhile
from pathlib import Path
from typing import Any, NamedTuple, ParamSpec, TypeVar

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import LENGTHS_COLUMN, _lenfield
from whoosh.fields import Schema
from whoosh.reading import TermNotFound
from whoosh.util.numeric import byte_to_length

from marketplace.search.mapped import SegmentFiles

P = ParamSpec("P")
R = TypeVar("R")

KEPT_POSTINGS = 1_000_000  # of a segment, decoded in memory (8 bytes each; one with places counts for eight)

_LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], np.float32)


class Postings(NamedTuple):
    """The documents that hold a term, ascending, with how often; `places` are encoded positions, if kept."""

    documents: NDArray[np.int32]
    counts: NDArray[np.float32]
    places: tuple[bytes, ...] | None


NOTHING = Postings(np.empty(0, np.int32), np.empty(0, np.float32), None)


class Damaged(Exception):
    """The files of the index cannot be read."""


def _reading(method: Callable[P, R]) -> Callable[P, R]:
    """Whatever pickle, struct, zlib or numpy say of torn files: say that they are damaged."""

    @wraps(method)
    def read(*args: P.args, **options: P.kwargs) -> R:
        try:
            return method(*args, **options)
        except Exception as fault:
            raise Damaged(repr(fault)) from fault

    return read


class Segment:
    """A segment, opened for reading. Not safe for use by several threads at once."""

    def __init__(self, folder: Path, segment: Any, schema: Schema) -> None:
        self.name: str = segment.segment_id()
        self.size: int = segment.doc_count_all()
        self._schema = schema
        self._lengths_sum: dict[str, int] = dict(segment._fieldlengths)
        self._files = SegmentFiles(folder / segment.make_filename(segment.COMPOUND_EXT))
        self._terms = segment.codec().terms_reader(self._files, segment)
        self._columns = segment.codec().per_document_reader(self._files, segment)
        self._kept: OrderedDict[tuple[str, bytes, bool], Postings] = OrderedDict()
        self._kept_size = 0

    def close(self) -> None:
        self._files.close()

    @_reading
    def postings(self, field: str, term: bytes, *, places: bool = False) -> Postings:
        """The postings of a term; nothing where no document has it."""
        key = (field, term, places)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        try:
            matcher = self._terms.matcher(field, term, self._schema[field].format)
            found = _decode(matcher, places)
        except TermNotFound:
            found = NOTHING
        self._kept[key] = found
        self._kept_size += _weight(found)
        while self._kept_size > KEPT_POSTINGS and len(self._kept) > 1:
            self._kept_size -= _weight(self._kept.popitem(last=False)[1])
        return found

    @_reading
    def terms_with(self, field: str, prefix: bytes, limit: int) -> list[bytes]:
        """The first terms of a field that begin with `prefix`, in order."""
        ordered = takewhile(lambda found: found[0] == field, self._terms.terms_from(field, prefix))
        beginning = takewhile(lambda term: term.startswith(prefix), (term for _, term in ordered))
        return list(islice(beginning, limit))

    def text_total(self, field: str) -> int:
        """How many words the field holds in all documents together."""
        return self._lengths_sum.get(field, 0)

    @_reading
    def text_lengths(self, field: str) -> NDArray[np.float32]:
        """How many words the field holds, document by document."""
        name = _lenfield(field)
        if not self._columns.has_column(name):
            return np.zeros(self.size, np.float32)
        return _LENGTHS[self._fixed(name, LENGTHS_COLUMN, "u1", 0)]

    @_reading
    def numbers(self, column: str) -> NDArray[Any]:
        """A numeric column."""
        kind = self._schema[column].column_type
        return self._fixed(column, kind, f">{'u8' if kind._typecode == 'Q' else 'i8'}", kind.default_value())

    @_reading
    def keys(self, column: str) -> NDArray[np.bytes_]:
        """A column of byte strings of equal length, to sort by."""
        width = self._schema[column].column_type._fixedlen
        return self._fixed(column, self._schema[column].column_type, f"S{width}", b"")

    @_reading
    def references(self, column: str) -> tuple[NDArray[np.int64], list[bytes]]:
        """For each document the place of its value in the list of the column's different values."""
        if not self._columns.has_column(column):
            return np.zeros(self.size, np.int64), [b""]
        reader = self._columns.column_reader(column, self._schema[column].column_type)
        if hasattr(reader, "_uniques"):
            kind = np.dtype(">u2" if reader._typecode == "H" else "u1")
            data = reader._dbfile.get(reader._basepos, self.size * kind.itemsize)
            return np.frombuffer(data, kind).astype(np.int64), list(reader._uniques)
        places: dict[bytes, int] = {}
        found = [places.setdefault(value, len(places)) for value in reader]
        return np.array(found, np.int64), list(places)

    def _fixed(self, name: str, column: Any, kind: str, default: Any) -> NDArray[Any]:
        """A column of fixed width; Whoosh leaves out what lies behind the last value that is not the default."""
        dtype = np.dtype(kind)
        values = np.full(self.size, default, dtype.newbyteorder("="))
        if self._columns.has_column(name):
            reader = self._columns.column_reader(name, column)
            written = reader._dbfile.get(reader._basepos, reader._count * dtype.itemsize)
            values[: reader._count] = np.frombuffer(written, dtype)
        return values


def _weight(postings: Postings) -> int:
    return 16 + len(postings.documents) * (8 if postings.places else 1)


def _decode(matcher: Any, places: bool) -> Postings:
    """Read a posting list block by block: Whoosh's own loop asks for each posting by itself."""
    documents: list[NDArray[np.int32]] = []
    counts: list[NDArray[np.float32]] = []
    values: list[bytes] = []
    while not matcher._atend:
        matcher._read_data()
        steps, weights, data = matcher._data
        documents.append(np.cumsum(np.array(steps, np.int32), dtype=np.int32))
        size = len(steps)
        counts.append(np.full(size, 1 if weights is None else weights, np.float32))
        if places:
            values.extend(data)
        matcher._next_block()
    return Postings(np.concatenate(documents), np.concatenate(counts), tuple(values) if places else None)


def decode_places(values: bytes) -> NDArray[np.int64]:
    """The positions of postings of the bigram field, one posting behind the other."""
    return np.frombuffer(values, np.dtype(f"u{array('I').itemsize}")).astype(np.int64)
