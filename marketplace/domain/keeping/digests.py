"""How often a saved search tells of new listings."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from marketplace.domain.days import day_of

FREQUENCIES = ("off", "daily", "weekly")
_DAYS = {"daily": 1, "weekly": 7}

MOST_TOLD = 20  # listings named in one digest; how many there are in all is said
MOST_SHOWN = 25  # on the page of a saved search

MOST_SEARCHES = 100  # of one person
MOST_COLLECTIONS = 100
MOST_ITEMS = 500  # of one collection
MOST_FAVOURITES = 1_000


def is_due(frequency: str, last: datetime, today: date) -> bool:
    """Whether a digest is due on a day, seen from the last one (or from when it was asked for)."""
    days = _DAYS.get(frequency)
    return days is not None and day_of(last) + timedelta(days=days) <= today
