"""Rule 2: minimums and true-ups. Figures computed by hand."""

from __future__ import annotations

from tests.domain.terms.deals import amounts, event, lines, on, refused, royalty, run, sales, sheet
from tests.domain.terms.test_royalty import QUARTERS, YEAR_1, quarterly

MINIMUM = [{"from_year": 1, "amount": "100.00"}]


def test_a_true_up_comes_with_the_last_missing_report() -> None:
    terms = sheet(quarterly(("0", "3"), annual_minimum=MINIMUM, report_days=30))
    events = [sales("2027-03-01", *period, "500") for period in (QUARTERS[3], *QUARTERS[:3])]
    result = run(terms, events, "2027-03-01")
    assert list(amounts(result).values()) == ["15.00", "15.00", "15.00", "15.00", "40.00"]
    true_up = result["lines"][-1]
    assert true_up["id"] == "R:true_up:2026-03-01"
    assert true_up["kind"] == "true_up"
    assert true_up["period"] == list(YEAR_1)
    assert (true_up["arose_on"], true_up["due_on"]) == ("2027-03-01", "2027-03-31")


def test_a_true_up_comes_at_the_latest_after_the_report_days() -> None:
    terms = sheet(royalty(("0", "3"), annual_minimum=MINIMUM, report_days=30))
    assert amounts(run(terms, [], "2027-03-29")) == {}
    late = lines(run(terms, [], "2027-03-30"))["R:true_up:2026-03-01"]
    assert (late["amount"], late["arose_on"]) == ("100.00", "2027-03-30")


def test_a_report_on_the_latest_day_comes_before_the_true_up() -> None:
    terms = sheet(royalty(("0", "3"), annual_minimum=MINIMUM))
    report = sales("2027-03-30", *YEAR_1, "1000")
    assert amounts(run(terms, [report], "2027-03-30")) == {
        "R:2026-03-01": "30.00",
        "R:true_up:2026-03-01": "70.00",
    }


def test_a_late_report_is_first_used_up_by_the_true_up() -> None:
    terms = sheet(quarterly(("0", "3"), annual_minimum=MINIMUM))
    early = [sales("2027-03-10", *period, "500") for period in QUARTERS[:2]]
    late = [sales("2027-05-10", QUARTERS[2][0], QUARTERS[2][1], "2000")]
    last = [sales("2027-06-10", QUARTERS[3][0], QUARTERS[3][1], "1000")]
    result = run(terms, early + late + last, "2027-06-10")
    # 15 + 15 reported by the latest day, true-up 70; then 60 is used up by it, of the last 30 20 exceeds the minimum
    assert amounts(result) == {
        "R:2026-03-01": "15.00",
        "R:2026-06-01": "15.00",
        "R:true_up:2026-03-01": "70.00",
        "R:2026-09-01": "0.00",
        "R:2026-12-01": "20.00",
    }
    shown = lines(result)
    assert shown["R:2026-09-01"]["computed"] == "60.00"
    assert shown["R:2026-12-01"]["computed"] == "30.00"
    steps = [step["step"] for step in shown["R:2026-12-01"]["basis"]]
    assert "true_up_used" in steps


def test_no_correction_takes_a_settled_year_below_its_minimum() -> None:
    terms = sheet(royalty(("0", "3"), annual_minimum=MINIMUM))
    events = [
        sales("2027-03-10", *YEAR_1, "4000"),
        sales("2027-04-10", *YEAR_1, "1000", corrects=True),
        sales("2027-05-10", *YEAR_1, "5000", corrects=True),
    ]
    result = run(terms, events, "2027-05-10")
    # 120, then down to the minimum only, then up to 150 from there
    assert amounts(result) == {
        "R:2026-03-01": "120.00",
        "R:2026-03-01#1": "-20.00",
        "R:2026-03-01#2": "50.00",
    }
    assert [line["computed"] for line in result["lines"]] == ["120.00", "-90.00", "120.00"]


