"""Ways out of an empty result: what to leave out, and how much there would be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice

from marketplace.search.parsing import parse
from marketplace.search.query import Query
from marketplace.search.results import Hint

MOST_HINTS = 8
MOST_WORDS = 12  # that are left out one by one
MOST_SPELLINGS = 3
_MOST_TRIED = 12


def ways_out(query: Query, count: Callable[[Query], int]) -> list[Hint]:
    """The changes of a query that have results, those that give up least first. `count` tells how many."""
    found: list[Hint] = []
    for code, subject, changed in _changes(replace(query, page=1)):
        if len(found) < MOST_HINTS and (results := count(changed)):
            found.append(Hint(code, subject, results, changed))
    return found


def _changes(query: Query) -> Iterator[tuple[str, str, Query]]:
    chosen = [facet for facet, values in query.filters.items() if values]
    priced = query.price_min is not None or query.price_max is not None
    for facet in chosen:
        yield (
            "drop_filter",
            facet,
            replace(query, filters={f: v for f, v in query.filters.items() if f != facet}),
        )
    if priced:
        yield "drop_price", "", replace(query, price_min=None, price_max=None)
    words = _words(query.text)
    if len(words) > 1:
        for word in words:
            yield "drop_word", word, replace(query, text=" ".join(other for other in words if other != word))
    if len(chosen) + priced > 1:
        yield "drop_filters", "", replace(query, filters={}, price_min=None, price_max=None)
    if words and (chosen or priced):
        yield "drop_text", "", replace(query, text="")


def spelt(query: Query, total: int, texts: Iterable[str], count: Callable[[Query], int]) -> list[Hint]:
    """Those spellings that find more than `total`, most first."""
    found = []
    for text in islice(texts, _MOST_TRIED):
        changed = replace(query, text=text, page=1, exact=False)
        if (results := count(changed)) > total:
            found.append(Hint("meant", text, results, changed))
    return sorted(found, key=lambda hint: -hint.count)[:MOST_SPELLINGS]


def _words(text: str) -> list[str]:
    """What can be left out of a text piece by piece."""
    parsed = parse(text)
    parts = [clause.source for clause in parsed.required][:MOST_WORDS]
    return [*parts, *(f"-{clause.source}" for clause in parsed.excluded)]
