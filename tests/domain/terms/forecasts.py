"""Options and figures for the cost calculator, in whole yuan."""

from __future__ import annotations

from datetime import date

from marketplace.domain.terms.comparison import Option
from marketplace.domain.terms.costs import OptionCost
from marketplace.domain.terms.model import TermSheet
from marketplace.domain.terms.reading import read_terms
from marketplace.domain.terms.templates import template_sheet
from tests.domain.terms.deals import fixed, on, royalty, sheet

YUAN = 100
NEW_YEAR = date(2027, 1, 1)


def yuan(*amounts: int) -> tuple[int, ...]:
    return tuple(amount * YUAN for amount in amounts)


def charged(cost: OptionCost) -> list[int]:
    """What is charged for each year, in yuan."""
    return [year.amount // YUAN for year in cost.years]


def by_line(cost: OptionCost) -> dict[str, int]:
    return {line.id: line.amount // YUAN for line in cost.lines if line.amount}


def template(key: str) -> TermSheet:
    return read_terms(template_sheet(key))


TIERS = (("0", "3"), ("1000000.00", "2"), ("5000000.00", "1"))

STAGED = read_terms(
    sheet(
        fixed("A", "20000.00", on("milestone_accepted", milestone="pilot")),
        fixed("B", "40000.00", on("first_revenue")),
        royalty(*TIERS, year="calendar", annual_minimum=[{"from_year": 2, "amount": "15000.00"}]),
        term_months=36,
        total_cap="500000.00",
        exit={"free_before_first_charge": True},
    )
)
LUMP = read_terms(sheet(fixed("L", "150000.00", on("effective")), term_months=36))
ENTRY = read_terms(sheet(fixed("E", "30000.00", on("effective")), royalty(("0", "2")), term_months=36))
OPTIONS = [Option("staged", STAGED), Option("lump", LUMP), Option("entry", ENTRY)]
