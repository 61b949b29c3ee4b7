"""The columns of one segment as flat arrays: numbers, sorting keys, and sets of values; N documents.

    <column>         i8, u8 or S32  [N]      a number or key for each document
    <column>/rows    uint           [N]      for each document which of the column's different sets it has
    <column>/text    u1             [bytes]  the sets, one behind the other: values in UTF-8, SEPARATOR between them
    <column>/ends    uint           [S + 1]  set s is text[ends[s]:ends[s + 1]]
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketplace.search.flat_file import FlatFile, narrow
from marketplace.search.schema import COLUMNS, SET_COLUMNS

Arrays = dict[str, NDArray[Any]]


class ColumnBuilder:
    """Takes the columns of documents one after the other."""

    def __init__(self) -> None:
        self._values: dict[str, list[Any]] = {name: [] for name in (*COLUMNS, *SET_COLUMNS)}

    def add(self, fields: dict[str, Any]) -> None:
        for name, values in self._values.items():
            values.append(fields[name])

    def arrays(self) -> Arrays:
        found = {name: np.array(self._values[name], dtype) for name, dtype in COLUMNS.items()}
        for name in SET_COLUMNS:
            places: dict[bytes, int] = {}
            rows = [places.setdefault(value, len(places)) for value in self._values[name]]
            found |= _laid_out(name, np.array(rows, np.int64), list(places))
        return found


def join_columns(parts: Sequence[tuple[FlatFile | Arrays, NDArray[np.bool_]]]) -> Arrays:
    """The columns of several segments as those of one; beside each stands which of its documents are taken."""
    found: Arrays = {
        name: np.concatenate([part[name][taken] for part, taken in parts]).astype(dtype)
        for name, dtype in COLUMNS.items()
    }
    for name in SET_COLUMNS:
        places: dict[bytes, int] = {}
        rows = []
        for part, taken in parts:
            of_document, used = np.unique(part[f"{name}/rows"][taken], return_inverse=True)
            sets = read_sets(part, name)
            moved = [places.setdefault(sets[row], len(places)) for row in of_document.tolist()]
            rows.append(np.array(moved, np.int64)[used])
        found |= _laid_out(name, np.concatenate(rows), list(places))
    return found


def read_sets(arrays: FlatFile | Arrays, column: str) -> list[bytes]:
    """The different sets of a column."""
    text, ends = arrays[f"{column}/text"].tobytes(), arrays[f"{column}/ends"].tolist()
    return [text[start:end] for start, end in zip(ends, ends[1:], strict=False)]


def _laid_out(name: str, rows: NDArray[np.int64], sets: list[bytes]) -> Arrays:
    ends = np.concatenate(([0], np.cumsum([len(one) for one in sets]))).astype(np.int64)
    return {
        f"{name}/rows": narrow(rows),
        f"{name}/text": np.frombuffer(b"".join(sets), np.uint8),
        f"{name}/ends": narrow(ends),
    }
