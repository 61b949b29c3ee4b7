"""The worked examples of the terms specification, to the cent."""

from __future__ import annotations

import pytest

from tests.domain.terms.deals import amounts, event, fixed, lines, on, royalty, run, sales, sheet

ZERO_ENTRY = sheet(
    fixed("M1", "20000.00", on("milestone_accepted", milestone="prototype")),
    fixed("M2", "30000.00", on("cumulative_sales_ge", amount="1000000.00")),
    royalty(("0", "2"), annual_cap="150000.00"),
    total_cap="600000.00",
)

ZERO_ENTRY_EVENTS = [
    sales("2027-03-20", "2026-03-01", "2027-02-28", "0.00"),
    event("2027-06-15", "milestone_accepted", milestone="prototype"),
    sales("2028-03-20", "2027-03-01", "2028-02-29", "1200000.00"),
    sales("2029-03-20", "2028-03-01", "2029-02-28", "4000000.00"),
    sales("2030-03-20", "2029-03-01", "2030-02-28", "9000000.00"),
    sales("2031-03-20", "2030-03-01", "2031-02-28", "12000000.00"),
]


def test_e1_zero_entry_with_stages_and_royalty() -> None:
    result = run(ZERO_ENTRY, ZERO_ENTRY_EVENTS, "2031-12-31")
    assert amounts(result) == {
        "R:2026-03-01": "0.00",
        "M1": "20000.00",
        "R:2027-03-01": "24000.00",
        "M2": "30000.00",
        "R:2028-03-01": "80000.00",
        "R:2029-03-01": "150000.00",
        "R:2030-03-01": "150000.00",
    }
    shown = lines(result)
    assert shown["M1"]["arose_on"] == "2027-06-15"
    assert shown["M1"]["due_on"] == "2027-07-15"
    assert shown["M2"]["arose_on"] == "2028-03-20"
    assert shown["R:2029-03-01"]["capped_by"] == "annual_cap"
    assert shown["R:2027-03-01"]["period"] == ["2027-03-01", "2028-02-29"]
    assert "capped_by" not in shown["R:2028-03-01"]
    assert result["totals"]["charged"] == "454000.00"
    assert result["totals"]["counted_toward_cap"] == "454000.00"
    assert result["state"] == "expired"


def deferred_fee() -> dict[str, object]:
    trigger = {"earliest_of": [on("first_revenue", plus_days=90), on("months_after_effective", months=24)]}
    return sheet(fixed("fee", "120000.00", trigger, due_days=0))


def test_e2_deferred_fee_after_first_revenue() -> None:
    events = [event("2026-11-20", "first_revenue")]
    known = run(deferred_fee(), events, "2026-12-01")
    assert lines(known)["fee"]["status"] == "scheduled"
    assert lines(known)["fee"]["arose_on"] == "2027-02-18"
    assert known["contingent"] == []
    arisen = lines(run(deferred_fee(), events, "2027-02-18"))["fee"]
    assert (arisen["due_on"], arisen["amount"], arisen["status"]) == ("2027-02-18", "120000.00", "due")


def test_e2_deferred_fee_without_revenue() -> None:
    before = run(deferred_fee(), [], "2026-12-01")
    assert before["lines"] == []
    assert before["contingent"] == [
        {
            "id": "fee",
            "component": "fee",
            "waits_for": "earliest_of(first_revenue plus_days 90, months_after_effective 24)",
            "latest": "2028-03-01",
            "amount": "120000.00",
        }
    ]
    assert lines(run(deferred_fee(), [], "2028-03-01"))["fee"]["due_on"] == "2028-03-01"


def test_e2_revenue_after_the_long_stop_changes_nothing() -> None:
    late = run(deferred_fee(), [event("2028-06-01", "first_revenue")], "2028-12-31")
    assert late == run(deferred_fee(), [], "2028-12-31")


TIERS = royalty(
    ("0", "3"),
    ("5000000", "2"),
    ("20000000", "1"),
    period="quarter",
    annual_minimum=[{"from_year": 3, "amount": "30000.00"}],
)


def test_e3_tiers_by_quarter() -> None:
    events = [
        sales("2026-06-10", "2026-03-01", "2026-05-31", "1800000"),
        sales("2026-09-10", "2026-06-01", "2026-08-31", "2600000"),
        sales("2026-12-10", "2026-09-01", "2026-11-30", "3100000"),
        sales("2027-03-10", "2026-12-01", "2027-02-28", "900000"),
    ]
    charged = amounts(run(sheet(TIERS), events, "2027-03-31"))
    assert list(charged.values()) == ["54000.00", "78000.00", "68000.00", "18000.00"]


