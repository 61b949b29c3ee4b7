"""Filters by ranges of a number: what of it is left in years, how much it costs. Their counts are told like facets.

A range is named by its code in an address. Bounds: the lowest value included, the highest not; None is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from marketplace.domain.dates import add_months
from marketplace.search.query import Query
from marketplace.search.schema import NO_DAY, NO_PRICE

LIFE = "life"
PRICE = "price"

#: code → years of protection left: at least, less than
LIVES: Mapping[str, tuple[int, int | None]] = MappingProxyType(
    {"0-3": (0, 3), "3-5": (3, 5), "5-10": (5, 10), "10-": (10, None)}
)
#: code → minor units: more than, at most; None below zero stands for "nothing at all"
PRICES: Mapping[str, tuple[int | None, int | None]] = MappingProxyType(
    {
        "0": (None, 0),
        "0-10000": (0, 1_000_000),
        "10000-50000": (1_000_000, 5_000_000),
        "50000-200000": (5_000_000, 20_000_000),
        "200000-": (20_000_000, None),
    }
)
#: range filters whose codes stand in an address; prices are typed there from and to
CHOSEN = (LIFE,)
CLASS_NODES = "ipc"  # a filter by places of the class tree; it has no counts of its own
RANGED: Mapping[str, str] = MappingProxyType({LIFE: "protected_until", PRICE: "price"})

Bounds = tuple[int, int]  # lowest included, highest not
_NO_END = int(np.iinfo(np.int64).max)


def bounds_of(name: str, today: date | None) -> dict[str, Bounds]:
    """The bounds of each code; none for lives where nobody says what day it is."""
    if name == PRICE:
        return {
            code: (NO_PRICE + 1 if above is None else above + 1, _NO_END if most is None else most + 1)
            for code, (above, most) in PRICES.items()
        }
    if today is None:
        return {}
    return {
        code: (_in_years(today, least), _NO_END if most is None else _in_years(today, most))
        for code, (least, most) in LIVES.items()
    }


def days_since_1970(day: date | None) -> int:
    """A day as the index keeps it."""
    return NO_DAY if day is None else (day - date(1970, 1, 1)).days


def range_codes(values: NDArray[np.int64], name: str, today: date | None) -> NDArray[np.uint8]:
    """In which range each value lies, numbered from 1 in their order; 0 below the first. They touch each other."""
    lowest = [low for low, _ in bounds_of(name, today).values()]
    return np.searchsorted(np.array(lowest, np.int64), values, "right").astype(np.uint8)


def in_ranges(
    codes: NDArray[np.uint8], name: str, chosen: Iterable[str], today: date | None
) -> NDArray[np.bool_]:
    """Which of the codes are those of the ranges chosen."""
    numbers = {code: number for number, code in enumerate(bounds_of(name, today), 1)}
    return np.isin(codes, [numbers[code] for code in chosen if code in numbers])


def chosen_ranges(query: Query) -> dict[str, tuple[str, ...]]:
    """The range filters of a query."""
    return {name: tuple(query.filters[name]) for name in CHOSEN if query.filters.get(name)}


def _in_years(today: date, years: int) -> int:
    return days_since_1970(add_months(today, 12 * years))
