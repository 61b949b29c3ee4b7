"""Making a segment: from documents, or from the live documents of other segments.

Beside the arrays of `flat_postings.py` (named <field>/<part>) and `flat_columns.py` a segment holds

    <field>/lengths  uint  [N]  how many words a text field has in each document
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketplace.search.bigram_postings import bigram_postings
from marketplace.search.cutting import Cutter, Numbering, Numbers, Text, Tokens
from marketplace.search.flat_columns import Arrays, ColumnBuilder, join_columns
from marketplace.search.flat_file import ArraysInMemory, FlatFile, Target, narrow
from marketplace.search.flat_postings import FieldPostings, gather, join
from marketplace.search.schema import BIGRAMS, CLASSES, NAMES, NUMBERS, TEXT_FIELDS

LISTED = (NUMBERS, CLASSES, NAMES)
FIELDS = (*TEXT_FIELDS, BIGRAMS, *LISTED)

_CUT_AT_ONCE = 4_000  # texts
_NONE: Numbers = np.empty(0, np.uint32)
_NO_TOKENS = Tokens(*[_NONE] * 6)

Part = tuple[FlatFile | Arrays, NDArray[np.bool_]]


class _Listed:
    """The terms of a field that come as lists, document behind document."""

    def __init__(self) -> None:
        self._numbering = Numbering()
        self._numbers = array("I")
        self._documents = array("I")

    def add(self, document: int, terms: Sequence[str]) -> None:
        self._numbers.extend(map(self._numbering.__getitem__, terms))
        self._documents.extend(repeat(document, len(terms)))

    def postings(self) -> FieldPostings:
        terms, ranks = _sorted(self._numbering)
        return _of_terms(terms, ranks[_numbers(self._numbers)], _numbers(self._documents))


class SegmentBuilder:
    """Takes documents, as `document.py` makes them, and gives the arrays of a segment that holds them."""

    def __init__(self) -> None:
        self.size = 0
        self._columns = ColumnBuilder()
        self._listed = {field: _Listed() for field in LISTED}
        self._cutter = Cutter()
        self._waiting: list[Text] = []
        self._tokens: list[Tokens] = []

    def add(self, fields: dict[str, Any], texts: dict[str, list[str]]) -> None:
        """A document: its terms and columns, and the texts of each text field."""
        self._columns.add(fields)
        for field, listed in self._listed.items():
            listed.add(self.size, fields[field])
        for number, field in enumerate(TEXT_FIELDS):
            self._waiting += [Text(self.size, number, text) for text in texts.get(field, ()) if text]
        self.size += 1
        if len(self._waiting) >= _CUT_AT_ONCE:
            self._cut()

    def arrays(self) -> Arrays:
        self._cut()
        found = self._columns.arrays()
        for field, listed in self._listed.items():
            found |= listed.postings().arrays(field)
        terms, ranks = _sorted(self._cutter.terms)
        cut = (
            Tokens(*(_joined(list(parts)) for parts in zip(*self._tokens, strict=True)))
            if self._tokens
            else _NO_TOKENS
        )
        all_terms, of_field, documents = cut.terms, cut.fields, cut.documents
        bigrams = bigram_postings(cut.codes, cut.code_documents, cut.places, terms, ranks)
        found |= bigrams.arrays(BIGRAMS)
        for number, field in enumerate(TEXT_FIELDS):
            held = np.flatnonzero(of_field == number)
            found |= _of_terms(terms, ranks[all_terms[held]], documents[held]).arrays(field)
            found[f"{field}/lengths"] = narrow(np.bincount(documents[held], minlength=self.size))
        return found

    def _cut(self) -> None:
        if self._waiting:
            self._tokens.append(self._cutter.cut(self._waiting))
            self._waiting = []


def _of_terms(terms: list[bytes], ranks: Numbers, documents: Numbers) -> FieldPostings:
    return gather(ranks, documents, lambda found: [terms[rank] for rank in found.tolist()])


def _numbers(values: array[int]) -> Numbers:
    return np.frombuffer(values, np.uint32) if values else _NONE


def _sorted(numbering: Numbering) -> tuple[list[bytes], NDArray[np.int64]]:
    """The terms in their order, and for the number of each its place there."""
    terms = [word.encode() for word in numbering]
    ascending = sorted(range(len(terms)), key=terms.__getitem__)
    ranks = np.empty(len(terms), np.int64)
    ranks[ascending] = np.arange(len(terms))
    return [terms[place] for place in ascending], ranks


def _joined(parts: list[NDArray[Any]]) -> NDArray[Any]:
    return np.concatenate(parts) if parts else _NONE


def segment_of(added: SegmentBuilder, parts: Sequence[Part]) -> Arrays:
    """The arrays of one segment with the documents taken of some parts, and behind them the added ones."""
    arrays = added.arrays() if added.size else {}
    if not parts:
        return arrays
    new: list[Part] = [(arrays, np.ones(added.size, bool))] if added.size else []
    joined = ArraysInMemory()
    join_segments([*parts, *new], joined)
    return joined


def join_segments(parts: Sequence[Part], target: Target) -> None:
    """Put one segment with the documents of several into the target; beside each stands which of its are taken.

    What is as large as all parts together is never held but where the target has it.
    """
    for name, column in join_columns(parts).items():
        target.put(name, column)
    renumbered = []
    size = 0
    for _, taken in parts:
        renumbered.append(np.where(taken, np.cumsum(taken) - 1 + size, -1))
        size += int(taken.sum())
    for field in FIELDS:
        fields = [FieldPostings.read(part, field) for part, _ in parts]
        join(list(zip(fields, renumbered, strict=True)), field, target)
        if field in TEXT_FIELDS:
            lengths = [part[f"{field}/lengths"][taken] for part, taken in parts]
            target.put(f"{field}/lengths", narrow(np.concatenate(lengths)))
