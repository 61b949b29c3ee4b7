"""What the ways to pay would cost under a visitor's own forecast: rows, working, charts. All sums are the engine's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from marketplace.domain.terms.comparison import Comparison, Option, compare
from marketplace.domain.terms.costs import OptionCost, cost_of
from marketplace.domain.terms.forecast import Forecast
from marketplace.domain.terms.forecast_events import years_of
from marketplace.domain.terms.model import TermSheet
from marketplace.domain.terms.statement import Line
from marketplace.domain.terms.words import LINE_KINDS
from marketplace.domain.terms.words_basis import basis_words
from marketplace.domain.terms.words_comparison import break_even_words
from marketplace.domain.terms.words_components import title
from marketplace.web.charts import Series, bars
from marketplace.web.formats import money, rate
from marketplace.web.listings.offers import Offer, say
from marketplace.web.locale import gettext

MOST_COMPARED = 4  # break-even asks the engine again and again
MOST_COLOURS = 5


@dataclass(frozen=True, slots=True)
class WorkedLine:
    """One charge within a figure, with the engine's working in words."""

    name: str
    amount: int
    due: Any
    steps: Sequence[str]


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of the table and what it consists of."""

    amount: int
    lines: Sequence[WorkedLine] = ()


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    cells: Sequence[Cell]
    note: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A way to pay, and where it leaves a choice after a trial, which."""

    key: str
    label: str
    short: str
    note: str
    terms: TermSheet
    choice: str | None
    best: bool = False


@dataclass(frozen=True, slots=True)
class Calculation:
    """The result of the calculator. `chart_years` is None with more ways to pay than there are colours."""

    columns: Sequence[Column]
    rows: Sequence[Row]
    currency: str
    chart_years: Mapping[str, Any] | None
    chart_totals: Mapping[str, Any]
    sentences: Sequence[str] = field(default_factory=tuple)
    missing: Sequence[str] = field(default_factory=tuple)
    costs: Sequence[OptionCost] = field(default_factory=tuple)


def columns_of(offers: Sequence[Offer]) -> list[Column]:
    """One column a way to pay; a trial with choices gives one column a choice."""
    columns = []
    for offer in offers:
        choices = [choice.name for choice in offer.terms.options.choices] if offer.terms.options else [None]
        for choice in choices:
            chosen = gettext("then option %(name)s", name=choice) if choice else ""
            columns.append(
                Column(
                    f"{offer.position}:{choice or ''}",
                    offer.label,
                    offer.short,
                    " · ".join(filter(None, (offer.chip if offer.chip != offer.label else "", chosen))),
                    offer.terms,
                    choice,
                )
            )
    return columns


def calculate(offers: Sequence[Offer], forecast: Forecast) -> Calculation:
    """The ways to pay side by side under one forecast. They share one currency."""
    columns = columns_of(offers)
    options = [Option(column.key, column.terms, column.choice) for column in columns]
    comparison = compare(options, forecast) if len(options) <= MOST_COMPARED else None
    costs = comparison.costs if comparison else {one.key: cost_of(one.terms, forecast, one.choice) for one in options}
    lowest = min(cost.total for cost in costs.values())
    marked = [replace(one, best=costs[one.key].total == lowest) for one in columns]
    if all(column.best for column in marked):
        marked = columns
    return Calculation(
        columns=marked,
        rows=_rows(marked, costs, forecast),
        currency=columns[0].terms.currency,
        chart_years=_chart_years(marked, costs) if len(marked) <= MOST_COLOURS else None,
        chart_totals=_chart_totals(marked, costs),
        sentences=_sentences(comparison, marked),
        missing=_missing(costs),
        costs=[costs[one.key] for one in columns],
    )


def _sentences(comparison: Comparison | None, columns: Sequence[Column]) -> list[str]:
    """Break-even between the ways to pay, where there are few enough to ask."""
    if comparison is None:
        return []
    return [say(words) for words in break_even_words(comparison, _names(columns, "label"), columns[0].terms.currency)]


def _names(columns: Sequence[Column], attribute: str) -> dict[str, str]:
    """A name for each column (its label, or its short name) that tells it from the others."""
    names = [getattr(column, attribute) for column in columns]
    found = {}
    for place, (column, name) in enumerate(zip(columns, names, strict=True), 1):
        if column.choice and attribute == "short":
            name = f"{name} {column.choice}"
        elif column.choice:
            name = gettext("%(label)s (option %(choice)s)", label=name, choice=column.choice)
        elif names.count(name) > 1:
            name = f"{name} ({place})"
        found[column.key] = name
    return found


