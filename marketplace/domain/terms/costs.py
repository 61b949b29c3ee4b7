"""The cost calculator: what a licence costs a licensee if a forecast comes true, and if the project fails.

No fee is computed here. The forecast is turned into events, the engine evaluates them, and its lines are sorted into
contract years; every figure can be opened down to the lines it is the sum of.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from marketplace.domain.dates import ONE_DAY, contract_year_start, last_day
from marketplace.domain.money import rounded
from marketplace.domain.terms.case import AnyEvent, Terminate
from marketplace.domain.terms.forecast import FIGURES, Forecast
from marketplace.domain.terms.forecast_events import (
    Expected,
    choice_events,
    contract_year,
    expected_events,
    trial_end,
    years_of,
)
from marketplace.domain.terms.model import CUMULATIVE_KINDS, Fixed, Instalments, Royalty, TermSheet
from marketplace.domain.terms.price import (
    active_components,
    arisen,
    horizon,
    paid_on_time,
    with_what_may_come,
)
from marketplace.domain.terms.statement import Line, Statement
from marketplace.domain.terms.walking import singles


@dataclass(frozen=True, slots=True)
class YearCost:
    """One contract year. ``amount``: the sum of ``lines``, the charges for that year. ``due``: what falls due in it."""

    year: int
    amount: int
    due: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class OptionCost:
    """What one option costs, in minor units of ``currency``, exclusive of VAT.

    ``years``: one entry for each contract year of the term, and one more where something is charged or falls due
    after it. ``total``: all charges if the forecast comes true. ``present_value``: see :func:`present_value`.
    ``failure``: what is lost if the project fails, ``failure_lines`` the charges it consists of. ``expected``: total
    and failure, weighted by the chance of failure. ``worst_case``: the total and every fixed sum the forecast did not
    set free, within the total cap, or the failure if that is more. ``missing``: figures that a royalty is measured by
    and that the forecast lacks.
    """

    currency: str
    years: tuple[YearCost, ...]
    total: int
    present_value: int
    failure: int
    failure_lines: tuple[Line, ...]
    expected: int
    worst_case: int
    missing: tuple[str, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All charges if the forecast comes true, by year."""
        return tuple(line for year in self.years for line in year.lines)


def cost_of(terms: TermSheet, forecast: Forecast, choice: str | None = None) -> OptionCost:
    """What a sheet costs under a forecast.

    :param choice: for a sheet with options, the choice made after the trial; without one the licence lapses.

    Charges belong to the contract year of their period (a royalty, a minimum, an annual fee), else to the year they
    arise in; a sum set free by a sales report belongs to the year the report is about. Payments are made when due.
    """
    active = active_components(terms, choice)
    expected = expected_events(terms, forecast, choice)
    statement = paid_on_time(terms, forecast.start, expected.events, horizon(forecast.start))
    failed = arisen(failure_of(terms, forecast, choice))
    total = sum(line.amount for line in arisen(statement))
    failure = sum(line.amount for line in failed)
    needed = (FIGURES[part.base] for part in active if isinstance(part, Royalty))
    chance = Fraction(forecast.chance_of_failure) / 100
    return OptionCost(
        currency=terms.currency,
        years=_by_year(terms, forecast, statement, expected),
        total=total,
        present_value=present_value(arisen(statement), forecast),
        failure=failure,
        failure_lines=tuple(failed),
        expected=rounded(total * (1 - chance) + failure * chance),
        worst_case=max(with_what_may_come(terms, statement, active), failure),
        missing=tuple(dict.fromkeys(name for name in needed if not getattr(forecast, name))),
    )


def failure_of(terms: TermSheet, forecast: Forecast, choice: str | None = None) -> Statement:
    """The account if the project fails: no milestone, no revenue, and the licensee leaves at the end of that year.

    Where that day lies in a trial nothing is chosen, so that the licence lapses.
    """
    given_up = contract_year_start(forecast.start, (forecast.failure_year or 1) + 1) - ONE_DAY
    lapses = terms.options is not None and given_up < trial_end(terms, forecast.start)
    events: list[AnyEvent] = [] if lapses else [*choice_events(terms, forecast, choice)]
    if given_up < last_day(forecast.start, terms.term_months) and not lapses:
        events.append(Terminate(on=given_up, reason="licensee_exit"))
    return paid_on_time(terms, forecast.start, events, horizon(forecast.start))


def present_value(lines: list[Line], forecast: Forecast) -> int:
    """The sum of ``amount / (1 + discount / 100) ** k`` over all charges, rounded half up once, at the end.

    ``k`` is the number of whole years from the start to the due date: what falls due in the first year counts in full.
    """
    rate = 1 + Fraction(forecast.discount) / 100
    parts = (line.amount / rate ** (contract_year(forecast.start, line.due_on) - 1) for line in lines)
    return rounded(sum(parts, Fraction(0)))


def _by_year(
    terms: TermSheet, forecast: Forecast, statement: Statement, expected: Expected
) -> tuple[YearCost, ...]:
    most = years_of(terms)
    charged: dict[int, list[Line]] = {year: [] for year in range(1, most + 2)}
    due = dict.fromkeys(charged, 0)
    for line in arisen(statement):
        charged[min(_year_charged(line, terms, forecast.start, expected), most + 1)].append(line)
        due[min(contract_year(forecast.start, line.due_on), most + 1)] += line.amount
    years = [
        YearCost(year, sum(line.amount for line in lines), due[year], tuple(lines))
        for year, lines in charged.items()
    ]
    return tuple(year for year in years if year.year <= most or year.lines or year.due)


def _year_charged(line: Line, terms: TermSheet, start: date, expected: Expected) -> int:
    if line.period is not None:
        return contract_year(start, min(line.period[1], last_day(start, terms.term_months)))
    if line.arose_on in expected.reported and _adds_up_sales(line, terms):
        return contract_year(start, min(expected.reported[line.arose_on], last_day(start, terms.term_months)))
    return contract_year(start, line.arose_on)


def _adds_up_sales(line: Line, terms: TermSheet) -> bool:
    """Whether a line's sum waited for cumulative sales or units."""
    component = terms.component(line.component) if line.component else None
    if isinstance(component, Fixed):
        trigger = component.trigger
    elif isinstance(component, Instalments):
        trigger = component.parts[int(line.id.rpartition("#")[2]) - 1].trigger
    else:
        return False
    return any(single.kind in CUMULATIVE_KINDS for single in singles(trigger))
