"""What a sheet costs, as far as it can be said without knowing what will happen. All sums come from the engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from marketplace.domain import dates
from marketplace.domain.money import format_rate
from marketplace.domain.terms.case import AnyEvent, Choose, Payment
from marketplace.domain.terms.evaluate import evaluate
from marketplace.domain.terms.model import AnyPayable, Fixed, Instalments, Royalty, Share, TermSheet
from marketplace.domain.terms.statement import Line, Statement
from marketplace.domain.terms.walking import payables, reference_day

#: Far enough after any effective date for everything to have arisen that time alone brings.
HORIZON_YEARS = 500


@dataclass(frozen=True, slots=True)
class Price:
    """The price of a sheet, in minor units of its currency, exclusive of VAT.

    ``sure``: what falls due over the whole term if nothing is sold and nothing happens, minimums included.
    ``fixed``: ``sure`` and every fixed sum that an event can set free, each once, within the total cap.
    ``rate``: the highest royalty rate in percent, ``per_unit`` the highest sum per unit in the major unit, as decimal
    strings; None where the sheet has none. ``choices``: after a trial, the price of each choice by its name; the
    sheet's own ``sure`` is then that of not choosing, ``fixed`` and the rates are the highest of all choices.
    """

    sure: int
    fixed: int
    rate: str | None
    per_unit: str | None
    choices: tuple[tuple[str, Price], ...] = ()


def price(terms: TermSheet, effective_on: date | None = None) -> Price:
    """The price of a sheet; an effective date matters only where the sheet names dates or calendar years."""
    start = effective_on or reference_day(terms)
    rate, per_unit = _highest_rates(payables(terms))
    if terms.options is None:
        return Price(*_sure_and_fixed(terms, start, None), rate, per_unit)
    sure, _ = _sure_and_fixed(terms, start, None)
    choices = tuple(
        (choice.name, _price_of_choice(terms, start, choice.name)) for choice in terms.options.choices
    )
    return Price(sure, max([sure, *(chosen.fixed for _, chosen in choices)]), rate, per_unit, choices)


def asks_on_day_one(terms: TermSheet, effective_on: date | None = None) -> int:
    """What arises on the effective day itself with no event, in minor units, due that day or later."""
    start = effective_on or reference_day(terms)
    return sum(line.amount for line in arisen(evaluate(terms, start, (), start)))


def paid_on_time(terms: TermSheet, effective_on: date, events: Sequence[AnyEvent], as_of: date) -> Statement:
    """The statement if every payment that is credited against a royalty is made on its due date.

    Payments of other components change no amount, so they are left out.
    """
    credited = {component.id for component in payables(terms) if component.credit_against is not None}
    made: dict[str, Payment] = {}
    while True:
        statement = evaluate(terms, effective_on, (*events, *made.values()), as_of)
        due = [
            line
            for line in arisen(statement)
            if line.component in credited and line.id not in made and line.amount > 0 and line.due_on <= as_of
        ]
        if not due:
            return statement
        first = min(due, key=lambda line: line.due_on)
        made[first.id] = Payment(on=first.due_on, amount=first.amount, to=first.id)


def arisen(statement: Statement) -> list[Line]:
    """The lines that are owed, in order."""
    return [line for line in statement.lines if line.has_arisen]


def horizon(effective_on: date) -> date:
    """A day by which everything has arisen that time alone brings."""
    return date(effective_on.year + HORIZON_YEARS, 1, 1)


def last_day_to_choose(terms: TermSheet, effective_on: date) -> date | None:
    """The last day on which a choice may be made after the trial; None if the sheet leaves no day for it."""
    if terms.options is None or terms.trial is None:
        return None
    trial_end = dates.add_months(effective_on, terms.trial.months)
    last = dates.add_days(trial_end, -terms.options.choose_by_days_before)
    return last if last >= effective_on else None


def with_what_may_come(terms: TermSheet, statement: Statement, active: Sequence[AnyPayable]) -> int:
    """The sum of a statement's lines and of the fixed sums of ``active`` that have not arisen, within the total cap."""
    lines = arisen(statement)
    known = {line.id for line in lines}
    counting = other = 0
    for component in active:
        more = _not_arisen(component, lines, known)
        if component.counts_toward_cap:
            counting += more
        else:
            other += more
    counted = statement.totals.counted_toward_cap
    if terms.total_cap is not None:
        counting = min(counting, max(terms.total_cap - counted, 0))
    return sum(line.amount for line in lines) + counting + other


def _price_of_choice(terms: TermSheet, start: date, name: str) -> Price:
    return Price(*_sure_and_fixed(terms, start, name), *_highest_rates(active_components(terms, name)))


def active_components(terms: TermSheet, choice: str | None) -> list[AnyPayable]:
    """The payable components that apply under a choice; without one, those that no choice names."""
    if terms.options is None:
        return payables(terms)
    options = terms.options
    return [
        component
        for component in payables(terms)
        if not options.naming(component.id) or choice in options.naming(component.id)
    ]


def _sure_and_fixed(terms: TermSheet, start: date, choice: str | None) -> tuple[int, int]:
    events: tuple[AnyEvent, ...] = ()
    if choice is not None:
        day = last_day_to_choose(terms, start)
        if day is None:
            return 0, 0
        events = (Choose(on=day, choice=choice),)
    statement = paid_on_time(terms, start, events, horizon(start))
    sure = sum(line.amount for line in arisen(statement))
    return sure, with_what_may_come(terms, statement, active_components(terms, choice))


def _not_arisen(component: AnyPayable, lines: Sequence[Line], known: set[str]) -> int:
    if isinstance(component, Fixed):
        return 0 if component.id in known else component.amount
    if isinstance(component, Instalments):
        return sum(
            part.amount
            for number, part in enumerate(component.parts, start=1)
            if f"{component.id}#{number}" not in known
        )
    if isinstance(component, Share) and component.cap is not None:
        return component.cap - sum(line.computed for line in lines if line.component == component.id)
    return 0


def _highest_rates(components: Sequence[AnyPayable]) -> tuple[str | None, str | None]:
    rates: list[Decimal] = []
    per_unit: list[Decimal] = []
    for royalty in components:
        if isinstance(royalty, Royalty):
            found = per_unit if royalty.base == "units" else rates
            found += [band.rate for band in royalty.bands]
            found += [band.rate for _, later in royalty.bands_from_year for band in later]
    return (
        format_rate(max(rates)) if rates else None,
        format_rate(max(per_unit)) if per_unit else None,
    )