def test_e3_minimum_of_the_third_year() -> None:
    quarters = [
        ("2028-03-01", "2028-05-31", "100000"),
        ("2028-06-01", "2028-08-31", "200000"),
        ("2028-09-01", "2028-11-30", "300000"),
        ("2028-12-01", "2029-02-28", "100000"),
    ]
    events = [sales("2029-03-10", start, end, net) for start, end, net in quarters]
    charged = amounts(run(sheet(TIERS), events, "2029-04-30"))
    true_up = charged.pop("R:true_up:2028-03-01")
    assert list(charged.values()) == ["3000.00", "6000.00", "9000.00", "3000.00"]
    assert true_up == "9000.00"


def test_e4_units() -> None:
    terms = sheet(royalty((0, "1.50"), (100_000, "1.00"), base="units", free_allowance=2000))
    events = [sales("2027-03-10", "2026-03-01", "2027-02-28", units=130_000)]
    assert amounts(run(terms, events, "2027-03-10")) == {"R:2026-03-01": "178000.00"}


def instalments() -> dict[str, object]:
    return {
        "id": "I",
        "type": "instalments",
        "total": "60000.00",
        "parts": [
            {"percent": percent, "trigger": on("months_after_effective", months=months)}
            for percent, months in (("20", 12), ("30", 24), ("50", 36))
        ],
        "early_settlement": {"percent": "20", "by_months": 24},
    }


def test_e5_instalments() -> None:
    charged = amounts(run(sheet(instalments()), [], "2029-03-01"))
    assert charged == {"I#1": "12000.00", "I#2": "18000.00", "I#3": "30000.00"}


def test_e5_early_settlement() -> None:
    events = [
        event("2027-03-15", "payment", amount="12000.00"),
        event("2028-03-01", "settle_early", component="I"),
    ]
    result = run(sheet(instalments()), events, "2028-03-01")
    assert amounts(result) == {
        "I#1": "12000.00",
        "I#2": "18000.00",
        "I#3": "30000.00",
        "I:discount": "-9600.00",
    }
    assert result["totals"]["outstanding"] == "38400.00"
    assert lines(result)["I#3"]["due_on"] == "2028-03-01"
    assert lines(result)["I#2"]["due_on"] == "2028-03-31"
    assert lines(result)["I:discount"]["paid"] == "-9600.00"


@pytest.mark.parametrize(
    ("net", "charged", "price"),
    [("7200000", "180000.00", "220000.00"), ("12000000", "300000.00", "150000.00")],
)
def test_e6_buyout(net: str, charged: str, price: str) -> None:
    terms = sheet(
        royalty(("0", "2.5")),
        total_cap="400000.00",
        buyout={"floor": "150000.00", "of_total_cap": True},
    )
    events = [sales("2027-03-10", "2026-03-01", "2027-02-28", net), event("2027-04-01", "buyout")]
    result = run(terms, events, "2027-04-01")
    assert amounts(result) == {"R:2026-03-01": charged, "buyout": price}
    assert result["state"] == "bought_out"
    assert lines(result)["buyout"]["component"] is None
    assert lines(result)["buyout"]["due_on"] == "2027-04-01"


def test_e7_interest() -> None:
    terms = sheet(fixed("fee", "40000.00", on("effective")), late={"annual_rate": "3.65"})
    events = [event("2026-04-30", "payment", amount="10000.00")]
    line = lines(run(terms, events, "2026-04-30"))["fee"]
    assert line["due_on"] == "2026-03-31"
    assert (line["interest"], line["paid"], line["outstanding"]) == ("120.00", "10000.00", "30120.00")
    assert line["status"] == "overdue"


def test_e8_calendar_years() -> None:
    terms = sheet(
        royalty(
            ("0", "3"),
            ("1000000", "2"),
            ("5000000", "1"),
            year="calendar",
            annual_minimum=[{"from_year": 2, "amount": "15000.00"}],
        )
    )
    events = [
        sales("2027-01-20", "2026-03-01", "2026-12-31", "800000"),
        sales("2028-01-20", "2027-01-01", "2027-12-31", "300000"),
        sales("2029-01-20", "2028-01-01", "2028-12-31", "6200000"),
    ]
    assert amounts(run(terms, events, "2029-01-31")) == {
        "R:2026-03-01": "24000.00",
        "R:2027-01-01": "9000.00",
        "R:true_up:2027-01-01": "6000.00",
        "R:2028-01-01": "122000.00",
    }


def test_e9_rounding() -> None:
    terms = sheet(royalty(("0", "1.5")))
    events = [sales("2027-03-10", "2026-03-01", "2027-02-28", "3456789.12")]
    assert amounts(run(terms, events, "2027-03-10")) == {"R:2026-03-01": "51851.84"}
