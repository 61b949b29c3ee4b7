"""The owner's view of the calculator: what licences bring, and what of it is the inventors'."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from marketplace.domain.terms.income import income_of
from marketplace.web.formats import money, rate
from marketplace.web.listings.calculator import Calculation, Cell, Row
from marketplace.web.locale import gettext


def income_rows(
    calculation: Calculation, licences: int, inventors_percent: Decimal, direct_costs: int
) -> Sequence[Row]:
    """Income year by year from several licences, what is to be expected, what costs leave of it, and who gets it."""
    incomes = [income_of(cost, licences, inventors_percent, direct_costs) for cost in calculation.costs]
    last = max(year for income in incomes for year, amount in income.by_year if amount or year == 1)
    years = range(1, last + 1)
    rows = [
        Row(gettext("Year %(year)s", year=year), [Cell(dict(income.by_year).get(year, 0)) for income in incomes])
        for year in years
    ]
    rows += [
        Row(
            gettext("In all"),
            [Cell(income.total) for income in incomes],
            gettext("if every forecast comes true"),
            total=True,
        ),
        Row(
            gettext("Income to be expected"),
            [Cell(income.expected) for income in incomes],
            gettext("weighted by the chance of failure"),
        ),
        Row(
            gettext("Net income"),
            [Cell(income.net) for income in incomes],
            gettext("after direct costs of %(amount)s", amount=money(direct_costs, calculation.currency)),
        ),
        Row(
            gettext("Inventors' share"),
            [Cell(income.inventors) for income in incomes],
            gettext("%(rate)s of the net income, before taxes", rate=rate(inventors_percent)),
        ),
        Row(gettext("Left for the owner"), [Cell(income.house) for income in incomes]),
    ]
    return rows
