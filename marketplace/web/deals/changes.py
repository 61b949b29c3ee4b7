"""What a report, payment or end would change in an account, as a table before anybody decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from marketplace import clock
from marketplace.domain.deals.line_words import waiting_line_words
from marketplace.domain.deals.movement import Movement, Movements, movements
from marketplace.domain.deals.vat import gross_of
from marketplace.domain.terms.faults import Fault
from marketplace.domain.terms.model import TermSheet
from marketplace.domain.terms.statement import Line
from marketplace.store.deals.agreements import Agreement
from marketplace.usecases.deals.accounts import refused_event
from marketplace.usecases.deals.cases import read_case_of, statement_of
from marketplace.web.deals.account_rows import LineRow, line_row
from marketplace.web.deals.wording import licence_state, say
from marketplace.web.locale import gettext


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One line that moves: how it stands now (None: not yet), how it would stand, and what that is called."""

    what: str
    before: LineRow | None
    after: LineRow | None
    remark: str


@dataclass(frozen=True, slots=True)
class Changes:
    """All that moves. `settled`: sums that would wait no longer without arising."""

    rows: list[ChangeRow]
    settled: list[str]
    state_before: str
    state_after: str
    outstanding_before: int
    outstanding_after: int
    outstanding_after_gross: int
    credit_before: int
    credit_after: int
    currency: str
    capped: str

    @property
    def any(self) -> bool:
        moved = self.state_before != self.state_after or self.credit_before != self.credit_after
        return moved or bool(self.rows or self.settled)


def changes_of(agreement: Agreement, body: Mapping[str, object], today: date | None = None) -> Changes:
    """What one more event would change.

    Raises:
        Invalid: `deal.event_refused`.
    """
    day = today or clock.today()
    before = statement_of(agreement, day)
    try:
        after = statement_of(agreement, day, body)
    except Fault as fault:
        raise refused_event(fault) from fault
    terms = read_case_of(agreement, day).terms
    return _shown(movements(before, after), terms, agreement)


def _shown(moved: Movements, terms: TermSheet, agreement: Agreement) -> Changes:
    rate = agreement.vat_rate
    outstanding = moved.after.totals.outstanding
    capped = [movement.line for movement in moved.lines if movement.line.capped_by == "total_cap"]
    return Changes(
        rows=[_row(movement, terms, rate) for movement in moved.lines],
        settled=[say(waiting_line_words(terms, sum_.component, sum_.id)) for sum_ in moved.settled],
        state_before=licence_state(moved.state_before),
        state_after=licence_state(moved.state_after),
        outstanding_before=moved.before.totals.outstanding,
        outstanding_after=outstanding,
        outstanding_after_gross=gross_of(outstanding, rate),
        credit_before=moved.before.totals.credit,
        credit_after=moved.after.totals.credit,
        currency=agreement.currency,
        capped=gettext("The total cap is reached: this line is cut to what is left below it.") if capped else "",
    )


def _row(movement: Movement, terms: TermSheet, rate: str) -> ChangeRow:
    before = line_row(terms, movement.before, rate) if movement.before else None
    after = line_row(terms, movement.after, rate) if movement.after else None
    shown = after or before
    assert shown is not None
    return ChangeRow(shown.what, before, after, _remark(movement.before, movement.after))


def _remark(before: Line | None, after: Line | None) -> str:
    if after is None:
        return gettext("no longer foreseen")
    if before is None or (after.has_arisen and not before.has_arisen):
        return gettext("arises") if after.has_arisen else gettext("is now foreseen")
    if after.status == "cancelled":
        return gettext("is cancelled")
    if after.held != before.held:
        return gettext("is put on hold") if after.held > before.held else gettext("is released from hold")
    if after.waived != before.waived:
        return gettext("is waived") if after.outstanding == after.held else gettext("is waived in part")
    if after.paid != before.paid:
        return gettext("is paid") if after.outstanding == 0 else gettext("is paid in part")
    return gettext("changes")
