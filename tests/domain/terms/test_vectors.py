"""The journey of zero entry, stages and royalty by calendar years, and the arithmetic vectors of the feature list."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.terms.deals import amounts, event, fixed, lines, on, royalty, run, sales, sheet

TIERS = (("0", "3"), ("1000000", "2"), ("5000000", "1"))

JOURNEY = sheet(
    fixed("A", "20000", on("milestone_accepted", milestone="pilot")),
    fixed("B", "40000", on("first_revenue")),
    royalty(*TIERS, year="calendar", annual_minimum=[{"from_year": 2, "amount": "15000"}]),
    total_cap="500000",
)
PILOT = event("2026-05-10", "milestone_accepted", milestone="pilot")
FIRST_SALE = event("2026-07-01", "first_revenue")


def years(*nets: str) -> list[dict[str, Any]]:
    spans = [("2026-03-01", "2026-12-31"), ("2027-01-01", "2027-12-31"), ("2028-01-01", "2028-12-31")]
    return [
        sales(f"{2027 + place}-01-20", *span, net)
        for place, (span, net) in enumerate(zip(spans, nets, strict=True))
    ]


def test_the_journey_through_three_years() -> None:
    deductions = [{"label": "returns", "amount": "40000"}, {"label": "freight", "amount": "20000"}]
    _, second, third = years("0", "300000", "6200000")
    first = sales("2027-01-20", "2026-03-01", "2026-12-31", gross="860000", deductions=deductions)
    result = run(JOURNEY, [PILOT, FIRST_SALE, first, second, third], "2029-01-31")
    assert amounts(result) == {
        "A": "20000.00",
        "B": "40000.00",
        "R:2026-03-01": "24000.00",
        "R:2027-01-01": "9000.00",
        "R:true_up:2027-01-01": "6000.00",
        "R:2028-01-01": "122000.00",
    }
    assert lines(result)["A"]["arose_on"] == "2026-05-10"
    assert lines(result)["B"]["arose_on"] == "2026-07-01"
    assert result["totals"]["charged"] == "221000.00"
    assert result["totals"]["counted_toward_cap"] == "221000.00"


def test_the_cap_stops_royalty_at_the_cent_and_says_so() -> None:
    capped = JOURNEY | {"total_cap": "200000.55"}
    result = run(capped, [PILOT, FIRST_SALE, *years("800000", "300000", "6200000")], "2029-01-31")
    last = lines(result)["R:2028-01-01"]
    assert (last["computed"], last["amount"], last["capped_by"]) == ("122000.00", "101000.55", "total_cap")
    assert last["basis"][-1] == {
        "step": "total_cap",
        "zh": "许可费总额上限¥200,000.55，此前计入¥99,000.00，本笔¥122,000.00按¥101,000.55计。",
        "en": "All payments are limited to ¥200,000.55; ¥99,000.00 came before, so ¥122,000.00 counts as ¥101,000.55.",
    }


def test_sales_of_a_hundred_thousand_a_year_cost_the_minimum() -> None:
    result = run(JOURNEY, [PILOT, FIRST_SALE, *years("100000", "100000", "100000")], "2029-01-31")
    assert result["totals"]["charged"] == "93000.00"


def test_a_failed_pilot_costs_nothing() -> None:
    terms = JOURNEY | {"exit": {"free_before_first_charge": True}}
    events = [event("2026-06-01", "terminate", reason="licensee_exit")]
    assert run(terms, events, "2031-12-31")["totals"]["charged"] == "0.00"


@pytest.mark.parametrize(
    ("net", "charged"),
    [
        ("800000", "24000.00"),
        ("300000", "9000.00"),
        ("6200000", "122000.00"),
        ("1000000", "30000.00"),
        ("1000000.01", "30000.00"),
        ("1000000.25", "30000.01"),
        ("0", "0.00"),
    ],
)
def test_tiers(net: str, charged: str) -> None:
    report = sales("2027-03-10", "2026-03-01", "2027-02-28", net)
    assert amounts(run(sheet(royalty(*TIERS)), [report], "2027-03-10")) == {"R:2026-03-01": charged}


@pytest.mark.parametrize(("net", "true_up"), [("300000", "6000.00"), ("800000", None), ("500000", None)])
def test_true_up_is_a_line_of_its_own(net: str, true_up: str | None) -> None:
    terms = sheet(royalty(*TIERS, annual_minimum=[{"from_year": 1, "amount": "15000"}]))
    charged = amounts(run(terms, [sales("2027-03-10", "2026-03-01", "2027-02-28", net)], "2031-01-01"))
    assert charged.get("R:true_up:2026-03-01") == true_up


def test_a_trigger_by_revenue_or_date_fires_once() -> None:
    trigger = {"earliest_of": [on("cumulative_sales_ge", amount="500000"), on("date", on="2027-12-31")]}
    terms = sheet(
        fixed("fee", "40000", trigger), royalty(("0", "2"), period="quarter"), late={"annual_rate": "3.65"}
    )
    events = [
        sales("2026-06-10", "2026-03-01", "2026-05-31", "0"),
        sales("2026-09-10", "2026-06-01", "2026-08-31", "200000"),
        sales("2026-12-10", "2026-09-01", "2026-11-30", "312000"),
    ]
    paid = [event("2027-01-09", "payment", amount="10240", to="R:2026-09-01")]
    result = run(terms, events + paid, "2028-12-31")
    assert [line["id"] for line in result["lines"] if line["id"] == "fee"] == ["fee"]
    assert lines(result)["fee"]["arose_on"] == "2026-12-10"
    by_date = run(terms, events[:2], "2028-12-31")
    assert lines(by_date)["fee"]["arose_on"] == "2027-12-31"


def test_part_payment_on_the_thirtieth_day() -> None:
    terms = sheet(fixed("fee", "40000", on("effective")), late={"annual_rate": "3.65"})
    line = lines(run(terms, [event("2026-04-30", "payment", amount="10000")], "2026-04-30"))["fee"]
    assert (line["interest"], line["paid"], line["outstanding"]) == ("120.00", "10000.00", "30120.00")


def test_month_steps_keep_the_anchor() -> None:
    parts = [{"amount": "1", "trigger": on("months_after_effective", months=months)} for months in (1, 2, 3)]
    terms = sheet({"id": "I", "type": "instalments", "total": "3", "parts": parts})
    result = run(terms, [], "2024-12-31", effective_on="2024-01-31")
    assert [line["arose_on"] for line in result["lines"]] == ["2024-02-29", "2024-03-31", "2024-04-30"]


def test_a_disputed_part_is_settled_at_half() -> None:
    terms = sheet(fixed("fee", "30000", on("effective")))
    events = [
        event("2026-03-10", "hold", line="fee", amount="18000"),
        event("2026-03-31", "payment", amount="12000"),
        event("2026-05-10", "release", line="fee", amount="18000", write_off="9000"),
    ]
    held = lines(run(terms, events[:2], "2026-05-01"))["fee"]
    assert (held["outstanding"], held["status"]) == ("18000.00", "held")
    settled = lines(run(terms, events, "2026-05-10"))["fee"]
    assert (settled["waived"], settled["outstanding"], settled["status"]) == ("9000.00", "9000.00", "overdue")
