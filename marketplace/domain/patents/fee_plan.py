"""The annual fees of one patent laid out for its owner: what is paid, what comes next, what a reduction would save.

Reductions do not add up: of those that apply the best single one counts. Whether an owner was granted the relief for
small incomes and public institutions is for the owner to know, so the plan shows each amount and claims none.
Source: Patent Law Arts. 43 and 51; Implementing Rules, Rules 114 and 115.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from marketplace.domain.patents.dates import add_years
from marketplace.domain.patents.fees import FeePosition, FeeYear, fee_state, payable, relief_applies


class FeeMark(StrEnum):
    """Where the fee of one year stands."""

    PAID = "paid"
    NEXT = "next"
    LATE = "late"
    LAPSING = "lapsing"
    LATER = "later"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reliefs:
    """Reductions in percent of the fee: during an open licence, and for owners to whom a relief was granted, which
    covers `relief_years` annual-fee years from the year of grant."""

    open_licence: Decimal
    relief: Decimal
    relief_years: int


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One year of the plan; amounts in fen. `relief_minor` is None in years that no relief covers, and
    `surcharge_percent` is what a late payment today adds, of the full fee."""

    fee: FeeYear
    starts_on: date
    ends_on: date
    mark: FeeMark
    open_licence_minor: int
    relief_minor: int | None
    surcharge_percent: Decimal = Decimal(0)

    @property
    def with_surcharge_minor(self) -> int:
        """What is due today without any reduction."""
        return payable(self.fee.amount_minor, (), surcharge=self.surcharge_percent)


def fee_plan(
    calendar: Sequence[FeeYear],
    filing_date: date,
    paid_until: date | None,
    today: date,
    reliefs: Reliefs,
    *,
    holidays: Set[date] = frozenset(),
    working_weekends: Set[date] = frozenset(),
) -> list[FeeLine]:
    """The lines of a calendar (`fees.annual_fees`), earliest first.

    Args:
        paid_until: last day covered by fees paid; None where nobody has said.
    """
    lines: list[FeeLine] = []
    marks = _Marks(paid_until, today, holidays, working_weekends)
    for fee in calendar:
        ends_on = add_years(filing_date, fee.year) - timedelta(days=1)
        mark, surcharge = marks.of(ends_on)
        covered = relief_applies(fee.year, calendar[0].year, years=reliefs.relief_years)
        line = FeeLine(
            fee,
            add_years(filing_date, fee.year - 1),
            ends_on,
            mark,
            payable(fee.amount_minor, [reliefs.open_licence]),
            payable(fee.amount_minor, [reliefs.relief]) if covered else None,
            surcharge,
        )
        lines.append(line)
    return lines


class _Marks:
    """Marks years in order: those before the day paid until are paid, the first after it is due, the rest come later."""

    def __init__(
        self, paid_until: date | None, today: date, holidays: Set[date], working_weekends: Set[date]
    ) -> None:
        self.paid_until = paid_until
        self.state = fee_state(paid_until, today, holidays=holidays, working_weekends=working_weekends)
        self.due_passed = False

    def of(self, ends_on: date) -> tuple[FeeMark, Decimal]:
        if self.paid_until is None:
            return FeeMark.UNKNOWN, Decimal(0)
        if ends_on <= self.paid_until:
            return FeeMark.PAID, Decimal(0)
        if self.due_passed:
            return FeeMark.LATER, Decimal(0)
        self.due_passed = True
        mark = {FeePosition.LATE: FeeMark.LATE, FeePosition.LAPSING: FeeMark.LAPSING}
        return mark.get(self.state.position, FeeMark.NEXT), self.state.surcharge_percent
