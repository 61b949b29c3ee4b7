from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.domain.terms.case import Choose, Payment
from marketplace.domain.terms.evaluate import evaluate
from marketplace.domain.terms.price import (
    Price,
    arisen,
    asks_on_day_one,
    horizon,
    last_day_to_choose,
    paid_on_time,
    price,
)
from marketplace.domain.terms.reading import read_terms
from marketplace.domain.terms.templates import template_sheet
from marketplace.domain.terms.walking import reference_day
from tests.domain.terms.deals import fixed, on, royalty, sheet
from tests.domain.terms.sheets import everything

START = date(2026, 3, 1)
PILOT = on("milestone_accepted", milestone="pilot")


def priced(*components: dict[str, Any], **rest: Any) -> Price:
    return price(read_terms(sheet(*components, **rest)))


@pytest.mark.parametrize(
    ("key", "sure", "fixed_sum", "rate", "day_one"),
    [
        ("zero_entry_staged_royalty", 0, 50_000_00, "2", 0),
        ("deferred", 120_000_00, 120_000_00, None, 0),
        ("tiered_minimum", 120_000_00, 120_000_00, "3", 0),  # four years of the minimum
        ("per_unit", 0, 0, None, 0),
        ("saving_share", 0, 0, "15", 0),
        ("statutory_open", 10_000_00, 10_000_00, "1.5", 10_000_00),
        ("pool_package", 90_000_00, 90_000_00, "0.8", 30_000_00),
        ("micro_instalments", 60_000_00, 60_000_00, None, 0),
        ("growth_buyout", 0, 100_000_00, "2.5", 0),
        ("lump_sum", 150_000_00, 150_000_00, None, 150_000_00),
        ("instalments", 100_000_00, 100_000_00, None, 40_000_00),
        ("entry_royalty", 30_000_00, 30_000_00, "2", 30_000_00),
        ("free", 0, 0, None, 0),
    ],
)
def test_the_price_of_each_template(
    key: str, sure: int, fixed_sum: int, rate: str | None, day_one: int
) -> None:
    terms = read_terms(template_sheet(key, late_rate="4.5"))
    found = price(terms)
    assert (found.sure, found.fixed, found.rate, found.choices) == (sure, fixed_sum, rate, ())
    assert asks_on_day_one(terms) == day_one


def test_a_sum_per_unit_stands_apart_from_rates() -> None:
    assert price(read_terms(template_sheet("per_unit"))).per_unit == "1.5"
    both = priced(royalty((0, "1.25"), base="units", component_id="U"), royalty(("0", "3"), ("1.00", "4.5")))
    assert (both.rate, both.per_unit) == ("4.5", "1.25")
    assert priced(royalty(("0", "3"), bands_from_year={"2": [{"over": "0", "rate": "7"}]})).rate == "7"


def test_each_choice_has_its_price_and_silence_costs_nothing() -> None:
    found = price(read_terms(template_sheet("trial_then_choice")))
    assert found.sure == 0
    assert found.fixed == 80_000_00
    assert dict(found.choices) == {
        "A": Price(80_000_00, 80_000_00, None, None),
        "B": Price(80_000_00, 80_000_00, "3", None),  # the minimum of four years
    }


def test_fixed_sums_are_counted_once_and_within_the_total_cap() -> None:
    waiting = [fixed("A", "100.00", PILOT), fixed("B", "50.00", on("financing"))]
    share = {"id": "S", "type": "share", "rate": "1", "cap": "25.00"}
    assert priced(*waiting, share) == Price(0, 175_00, None, None)
    assert priced(*waiting, share, total_cap="120.00").fixed == 120_00
    outside = fixed("C", "40.00", PILOT, counts_toward_cap=False)
    assert priced(*waiting, outside, total_cap="120.00").fixed == 160_00
    sure = fixed("D", "100.00", on("effective"))
    assert priced(*waiting, sure, total_cap="120.00") == Price(100_00, 120_00, None, None)
    assert priced({"id": "S", "type": "share", "rate": "1"}) == Price(0, 0, None, None)


