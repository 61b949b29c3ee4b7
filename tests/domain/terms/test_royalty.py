"""Rule 1: how a report becomes a line, corrections, periods. Figures computed by hand."""

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


def test_a_termination_does_not_bring_royalties_back_after_the_patent() -> None:
    terms = sheet(quarterly(("0", "3")), exit={"sell_off_days": 90})
    events = [event("2026-04-10", "patent_ended"), event("2026-05-01", "terminate", reason="agreement")]
    beyond = sales("2026-12-10", "2026-03-01", "2026-05-31", "100")
    assert refused(terms, [*events, beyond], "2026-12-10") == ("$.events[2].period_end", "not_a_period_end")
    until = sales("2026-12-10", "2026-03-01", "2026-04-10", "100")
    assert amounts(run(terms, [*events, until], "2026-12-10")) == {"R:2026-03-01": "3.00"}
