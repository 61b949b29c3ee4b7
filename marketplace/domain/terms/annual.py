"""Flat annual fees: one for each contract year that starts within the licence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from marketplace.domain.dates import ONE_DAY, contract_year_start
from marketplace.domain.terms.account_line import AccountLine
from marketplace.domain.terms.agenda import CHARGES, Agenda
from marketplace.domain.terms.ledger import Ledger
from marketplace.domain.terms.model import Annual, TermSheet
from marketplace.domain.terms.periods import Span
from marketplace.domain.terms.statement import Basis, Line


class AnnualFee:
    """The years of one annual fee that have not come yet: `next_year` to `last_year`."""

    __slots__ = ("active", "cancelled", "component", "index", "last_year", "next_year", "span")

    def __init__(self, component: Annual, index: int, span: Span, term_months: int) -> None:
        self.component = component
        self.index = index
        self.span = span
        years = -(-term_months // 12)
        self.next_year = component.from_year
        self.last_year = years if component.to_year is None else min(years, component.to_year)
        self.active = True
        self.cancelled = False

    @property
    def is_waiting(self) -> bool:
        """Whether another year is to come."""
        return self.active and not self.cancelled and self.next_year <= self.last_year

    def day(self, year: int) -> date:
        """The day the fee of a year arises."""
        return contract_year_start(self.span.effective_on, year)

    def period(self, year: int) -> tuple[date, date]:
        """The contract year, at most to the term's end."""
        return self.day(year), min(self.day(year + 1), self.span.term_end) - ONE_DAY

    def line_id(self, year: int) -> str:
        """The id of the line of a year."""
        return f"{self.component.id}:{self.day(year).isoformat()}"

    def lines(self) -> Iterator[Line]:
        """How the years to come show: scheduled, or cancelled."""
        if not self.active:
            return
        status = "cancelled" if self.cancelled else "scheduled"
        amount = 0 if self.cancelled else self.component.amount
        for year in range(self.next_year, self.last_year + 1):
            day = self.day(year)
            yield Line(
                self.line_id(year),
                self.component.id,
                "charge",
                day,
                day + self.component.due_after,
                self.component.amount,
                amount,
                *(0, 0, 0, 0, 0),
                status,
                self.period(year),
                0,
                None,
                (("annual", (year, self.component.amount)), (status, ())),
            )


class AnnualFees:
    """All annual fees of a sheet."""

    __slots__ = ("agenda", "all", "ledger", "span", "term_months")

    def __init__(self, terms: TermSheet, span: Span, ledger: Ledger, agenda: Agenda[object]) -> None:
        self.term_months = terms.term_months
        self.span = span
        self.ledger = ledger
        self.agenda = agenda
        self.all: list[AnnualFee] = []

    def add(self, component: Annual, index: int, *, active: bool) -> None:
        """The years of a component are to come; `active` unless a choice must come first."""
        fee = AnnualFee(component, index, self.span, self.term_months)
        fee.active = active
        self.all.append(fee)
        self._note(fee)

    def _note(self, fee: AnnualFee) -> None:
        if fee.is_waiting:
            self.agenda.put(fee.day(fee.next_year), CHARGES, fee.index, fee.next_year, fee)

    def arise_by_date(self, fee: AnnualFee, year: int, day: date) -> None:
        """The agenda brought a year up; the fee may have been cancelled meanwhile."""
        if not fee.is_waiting or fee.next_year != year:
            return
        amount = fee.component.amount
        due_on = day + fee.component.due_after
        basis: Basis = ("annual", (year, amount))
        line = AccountLine(
            fee.line_id(year), fee.component, "charge", day, due_on, amount, (basis,), fee.period(year)
        )
        self.ledger.arise(line, amount)
        fee.next_year += 1
        self._note(fee)

    def choose(self, fee: AnnualFee, day: date) -> None:
        """The fee applies to the years that start from the day of the choice on."""
        fee.active = True
        while fee.next_year <= fee.last_year and fee.day(fee.next_year) < day:
            fee.next_year += 1
        if fee.is_waiting and fee.day(fee.next_year) == day:
            self.arise_by_date(fee, fee.next_year, day)
        else:
            self._note(fee)

    def cancel_all(self) -> None:
        """No later year is charged."""
        for fee in self.all:
            fee.cancelled = True
