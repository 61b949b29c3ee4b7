"""Annual fees: the calendar of a patent, what is late and by how much, and which reduction applies.

Source: Patent Law Arts. 43 and 44; Implementing Rules, Rules 114 and 115. Patent years run from the filing date;
the fee of the year of grant is paid with the grant, each later one before the year begins, with six months' grace
at a surcharge. All amounts are integer fen and come from a table handed in (see `fee_table`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from marketplace.domain.dates import add_months
from marketplace.domain.patents.dates import add_years, next_working_day
from marketplace.domain.patents.kinds import PatentKind, term_years

GRACE_MONTHS = 6
SURCHARGE_STEP_PERCENT = Decimal("5")
SURCHARGE_STEPS = 5

FeeTable = Mapping[tuple[PatentKind, int], int]
"""(kind, patent year) to fen."""


class FeePosition(StrEnum):
    """Where a patent stands with its annual fee on a day."""

    PAID = "paid"
    LATE = "late"
    LAPSING = "lapsing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FeeYear:
    """The fee of one patent year: full amount in fen, last day to pay it, last day to pay it with surcharge.

    `at_grant` marks the year of grant, whose fee is paid with the registration of the grant.
    """

    year: int
    due_on: date
    late_until: date
    amount_minor: int
    at_grant: bool = False


@dataclass(frozen=True, slots=True)
class FeeState:
    """Result of `fee_state`; `surcharge_percent` is of the full fee, "0" in the first month."""

    position: FeePosition
    due_on: date | None = None
    late_until: date | None = None
    surcharge_percent: Decimal = Decimal(0)


def fee_table(amounts: Mapping[str, str]) -> dict[tuple[PatentKind, int], int]:
    """The table from parameter rows: scope `invention:1-3` (kind, first and last patent year) to fen as text."""
    table: dict[tuple[PatentKind, int], int] = {}
    for scope, amount in amounts.items():
        kind, _, years = scope.partition(":")
        first, _, last = years.partition("-")
        for year in range(int(first), int(last or first) + 1):
            table[PatentKind(kind), year] = int(amount)
    return table


def patent_year(filing_date: date, day: date) -> int:
    """The patent year (from 1) in which `day` falls; year n begins on the n-1-th return of the filing day."""
    year = day.year - filing_date.year
    return year + 1 if day >= add_years(filing_date, year) else year


def annual_fees(
    kind: PatentKind,
    filing_date: date,
    grant_date: date,
    table: FeeTable,
    *,
    holidays: Set[date] = frozenset(),
    working_weekends: Set[date] = frozenset(),
    compensated_years: int = 0,
    compensation_minor: int = 0,
) -> list[FeeYear]:
    """The calendar from the year of grant to the end of the term, earliest first.

    For Chinese patents. Full years of term compensation follow at `compensation_minor` each. Raises KeyError when
    the table lacks a year.
    """
    last = term_years(kind, filing_date)
    calendar: list[FeeYear] = []
    first = patent_year(filing_date, grant_date)
    for year in range(first, last + compensated_years + 1):
        amount = table[kind, year] if year <= last else compensation_minor
        plain = grant_date if year == first else add_years(filing_date, year - 1)
        due = next_working_day(plain, holidays, working_weekends)
        late = next_working_day(add_months(plain, GRACE_MONTHS), holidays, working_weekends)
        calendar.append(FeeYear(year, due, late, amount, at_grant=year == first))
    return calendar


def fee_state(
    paid_until: date | None,
    as_of: date,
    *,
    holidays: Set[date] = frozenset(),
    working_weekends: Set[date] = frozenset(),
) -> FeeState:
    """Where the fee stands on `as_of`, when fees are paid for the time up to and including `paid_until`.

    `paid_until` is the last day covered; the next fee is due on the day after it, the return of the filing day.
    From then on it is late for six months; after these the patent lapses as of the due day.
    """
    if paid_until is None:
        return FeeState(FeePosition.UNKNOWN)
    plain = paid_until + timedelta(days=1)
    due = next_working_day(plain, holidays, working_weekends)
    late_until = next_working_day(add_months(plain, GRACE_MONTHS), holidays, working_weekends)
    if as_of <= due:
        return FeeState(FeePosition.PAID, due, late_until)
    if as_of <= late_until:
        return FeeState(FeePosition.LATE, due, late_until, surcharge_percent(due, as_of))
    return FeeState(FeePosition.LAPSING, due, late_until)


def surcharge_percent(due_on: date, paid_on: date) -> Decimal:
    """Percent of the full fee added when it is paid late: 5 for each month that is exceeded, none in the first."""
    steps = sum(paid_on > add_months(due_on, month) for month in range(1, SURCHARGE_STEPS + 1))
    return SURCHARGE_STEP_PERCENT * steps


def relief_applies(year: int, grant_year: int, *, years: int) -> bool:
    """Whether a patent year lies within the first `years` annual-fee years counted from the year of grant."""
    return grant_year <= year < grant_year + years


def payable(amount_minor: int, reductions: Iterable[Decimal], *, surcharge: Decimal = Decimal(0)) -> int:
    """Fen to pay: the fee less the best single reduction (percents do not add up), plus surcharge on the full fee."""
    best = max(reductions, default=Decimal(0))
    percent = Decimal(100) - best + surcharge
    return int((Decimal(amount_minor) * percent / 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
