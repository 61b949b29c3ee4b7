"""From a forecast to events of the engine: what would happen under a licence if the forecast came true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from marketplace.domain.dates import ONE_DAY, add_days, add_months, contract_year_start, last_day, step_at
from marketplace.domain.money import largest_remainder
from marketplace.domain.terms.case import (
    AnyEvent,
    Choose,
    Financing,
    FirstRevenue,
    MilestoneAccepted,
    ProductRegistered,
    Sales,
)
from marketplace.domain.terms.forecast import FIGURES, Forecast
from marketplace.domain.terms.model import Royalty, TermSheet
from marketplace.domain.terms.periods import Grid, Span
from marketplace.domain.terms.price import active_components, last_day_to_choose
from marketplace.domain.terms.triggers import Facts, latest
from marketplace.domain.terms.walking import singles, triggers


class Period(NamedTuple):
    """A reporting period as far as the royalty runs; ``whole`` if nothing of it is cut off."""

    first: date
    last: date
    whole: bool


@dataclass(frozen=True, slots=True)
class Expected:
    """The events of a forecast, and for each day of reports the last day of the period they are about."""

    events: tuple[AnyEvent, ...]
    reported: Mapping[date, date]


def years_of(terms: TermSheet) -> int:
    """How many contract years the term touches."""
    return -(-terms.term_months // 12)


def contract_year(start: date, day: date) -> int:
    """The number of the contract year that a day lies in."""
    return step_at(start, 12, day) + 1


def trial_end(terms: TermSheet, start: date) -> date:
    """The day on which a trial ends; without a trial the first day."""
    return add_months(start, terms.trial.months if terms.trial else 0)


def expected_events(terms: TermSheet, forecast: Forecast, choice: str | None) -> Expected:
    """The events if the forecast comes true and every report comes on the last day allowed.

    A choice is made on its last day. What is expected of a year happens at its start, sales are spread evenly over it.
    """
    facts = [*_facts(terms, forecast), *_financing(terms, forecast)]
    reports = _reports(terms, forecast, choice, facts)
    reported: dict[date, date] = {}
    for report in reports:
        reported[report.on] = max(report.period_end, reported.get(report.on, report.period_end))
    return Expected((*choice_events(terms, forecast, choice), *facts, *reports), reported)


def choice_events(terms: TermSheet, forecast: Forecast, choice: str | None) -> list[Choose]:
    """The choice after the trial, made on its last day; none where there is no choice to make."""
    day = last_day_to_choose(terms, forecast.start)
    return [] if choice is None or day is None else [Choose(on=day, choice=choice)]


def first_revenue_day(terms: TermSheet, forecast: Forecast) -> date | None:
    """The first day of the first contract year with sales, not before a trial ends; None without any sales."""
    begin = trial_end(terms, forecast.start)
    for year in range(1, years_of(terms) + 1):
        first, last = _year_days(terms, forecast, year)
        if last >= begin and any(forecast.figure(name, year) for name in FIGURES.values()):
            return max(first, begin)
    return None


def _facts(terms: TermSheet, forecast: Forecast) -> list[AnyEvent]:
    revenue = first_revenue_day(terms, forecast)
    named = [
        single.milestone for _, trigger in triggers(terms) for single in singles(trigger) if single.milestone
    ]
    events: list[AnyEvent] = []
    for milestone in dict.fromkeys(named):
        accepted = _start_of(terms, forecast, forecast.milestone_years.get(milestone), revenue)
        if accepted is not None:
            events.append(MilestoneAccepted(on=accepted, milestone=milestone))
    registered = _start_of(terms, forecast, forecast.registered_year, revenue)
    if registered is not None:
        events.append(ProductRegistered(on=registered))
    if revenue is not None:
        events.append(FirstRevenue(on=revenue))
    return events


def _start_of(terms: TermSheet, forecast: Forecast, year: int | None, otherwise: date | None) -> date | None:
    if year is None:
        return otherwise
    return contract_year_start(forecast.start, year) if 1 <= year <= years_of(terms) else None


def _financing(terms: TermSheet, forecast: Forecast) -> list[AnyEvent]:
    return [
        Financing(on=contract_year_start(forecast.start, year), amount=amount)
        for year, amount in sorted(forecast.financing)
        if 1 <= year <= years_of(terms) and amount > 0
    ]


def _reports(
    terms: TermSheet, forecast: Forecast, choice: str | None, facts: Sequence[AnyEvent]
) -> list[Sales]:
    if terms.options is not None and not choice_events(terms, forecast, choice):
        return []
    royalties = [part for part in active_components(terms, choice) if isinstance(part, Royalty)]
    # Net sales and units that no royalty is measured by are stated once, for the triggers that add them up.
    beside = {"sales", "units"} - {FIGURES[royalty.base] for royalty in royalties}
    reports: list[Sales] = []
    for royalty in royalties:
        periods = _periods(royalty, terms, forecast, facts)
        stated = {FIGURES[royalty.base]} | beside
        spread = {name: _spread(name, terms, forecast, periods) for name in stated}
        reports += [_report(royalty, period, index, spread) for index, period in enumerate(periods)]
        beside = beside if not periods else set()
    return sorted(reports, key=lambda report: report.on)


def _report(royalty: Royalty, period: Period, index: int, spread: Mapping[str, list[int]]) -> Sales:
    figures = {name: figures[index] for name, figures in spread.items()}
    return Sales(
        on=add_days(period.last, max(royalty.report_days, 1)),
        component=royalty.id,
        period_start=period.first,
        period_end=period.last,
        net=figures.get("sales"),
        units=figures.get("units"),
        profit=figures.get("profit"),
        saving=figures.get("saving"),
    )


def _periods(
    royalty: Royalty, terms: TermSheet, forecast: Forecast, facts: Sequence[AnyEvent]
) -> list[Period]:
    """The periods of a royalty that begin within the licence."""
    span = Span(terms, forecast.start)
    known = Facts(forecast.start, trial_end(terms, forecast.start))
    for event in facts:
        known.days.setdefault(
            (event.kind, event.milestone if isinstance(event, MilestoneAccepted) else 0), event.on
        )
    starts = forecast.start if royalty.starts is None else latest(royalty.starts, known)
    start = max(starts, known.trial_end)
    if start > span.last_day:
        return []
    grid = Grid(forecast.start, royalty.year, royalty.period)
    periods = []
    for number in range(grid.period_number(start), grid.period_number(span.last_day) + 1):
        first, last = grid.period(number)
        cut = max(first, start), min(last, span.run_end)
        periods.append(Period(*cut, whole=cut == (first, last)))
    return periods


def _spread(name: str, terms: TermSheet, forecast: Forecast, periods: Sequence[Period]) -> list[int]:
    """A figure of the forecast by period.

    Each contract year is shared out by largest remainder, evenly where it consists of whole periods, else by days;
    what falls on days before the royalty starts is not reported, while the days of a trial have no sales at all.
    """
    figures = [0] * len(periods)
    begin = trial_end(terms, forecast.start)
    for year in range(1, years_of(terms) + 1):
        first, last = _year_days(terms, forecast, year)
        first = max(first, begin)
        inside = [
            (index, max(period.first, first), min(period.last, last))
            for index, period in enumerate(periods)
            if period.first <= last and period.last >= first
        ]
        if not inside:
            continue
        days = [(until - since).days + 1 for _, since, until in inside]
        missing = (last - first).days + 1 - sum(days)
        even = missing == 0 and all(periods[index] == (since, until, True) for index, since, until in inside)
        shares = largest_remainder(forecast.figure(name, year), [1] * len(days) if even else [*days, missing])
        for (index, _, _), share in zip(inside, shares, strict=False):
            figures[index] += share
    return figures


def _year_days(terms: TermSheet, forecast: Forecast, year: int) -> tuple[date, date]:
    """First and last day of a contract year, the last one cut at the end of the licence."""
    following = contract_year_start(forecast.start, year + 1)
    end = last_day(forecast.start, terms.term_months)
    return contract_year_start(forecast.start, year), min(following - ONE_DAY, end)
