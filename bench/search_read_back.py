"""The tokens of a corpus, read back from the site's index of it: cutting a million listings twice takes an hour.

A document comes back as the words of each field in the order of the alphabet, each as often as it occurs, and the
bigrams with their places: what a rival keeps and counts of it is the same.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.search_engines import KIND_OF, WEIGHTS, Batches, Fields
from marketplace.search import folder
from marketplace.search.building import LISTED
from marketplace.search.flat_columns import read_sets
from marketplace.search.flat_file import FlatFile
from marketplace.search.flat_postings import FieldPostings
from marketplace.search.schema import BIGRAMS, COLUMNS, SET_COLUMNS, TEXT_FIELDS

_AT_ONCE = 20_000  # listings

Numbers = NDArray[np.int64]


def read_back(flat: Path) -> Batches:
    """What the site's own index holds of each listing, and how long it took to read it."""
    for path in sorted(folder.current(flat).glob("*.seg")):
        segment = FlatFile(path)
        sets = {name: read_sets(segment, name) for name in SET_COLUMNS}
        for start in range(0, len(segment["id"]), _AT_ONCE):
            begun = time.perf_counter()
            batch = list(_documents(segment, sets, start, min(start + _AT_ONCE, len(segment["id"]))))
            yield batch, time.perf_counter() - begun


def _documents(segment: FlatFile, sets: dict[str, list[bytes]], start: int, end: int) -> Iterator[Fields]:
    words: dict[str, list[list[str]]] = {kind: [[] for _ in range(start, end)] for kind in WEIGHTS}
    for field in TEXT_FIELDS:
        for all_words, found in zip(words[KIND_OF[field]], _tokens(segment, field, start, end), strict=True):
            all_words += found
    bigrams = _placed(segment, start, end)
    listed = {name: list(_tokens(segment, name, start, end)) for name in LISTED}
    columns = {name: segment[name][start:end].tolist() for name in COLUMNS}
    for name in SET_COLUMNS:
        columns[name] = [sets[name][row] for row in segment[f"{name}/rows"][start:end].tolist()]
    for at, number in enumerate(columns["id"]):
        own = {name: terms[at] for name, terms in listed.items()}
        values = {name: column[at] for name, column in columns.items()}
        yield Fields(number, *(words[kind][at] for kind in WEIGHTS), next(bigrams), own, own | values)


def _tokens(segment: FlatFile, field: str, start: int, end: int) -> Iterator[list[str]]:
    """For each document from `start` on, before `end`, its terms, each as often as it occurs."""
    lists = FieldPostings.read(segment, field)
    rows = np.flatnonzero((lists.documents >= start) & (lists.documents < end))
    counts = lists.counts[rows]
    documents = np.repeat(lists.documents[rows], counts)
    order = np.argsort(documents, kind="stable")
    terms, of_row = _terms(lists, rows)
    words = terms[np.repeat(of_row, counts)[order]].tolist()
    for first, behind in _bounds(documents[order], start, end):
        yield words[first:behind]


def _placed(segment: FlatFile, start: int, end: int) -> Iterator[list[tuple[str, int]]]:
    """The bigrams of each document, each with its place, in the order of the text."""
    lists = FieldPostings.read(segment, BIGRAMS)
    kept = (lists.documents >= start) & (lists.documents < end)
    places = lists.places[np.repeat(kept, lists.counts)].astype(np.int64)
    rows = np.flatnonzero(kept)
    counts = lists.counts[rows]
    documents = np.repeat(lists.documents[rows], counts).astype(np.int64)
    order = np.argsort(documents << 32 | places)
    terms, of_row = _terms(lists, rows)
    placed = list(zip(terms[np.repeat(of_row, counts)[order]].tolist(), places[order].tolist(), strict=True))
    for first, behind in _bounds(documents[order], start, end):
        yield placed[first:behind]


def _bounds(documents: NDArray[Any], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the tokens of each document begin and end; they ascend by document."""
    ends = np.searchsorted(documents, np.arange(start, end), "right").tolist()
    return zip([0, *ends], ends, strict=False)


def _terms(lists: FieldPostings, rows: Numbers) -> tuple[NDArray[Any], Numbers]:
    """The terms of these rows, which ascend, each term once; and for each row the place of its term there."""
    of_term = np.searchsorted(lists.first, rows.astype(lists.first.dtype), "right") - 1
    new = np.diff(of_term, prepend=-1) > 0
    ranks = of_term[new]
    text: Any = lists.text.data
    bounds = zip(lists.ends[ranks].tolist(), lists.ends[ranks + 1].tolist(), strict=True)
    terms = np.array([bytes(text[first:behind]).decode() for first, behind in bounds], object)
    return terms, np.cumsum(new) - 1
