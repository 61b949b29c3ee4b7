"""Rules 8 and 9: exit before the first charge, buy-out."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.terms.deals import amounts, event, fixed, lines, on, refused, royalty, run, sales, sheet
from tests.domain.terms.test_ending import EXIT, FREE, YEAR_1, annual, long_stop, statuses


def test_exit_before_the_first_charge_cancels_everything_that_has_not_arisen() -> None:
    terms = sheet(
        fixed("D", "100", on("date", on="2027-01-01")),
        long_stop(),
        annual(from_year=2),
        royalty(("0", "10"), annual_minimum=[{"from_year": 1, "amount": "365"}]),
        exit=FREE,
    )
    report = sales("2026-07-10", "2026-03-01", "2026-06-30", "50")
    result = run(terms, [EXIT, report], "2031-12-31")
    assert amounts(result) == {"R:2026-03-01": "5.00"}
    assert statuses(result)["D"] == "cancelled"
    assert statuses(result)["N:2027-03-01"] == "cancelled"
    assert "L" not in statuses(result)
    assert result["contingent"] == []


@pytest.mark.parametrize(
    ("events", "exit_terms"),
    [
        ([EXIT], {}),
        ([event("2026-06-30", "terminate", reason="agreement")], FREE),
        ([event("2026-05-01", "first_revenue"), EXIT], FREE),
        ([event("2026-05-01", "milestone_accepted", milestone="m"), EXIT], FREE),
        ([sales("2026-06-10", "2026-03-01", "2026-05-31", "0.10"), EXIT], FREE),
    ],
)
def test_other_exits_leave_known_sums_in_place(events: list[Any], exit_terms: dict[str, Any]) -> None:
    waits = {"latest_of": [on("first_revenue", plus_days=400), on("milestone_accepted", milestone="m")]}
    terms = sheet(
        fixed("D", "100", on("date", on="2027-01-01")),
        fixed("W", "1", waits),
        royalty(("0", "10"), period="quarter"),
        exit=exit_terms,
    )
    assert statuses(run(terms, events, "2026-07-01"))["D"] == "scheduled"


def test_a_line_of_nothing_and_an_event_that_no_sum_names_leave_the_exit_free() -> None:
    terms = sheet(
        fixed("Z", "0.00", on("effective")),
        fixed("D", "100", on("date", on="2027-01-01")),
        royalty(("0", "10"), period="quarter", free_allowance="500"),
        exit=FREE,
    )
    events = [
        event("2026-05-01", "first_revenue"),
        sales("2026-06-10", "2026-03-01", "2026-05-31", "400"),
        EXIT,
    ]
    assert statuses(run(terms, events, "2026-07-01"))["D"] == "cancelled"


# --- buy-out ----------------------------------------------------------------------------------------------------------

BUYOUT = event("2026-06-30", "buyout")


def test_a_buyout_cancels_what_is_to_come_and_keeps_what_is_owed() -> None:
    terms = sheet(
        fixed("A", "100", on("effective")),
        fixed("D", "100", on("date", on="2027-01-01")),
        annual(),
        royalty(("0", "10"), annual_minimum=[{"from_year": 1, "amount": "365"}]),
        buyout={"floor": "1000"},
        total_cap="500",
    )
    events = [event("2026-06-01", "payment", amount="130"), BUYOUT]
    result = run(terms, events, "2031-12-31")
    assert amounts(result) == {"A": "100.00", "N:2026-03-01": "10.00", "buyout": "1000.00"}
    assert lines(result)["buyout"]["paid"] == "20.00"
    assert lines(result)["buyout"]["due_on"] == "2026-06-30"
    assert statuses(result)["D"] == "cancelled"
    assert result["totals"]["counted_toward_cap"] == "110.00"
    assert result["state"] == "bought_out"
    report = sales("2027-03-10", *YEAR_1, "50")
    assert refused(terms, [BUYOUT, report], "2031-12-31") == ("$.events[1].kind", "after_buyout")


def test_the_price_may_be_the_floor_alone() -> None:
    terms = sheet(fixed("A", "100", on("effective")), buyout={"floor": "30"}, total_cap="500")
    assert amounts(run(terms, [BUYOUT], "2026-06-30"))["buyout"] == "30.00"


@pytest.mark.parametrize(
    ("members", "events", "fault"),
    [
        ({}, [BUYOUT], ("$.events[0].kind", "no_buyout")),
        ({"buyout": {"floor": "1"}}, [BUYOUT, BUYOUT], ("$.events[1].kind", "not_active")),
        (
            {"buyout": {"floor": "1"}},
            [event("2026-06-30", "terminate", reason="breach"), BUYOUT],
            ("$.events[1].kind", "not_active"),
        ),
        (
            {"buyout": {"floor": "1"}},
            [BUYOUT, event("2026-06-30", "terminate", reason="breach")],
            ("$.events[1].kind", "licence_ended"),
        ),
        ({}, [EXIT, EXIT], ("$.events[1].kind", "licence_ended")),
        ({}, [event("2031-03-01", "terminate", reason="breach")], ("$.events[0].kind", "licence_ended")),
    ],
)
def test_endings_that_cannot_be(members: dict[str, Any], events: list[Any], fault: tuple[str, str]) -> None:
    assert refused(sheet(annual(), **members), events, "2031-03-01") == fault
