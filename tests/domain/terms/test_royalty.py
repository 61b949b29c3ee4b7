"""Rules 1 and 2: how a report becomes a line, corrections, minimums and true-ups. Figures computed by hand."""

from __future__ import annotations

from typing import Any

from tests.domain.terms.deals import amounts, event, lines, on, refused, royalty, run, sales, sheet

YEAR_1 = ("2026-03-01", "2027-02-28")
YEAR_2 = ("2027-03-01", "2028-02-29")
QUARTERS = [
    ("2026-03-01", "2026-05-31"),
    ("2026-06-01", "2026-08-31"),
    ("2026-09-01", "2026-11-30"),
    ("2026-12-01", "2027-02-28"),
]


def quarterly(*bands: tuple[str | int, str], **members: Any) -> dict[str, Any]:
    return royalty(*bands, period="quarter", **members)


def test_net_sales_are_gross_less_deductions() -> None:
    deductions = [{"label": "returns", "amount": "40000"}, {"label": "freight", "amount": "20000"}]
    report = sales("2027-03-10", *YEAR_1, gross="860000", deductions=deductions)
    assert amounts(run(sheet(royalty(("0", "3"))), [report], "2027-03-10")) == {"R:2026-03-01": "24000.00"}


def test_gross_without_deductions_is_net() -> None:
    report = sales("2027-03-10", *YEAR_1, gross="1000")
    assert amounts(run(sheet(royalty(("0", "3"))), [report], "2027-03-10")) == {"R:2026-03-01": "30.00"}


def test_profit_and_saving_are_bases_of_their_own() -> None:
    profit = sales("2027-03-10", *YEAR_1, profit="1000")
    assert amounts(run(sheet(royalty(("0", "40"), base="gross_profit")), [profit], "2027-03-10")) == {
        "R:2026-03-01": "400.00"
    }
    saving = sales("2027-03-10", *YEAR_1, saving="1000", net="7", units=3)
    assert amounts(run(sheet(royalty(("0", "25"), base="saving")), [saving], "2027-03-10")) == {
        "R:2026-03-01": "250.00"
    }


def test_units_with_six_decimals_in_a_currency_without_any() -> None:
    terms = sheet(royalty((0, "0.000007"), (1_000_000, "2"), base="units"), currency="JPY")
    # 1,000,000 x 0.000007 = 7 and 3 x 2 = 6
    report = sales("2027-03-10", *YEAR_1, units=1_000_003)
    assert amounts(run(terms, [report], "2027-03-10")) == {"R:2026-03-01": "13"}


def test_the_allowance_bears_nothing_and_uses_no_band() -> None:
    terms = sheet(quarterly(("0", "3"), ("1000", "1"), free_allowance="500"))
    nets = ("400", "300", "1000", "0")
    events = [sales("2027-03-10", *period, net) for period, net in zip(QUARTERS, nets, strict=True)]
    # chargeable 0, 200, 1200 (1000 at 3 %, 200 at 1 %), 1200
    assert list(amounts(run(terms, events, "2027-03-10")).values()) == ["0.00", "6.00", "26.00", "0.00"]


def test_the_lines_of_a_year_add_up_to_its_rounded_total() -> None:
    terms = sheet(quarterly(("0", "1")))
    events = [sales("2027-03-10", *period, "0.50") for period in QUARTERS]
    # year totals 0.005, 0.010, 0.015, 0.020 are 0.01, 0.01, 0.02, 0.02 rounded
    assert list(amounts(run(terms, events, "2027-03-10")).values()) == ["0.01", "0.00", "0.01", "0.00"]


def test_a_report_may_lower_the_year() -> None:
    terms = sheet(quarterly(("0", "3")))
    events = [sales("2026-06-10", *QUARTERS[0], "1000"), sales("2026-09-10", *QUARTERS[1], "-400")]
    shown = lines(run(terms, events, "2026-09-10"))
    credit = shown["R:2026-06-01"]
    assert (credit["kind"], credit["amount"], credit["paid"], credit["status"]) == (
        "credit",
        "-12.00",
        "-12.00",
        "paid",
    )
    assert shown["R:2026-03-01"]["paid"] == "12.00"


def test_a_year_below_zero_owes_nothing_and_carries_nothing_over() -> None:
    terms = sheet(royalty(("0", "3")))
    events = [sales("2027-03-10", *YEAR_1, "-5000"), sales("2028-03-10", *YEAR_2, "1000")]
    assert list(amounts(run(terms, events, "2028-03-10")).values()) == ["0.00", "30.00"]


def test_rates_that_change_by_year() -> None:
    later = {"2": [{"over": "0", "rate": "5"}], "4": [{"over": "0", "rate": "1"}]}
    terms = sheet(royalty(("0", "3"), bands_from_year=later))
    events = [
        sales(f"{year + 1}-03-10", f"{year}-03-01", f"{year + 1}-02-{29 if year == 2027 else 28}", "1000")
        for year in range(2026, 2030)
    ]
    assert list(amounts(run(terms, events, "2030-03-10")).values()) == ["30.00", "50.00", "50.00", "10.00"]


