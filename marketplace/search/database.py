"""Answers without an index: the newest listings compared by the database, filtered and counted here.

Slow, without ranking, and blind for all but the newest listings; it bridges the minutes of a rebuild.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from marketplace.search.clauses import AllWords, Beginning, Clause, Parsed, Phrase
from marketplace.search.document import cheapest, class_prefixes, facet_values, protected_until
from marketplace.search.query import LARGEST_PAGE, Query
from marketplace.search.ranges import CHOSEN, CLASS_NODES, LIFE, PRICE, RANGED, bounds_of, days_since_1970
from marketplace.search.results import FacetCount, Results
from marketplace.search.schema import CLASSES, FACETS, NO_PRICE, NUMBERS
from marketplace.search.understanding import without_filler
from marketplace.store.listings.search_rows import ListingRow, findable_rows, like

MOST_LISTINGS = 500
_FILTERS = (*FACETS, *CHOSEN, CLASS_NODES)
_MOST_WORDS = 8
_BODY_OF_NUMBER = 12  # digits of a Chinese application number before its check digit


def answer(query: Query, parsed: Parsed) -> Results:
    """Results without an index."""
    clauses, _ = without_filler(parsed.required)
    words = [word for clause in clauses for word in _words(clause)][:_MOST_WORDS]
    rows = [row for row in findable_rows(like(words, MOST_LISTINGS)) if query.site_id in row.sites]
    rows = [row for row in rows if all(_in_class(row, clause) for clause in parsed.required)]
    chosen = {name: set(values) for name, values in query.filters.items() if name in _FILTERS and values}
    values = {row.id: {**facet_values(row), **_ranges(row, query), CLASS_NODES: _nodes(row)} for row in rows}

    def met(row: ListingRow, without: str | None = None) -> bool:
        affordable = without == PRICE or _affordable(row, query)
        return affordable and all(chosen[name] & values[row.id][name] for name in chosen if name != without)

    shown = sorted(filter(met, rows), key=_order(query))
    size = min(max(query.per_page, 1), LARGEST_PAGE)
    first = (max(query.page, 1) - 1) * size
    counts = {f: Counter(v for row in rows if met(row, f) for v in values[row.id][f]) for f in (*FACETS, *RANGED)}
    return Results(
        ids=[row.id for row in shown[first : first + size]],
        total=len(shown),
        facets={name: _told(name, count, chosen.get(name, set()), query) for name, count in counts.items()},
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


def _ranges(row: ListingRow, query: Query) -> dict[str, set[str]]:
    numbers = {LIFE: days_since_1970(protected_until(row)), PRICE: cheapest(row)}
    return {
        name: {code for code, (low, high) in bounds_of(name, query.today).items() if low <= number < high}
        for name, number in numbers.items()
    }


def _nodes(row: ListingRow) -> set[str]:
    return {prefix for patent in row.patents for code in patent.classes for prefix in class_prefixes(code)}


def _told(name: str, count: Counter[str], chosen: set[str], query: Query) -> list[FacetCount]:
    if name in RANGED:
        return [FacetCount(code, count[code], code in chosen) for code in bounds_of(name, query.today)]
    told = [FacetCount(value, count[value], value in chosen) for value in {*count, *chosen}]
    return sorted(told, key=lambda one: (-one.count, one.value))
