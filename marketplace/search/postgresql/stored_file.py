"""A file of arrays (`flat_file.py`) whose bytes lie in the database: parts are read when they are asked for.

Long arrays of which a search needs only a row here and there (posting lists) stay in the database and are read slice by
slice; everything else is read whole, once.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketplace.search.flat_file import HEAD, ArrayWriter, FlatFile, directory_place, read_directory
from marketplace.store.office import search_index
from marketplace.store.office.search_index import Part

SMALL = 1 << 20  # bytes; a file up to that is read whole
LEFT = ("documents", "counts", "places")  # the long arrays of a field


@dataclass(frozen=True, slots=True)
class StoredArray:
    """An array that stays in the database."""

    segment_id: int
    dtype: np.dtype[Any]
    offset: int
    length: int

    def __len__(self) -> int:
        return self.length

    def part(self, start: int, end: int) -> Part:
        """Where the elements from `start` on, before `end`, lie."""
        size = self.dtype.itemsize
        return Part(self.segment_id, self.offset + start * size, (end - start) * size)


class StoredFile:
    """The arrays of a segment."""

    def __init__(self, segment_id: int, size: int) -> None:
        self._id = segment_id
        self._arrays: dict[str, NDArray[Any]] = {}
        (head,) = search_index.read([Part(segment_id, 0, HEAD)])
        start, length, check = directory_place(head, size, str(segment_id))
        (told,) = search_index.read([Part(segment_id, start, length)])
        self._directory = read_directory(told, check, str(segment_id))

    def __contains__(self, name: str) -> bool:
        return name in self._directory

    def __getitem__(self, name: str) -> NDArray[Any]:
        """An array, read whole."""
        self.load([name])
        return self._arrays[name]

    def stored(self, name: str) -> StoredArray:
        """An array, left where it is."""
        dtype, offset, count = self._directory[name]
        return StoredArray(self._id, np.dtype(dtype), offset, count)

    def names(self) -> Iterable[str]:
        """The names of all arrays."""
        return self._directory

    def load(self, names: Iterable[str]) -> None:
        """Read these arrays in one statement, as far as they have not been read."""
        missing = {name: self.stored(name) for name in names if name not in self._arrays}
        found = search_index.read([one.part(0, one.length) for one in missing.values()])
        for (name, one), data in zip(missing.items(), found, strict=True):
            self._arrays[name] = np.frombuffer(data, one.dtype)


def as_bytes(arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """A file of these arrays."""
    file = io.BytesIO()
    writer = ArrayWriter(file)
    for name, array in arrays.items():
        writer.put(name, array)
    writer.finish()
    return file.getvalue()


def whole(segment_id: int, size: int) -> FlatFile:
    """The file of a segment, read whole."""
    (data,) = search_index.read([Part(segment_id, 0, size)])
    return FlatFile(data)
