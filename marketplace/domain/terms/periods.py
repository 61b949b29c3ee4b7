"""The years and periods of a royalty, and how long royalties run."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache, partial

from marketplace.domain.dates import ONE_DAY, add_months, step_at
from marketplace.domain.terms.model import TermSheet
from marketplace.domain.terms.triggers import FAR

_MONTHS = {"quarter": 3, "half_year": 6, "year": 12}


class Span:
    """How long the licence and its royalties last, as far as is known.

    `last_day` of the licence; `run_end`: the last day whose sales bear royalty (sell-off included); `term_end`: the day
    after the full term.
    """

    __slots__ = ("effective_on", "last_day", "patent_ended", "run_end", "sell_off", "term_end")

    def __init__(self, terms: TermSheet, effective_on: date) -> None:
        self.effective_on = effective_on
        self.term_end = add_months(effective_on, terms.term_months)
        self.last_day = self.term_end - ONE_DAY
        self.sell_off = timedelta(days=terms.exit.sell_off_days)
        self.patent_ended = FAR
        self.run_end = self.last_day + self.sell_off

    def end_on(self, day: date) -> None:
        """The licence ends on `day`, before its term."""
        self.last_day = day
        self.run_end = min(day + self.sell_off, self.patent_ended)

    def patent_ends_on(self, day: date) -> None:
        """The patent ended; the first such day counts."""
        self.patent_ended = min(self.patent_ended, day)
        self.run_end = min(self.run_end, self.patent_ended)


@lru_cache(maxsize=8192)
def _stretch(anchor: date, months: int, number: int) -> tuple[date, date]:
    """First and last day of a stretch of months, counted from the anchor."""
    return add_months(anchor, months * number), add_months(anchor, months * (number + 1)) - ONE_DAY


@lru_cache(maxsize=8192)
def _place(anchor: date, months: int, day: date) -> tuple[int, tuple[date, date], str]:
    """The number (from 1) of the year that a day lies in, the whole stretch of months, and the day as text."""
    number = step_at(anchor, months, day)
    return number * months // 12 + 1, _stretch(anchor, months, number), day.isoformat()


class Grid:
    """Whole periods and years, numbered from the start of the contract or of its first calendar year.

    `place_of` a day: the number (from 1) of its year, the whole period it lies in, and the day as text.
    """

    __slots__ = ("anchor", "months", "periods_a_year", "place_of")

    def __init__(self, effective_on: date, year: str, period: str) -> None:
        self.anchor = effective_on if year == "contract" else date(effective_on.year, 1, 1)
        self.months = _MONTHS[period]
        self.periods_a_year = 12 // self.months
        self.place_of = partial(_place, self.anchor, self.months)

    def period_number(self, day: date) -> int:
        """The number (from 0) of the whole period that a day lies in."""
        return step_at(self.anchor, self.months, day)

    def period(self, number: int) -> tuple[date, date]:
        """First and last day of a whole period."""
        return _stretch(self.anchor, self.months, number)

    def year_number(self, day: date) -> int:
        """The number (from 1) of the year that a day lies in."""
        return step_at(self.anchor, 12, day) + 1

    def year(self, number: int) -> tuple[date, date]:
        """First and last day of a whole year."""
        return _stretch(self.anchor, 12, number - 1)