def test_a_long_stop_makes_a_waiting_sum_sure() -> None:
    stop = {"earliest_of": [PILOT, on("months_after_effective", months=24)]}
    assert priced(fixed("A", "100.00", stop)) == Price(100_00, 100_00, None, None)
    dated = fixed("A", "100.00", on("date", on="2199-12-31"))
    assert priced(dated) == Price(100_00, 100_00, None, None)
    parts = [{"amount": "60.00", "trigger": on("effective")}, {"amount": "40.00", "trigger": PILOT}]
    assert priced({"id": "I", "type": "instalments", "total": "100.00", "parts": parts}) == (
        Price(60_00, 100_00, None, None)
    )


def test_a_credit_lowers_the_minimum_that_is_surely_paid() -> None:
    minimum = royalty(("0", "2"), annual_minimum=[{"from_year": 1, "amount": "20.00"}])
    entry = fixed("E", "30.00", on("effective"))
    assert priced(entry, minimum, term_months=24).sure == 70_00
    assert priced(entry | {"credit_against": "R"}, minimum, term_months=24).sure == 40_00


def test_dates_are_reckoned_from_the_effective_date_where_it_is_known() -> None:
    terms = read_terms(sheet(fixed("A", "100.00", on("date", on="2027-05-01"))))
    assert reference_day(terms) == date(2027, 1, 1)
    assert asks_on_day_one(terms) == 0
    assert asks_on_day_one(terms, date(2027, 5, 1)) == asks_on_day_one(terms, date(2028, 1, 1)) == 100_00
    new_year = read_terms(sheet(fixed("A", "100.00", on("date", on="2027-01-01"))))
    assert reference_day(new_year) == date(2026, 1, 1)
    calendar = royalty(("0", "2"), year="calendar", annual_minimum=[{"from_year": 1, "amount": "365.00"}])
    twelve = read_terms(sheet(calendar, term_months=12))
    assert price(twelve).sure == 365_00
    assert price(twelve, START).sure == 306_00 + 59_00


def test_the_last_day_to_choose() -> None:
    terms = read_terms(template_sheet("trial_then_choice"))
    last = last_day_to_choose(terms, START)
    assert last == date(2027, 1, 30)
    assert evaluate(terms, START, [Choose(on=last, choice="A")], last).state == "trial"
    assert last_day_to_choose(read_terms(template_sheet("lump_sum")), START) is None


def test_paying_on_time_pays_only_what_is_credited() -> None:
    components = (
        fixed("E", "30.00", on("effective"), credit_against="R"),
        fixed("F", "5.00", on("effective")),
        royalty(("0", "2"), annual_minimum=[{"from_year": 1, "amount": "20.00"}]),
    )
    terms = read_terms(sheet(*components, term_months=24))
    statement = paid_on_time(terms, START, [], horizon(START))
    paid = {line.id: line.paid for line in statement.lines if line.paid}
    assert paid == {"E": 30_00}
    by_hand = evaluate(terms, START, [Payment(on=date(2026, 3, 31), amount=30_00, to="E")], horizon(START))
    assert statement == by_hand


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(0, 2 * 10**9) | st.none())
def test_fixed_is_never_below_sure_nor_above_the_cap(first: int, second: int, cap: int | None) -> None:
    def written(fen: int) -> str:
        return f"{fen // 100}.{fen % 100:02d}"

    rest = {} if cap is None else {"total_cap": written(cap)}
    found = priced(fixed("A", written(first), on("effective")), fixed("B", written(second), PILOT), **rest)
    most = 10**18 if cap is None else cap
    assert found.sure == min(first, most)
    assert found.fixed == min(first + second, most)


def test_the_sheet_with_everything_has_a_price() -> None:
    terms = read_terms(everything())
    found = price(terms)
    assert found.fixed >= found.sure >= 0
    assert {name for name, _ in found.choices} == {"A", "B"}
    assert asks_on_day_one(terms) == sum(
        line.amount for line in arisen(evaluate(terms, reference_day(terms), (), reference_day(terms)))
    )
