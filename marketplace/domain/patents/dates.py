"""Civil dates: reading their written forms, and stepping by months, years and working days.

Source of the steps: Implementing Rules of the Patent Law, Rule 5 (a limit in months or years ends on the
corresponding day, else on the last day of the month; a last day that is a holiday moves to the next working day).
"""

from __future__ import annotations

import re
from collections.abc import Set
from datetime import date, datetime, timedelta

from marketplace.domain.dates import FIRST_YEAR, LAST_YEAR, add_months

_SATURDAY = 5
_LONGEST = 60
_SPREADSHEET_EPOCH = date(1899, 12, 30)
_SPREADSHEET_DAYS = range(20_000, 80_000)  # 1954 to 2119: any other number in a date column is no day count

_YEAR_FIRST = re.compile(r"(\d{4})[-./年\s]\s*(\d{1,2})[-./月\s]\s*(\d{1,2})\s*日?(?![\d])")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)")
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)")


class DateFault(ValueError):
    """A text that is no day. `code` is `form`, `impossible` or `ambiguous`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_date(value: object) -> date:
    """The day that a cell names.

    Understands dates and datetimes, ISO and other year-first forms (`2017-01-05`, `2017.1.5`, `2017年1月5日`,
    `20170105`), day-first with dots (`05.01.2017`), and the day counts of spreadsheets when the cell is a number.
    `05/01/2017` is refused as ambiguous unless one part can only be a day. Text after the day is ignored.
    Raises DateFault.
    """
    if isinstance(value, datetime):
        return _within(value.date())
    if isinstance(value, date):
        return _within(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        if value in _SPREADSHEET_DAYS or (value > 0 and value // 1 in _SPREADSHEET_DAYS):
            return _SPREADSHEET_EPOCH + timedelta(days=int(value))
    text = str(value).strip()
    if len(text) == 10 and text[4] == "-" and text[7] == "-" and text.isascii():
        try:
            return _within(date.fromisoformat(text))
        except ValueError:
            pass
    return _parse_text(text[:_LONGEST])


def _parse_text(text: str) -> date:
    for pattern in (_YEAR_FIRST, _COMPACT):
        if found := pattern.match(text):
            year, month, day = found.groups()
            return _day(int(year), int(month), int(day))
    if found := _DAY_FIRST.match(text):
        day, month, year = found.groups()
        return _day(int(year), int(month), int(day))
    if found := _SLASHED.match(text):
        first, second, year = (int(part) for part in found.groups())
        if first <= 12 and second <= 12 and first != second:
            raise DateFault("ambiguous")
        return _day(year, second, first) if second <= 12 else _day(year, first, second)
    raise DateFault("form")


def _day(year: int, month: int, day: int) -> date:
    try:
        return _within(date(year, month, day))
    except ValueError:
        raise DateFault("impossible") from None


def _within(day: date) -> date:
    """Days of the patent system's time, so that terms can always be added to them."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise DateFault("impossible")
    return day


def add_years(day: date, years: int) -> date:
    """The corresponding day `years` later; 29 February falls back to the 28th."""
    return add_months(day, years * 12)


def next_working_day(day: date, holidays: Set[date], working_weekends: Set[date] = frozenset()) -> date:
    """`day` itself when offices work, else the first working day after it.

    `holidays` are statutory days off, `working_weekends` the Saturdays and Sundays worked in exchange.
    """
    while day in holidays or (day.weekday() >= _SATURDAY and day not in working_weekends):
        day += timedelta(days=1)
    return day
