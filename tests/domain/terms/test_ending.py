"""Rules 0 and 8: the order of a day, the end of a licence."""

from __future__ import annotations

from typing import Any

from tests.domain.terms.deals import amounts, event, fixed, lines, on, refused, royalty, run, sales, sheet

TERMINATED = event("2027-06-30", "terminate", reason="breach")
EXIT = event("2026-06-30", "terminate", reason="licensee_exit")
FREE = {"free_before_first_charge": True}
YEAR_1 = ("2026-03-01", "2027-02-28")


def annual(**members: Any) -> dict[str, Any]:
    return {"id": "N", "type": "annual", "amount": "10"} | members


def statuses(result: dict[str, Any]) -> dict[str, str]:
    return {line["id"]: line["status"] for line in result["lines"]}


# --- annual fees ------------------------------------------------------------------------------------------------------


def test_annual_fees_arise_with_each_contract_year() -> None:
    result = run(sheet(annual(), term_months=30), [], "2027-03-01")
    assert statuses(result) == {"N:2026-03-01": "overdue", "N:2027-03-01": "due", "N:2028-03-01": "scheduled"}
    assert [line["period"] for line in result["lines"]] == [
        ["2026-03-01", "2027-02-28"],
        ["2027-03-01", "2028-02-29"],
        ["2028-03-01", "2028-08-31"],
    ]
    assert lines(result)["N:2028-03-01"]["amount"] == "10.00"
    assert lines(result)["N:2028-03-01"]["outstanding"] == "0.00"


def test_annual_fees_of_some_years_only() -> None:
    assert list(lines(run(sheet(annual(from_year=2, to_year=3)), [], "2031-12-31"))) == [
        "N:2027-03-01",
        "N:2028-03-01",
    ]
    assert len(lines(run(sheet(annual(from_year=4, to_year=90)), [], "2031-12-31"))) == 2
    assert run(sheet(annual(from_year=6)), [], "2031-12-31")["lines"] == []


def test_annual_fees_of_later_years_are_cancelled() -> None:
    result = run(sheet(annual(), term_months=36), [TERMINATED], "2027-06-30")
    assert statuses(result) == {
        "N:2026-03-01": "overdue",
        "N:2027-03-01": "overdue",
        "N:2028-03-01": "cancelled",
    }
    cancelled = lines(result)["N:2028-03-01"]
    assert (cancelled["computed"], cancelled["amount"], cancelled["outstanding"]) == ("10.00", "0.00", "0.00")
    assert result["totals"]["charged"] == "20.00"
    assert result["state"] == "terminated"


def test_a_year_that_starts_on_the_last_day_is_charged() -> None:
    events = [event("2027-03-01", "terminate", reason="agreement")]
    assert len(amounts(run(sheet(annual()), events, "2031-03-01"))) == 2


# --- sums -------------------------------------------------------------------------------------------------------------


def long_stop(component_id: str = "L") -> dict[str, Any]:
    return fixed(component_id, "5", {"earliest_of": [on("first_revenue"), on("date", on="2028-01-01")]})


def test_after_the_end_known_days_still_come_and_contingent_sums_go() -> None:
    terms = sheet(
        fixed("K", "1", on("months_after_effective", months=30)),
        long_stop(),
        fixed("P", "2", on("first_revenue", plus_months=18)),
        fixed("G", "3", on("milestone_accepted", milestone="m")),
    )
    before = [event("2026-12-01", "milestone_accepted", milestone="m")]
    ended = run(terms, [TERMINATED], "2027-06-30")
    assert statuses(ended) == {"L": "scheduled", "K": "scheduled"}
    assert ended["contingent"] == []
    after = [
        TERMINATED,
        event("2027-07-01", "first_revenue"),
        event("2027-07-01", "milestone_accepted", milestone="m"),
    ]
    assert amounts(run(terms, [*before, *after], "2030-01-01")) == {"G": "3.00", "L": "5.00", "K": "1.00"}


def test_a_delay_that_runs_at_the_end_runs_on() -> None:
    terms = sheet(fixed("P", "2", on("first_revenue", plus_months=18)))
    events = [event("2026-12-01", "first_revenue"), TERMINATED]
    assert statuses(run(terms, events, "2027-07-01")) == {"P": "scheduled"}
    assert amounts(run(terms, events, "2028-06-01")) == {"P": "2.00"}


def test_events_of_the_same_day_after_the_end_fire_nothing() -> None:
    terms = sheet(fixed("F", "1", on("first_revenue")))
    revenue = event("2027-06-30", "first_revenue")
    assert amounts(run(terms, [revenue, TERMINATED], "2027-06-30")) == {"F": "1.00"}
    assert amounts(run(terms, [TERMINATED, revenue], "2027-06-30")) == {}


