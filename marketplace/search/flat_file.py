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
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_MAGIC = b"FLATSEG1"
_HEAD = 32  # bytes
_ALIGNED = 8  # bytes


class Torn(Exception):
    """The file is no whole file of this kind."""


def write_arrays(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write one-dimensional arrays to a new file."""
    directory: dict[str, tuple[str, int, int]] = {}
    with path.open("xb") as file:
        place = file.write(bytes(_HEAD))
        for name, array in arrays.items():
            array = np.ascontiguousarray(array, array.dtype.newbyteorder("<"))
            directory[name] = (array.dtype.str, place, len(array))
            file.write(array.view("u1").data if len(array) else b"")
            place += array.nbytes
            place += file.write(bytes(-place % _ALIGNED))
        told = json.dumps(directory).encode()
        file.write(told)
        file.seek(0)
        file.write(_MAGIC + np.array([place, len(told), zlib.crc32(told)], "<u8").tobytes())


def narrow(values: NDArray[Any]) -> NDArray[Any]:
    """Numbers from 0 on in the smallest unsigned type that holds the largest of them."""
    return values.astype(np.min_scalar_type(int(values.max(initial=0))))


class FlatFile:
    """A file of arrays, opened for reading.

    Raises:
        Torn: the file is cut off or something else.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            size = file.seek(0, 2)
            if len(head) < _HEAD or head[:8] != _MAGIC:
                raise Torn(path.name)
            start, length, check = np.frombuffer(head, "<u8", 3, 8).tolist()
            if start + length != size:
                raise Torn(path.name)
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        told = self._map[start:]
        if zlib.crc32(told) != check:
            raise Torn(path.name)
        self._directory: dict[str, tuple[str, int, int]] = json.loads(told)

    def __contains__(self, name: str) -> bool:
        return name in self._directory

    def __getitem__(self, name: str) -> NDArray[Any]:
        dtype, offset, count = self._directory[name]
        return np.frombuffer(self._map, dtype, count, offset)