def test_bands_over_the_whole_life() -> None:
    terms = sheet(royalty(("0", "3"), ("1500", "1"), band_scope="life"))
    events = [
        sales("2027-03-10", *YEAR_1, "1000"),
        sales("2028-03-10", *YEAR_2, "1000"),
        sales("2028-04-10", *YEAR_1, "500", corrects=True),
    ]
    # 1000 at 3 %; 500 at 3 % and 500 at 1 %; the correction takes the last 500 off: 500 at 1 %
    assert list(amounts(run(terms, events, "2028-04-10")).values()) == ["30.00", "20.00", "-5.00"]


def test_life_bands_use_the_rates_of_the_year_of_the_report() -> None:
    later = {"2": [{"over": "0", "rate": "10"}, {"over": "1200", "rate": "4"}]}
    terms = sheet(royalty(("0", "3"), ("1500", "1"), band_scope="life", bands_from_year=later))
    events = [sales("2027-03-10", *YEAR_1, "1000"), sales("2028-03-10", *YEAR_2, "1000")]
    # from 1000 to 1200 at 10 %, from 1200 to 2000 at 4 %
    assert list(amounts(run(terms, events, "2028-03-10")).values()) == ["30.00", "52.00"]


def test_a_correction_charges_the_difference_and_leaves_the_line() -> None:
    terms = sheet(royalty(("0", "3")))
    first = sales("2027-03-10", *YEAR_1, "1000")
    up = sales("2027-04-10", *YEAR_1, "1500", corrects=True)
    down = sales("2027-05-10", *YEAR_1, "1400", corrects=True)
    result = run(terms, [first, up, down], "2027-05-10")
    assert amounts(result) == {
        "R:2026-03-01": "30.00",
        "R:2026-03-01#1": "15.00",
        "R:2026-03-01#2": "-3.00",
    }
    shown = lines(result)
    assert shown["R:2026-03-01#1"]["kind"] == shown["R:2026-03-01#2"]["kind"] == "correction"
    assert shown["R:2026-03-01#1"]["period"] == list(YEAR_1)
    assert shown["R:2026-03-01#1"]["arose_on"] == "2027-04-10"


def test_periods_follow_the_anchor_at_the_end_of_months() -> None:
    terms = sheet(quarterly(("0", "3")), term_months=12)
    spans = [
        ("2026-08-31", "2026-11-29"),
        ("2026-11-30", "2027-02-27"),
        ("2027-02-28", "2027-05-30"),
        ("2027-05-31", "2027-08-30"),
    ]
    events = [sales("2027-09-30", *span, "100") for span in spans]
    assert len(amounts(run(terms, events, "2027-09-30", effective_on="2026-08-31"))) == 4


def test_half_years_by_the_calendar() -> None:
    terms = sheet(royalty(("0", "3"), period="half_year", year="calendar"))
    events = [
        sales("2026-07-10", "2026-03-01", "2026-06-30", "100"),
        sales("2027-01-10", "2026-07-01", "2026-12-31", "100"),
    ]
    assert list(amounts(run(terms, events, "2027-01-10"))) == ["R:2026-03-01", "R:2026-07-01"]


def test_a_start_within_a_period_makes_a_short_first_one() -> None:
    terms = sheet(quarterly(("0", "3"), starts=on("first_revenue", plus_days=10)))
    begin = event("2026-07-05", "first_revenue")
    report = sales("2026-09-10", "2026-07-15", "2026-08-31", "100")
    assert amounts(run(terms, [begin, report], "2026-09-10")) == {"R:2026-07-15": "3.00"}
    whole = sales("2026-09-10", "2026-06-01", "2026-08-31", "100")
    assert refused(terms, [begin, whole], "2026-09-10") == ("$.events[1].period_start", "not_a_period_start")
    assert refused(terms, [report], "2026-09-10") == ("$.events[0].period_start", "not_a_period_start")


def test_a_start_after_the_last_day_does_not_count() -> None:
    terms = sheet(royalty(("0", "3"), starts=on("date", on="2026-12-01")), exit={"sell_off_days": 400})
    events = [
        event("2026-10-01", "terminate", reason="breach"),
        sales("2027-03-10", "2026-12-01", "2027-02-28", "100"),
    ]
    assert refused(terms, events, "2027-03-10") == ("$.events[1].period_start", "not_a_period_start")


# --- minimums ---------------------------------------------------------------------------------------------------------

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


def test_two_royalties_are_reported_apart() -> None:
    terms = sheet(royalty(("0", "3")), royalty((0, "2"), component_id="U", base="units"))
    events = [
        sales("2027-03-10", *YEAR_1, "100", component="R"),
        sales("2027-03-10", *YEAR_1, units=5, component="U"),
    ]
    assert amounts(run(terms, events, "2027-03-10")) == {"R:2026-03-01": "3.00", "U:2026-03-01": "10.00"}
    assert refused(terms, [sales("2027-03-10", *YEAR_1, "100")], "2027-03-10") == (
        "$.events[0].component",
        "missing",
    )
