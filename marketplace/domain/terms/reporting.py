"""Which periods of a royalty are to be reported, which are reported, and by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from marketplace.domain.terms.case import AnyEvent, Sales
from marketplace.domain.terms.evaluate import licence_on
from marketplace.domain.terms.licence_run import LicenceRun
from marketplace.domain.terms.model import TermSheet
from marketplace.domain.terms.royalty import RoyaltyAccount


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """One period of a royalty. `due_on`: last day to report it; `report`: the report in force, None where it is missing.

    A period that is not over yet may still become shorter, by an end of the licence.
    """

    component: str
    first: date
    last: date
    due_on: date
    report: Sales | None

    def is_over(self, on: date) -> bool:
        """Whether it can be reported on a day."""
        return self.last < on


def report_periods(
    terms: TermSheet, effective_on: date, events: Sequence[AnyEvent], as_of: date
) -> tuple[ReportPeriod, ...]:
    """The periods of all royalties as they are known on `as_of`: those that are over and the one that runs.

    Where reports are not taken any more (a buy-out) only reported periods are left. Raises Fault as `evaluate` does.
    """
    run = licence_on(terms, effective_on, events, as_of)
    found = [period for account in run.royalties.accounts.values() for period in _periods(account, run)]
    return tuple(sorted(found, key=lambda period: (period.last, period.component)))


def _periods(account: RoyaltyAccount, run: LicenceRun) -> list[ReportPeriod]:
    if not account.runs:
        return []
    first = account.grid.period_number(account.start)
    last = account.grid.period_number(min(run.span.run_end, max(run.as_of, account.start)))
    days = timedelta(days=account.royalty.report_days)
    found = []
    for number in range(first, last + 1):
        start, end = account.period_at(number)
        report = account.reports.get(start)
        if report is not None or not account.closed:
            found.append(ReportPeriod(account.royalty.id, start, end, end + days, report))
    return found
