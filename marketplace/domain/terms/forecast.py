"""What a licensee expects to sell and when: the input of the cost calculator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from marketplace.domain.money import rounded

MOST_YEARS = 20

#: Which figures of a forecast measure the base of a royalty.
FIGURES: Mapping[str, str] = {
    "net_sales": "sales",
    "units": "units",
    "gross_profit": "profit",
    "saving": "saving",
}


@dataclass(frozen=True, slots=True)
class Forecast:
    """Expectations by contract year (the first entry is year 1), amounts in minor units of the sheet's currency.

    ``start``: the day the licence would take effect. ``sales``: net sales. ``units``, ``profit``, ``saving``: needed
    where a royalty is measured by them. ``growth``: percent by which each year after the last entry exceeds the one
    before; None: nothing is expected after the last entry. ``milestone_years``: the contract year at whose start a
    milestone is accepted, by its name; a milestone not named is accepted with the first revenue. ``registered_year``:
    the same for the registration of the product. ``financing``: contract year and amount of each round.
    ``failure_year``: the contract year at whose end the project is given up if it fails, None for the first.
    ``chance_of_failure``: percent. ``discount``: percent a year.

    Raises ValueError for more than 20 years, figures below zero and percents out of range.
    """

    start: date
    sales: tuple[int, ...]
    units: tuple[int, ...] = ()
    profit: tuple[int, ...] = ()
    saving: tuple[int, ...] = ()
    growth: Decimal | None = None
    milestone_years: Mapping[str, int] = field(default_factory=dict)
    registered_year: int | None = None
    financing: tuple[tuple[int, int], ...] = ()
    failure_year: int | None = None
    chance_of_failure: Decimal = Decimal(0)
    discount: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        for figures in (self.sales, self.units, self.profit, self.saving):
            if len(figures) > MOST_YEARS or any(figure < 0 for figure in figures):
                raise ValueError(f"figures are for at most {MOST_YEARS} years and not below zero")
        if not 0 <= self.chance_of_failure <= 100:
            raise ValueError("the chance of failure is 0 to 100 percent")
        if self.discount < 0 or (self.growth is not None and self.growth < -100):
            raise ValueError("the discount is not below zero and growth not below -100 percent")

    def figure(self, name: str, year: int) -> int:
        """``sales``, ``units``, ``profit`` or ``saving`` of a contract year, rounded half up where it has grown."""
        given: tuple[int, ...] = getattr(self, name)
        if year <= len(given):
            return given[year - 1]
        if self.growth is None or not given:
            return 0
        return rounded(given[-1] * (1 + Fraction(self.growth) / 100) ** (year - len(given)))
