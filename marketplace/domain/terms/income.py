"""The owner's side of the calculator: what licences under an option bring if licensees fare as a forecast says."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from marketplace.domain.money import rounded
from marketplace.domain.terms.costs import OptionCost


@dataclass(frozen=True, slots=True)
class Income:
    """Income from several licences, in minor units, exclusive of VAT.

    ``by_year``: (contract year, sum) if every forecast comes true. ``total``: their sum. ``expected``: weighted by the
    chance of failure. ``net``: what is left of it after the direct costs, never below zero; ``inventors``: their share of
    ``net``, rounded half up; ``house``: the rest of ``net``.
    """

    by_year: tuple[tuple[int, int], ...]
    total: int
    expected: int
    net: int
    inventors: int
    house: int


def income_of(cost: OptionCost, licences: int, inventors_percent: Decimal, direct_costs: int = 0) -> Income:
    """What `licences` licences bring, each under the forecast that ``cost`` was worked out for.

    ``direct_costs``: what all of them cost the owner (annual fees, brokers, valuation), taken off before sharing.
    """
    expected = cost.expected * licences
    net = max(0, expected - direct_costs)
    inventors = rounded(net * Fraction(inventors_percent) / 100)
    by_year = tuple((year.year, year.amount * licences) for year in cost.years)
    return Income(by_year, cost.total * licences, expected, net, inventors, net - inventors)
