"""Civil dates: reading, month steps from an anchor, contract and calendar years.

All days are legal days in Asia/Shanghai, handed in as `datetime.date`.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

FIRST_YEAR, LAST_YEAR = 1900, 2199

_DAYS_IN_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

ONE_DAY = timedelta(days=1)


def parse_date(text: str) -> date:
    """An ISO civil date, YYYY-MM-DD, of the years 1900 to 2199. Raises ValueError."""
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        raise ValueError("not YYYY-MM-DD")
    day = date.fromisoformat(text)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError("not within 1900-2199")
    return day


def last_of_month(year: int, month: int) -> int:
    """The number of the last day of a month."""
    if month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        return 29
    return _DAYS_IN_MONTH[month - 1]


@lru_cache(maxsize=8192)
def add_months(anchor: date, months: int) -> date:
    """The day `months` (may be negative) after the anchor: the anchor's day number, at most the month's last day.

    Always step from the anchor, never from the previous date: 31 January, 29 February, 31 March.
    """
    year, month0 = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
    day = anchor.day
    if day > 28:
        day = min(day, last_of_month(year, month0 + 1))
    return date(year, month0 + 1, day)


def add_days(day: date, days: int) -> date:
    """Plain addition of days."""
    return day + timedelta(days=days)


def last_day(effective_on: date, term_months: int) -> date:
    """The last day of a licence that runs its full term: the day before its end."""
    return add_months(effective_on, term_months) - ONE_DAY


def contract_year_start(effective_on: date, year: int) -> date:
    """The first day of contract year `year` (1, 2, …)."""
    return add_months(effective_on, 12 * (year - 1))


def step_at(anchor: date, months: int, day: date) -> int:
    """The number k of the stretch of `months` months, counted from the anchor, that `day` falls in.

    Stretch k runs from add_months(anchor, k * months) to the day before add_months(anchor, (k + 1) * months); days
    before the anchor have negative numbers.
    """
    k = ((day.year - anchor.year) * 12 + day.month - anchor.month) // months
    if add_months(anchor, k * months) > day:
        return k - 1
    return k
