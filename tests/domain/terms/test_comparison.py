from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.domain.money import rounded
from marketplace.domain.terms.comparison import Option, SalesBreakEven, YearBreakEven, compare, scaled
from marketplace.domain.terms.costs import cost_of
from marketplace.domain.terms.forecast import Forecast
from marketplace.domain.terms.reading import read_terms
from marketplace.domain.terms.templates import TEMPLATES
from tests.domain.terms.deals import fixed, on, royalty, sheet
from tests.domain.terms.forecasts import (
    ENTRY,
    LUMP,
    NEW_YEAR,
    OPTIONS,
    YUAN,
    template,
    yuan,
)


def test_present_value_counts_whole_years_to_the_due_date() -> None:
    terms = read_terms(
        sheet(
            fixed("A", "100.00", on("effective")),
            fixed("B", "110.00", on("months_after_effective", months=12), due_days=0),
            fixed("C", "121.00", on("months_after_effective", months=35), due_days=31),
        )
    )
    cost = cost_of(terms, Forecast(NEW_YEAR, (), discount=Decimal(10)))
    assert cost.present_value == rounded(Fraction(100_00) + 100_00 + Fraction(121_00 * 1000, 1331))
    assert cost_of(terms, Forecast(NEW_YEAR, ())).present_value == cost.total == 331_00


def test_break_even_by_sales_and_by_year() -> None:
    comparison = compare(
        [Option("lump", LUMP), Option("entry", ENTRY)], Forecast(NEW_YEAR, yuan(4_000_000) * 3)
    )
    # 30,000 + 2 % reaches 150,000 at sales of 6 million, half of what is expected.
    assert comparison.by_sales == (SalesBreakEven("entry", "lump", 500, 6_000_000 * YUAN),)
    assert comparison.by_year == (YearBreakEven("entry", "lump", 2),)
    assert comparison.cheapest == "lump"


def test_a_cap_makes_the_royalty_cheaper_again_at_high_sales() -> None:
    steps = read_terms(sheet(royalty(("0", "2"), component_id="X"), total_cap="200000.00", term_months=36))
    tiers = read_terms(sheet(royalty(("0", "1")), term_months=36))
    comparison = compare(
        [Option("capped", steps), Option("flat", tiers)], Forecast(NEW_YEAR, yuan(6_000_000) * 3)
    )
    assert [(found.below, found.above) for found in comparison.by_sales] == [("flat", "capped")]


def test_every_break_even_is_where_the_order_changes() -> None:
    forecast = Forecast(NEW_YEAR, yuan(800_000, 300_000, 6_200_000))
    options = {option.key: option for option in OPTIONS}
    for found in compare(OPTIONS, forecast).by_sales:

        def total(key: str, permille: int) -> int:
            option = options[key]
            return cost_of(option.terms, scaled(forecast, permille), option.choice).total

        before, after = found.permille - 1, found.permille
        assert total(found.below, before) <= total(found.above, before)
        assert total(found.below, after) >= total(found.above, after)


def test_options_need_keys_of_their_own_and_one_currency() -> None:
    dollars = read_terms(sheet(fixed("L", "1.00", on("effective"))) | {"currency": "USD"})
    for options in ([], [Option("a", LUMP), Option("a", ENTRY)], [Option("a", LUMP), Option("b", dollars)]):
        with pytest.raises(ValueError):
            compare(options, Forecast(NEW_YEAR, ()))


@given(
    st.sampled_from(sorted(TEMPLATES)),
    st.lists(st.integers(0, 5 * 10**9), max_size=6),
    st.integers(1, 6) | st.none(),
)
def test_a_cost_is_the_sum_of_lines_that_can_be_opened(
    key: str, sales: list[int], failure_year: int | None
) -> None:
    terms = template(key)
    figures = tuple(sales)
    forecast = Forecast(
        NEW_YEAR, figures, units=figures, saving=figures, failure_year=failure_year, discount=Decimal(5)
    )
    choice = "B" if terms.options else None
    cost = cost_of(terms, forecast, choice)
    assert cost.total == sum(line.amount for line in cost.lines) == sum(year.amount for year in cost.years)
    assert all(line.basis for line in cost.lines)
    assert cost.failure == sum(line.amount for line in cost.failure_lines)
    assert cost.present_value <= cost.total <= cost.worst_case
    assert cost.failure <= cost.worst_case
    if terms.total_cap is not None:
        assert cost.worst_case <= terms.total_cap