def test_expiry_comes_before_the_charges_and_events_of_its_day() -> None:
    terms = sheet(
        fixed("D", "1", on("months_after_effective", months=60)), fixed("F", "1", on("first_revenue"))
    )
    result = run(terms, [event("2031-03-01", "first_revenue")], "2031-03-01")
    assert result["state"] == "expired"
    assert amounts(result) == {"D": "1.00"}
    on_last_day = run(terms, [event("2031-02-28", "first_revenue")], "2031-02-28")
    assert on_last_day["state"] == "active"
    assert amounts(on_last_day) == {"F": "1.00"}


def test_dated_charges_come_before_the_events_of_a_day() -> None:
    terms = sheet(fixed("E", "1", on("first_revenue")), fixed("D", "2", on("date", on="2026-05-01")))
    assert list(amounts(run(terms, [event("2026-05-01", "first_revenue")], "2026-05-01"))) == ["D", "E"]


def test_a_date_before_the_start_counts_as_the_start() -> None:
    terms = sheet(fixed("D", "2", on("date", on="2020-05-01", plus_days=5)))
    assert lines(run(terms, [], "2026-03-06"))["D"]["arose_on"] == "2026-03-06"


def test_later_reports_still_count_for_cumulative_sales() -> None:
    terms = sheet(
        fixed("S", "7", on("cumulative_sales_ge", amount="1000", plus_days=5)),
        fixed("N", "8", on("cumulative_sales_ge", amount="5000")),
        royalty(("0", "10"), period="half_year"),
    )
    first = sales("2026-12-01", "2026-03-01", "2026-08-31", "600")
    ended = event("2026-10-01", "terminate", reason="agreement")
    last = sales("2026-12-20", "2026-09-01", "2026-10-01", "500")
    waiting = run(terms, [ended, first], "2026-12-10")
    assert [entry["id"] for entry in waiting["contingent"]] == ["S", "N"]
    result = run(terms, [ended, first, last], "2026-12-20")
    assert result["contingent"] == []
    assert statuses(result)["S"] == "scheduled"
    assert lines(run(terms, [ended, first, last], "2026-12-25"))["S"]["arose_on"] == "2026-12-25"
    too_late = sales("2026-12-30", "2026-09-01", "2026-10-01", "9000", corrects=True)
    assert "N" not in amounts(run(terms, [ended, first, last, too_late], "2026-12-30"))


def test_cumulative_sales_count_over_all_royalties_and_are_not_unfired() -> None:
    terms = sheet(
        fixed("S", "7", on("cumulative_sales_ge", amount="1000")),
        fixed("Q", "8", on("cumulative_units_ge", units=30)),
        royalty(("0", "10"), period="quarter"),
        royalty((0, "1"), component_id="U", base="units", period="quarter"),
    )
    quarter = ("2026-03-01", "2026-05-31")
    events = [
        sales("2026-06-10", *quarter, "600", component="R", units=10),
        sales("2026-07-10", *quarter, "400", component="U", units=19),
        sales("2026-08-10", *quarter, "100", component="R", units=11, corrects=True),
        sales("2026-09-10", "2026-06-01", "2026-08-31", "900", component="R"),
    ]
    shown = lines(run(terms, events, "2026-12-31"))
    assert shown["S"]["arose_on"] == "2026-07-10"
    assert shown["Q"]["arose_on"] == "2026-08-10"


def test_a_report_brings_line_then_true_up_then_triggers() -> None:
    terms = sheet(
        fixed("S", "7", on("cumulative_sales_ge", amount="0")),
        royalty(("0", "10"), annual_minimum=[{"from_year": 1, "amount": "100"}]),
    )
    result = run(terms, [sales("2027-03-01", *YEAR_1, "300")], "2027-03-01")
    assert list(amounts(result)) == ["R:2026-03-01", "R:true_up:2026-03-01", "S"]


def test_sales_are_no_first_revenue() -> None:
    terms = sheet(fixed("F", "7", on("first_revenue")), royalty(("0", "10")))
    assert "F" not in amounts(run(terms, [sales("2027-03-01", *YEAR_1, "300")], "2027-03-01"))


# --- royalties after the end ------------------------------------------------------------------------------------------


def test_sales_inside_the_sell_off_still_bear_royalty_without_a_minimum() -> None:
    terms = sheet(
        royalty(("0", "10"), period="quarter", annual_minimum=[{"from_year": 1, "amount": "365"}]),
        term_months=12,
        exit={"sell_off_days": 100},
    )
    events = [
        sales("2027-06-10", "2027-03-01", "2027-05-31", "100"),
        sales("2027-06-20", "2027-06-01", "2027-06-08", "50"),
    ]
    result = run(terms, events, "2028-12-31")
    assert amounts(result) == {
        "R:true_up:2026-03-01": "365.00",
        "R:2027-03-01": "10.00",
        "R:2027-06-01": "5.00",
    }
    assert result["state"] == "expired"
    beyond = sales("2027-09-20", "2027-06-01", "2027-08-31", "50")
    assert refused(terms, [beyond], "2028-12-31") == ("$.events[0].period_end", "not_a_period_end")
