"""All royalties of a licence: when they start, reports and true-ups."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from marketplace.domain.terms.agenda import TRUE_UPS, Agenda
from marketplace.domain.terms.case import Sales
from marketplace.domain.terms.conditions import FactKey
from marketplace.domain.terms.ledger import Ledger
from marketplace.domain.terms.model import Royalty
from marketplace.domain.terms.periods import Span
from marketplace.domain.terms.royalty import RoyaltyAccount, YearAccount
from marketplace.domain.terms.statement import Basis
from marketplace.domain.terms.triggers import Facts, latest


class Royalties:
    """The royalty accounts by component id, and the sums of net sales and units reported under all of them."""

    __slots__ = ("accounts", "agenda", "facts", "ledger", "net", "span", "units")

    def __init__(self, facts: Facts, span: Span, ledger: Ledger, agenda: Agenda[object]) -> None:
        self.facts = facts
        self.span = span
        self.ledger = ledger
        self.agenda = agenda
        self.net = 0
        self.units = 0
        self.accounts: dict[str, RoyaltyAccount] = {}

    def add(self, royalty: Royalty, index: int, *, active: bool) -> None:
        """Open the account of a component; `active` unless a choice must come first."""
        account = RoyaltyAccount(royalty, index, self.span, self.ledger.currency)
        account.active = active
        self.accounts[royalty.id] = account
        self._find_start(account)

    def _find_start(self, account: RoyaltyAccount) -> None:
        """The first day, at the earliest the trial's end; then the first year with a minimum."""
        starts = account.royalty.starts
        day = self.span.effective_on if starts is None else latest(starts, self.facts)
        account.start = max(day, self.facts.trial_end)
        if account.runs and account.owes_minimum:
            account.next_minimum_year = account.grid.year_number(account.start)
            self._note_true_up(account)

    def started_by(self, keys: Iterable[FactKey]) -> None:
        """New facts may start royalties."""
        for account in self.accounts.values():
            starts = account.royalty.starts
            if starts is not None and not set(keys).isdisjoint(starts.facts):
                self._find_start(account)

    def choose(self, component_ids: Iterable[str]) -> None:
        """The royalties of a choice become active."""
        for component_id in component_ids:
            if component_id in self.accounts:
                self.accounts[component_id].active = True
                self._find_start(self.accounts[component_id])

    def span_changed(self) -> None:
        """Royalties end earlier than was known: the year that is cut short has its true-up earlier."""
        for account in self.accounts.values():
            if account.next_minimum_year and account.runs:
                self._note_true_up(account)

    def drop_minimums(self) -> None:
        """No minimum is owed any more beyond what has arisen."""
        for account in self.accounts.values():
            account.owes_minimum = False

    def close(self) -> None:
        """No report is taken any more."""
        for account in self.accounts.values():
            account.closed = True

    def all_reported(self) -> bool:
        """Whether no report of any royalty is missing."""
        return all(account.is_fully_reported() for account in self.accounts.values())

    def report(self, sales: Sales) -> None:
        """A report: its line, then the true-up if it was the last of its year. Raises EventRefused."""
        account = self.accounts[sales.component]
        year, replaced = account.book(sales, self.ledger)
        self.net += sales.net or 0
        self.units += sales.units or 0
        if replaced is not None:
            self.net -= replaced.net or 0
            self.units -= replaced.units or 0
        if account.owes_minimum and year.minimum is None and account.year_is_reported(year):
            self._true_up(account, year, sales.on)

    def _note_true_up(self, account: RoyaltyAccount) -> None:
        """Note the latest day of the next true-up, skipping years that have none."""
        final = account.grid.year_number(min(self.span.run_end, self.span.last_day))
        number = account.next_minimum_year
        while number <= final and account.royalty.minimum_in(number) == 0:
            number += 1
        account.next_minimum_year = number
        if number <= final:
            self.agenda.put(self._latest_day(account, number), TRUE_UPS, account.index, number, account)

    def _latest_day(self, account: RoyaltyAccount, number: int) -> date:
        return account.year_span(number)[1] + timedelta(days=account.royalty.report_days)

    def true_up_by_date(self, account: RoyaltyAccount, number: int, day: date) -> None:
        """The agenda brought a true-up up; the year may have been settled or cut meanwhile."""
        if account.next_minimum_year != number or self._latest_day(account, number) != day:
            return
        if account.owes_minimum and account.runs:
            year = account.year(number)
            if year.minimum is None:
                self._true_up(account, year, day)
            account.next_minimum_year += 1
            self._note_true_up(account)

    def _true_up(self, account: RoyaltyAccount, year: YearAccount, day: date) -> None:
        minimum, days = account.minimum_of(year.number)
        if minimum <= 0:
            return
        year.minimum = minimum
        if year.accrued >= minimum:
            return
        period = account.year_span(year.number)
        whole = account.royalty.minimum_in(year.number)
        missing = minimum - year.accrued
        basis: list[Basis] = [("minimum", (year.number, whole, days, minimum, year.accrued, missing))]
        line_id = f"{account.royalty.id}:true_up:{period[0].isoformat()}"
        self.ledger.arise(account.royalty, line_id, "true_up", day, missing, basis, period=period)
