"""The engine: a term sheet, a first day and what happened in, the account of the licence out.

Engine 1. Same input, same output: a change that alters any figure is another engine beside this one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from marketplace.domain.terms.agenda import TRUE_UPS
from marketplace.domain.terms.case import AnyEvent, Case
from marketplace.domain.terms.faults import EventRefused, Fault
from marketplace.domain.terms.happenings import HAPPENINGS
from marketplace.domain.terms.licence_run import LicenceRun
from marketplace.domain.terms.model import TermSheet
from marketplace.domain.terms.reading_events import check_day
from marketplace.domain.terms.statement import Line, Statement, Totals


def evaluate(terms: TermSheet, effective_on: date, events: Sequence[AnyEvent], as_of: date) -> Statement:
    """The account at the end of `as_of`.

    `events` in the order in which they were recorded; they apply by day, then in that order. Raises Fault for a day
    before the effective date and for every event that cannot be, with the path of a case ("$.events[2].on").
    """
    return _statement(licence_on(terms, effective_on, events, as_of))


def licence_on(terms: TermSheet, effective_on: date, events: Sequence[AnyEvent], as_of: date) -> LicenceRun:
    """The licence at the end of `as_of`, from which the account is read. Raises Fault as `evaluate` does."""
    if as_of < effective_on:
        raise Fault("$.as_of", "as_of_before_effective")
    run = LicenceRun(terms, effective_on, as_of)
    agenda = run.agenda
    days = [event.on for event in events]
    for index in sorted(range(len(days)), key=days.__getitem__):
        event, on = events[index], days[index]
        if not effective_on <= on <= as_of:
            check_day(on, f"$.events[{index}].on", effective_on, as_of)
        if agenda.next_day <= on:
            run.advance(on)
        try:
            HAPPENINGS[event.kind](run, event)
        except EventRefused as refusal:
            path = f"$.events[{index}].{refusal.field}"
            raise Fault(path, refusal.code, **refusal.params) from None
    run.advance(as_of, TRUE_UPS)
    return run


def evaluate_case(case: Case) -> Statement:
    """The account of a case as it was read."""
    return evaluate(case.terms, case.effective_on, case.events, case.as_of)


def _statement(run: LicenceRun) -> Statement:
    as_of = run.as_of
    arisen = [line.shown(as_of) for line in run.ledger.lines]
    certain, contingent = run.foreseen()
    expected = _expected(run, certain)
    return Statement(
        run.terms.currency,
        tuple(arisen + expected),
        tuple(contingent),
        _totals(run),
        run.state,
    )


def _expected(run: LicenceRun, certain: list[tuple[int, Line]]) -> list[Line]:
    """What is scheduled or was cancelled, by date and component."""
    fees = [(fee.index, line) for fee in run.fees.all for line in fee.lines()]
    return [line for _, line in sorted(certain + fees, key=lambda entry: (entry[1].arose_on, entry[0]))]


def _totals(run: LicenceRun) -> Totals:
    """Sums over the lines, once all have been shown."""
    charged = interest = paid = waived = overdue = 0
    as_of, ledger = run.as_of, run.ledger
    for line in ledger.lines:
        charged += line.amount
        interest += line.interest
        paid += line.paid
        waived += line.waived
        if as_of > line.due_on:
            overdue += line.payable + line.interest - line.interest_settled
    outstanding = charged + interest - paid - waived
    return Totals(charged, interest, paid, waived, outstanding, overdue, ledger.credit, ledger.counted)