def test_before_the_true_up_is_due_a_correction_counts_in_full() -> None:
    terms = sheet(quarterly(("0", "3"), annual_minimum=MINIMUM))
    events = [
        sales("2026-06-10", *QUARTERS[0], "4000"),
        sales("2026-07-10", *QUARTERS[0], "1000", corrects=True),
    ]
    assert list(amounts(run(terms, events, "2027-03-30")).values()) == ["120.00", "-90.00", "70.00"]


def test_a_minimum_is_pro_rata_where_royalties_start_late() -> None:
    terms = sheet(royalty(("0", "3"), annual_minimum=MINIMUM, starts=on("date", on="2026-12-01")))
    true_up = lines(run(terms, [], "2027-03-30"))["R:true_up:2026-12-01"]
    # 2026-12-01 to 2027-02-28 are 90 days: 100 x 90 / 365 = 24.657...
    assert true_up["amount"] == "24.66"
    assert true_up["period"] == ["2026-12-01", "2027-02-28"]


def test_a_minimum_is_pro_rata_up_to_the_last_day_without_the_sell_off() -> None:
    terms = sheet(royalty(("0", "3"), annual_minimum=MINIMUM), exit={"sell_off_days": 60})
    events = [event("2026-04-09", "terminate", reason="agreement")]
    # 2026-03-01 to 2026-04-09 are 40 days: 10.958...; royalties run to 2026-06-08, 30 days later it is due
    assert amounts(run(terms, events, "2026-07-07")) == {}
    true_up = lines(run(terms, events, "2026-07-08"))["R:true_up:2026-03-01"]
    assert (true_up["amount"], true_up["arose_on"]) == ("10.96", "2026-07-08")
    assert true_up["period"] == ["2026-03-01", "2026-06-08"]


def test_a_whole_leap_year_owes_the_whole_minimum() -> None:
    terms = sheet(royalty(("0", "3"), annual_minimum=[{"from_year": 2, "amount": "100.00"}]), term_months=24)
    assert amounts(run(terms, [], "2028-12-31")) == {"R:true_up:2027-03-01": "100.00"}


def test_minimums_by_year() -> None:
    terms = sheet(
        royalty(
            ("0", "3"),
            annual_minimum=[{"from_year": 2, "amount": "10"}, {"from_year": 4, "amount": "0"}],
        )
    )
    assert amounts(run(terms, [], "2031-12-31")) == {
        "R:true_up:2027-03-01": "10.00",
        "R:true_up:2028-03-01": "10.00",
    }


def test_the_end_of_the_patent_cuts_period_and_minimum() -> None:
    terms = sheet(quarterly(("0", "3"), annual_minimum=MINIMUM))
    ended = event("2026-07-10", "patent_ended")
    again = event("2026-08-10", "patent_ended")
    report = sales("2026-07-20", "2026-06-01", "2026-07-10", "100")
    result = run(terms, [ended, again, report], "2026-12-31")
    # 2026-03-01 to 2026-07-10 are 132 days: 36.16; due with the report days after the end
    assert amounts(result) == {"R:2026-06-01": "3.00", "R:true_up:2026-03-01": "33.16"}
    assert lines(result)["R:true_up:2026-03-01"]["arose_on"] == "2026-08-09"
    assert result["state"] == "active"
    after = sales("2026-12-31", *QUARTERS[2], "100")
    assert refused(terms, [ended, after], "2026-12-31") == ("$.events[1].period_start", "not_a_period_start")


def test_the_last_report_of_a_cut_year_brings_the_true_up() -> None:
    terms = sheet(quarterly(("0", "3"), annual_minimum=MINIMUM))
    events = [
        sales("2026-06-10", *QUARTERS[0], "100"),
        event("2026-07-10", "patent_ended"),
        sales("2026-07-11", "2026-06-01", "2026-07-10", "100"),
    ]
    assert lines(run(terms, events, "2026-07-11"))["R:true_up:2026-03-01"]["amount"] == "30.16"