def _rows(columns: Sequence[Column], costs: Mapping[str, OptionCost], forecast: Forecast) -> list[Row]:
    rows = [
        Row(
            gettext("Year %(year)s", year=year),
            [_year_cell(costs[column.key], year, column.terms) for column in columns],
            note=_sales_note(forecast, year, columns[0].terms.currency),
        )
        for year in _years(columns, costs)
    ]

    def row(label: str, attribute: str, note: str = "", *, total: bool = False) -> Row:
        return Row(label, [Cell(getattr(costs[one.key], attribute)) for one in columns], note, total)

    rows.append(row(gettext("In all"), "total", gettext("if your forecast comes true"), total=True))
    rows.append(
        row(
            gettext("Present value"),
            "present_value",
            gettext("at %(rate)s a year", rate=rate(forecast.discount)),
        )
    )
    rows.append(
        Row(
            gettext("Lost if it fails"),
            [
                Cell(costs[one.key].failure, _worked(costs[one.key].failure_lines, one.terms))
                for one in columns
            ],
            gettext("given up at the end of year %(year)s", year=forecast.failure_year or 1),
            total=True,
        )
    )
    if forecast.chance_of_failure:
        chance = gettext("with a chance of failure of %(rate)s", rate=rate(forecast.chance_of_failure))
        rows.append(row(gettext("Expected cost"), "expected", chance))
    rows.append(row(gettext("At worst"), "worst_case", gettext("every stage reached all the same")))
    return rows


def _years(columns: Sequence[Column], costs: Mapping[str, OptionCost]) -> list[int]:
    """The years of the table: those of the terms, and later ones for which something is charged."""
    charged = [year.year for cost in costs.values() for year in cost.years if year.lines]
    return list(range(1, max([*charged, *(years_of(column.terms) for column in columns)]) + 1))


def _sales_note(forecast: Forecast, year: int, currency: str) -> str:
    sales = forecast.figure("sales", year)
    return gettext("sales of %(amount)s", amount=money(sales, currency)) if sales else ""


def _year_cell(cost: OptionCost, year: int, terms: TermSheet) -> Cell:
    found = next((one for one in cost.years if one.year == year), None)
    return Cell(found.amount, _worked(found.lines, terms)) if found else Cell(0)


def _worked(lines: Sequence[Line], terms: TermSheet) -> list[WorkedLine]:
    return [
        WorkedLine(
            _line_name(line, terms),
            line.amount,
            line.due_on,
            [say(basis_words(step, values, terms.currency)) for step, values in line.basis],
        )
        for line in lines
    ]


def _line_name(line: Line, terms: TermSheet) -> str:
    if line.component is None:
        return say(LINE_KINDS[line.kind])
    name = say(title(terms.component(line.component)))
    return name if line.kind == "charge" else gettext("%(what)s, %(item)s", what=say(LINE_KINDS[line.kind]), item=name)


def _chart_years(columns: Sequence[Column], costs: Mapping[str, OptionCost]) -> Mapping[str, Any]:
    years, names = _years(columns, costs), _names(columns, "label")
    series = []
    for column in columns:
        by_year = {year.year: year.amount for year in costs[column.key].years}
        series.append(Series(names[column.key], [by_year.get(year, 0) for year in years]))
    return bars([gettext("Year %(year)s", year=year) for year in years], series)


def _chart_totals(columns: Sequence[Column], costs: Mapping[str, OptionCost]) -> Mapping[str, Any]:
    names = _names(columns, "short")
    return bars(
        [names[column.key] for column in columns],
        [
            Series(gettext("In all, if the forecast comes true"), [costs[one.key].total for one in columns]),
            Series(gettext("Lost if it fails"), [costs[one.key].failure for one in columns]),
        ],
    )


def _missing(costs: Mapping[str, OptionCost]) -> list[str]:
    words = {
        "sales": gettext("net sales"),
        "units": gettext("units sold"),
        "profit": gettext("gross profit"),
        "saving": gettext("the saving"),
    }
    return [words[name] for name in dict.fromkeys(name for cost in costs.values() for name in cost.missing)]
