from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from marketplace.domain.terms.naming import MODELS, model_name
from marketplace.domain.terms.reading import read_terms

EFFECTIVE = {"kind": "effective"}
FIRST_REVENUE = {"kind": "first_revenue"}
PILOT = {"kind": "milestone_accepted", "milestone": "pilot"}


def fixed(trigger: dict[str, Any], amount: str = "100.00", **rest: Any) -> dict[str, Any]:
    return {"type": "fixed", "amount": amount, "trigger": trigger, **rest}


def royalty(rate: str = "2", **rest: Any) -> dict[str, Any]:
    bands = [{"over": "0", "rate": rate}]
    return {"type": "royalty", "base": "net_sales", "bands": bands, "period": "year", **rest}


def months(count: int, **rest: Any) -> dict[str, Any]:
    return {"kind": "months_after_effective", "months": count, **rest}


def named(*components: dict[str, Any], effective_on: date | None = None, **rest: Any) -> str:
    listed = [{"id": f"C{number}", **component} for number, component in enumerate(components)]
    sheet = {"currency": "CNY", "term_months": 60, "components": listed, **rest}
    return model_name(read_terms(sheet), effective_on)


INSTALMENTS = {"type": "instalments", "total": "100.00", "parts": [{"percent": "100", "trigger": EFFECTIVE}]}
ANNUAL = {"type": "annual", "amount": "100.00"}
SHARE = {"type": "share", "rate": "0.5", "of": "financing"}
TRIAL = {"type": "trial", "months": 6}


@pytest.mark.parametrize(
    ("components", "name"),
    [
        # Nothing to pay: sums of zero and the trial do not count.
        ([TRIAL], "free"),
        ([fixed(EFFECTIVE, "0.00")], "free"),
        ([TRIAL, fixed(EFFECTIVE, "0.00"), royalty("0")], "free"),
        # Zero entry: staged sums and royalty, nothing else and nothing on day one.
        ([fixed(PILOT), royalty()], "zero_entry_staged_royalty"),
        ([fixed(months(3)), fixed(FIRST_REVENUE), royalty()], "zero_entry_staged_royalty"),
        ([fixed(EFFECTIVE, "0.00"), fixed(PILOT), royalty()], "zero_entry_staged_royalty"),
        ([TRIAL, fixed({"kind": "trial_end"}), royalty()], "zero_entry_staged_royalty"),
        ([fixed(PILOT), royalty(), ANNUAL], "composite"),
        ([fixed(PILOT), royalty(), SHARE], "composite"),
        # One sum on day one, and royalty.
        ([fixed(EFFECTIVE), royalty()], "entry_plus_royalty"),
        ([fixed(months(0)), royalty()], "entry_plus_royalty"),
        ([fixed({"earliest_of": [PILOT, EFFECTIVE]}), royalty()], "entry_plus_royalty"),
        ([fixed({"latest_of": [PILOT, EFFECTIVE]}), royalty()], "zero_entry_staged_royalty"),
        ([fixed(EFFECTIVE), fixed(PILOT), royalty()], "composite"),
        # Deferred: no sum comes by date alone in the first six months.
        ([fixed(months(6))], "deferred"),
        ([fixed(FIRST_REVENUE)], "deferred"),
        ([fixed({"earliest_of": [FIRST_REVENUE, months(24)]}), fixed(PILOT)], "deferred"),
        ([fixed({"latest_of": [FIRST_REVENUE, months(1)]})], "deferred"),
        ([fixed({"earliest_of": [FIRST_REVENUE, months(5)]})], "lump_sum"),
        ([fixed(months(5))], "lump_sum"),
        ([fixed({"kind": "effective", "plus_months": 6})], "deferred"),
        ([fixed(EFFECTIVE)], "lump_sum"),
        ([fixed(EFFECTIVE), fixed(months(12))], "composite"),
        # One kind only.
        ([INSTALMENTS], "instalments"),
        ([INSTALMENTS, fixed(EFFECTIVE, "0.00")], "instalments"),
        ([royalty()], "royalty"),
        ([royalty("0", annual_minimum=[{"from_year": 1, "amount": "5.00"}])], "royalty"),
        ([ANNUAL], "subscription"),
        ([ANNUAL, royalty()], "composite"),
        ([SHARE], "composite"),
        ([INSTALMENTS, royalty()], "composite"),
    ],
)
def test_the_first_name_that_fits_is_taken(components: list[dict[str, Any]], name: str) -> None:
    assert named(*components) == name


def test_options_name_the_model_before_anything_else() -> None:
    options = {"choose_by_days_before": 30, "after": "trial", "choices": {"A": ["C1"]}}
    assert named(TRIAL, fixed(EFFECTIVE, "0.00"), options=options) == "trial_then_choice"


def test_a_total_cap_of_zero_leaves_nothing_to_pay() -> None:
    assert named(fixed(EFFECTIVE), total_cap="0.00") == "free"
    assert named(fixed(EFFECTIVE, counts_toward_cap=False), total_cap="0.00") == "lump_sum"


def test_a_date_is_compared_with_the_effective_date_where_that_is_known() -> None:
    on_a_date = fixed({"kind": "date", "on": "2027-12-31"})
    assert named(on_a_date) == "deferred"
    assert named(on_a_date, effective_on=date(2027, 3, 1)) == "deferred"
    assert named(on_a_date, effective_on=date(2027, 9, 1)) == "lump_sum"
    assert named(on_a_date, royalty(), effective_on=date(2028, 1, 1)) == "entry_plus_royalty"


def test_every_name_has_words_in_both_languages() -> None:
    for words in MODELS.values():
        assert all((words.zh, words.en, words.short_zh, words.short_en))
        assert len(words.short_zh) <= 8
        assert len(words.short_en) <= 16
