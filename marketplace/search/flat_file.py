"""Named arrays in one file, read straight from a memory map.

    offset  bytes
    0       8     b"FLATSEG1"
    8       8     u8: where the directory begins, in bytes from the start of the file
    16      8     u8: how long the directory is, in bytes; the file ends with it
    24      8     u8: CRC-32 of the directory
    32      …     the arrays, each from a multiple of 8 bytes on, little-endian
    …       …     the directory, JSON: name → [dtype, offset in bytes, number of elements]

All processes of a node share the pages of the operating system's cache. A map stays readable after a commit has
deleted the file, and lives until the last array that was read from it is gone.
"""

from __future__ import annotations

import json
import mmap
import os
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import numpy as np
from numpy.typing import NDArray

_MAGIC = b"FLATSEG1"
HEAD = 32  # bytes
_ALIGNED = 8  # bytes

Entry = tuple[str, int, int]  # dtype, offset in bytes, number of elements


class Torn(Exception):
    """The file is no whole file of this kind."""


class Target(Protocol):
    """Where one-dimensional arrays go to by name."""

    def put(self, name: str, array: NDArray[Any]) -> None:
        """Take an array as it is."""

    def room(self, name: str, dtype: Any, count: int) -> NDArray[Any]:
        """An array to be filled in afterwards."""


class ArraysInMemory(dict[str, NDArray[Any]]):
    """A target that is the arrays themselves."""

    def put(self, name: str, array: NDArray[Any]) -> None:
        self[name] = array

    def room(self, name: str, dtype: Any, count: int) -> NDArray[Any]:
        return self.setdefault(name, np.empty(count, dtype))


class ArrayWriter:
    """A target that is an empty file, complete once `finish` was called."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._directory: dict[str, Entry] = {}
        self._place = file.write(bytes(HEAD))

    def put(self, name: str, array: NDArray[Any]) -> None:
        array = np.ascontiguousarray(array, array.dtype.newbyteorder("<"))
        self._note(name, array.dtype, len(array))
        self._file.write(array.view("u1").data if len(array) else b"")
        self._file.write(bytes(self._place - self._file.tell()))

    def room(self, name: str, dtype: Any, count: int) -> NDArray[Any]:
        """Pages of the file itself, which take no memory of this process; for files on a disk only."""
        dtype = np.dtype(dtype).newbyteorder("<")
        start = self._place
        self._note(name, dtype, count)
        if not count:
            return np.empty(0, dtype)
        self._file.flush()
        # a full disk must be an error here, not a signal later when a page is filled in
        os.posix_fallocate(self._file.fileno(), start, self._place - start)
        self._file.seek(self._place)
        return np.memmap(self._file, dtype, "r+", start, count)

    def finish(self) -> None:
        told = json.dumps(self._directory).encode()
        self._file.write(told)
        self._file.seek(0)
        self._file.write(_MAGIC + np.array([self._place, len(told), zlib.crc32(told)], "<u8").tobytes())
        self._file.flush()

    def _note(self, name: str, dtype: np.dtype[Any], count: int) -> None:
        self._directory[name] = (dtype.str, self._place, count)
        end = self._place + dtype.itemsize * count
        self._place = end + -end % _ALIGNED


@contextmanager
def writing(path: Path) -> Iterator[ArrayWriter]:
    """Write arrays to a new file."""
    with path.open("x+b") as file:
        writer = ArrayWriter(file)
        yield writer
        writer.finish()


def write_arrays(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write these arrays to a new file."""
    with writing(path) as writer:
        for name, array in arrays.items():
            writer.put(name, array)


def directory_place(head: bytes, size: int, name: str) -> tuple[int, int, int]:
    """Where the directory of a file of this size begins, how long it is, and its check sum; from the file's head.

    Raises:
        Torn: the file is cut off or something else.
    """
    if len(head) < HEAD or head[:8] != _MAGIC:
        raise Torn(name)
    start, length, check = np.frombuffer(head, "<u8", 3, 8).tolist()
    if start + length != size:
        raise Torn(name)
    return start, length, check


def read_directory(told: bytes, check: int, name: str) -> dict[str, Entry]:
    """The directory from its bytes.

    Raises:
        Torn: they are not what was written.
    """
    if zlib.crc32(told) != check:
        raise Torn(name)
    directory: dict[str, Entry] = json.loads(told)
    return directory


def narrow(values: NDArray[Any]) -> NDArray[Any]:
    """Numbers from 0 on in the smallest unsigned type that holds the largest of them."""
    return values.astype(np.min_scalar_type(int(values.max(initial=0))))


class FlatFile:
    """A file of arrays, opened for reading, or its bytes.

    Raises:
        Torn: the file is cut off or something else.
    """

    def __init__(self, source: Path | bytes) -> None:
        data, name = (_mapped(source), source.name) if isinstance(source, Path) else (source, "")
        start, length, check = directory_place(data[:HEAD], len(data), name)
        self._data = data
        self._directory = read_directory(data[start : start + length], check, name)

    def __contains__(self, name: str) -> bool:
        return name in self._directory

    def __getitem__(self, name: str) -> NDArray[Any]:
        dtype, offset, count = self._directory[name]
        return np.frombuffer(self._data, dtype, count, offset)


def _mapped(path: Path) -> mmap.mmap | bytes:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if file.seek(0, 2) else b""
