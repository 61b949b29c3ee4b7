from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.domain.money import rounded
from marketplace.domain.terms.comparison import compare
from marketplace.domain.terms.costs import cost_of, failure_of
from marketplace.domain.terms.forecast import Forecast
from marketplace.domain.terms.forecast_events import expected_events
from marketplace.domain.terms.reading import read_terms
from marketplace.domain.terms.templates import template_sheet
from tests.domain.terms.deals import fixed, on, royalty, sheet
from tests.domain.terms.forecasts import (
    LUMP,
    NEW_YEAR,
    OPTIONS,
    STAGED,
    YUAN,
    by_line,
    charged,
    template,
    yuan,
)

# --- vectors ----------------------------------------------------------------------------------------------------------


def test_the_flagship_template_costs_454000_under_the_model_forecast() -> None:
    terms = template("zero_entry_staged_royalty")
    cost = cost_of(terms, Forecast(date(2026, 3, 1), yuan(0, 1_200_000, 4_000_000, 9_000_000, 12_000_000)))
    assert charged(cost) == [0, 74_000, 80_000, 150_000, 150_000, 0]
    assert cost.total == 454_000 * YUAN
    assert {line.id for line in cost.years[1].lines} == {"M1", "M2", "R:2027-03-01"}
    assert [year.due // YUAN for year in cost.years] == [0, 20_000, 54_000, 80_000, 150_000, 150_000]
    assert cost.failure == 0
    assert cost.worst_case == cost.total


def test_three_options_under_a_rising_forecast() -> None:
    comparison = compare(OPTIONS, Forecast(NEW_YEAR, yuan(800_000, 300_000, 6_200_000)))
    staged, lump, entry = (comparison.costs[key] for key in ("staged", "lump", "entry"))
    assert by_line(staged) == {
        "A": 20_000,
        "B": 40_000,
        "R:2027-01-01": 24_000,
        "R:2028-01-01": 9_000,
        "R:true_up:2028-01-01": 6_000,
        "R:2029-01-01": 122_000,
    }
    assert charged(staged)[:3] == [84_000, 15_000, 122_000]
    assert (staged.total, lump.total, entry.total) == yuan(221_000, 150_000, 176_000)
    assert (staged.failure, lump.failure, entry.failure) == yuan(0, 150_000, 30_000)
    assert comparison.cheapest == "lump"


def test_the_same_options_in_the_low_case() -> None:
    low = Forecast(NEW_YEAR, yuan(100_000, 100_000, 100_000))
    costs = compare(OPTIONS, low).costs
    assert [cost.total for cost in costs.values()] == list(yuan(93_000, 150_000, 36_000))
    assert by_line(costs["staged"]) == {
        "A": 20_000,
        "B": 40_000,
        "R:2027-01-01": 3_000,
        "R:2028-01-01": 3_000,
        "R:true_up:2028-01-01": 12_000,
        "R:2029-01-01": 3_000,
        "R:true_up:2029-01-01": 12_000,
    }


@pytest.mark.parametrize(
    ("key", "forecast", "amounts"),
    [
        # Quarters share the year evenly; the year's tiers are the same: 218,000, and 30,000 with the minimum.
        (
            "tiered_minimum",
            {"sales": yuan(8_400_000, 0, 700_000)},
            [218_000, 0, 30_000, 30_000, 30_000, 30_000],
        ),
        ("per_unit", {"sales": (), "units": (130_000,)}, [178_000, 0, 0, 0, 0]),
        ("saving_share", {"sales": (), "saving": yuan(620_000)}, [93_000, 0, 0]),
        ("statutory_open", {"sales": yuan(3_456_789)}, [61_851, 0, 0]),
        ("pool_package", {"sales": yuan(1_000_000)}, [38_000, 30_000, 30_000]),
        ("micro_instalments", {"sales": ()}, [0, 12_000, 18_000, 30_000]),
        ("deferred", {"sales": yuan(0, 500_000)}, [0, 120_000, 0, 0]),
        ("deferred", {"sales": ()}, [0, 0, 120_000, 0]),
        ("lump_sum", {"sales": ()}, [150_000, 0, 0]),
        ("instalments", {"sales": ()}, [40_000, 30_000, 30_000]),
        ("entry_royalty", {"sales": yuan(100_000)}, [32_000, 0, 0]),
        ("free", {"sales": yuan(100_000)}, [0, 0]),
        (
            "growth_buyout",
            {"sales": yuan(4_000_000), "financing": ((2, 30_000_000 * YUAN),)},
            [100_000, 100_000, 0, 0, 0],
        ),
    ],
)
def test_what_each_template_costs(key: str, forecast: dict[str, Any], amounts: list[int]) -> None:
    cost = cost_of(template(key), Forecast(date(2026, 3, 1), **forecast))
    assert charged(cost)[: len(amounts)] == amounts
    assert all(year.amount == 0 for year in cost.years[len(amounts) :])
    assert cost.missing == ()


def test_a_trial_with_a_choice_is_priced_by_choice() -> None:
    terms = template("trial_then_choice")
    forecast = Forecast(date(2026, 3, 1), yuan(0, 400_000, 1_000_000, 1_000_000, 1_000_000))
    assert charged(cost_of(terms, forecast, "A")) == [0, 80_000, 0, 0, 0]
    assert charged(cost_of(terms, forecast, "B"))[:5] == [0, 20_000, 30_000, 30_000, 30_000]
    assert cost_of(terms, forecast, None).total == 0
    assert cost_of(terms, forecast, "A").failure == 0
    later = Forecast(date(2026, 3, 1), forecast.sales, failure_year=2)
    assert cost_of(terms, later, "A").failure == 80_000 * YUAN
    assert failure_of(terms, forecast, "A").state == "lapsed"


# --- failure ----------------------------------------------------------------------------------------------------------


def test_failing_late_costs_more_than_failing_early() -> None:
    deferred = template("deferred")

    def lost(year: int | None) -> int:
        return cost_of(deferred, Forecast(date(2026, 3, 1), yuan(0, 9), failure_year=year)).failure // YUAN

    assert [lost(None), lost(1), lost(2), lost(3), lost(4)] == [0, 0, 0, 120_000, 120_000]


def test_without_a_free_exit_what_has_a_day_is_lost() -> None:
    raw = template_sheet("micro_instalments")
    assert cost_of(read_terms(raw), Forecast(NEW_YEAR, ())).failure == 60_000 * YUAN


def test_annual_fees_stop_with_the_year_of_failure() -> None:
    pool = template("pool_package")
    lost = [cost_of(pool, Forecast(NEW_YEAR, (), failure_year=year)).failure // YUAN for year in (1, 2, 3)]
    assert lost == [30_000, 60_000, 90_000]


def test_expected_cost_weighs_success_and_failure() -> None:
    forecast = Forecast(NEW_YEAR, yuan(800_000, 300_000, 6_200_000), chance_of_failure=Decimal("12.5"))
    assert cost_of(STAGED, forecast).expected == rounded(Fraction(221_000 * YUAN * 875, 1000))
    assert cost_of(LUMP, forecast).expected == 150_000 * YUAN


def test_the_worst_case_sets_every_fixed_sum_free_within_the_cap() -> None:
    terms = template("zero_entry_staged_royalty")
    assert cost_of(terms, Forecast(NEW_YEAR, ())).total == 0
    assert cost_of(terms, Forecast(NEW_YEAR, ())).worst_case == 50_000 * YUAN
    grown = template("growth_buyout")
    most = cost_of(grown, Forecast(NEW_YEAR, yuan(*[14_000_000] * 5)))
    assert most.total == most.worst_case == 400_000 * YUAN


# --- how a forecast becomes events ------------------------------------------------------------------------------------


def test_sales_are_shared_out_without_losing_a_fen() -> None:
    terms = template("statutory_open")
    events = expected_events(terms, Forecast(date(2026, 3, 1), (1001, 2, 0)), None).events
    net = [event.net for event in events if event.kind == "sales"]
    assert net == [251, 250, 250, 250, 1, 1, 0, 0, 0, 0, 0, 0]


@given(
    st.dates(date(2024, 1, 1), date(2030, 12, 31)),
    st.lists(st.integers(0, 10**12), max_size=5),
    st.sampled_from(["quarter", "half_year", "year"]),
    st.sampled_from(["contract", "calendar"]),
    st.integers(0, 200),
)
def test_all_sales_of_the_term_are_reported_once(
    start: date, sales: list[int], period: str, year: str, sell_off: int
) -> None:
    terms = read_terms(
        sheet(royalty(("0", "2"), period=period, year=year), exit={"sell_off_days": sell_off}, term_months=58)
    )
    events = expected_events(terms, Forecast(start, tuple(sales)), None).events
    assert sum(event.net or 0 for event in events if event.kind == "sales") == sum(sales)
    cost = cost_of(terms, Forecast(start, tuple(sales)))
    assert sum(year.amount for year in cost.years) == sum(year.due for year in cost.years) == cost.total


def test_sales_before_a_royalty_starts_are_not_reported_and_a_trial_sells_nothing() -> None:
    late = royalty(("0", "10"), starts=on("months_after_effective", months=6))
    half = cost_of(read_terms(sheet(late)), Forecast(NEW_YEAR, yuan(365_000)))
    assert half.total == 18_400 * YUAN  # 184 of 365 days
    trial = {"id": "T", "type": "trial", "months": 6}
    tried = cost_of(read_terms(sheet(trial, royalty(("0", "10")))), Forecast(NEW_YEAR, yuan(365_000)))
    assert tried.total == 36_500 * YUAN


def test_a_figure_the_forecast_lacks_is_named() -> None:
    assert cost_of(template("saving_share"), Forecast(NEW_YEAR, yuan(1))).missing == ("saving",)
    assert cost_of(template("per_unit"), Forecast(NEW_YEAR, yuan(1))).missing == ("units",)


def test_growth_continues_the_last_year_given() -> None:
    forecast = Forecast(NEW_YEAR, (1000, 105), growth=Decimal("10"))
    assert [forecast.figure("sales", year) for year in (1, 2, 3, 4)] == [1000, 105, 116, 127]
    assert Forecast(NEW_YEAR, (1000,)).figure("sales", 2) == 0


def test_milestones_and_registration_come_in_the_year_given() -> None:
    terms = read_terms(
        sheet(
            fixed("A", "10.00", on("milestone_accepted", milestone="pilot")),
            fixed("B", "20.00", on("product_registered")),
            fixed("C", "40.00", on("first_revenue")),
        )
    )
    by_default = cost_of(terms, Forecast(NEW_YEAR, yuan(0, 5)))
    assert charged(by_default) == [0, 70, 0, 0, 0]
    said = Forecast(NEW_YEAR, yuan(0, 5), milestone_years={"pilot": 1}, registered_year=4)
    assert charged(cost_of(terms, said)) == [10, 40, 0, 20, 0]
    never = Forecast(NEW_YEAR, (), milestone_years={"pilot": 9})
    assert charged(cost_of(terms, never)) == [0, 0, 0, 0, 0]


def test_payments_that_are_credited_are_made_when_due() -> None:
    terms = read_terms(
        sheet(
            fixed("E", "30000.00", on("effective"), credit_against="R"), royalty(("0", "2")), term_months=36
        )
    )
    cost = cost_of(terms, Forecast(NEW_YEAR, yuan(1_000_000, 1_000_000)))
    assert charged(cost)[:3] == [30_000, 10_000, 0]


@pytest.mark.parametrize(
    "wrong",
    [
        {"sales": (1,) * 21},
        {"sales": (-1,)},
        {"sales": (), "units": (-1,)},
        {"sales": (), "chance_of_failure": Decimal("100.1")},
        {"sales": (), "discount": Decimal(-1)},
        {"sales": (), "growth": Decimal(-101)},
    ],
)
def test_impossible_forecasts_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        Forecast(NEW_YEAR, **wrong)
