"""Making a segment: from documents, or from the live documents of other segments.

Beside the arrays of `flat_postings.py` (named <field>/<part>) and `flat_columns.py` a segment holds

    <field>/lengths  uint  [N]  how many words a text field has in each document
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketplace.search.flat_columns import Arrays, ColumnBuilder, join_columns
from marketplace.search.flat_file import FlatFile, narrow
from marketplace.search.flat_postings import FieldPostings, gather, join
from marketplace.search.schema import BIGRAMS, CLASSES, NAMES, NUMBERS, TEXT_FIELDS

FIELDS = (*TEXT_FIELDS, BIGRAMS, NUMBERS, CLASSES, NAMES)

Part = tuple[FlatFile | Arrays, NDArray[np.bool_]]


class _Numbering(dict[str, int]):
    """Gives each new word the next number."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


class _Tokens:
    """The tokens of one field, document behind document."""

    def __init__(self) -> None:
        self._numbering = _Numbering()
        self._numbers = array("I")
        self._places = array("I")
        self._lengths = array("I")

    def add(self, words: Sequence[str]) -> None:
        self._numbers.extend(map(self._numbering.__getitem__, words))
        self._lengths.append(len(words))

    def add_placed(self, words: Sequence[str], places: Sequence[int]) -> None:
        self.add(words)
        self._places.extend(places)

    def lengths(self) -> NDArray[Any]:
        return np.frombuffer(self._lengths, np.uint32)

    def postings(self) -> FieldPostings:
        places = np.frombuffer(self._places, np.uint32) if self._places else None
        return gather(
            list(self._numbering), np.frombuffer(self._numbers, np.uint32), self.lengths(), places
        )


class SegmentBuilder:
    """Takes documents, as `document.py` makes them, and gives the arrays of a segment that holds them."""

    def __init__(self) -> None:
        self.size = 0
        self._columns = ColumnBuilder()
        self._tokens = {field: _Tokens() for field in FIELDS}

    def add(self, fields: dict[str, Any]) -> None:
        self._columns.add(fields)
        for field, tokens in self._tokens.items():
            if field == BIGRAMS:
                tokens.add_placed(*fields[BIGRAMS])
            else:
                tokens.add(fields.get(field, ()))
        self.size += 1

    def arrays(self) -> Arrays:
        found = self._columns.arrays()
        for field, tokens in self._tokens.items():
            found |= tokens.postings().arrays(field)
            if field in TEXT_FIELDS:
                found[f"{field}/lengths"] = narrow(tokens.lengths())
        return found


def join_segments(parts: Sequence[Part]) -> Arrays:
    """The arrays of one segment with the documents of several; beside each stands which of its documents are taken."""
    found = join_columns(parts)
    renumbered = []
    size = 0
    for _, taken in parts:
        renumbered.append(np.where(taken, np.cumsum(taken) - 1 + size, -1))
        size += int(taken.sum())
    for field in FIELDS:
        fields = [
            (FieldPostings.read(part, field), numbers)
            for (part, _), numbers in zip(parts, renumbered, strict=True)
        ]
        found |= join(fields).arrays(field)
        if field in TEXT_FIELDS:
            lengths = [part[f"{field}/lengths"][taken] for part, taken in parts]
            found[f"{field}/lengths"] = narrow(np.concatenate(lengths))
    return found
