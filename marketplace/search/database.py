"""Answers without an index: the newest listings compared by the database, filtered and counted here.

Slow, without ranking, and blind for all but the newest listings; it bridges the minutes of a rebuild.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from marketplace.search.clauses import AllWords, Beginning, Clause, Parsed, Phrase
from marketplace.search.document import cheapest, class_prefixes, facet_values
from marketplace.search.query import LARGEST_PAGE, Query
from marketplace.search.results import FacetCount, Results
from marketplace.search.schema import CLASSES, FACETS, NO_PRICE, NUMBERS
from marketplace.store.listings.search_rows import ListingRow, findable_rows, like

MOST_LISTINGS = 500
_MOST_WORDS = 8
_BODY_OF_NUMBER = 12  # digits of a Chinese application number before its check digit


def answer(query: Query, parsed: Parsed) -> Results:
    """Results without an index."""
    words = [word for clause in parsed.required for word in _words(clause)][:_MOST_WORDS]
    rows = [row for row in findable_rows(like(words, MOST_LISTINGS)) if query.site_id in row.sites]
    rows = [row for row in rows if all(_in_class(row, clause) for clause in parsed.required)]
    chosen = {facet: set(values) for facet, values in query.filters.items() if facet in FACETS and values}
    values = {row.id: facet_values(row) for row in rows}
    rows = [row for row in rows if _affordable(row, query)]

    def met(row: ListingRow, without: str | None = None) -> bool:
        return all(chosen[facet] & values[row.id][facet] for facet in chosen if facet != without)

    shown = sorted(filter(met, rows), key=_order(query))
    size = min(max(query.per_page, 1), LARGEST_PAGE)
    first = (max(query.page, 1) - 1) * size
    counts = {f: Counter(v for row in rows if met(row, f) for v in values[row.id][f]) for f in FACETS}
    return Results(
        ids=[row.id for row in shown[first : first + size]],
        total=len(shown),
        facets={facet: _told(count, chosen.get(facet, set())) for facet, count in counts.items()},
        degraded=True,
        terms=parsed.terms,
        shortened=parsed.shortened,
    )


def _words(clause: Clause) -> tuple[str, ...]:
    """What the database compares for a clause: the digits of a number, nothing for a class, else words as typed."""
    beginnings = {found.field: found.prefix for found in clause.alternatives if isinstance(found, Beginning)}
    if NUMBERS in beginnings:
        return (re.sub(r"\D", "", beginnings[NUMBERS])[:_BODY_OF_NUMBER],)
    match clause.alternatives[0]:
        case AllWords(tokens, pieces, _) if CLASSES not in beginnings:
            return pieces or tokens
        case Phrase(text):
            return (text.strip(),)
    return ()


def _in_class(row: ListingRow, clause: Clause) -> bool:
    prefixes = [a.prefix for a in clause.alternatives if isinstance(a, Beginning) and a.field == CLASSES]
    codes = [code for patent in row.patents for code in patent.classes]
    return not prefixes or any(prefix in class_prefixes(code) for prefix in prefixes for code in codes)


def _affordable(row: ListingRow, query: Query) -> bool:
    if query.price_min is None and query.price_max is None:
        return True
    price = cheapest(row)
    above = query.price_min is None or price >= query.price_min
    return price != NO_PRICE and above and (query.price_max is None or price <= query.price_max)


def _order(query: Query) -> Callable[[ListingRow], tuple[object, ...]]:
    def key(row: ListingRow) -> tuple[object, ...]:
        newest = (-row.published_at.timestamp(), -row.id)
        price = cheapest(row)
        match query.sort:
            case "price":
                return (price == NO_PRICE, price, *newest)
            case "-price":
                return (-price, *newest)
            case "title":
                return (
                    (row.title_en or row.title_zh) if query.lang == "en" else (row.title_zh or row.title_en),
                    *newest,
                )
        return newest

    return key


def _told(count: Counter[str], chosen: set[str]) -> list[FacetCount]:
    told = [FacetCount(value, count[value], value in chosen) for value in {*count, *chosen}]
    return sorted(told, key=lambda one: (-one.count, one.value))
