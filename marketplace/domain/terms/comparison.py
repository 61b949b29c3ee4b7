"""Several options under one forecast: which is cheapest, and from where on another one is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from marketplace.domain.money import round_half_up
from marketplace.domain.terms.costs import OptionCost, cost_of
from marketplace.domain.terms.forecast import Forecast
from marketplace.domain.terms.forecast_events import years_of
from marketplace.domain.terms.model import TermSheet

#: Shares of the forecast, in thousandths, at which options are compared before a crossing is narrowed down.
LEVELS = (0, 100, 250, 500, 750, 1000, 1250, 1500, 2000, 3000, 5000, 10_000)


@dataclass(frozen=True, slots=True)
class Option:
    """One way to take a licence: a sheet, and where it leaves a choice after a trial, which."""

    key: str
    terms: TermSheet
    choice: str | None = None


@dataclass(frozen=True, slots=True)
class SalesBreakEven:
    """Below this level of sales ``below`` is cheaper, above it ``above`` is.

    ``permille``: the level in thousandths of the forecast; ``sales``: the net sales of the whole term at that level.
    """

    below: str
    above: str
    permille: int
    sales: int


@dataclass(frozen=True, slots=True)
class YearBreakEven:
    """Added up from the start, ``until`` is cheaper before the contract year ``year`` and ``since`` from then on."""

    until: str
    since: str
    year: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Costs by option key in the order given; ``cheapest``: the key of the lowest total, on a tie the first."""

    costs: Mapping[str, OptionCost]
    cheapest: str
    by_sales: tuple[SalesBreakEven, ...]
    by_year: tuple[YearBreakEven, ...]


def compare(options: Sequence[Option], forecast: Forecast) -> Comparison:
    """Compare options of one currency. Raises ValueError without options, on equal keys or different currencies."""
    keys = [option.key for option in options]
    if not options or len(set(keys)) < len(keys) or len({option.terms.currency for option in options}) > 1:
        raise ValueError("options need keys of their own and one currency")
    costs = {option.key: cost_of(option.terms, forecast, option.choice) for option in options}
    cheapest = min(keys, key=lambda key: costs[key].total)
    by_sales: list[SalesBreakEven] = []
    by_year: list[YearBreakEven] = []
    totals = {option.key: _totals(option, forecast) for option in options}
    for one, other in combinations(options, 2):
        by_year += _by_year(one.key, other.key, costs)
        by_sales += _by_sales(one, other, totals, forecast)
    return Comparison(costs, cheapest, tuple(by_sales), tuple(by_year))


def scaled(forecast: Forecast, permille: int) -> Forecast:
    """The forecast with all that is sold, made and saved at a level in thousandths."""

    def part(figures: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(round_half_up(figure * permille, 1000) for figure in figures)

    return replace(
        forecast,
        sales=part(forecast.sales),
        units=part(forecast.units),
        profit=part(forecast.profit),
        saving=part(forecast.saving),
    )


def _totals(option: Option, forecast: Forecast) -> Callable[[int], int]:
    known: dict[int, int] = {}

    def total(permille: int) -> int:
        if permille not in known:
            known[permille] = cost_of(option.terms, scaled(forecast, permille), option.choice).total
        return known[permille]

    return total


def _by_sales(
    one: Option, other: Option, totals: Mapping[str, Callable[[int], int]], forecast: Forecast
) -> list[SalesBreakEven]:
    if not any(forecast.sales) and not any(forecast.units + forecast.profit + forecast.saving):
        return []

    def lead(permille: int) -> int:
        """Above zero where the first option costs more."""
        return totals[one.key](permille) - totals[other.key](permille)

    found = []
    known = [(level, lead(level)) for level in LEVELS]
    apart = [(level, ahead) for level, ahead in known if ahead]
    for (low, before), (high, after) in pairwise(apart):
        if (before > 0) == (after > 0):
            continue
        level = _narrowed(low, high, lead)
        below, above = (other.key, one.key) if before > 0 else (one.key, other.key)
        found.append(SalesBreakEven(below, above, level, _sales_of(one, other, scaled(forecast, level))))
    return found


def _narrowed(low: int, high: int, lead: Callable[[int], int]) -> int:
    """The first level, to the thousandth, at which the option that is dearer at ``low`` is so no longer."""
    dearer = lead(low) > 0
    while high - low > 1:
        middle = (low + high) // 2
        ahead = lead(middle)
        if ahead and (ahead > 0) == dearer:
            low = middle
        else:
            high = middle
    return high


def _sales_of(one: Option, other: Option, forecast: Forecast) -> int:
    years = max(years_of(one.terms), years_of(other.terms))
    return sum(forecast.figure("sales", year) for year in range(1, years + 1))


def _by_year(one: str, other: str, costs: Mapping[str, OptionCost]) -> list[YearBreakEven]:
    amounts = [{year.year: year.amount for year in costs[key].years} for key in (one, other)]
    found: list[YearBreakEven] = []
    ahead = lead = 0
    for year in sorted(amounts[0].keys() | amounts[1].keys()):
        lead += amounts[0].get(year, 0) - amounts[1].get(year, 0)
        if lead and ahead and (lead > 0) != (ahead > 0):
            found.append(YearBreakEven(*((other, one) if ahead > 0 else (one, other)), year))
        ahead = lead or ahead
    return found
