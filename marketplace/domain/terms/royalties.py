"""All royalties of a licence: when they start, reports and true-ups."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from marketplace.domain.terms.account_line import AccountLine
from marketplace.domain.terms.agenda import TRUE_UPS, Agenda
from marketplace.domain.terms.case import Sales
from marketplace.domain.terms.conditions import FactKey
from marketplace.domain.terms.ledger import Ledger
from marketplace.domain.terms.model import Royalty
from marketplace.domain.terms.periods import Span
from marketplace.domain.terms.royalty import RoyaltyAccount, YearAccount
from marketplace.domain.terms.statement import Basis
from marketplace.domain.terms.triggers import FAR, Facts, latest


class Royalties:
    """The royalty accounts by component id."""

    __slots__ = ("accounts", "agenda", "facts", "ledger", "span")

    def __init__(self, facts: Facts, span: Span, ledger: Ledger, agenda: Agenda[object]) -> None:
        self.facts = facts
        self.span = span
        self.ledger = ledger
        self.agenda = agenda
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

    def report(self, sales: Sales) -> Sales | None:
        """A report: its line, then the true-up if it was the last of its year. Raises EventRefused.

        Returns the report that it replaces.
        """
        account = self.accounts[sales.component]
        year, replaced = account.book(sales, self.ledger)
        if account.owes_minimum and year.minimum is None and account.year_is_reported(year):
            self._true_up(account, year, sales.on)
        return replaced

    def _note_true_up(self, account: RoyaltyAccount) -> None:
        """Note the latest day of the next true-up, skipping years that have none."""
        royalty = account.royalty
        final = account.grid.year_number(min(self.span.run_end, self.span.last_day))
        number = account.next_minimum_year
        while number <= final and royalty.minimum_in(number) == 0:
            number += 1
        account.next_minimum_year = number
        account.next_true_up = FAR
        if number <= final:
            account.next_true_up = day = account.year_span(number)[1] + timedelta(days=royalty.report_days)
            self.agenda.put(day, TRUE_UPS, account.index, number, account)

    def true_up_by_date(self, account: RoyaltyAccount, number: int, day: date) -> None:
        """The agenda brought a true-up up; the year may have been settled or cut meanwhile."""
        if account.next_minimum_year != number or account.next_true_up != day:
            return
        if account.owes_minimum and account.runs:
            year = account.year(number)
            if year.minimum is None:
                self._true_up(account, year, day)
            account.next_minimum_year += 1
            self._note_true_up(account)

    def _true_up(self, account: RoyaltyAccount, year: YearAccount, day: date) -> None:
        minimum, days = account.minimum_of(year)
        if minimum <= 0:
            return
        year.minimum = minimum
        if year.accrued >= minimum:
            return
        royalty, period = account.royalty, account.year_span(year.number)
        whole = royalty.minimum_in(year.number)
        missing = minimum - year.accrued
        basis: Basis = ("minimum", (year.number, whole, days, minimum, year.accrued, missing))
        line_id = f"{royalty.id}:true_up:{period[0].isoformat()}"
        due_on = day + royalty.due_after
        line = AccountLine(line_id, royalty, "true_up", day, due_on, missing, (basis,), period)
        self.ledger.arise(line, missing)
