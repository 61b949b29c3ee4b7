"""Rules 3 and 6: annual cap, cap of a success fee, total cap, payments set off against a royalty."""

from __future__ import annotations

from typing import Any

from tests.domain.terms.deals import amounts, event, fixed, lines, on, royalty, run, sales, sheet

YEARS = [(f"{year}-03-01", f"{year + 1}-02-{29 if year == 2027 else 28}") for year in range(2026, 2031)]


def yearly(*nets: str) -> list[dict[str, Any]]:
    return [
        sales(f"{int(start[:4]) + 1}-03-10", start, end, net)
        for (start, end), net in zip(YEARS, nets, strict=False)
    ]


def correction(year: int, net: str, day: str) -> dict[str, Any]:
    return sales(day, *YEARS[year - 1], net, corrects=True)


def test_the_annual_cap_limits_reports_and_corrections_together() -> None:
    terms = sheet(royalty(("0", "10"), annual_cap="150"))
    events = [
        *yearly("1200"),
        correction(1, "2000", "2027-04-10"),
        correction(1, "1800", "2027-05-10"),
        correction(1, "1000", "2027-06-10"),
    ]
    result = run(terms, events, "2027-06-10")
    assert [line["computed"] for line in result["lines"]] == ["120.00", "30.00", "0.00", "-50.00"]
    assert [line.get("capped_by") for line in result["lines"]] == [
        None,
        "annual_cap",
        "annual_cap",
        "annual_cap",
    ]


def test_a_report_of_nothing_in_a_capped_year_is_not_changed_by_the_cap() -> None:
    quarters = [("2026-03-01", "2026-05-31"), ("2026-06-01", "2026-08-31"), ("2026-09-01", "2026-11-30")]
    terms = sheet(royalty(("0", "10"), period="quarter", annual_cap="150"))
    events = [
        sales("2026-12-10", *quarter, net) for quarter, net in zip(quarters, ("2000", "0", "10"), strict=True)
    ]
    result = run(terms, events, "2026-12-10")
    assert [line["amount"] for line in result["lines"]] == ["150.00", "0.00", "0.00"]
    assert [line.get("capped_by") for line in result["lines"]] == ["annual_cap", None, "annual_cap"]


def test_the_line_that_reaches_the_total_cap_is_cut_and_later_ones_are_nothing() -> None:
    terms = sheet(
        royalty(("0", "10")), fixed("F", "33.33", on("months_after_effective", months=25)), total_cap="250.01"
    )
    result = run(terms, yearly("1000", "1500", "2000"), "2029-03-10")
    assert amounts(result) == {
        "R:2026-03-01": "100.00",
        "R:2027-03-01": "150.00",
        "F": "0.01",
        "R:2028-03-01": "0.00",
    }
    shown = lines(result)
    assert shown["F"]["computed"] == "33.33"
    assert shown["F"]["capped_by"] == shown["R:2028-03-01"]["capped_by"] == "total_cap"
    assert shown["R:2028-03-01"]["computed"] == "200.00"
    assert shown["R:2028-03-01"]["status"] == "paid"
    assert result["totals"]["counted_toward_cap"] == "250.01"


def test_a_credit_gives_nothing_back_while_the_sum_stays_above_the_total_cap() -> None:
    terms = sheet(royalty(("0", "10")), total_cap="250")
    events = [
        *yearly("1000", "3000"),
        correction(2, "2000", "2028-04-10"),
        correction(2, "1200", "2028-05-10"),
        correction(2, "1300", "2028-06-10"),
    ]
    result = run(terms, events, "2028-06-10")
    # running sums 100, 400, 300, 220, 230
    assert [line["amount"] for line in result["lines"]] == ["100.00", "150.00", "0.00", "-30.00", "10.00"]
    assert [line["computed"] for line in result["lines"]] == [
        "100.00",
        "300.00",
        "-100.00",
        "-80.00",
        "10.00",
    ]
    assert [line.get("capped_by") for line in result["lines"]] == [
        None,
        "total_cap",
        "total_cap",
        "total_cap",
        None,
    ]


def test_the_last_cap_that_changed_a_line_is_named() -> None:
    terms = sheet(royalty(("0", "10"), annual_cap="150"), total_cap="100")
    line = run(terms, yearly("5000"), "2027-03-10")["lines"][0]
    assert (line["computed"], line["amount"], line["capped_by"]) == ("150.00", "100.00", "total_cap")


def test_what_does_not_count_is_neither_cut_nor_counted() -> None:
    terms = sheet(
        fixed("A", "80", on("effective"), counts_toward_cap=False),
        fixed("B", "80", on("effective")),
        total_cap="50",
    )
    result = run(terms, [], "2026-03-01")
    assert amounts(result) == {"A": "80.00", "B": "50.00"}
    assert result["totals"]["counted_toward_cap"] == "50.00"


def test_without_a_total_cap_the_counting_lines_are_still_summed() -> None:
    terms = sheet(
        fixed("A", "80", on("effective"), counts_toward_cap=False), fixed("B", "70", on("effective"))
    )
    assert run(terms, [], "2026-03-01")["totals"]["counted_toward_cap"] == "70.00"


def test_true_ups_count_toward_the_total_cap() -> None:
    terms = sheet(royalty(("0", "10"), annual_minimum=[{"from_year": 1, "amount": "70"}]), total_cap="50")
    result = run(terms, yearly("300"), "2027-03-10")
    assert amounts(result) == {"R:2026-03-01": "30.00", "R:true_up:2026-03-01": "20.00"}
    assert result["lines"][1]["computed"] == "40.00"


def share(**members: Any) -> dict[str, Any]:
    return {"id": "S", "type": "share", "of": "financing", "rate": "2.5"} | members


def test_a_success_fee_on_each_round_within_its_cap() -> None:
    terms = sheet(share(cap="400"))
    events = [
        event("2026-05-01", "financing", amount="10000.10"),
        event("2026-06-01", "financing", amount="8000"),
        event("2026-07-01", "financing", amount="8000"),
    ]
    result = run(terms, events, "2026-07-01")
    assert amounts(result) == {"S#1": "250.00", "S#2": "150.00", "S#3": "0.00"}
    assert [line.get("capped_by") for line in result["lines"]] == [None, "cap", "cap"]


def test_no_success_fee_after_the_end() -> None:
    events = [
        event("2026-05-01", "terminate", reason="agreement"),
        event("2026-06-01", "financing", amount="8000"),
    ]
    assert run(sheet(share()), events, "2026-07-01")["lines"] == []


def test_financing_fires_fees_and_sums_in_the_order_of_components() -> None:
    terms = sheet(
        fixed("A", "1", on("financing")),
        share(),
        fixed("B", "2", on("financing")),
        fixed("C", "3", on("first_revenue")),
    )
    events = [event("2026-05-01", "financing", amount="100"), event("2026-06-01", "financing", amount="200")]
    assert list(amounts(run(terms, events, "2026-07-01"))) == ["A", "S#1", "B", "S#2"]


# --- payments set off against a royalty -------------------------------------------------------------------------------


def entry_fee(amount: str = "50", **members: Any) -> dict[str, Any]:
    return fixed("E", amount, on("effective"), credit_against="R", **members)


def test_only_principal_that_has_been_paid_is_set_off() -> None:
    terms = sheet(entry_fee(), royalty(("0", "10")))
    unpaid = run(terms, yearly("300"), "2027-03-10")
    assert amounts(unpaid)["R:2026-03-01"] == "30.00"
    assert "credited" not in lines(unpaid)["R:2026-03-01"]
    part = run(terms, [event("2026-03-05", "payment", amount="20"), *yearly("300")], "2027-03-10")
    assert lines(part)["R:2026-03-01"]["credited"] == "20.00"
    assert lines(part)["R:2026-03-01"]["computed"] == "30.00"
    assert amounts(part)["R:2026-03-01"] == "10.00"


def test_set_off_goes_down_to_zero_and_on_to_the_next_line() -> None:
    terms = sheet(entry_fee(), royalty(("0", "10")))
    events = [event("2026-03-05", "payment", amount="50"), *yearly("300", "300", "300")]
    result = run(terms, events, "2029-03-10")
    assert [line.get("credited") for line in result["lines"]] == [None, "30.00", "20.00", None]
    assert [line["amount"] for line in result["lines"]] == ["50.00", "0.00", "10.00", "30.00"]


def test_interest_that_was_paid_is_not_set_off() -> None:
    terms = sheet(entry_fee("40000"), royalty(("0", "10")), late={"annual_rate": "3.65"})
    events = [event("2026-04-30", "payment", amount="10000"), *yearly("1000000")]
    assert lines(run(terms, events, "2027-03-10"))["R:2026-03-01"]["credited"] == "9880.00"


def test_a_line_below_zero_gives_set_off_back() -> None:
    terms = sheet(entry_fee(), royalty(("0", "10")))
    events = [
        event("2026-03-05", "payment", amount="50"),
        *yearly("700"),
        correction(1, "400", "2027-04-10"),
        correction(1, "100", "2027-05-10"),
    ]
    result = run(terms, events, "2027-05-10")
    # royalty 70, set off 50, charged 20; down to 40: 10 set off is given back; down to 10: another 30
    assert [line.get("credited") for line in result["lines"]] == [None, "50.00", "-10.00", "-30.00"]
    assert [line["amount"] for line in result["lines"]] == ["50.00", "20.00", "-20.00", "0.00"]


def test_set_off_comes_before_the_total_cap() -> None:
    terms = sheet(entry_fee(), royalty(("0", "10")), total_cap="60")
    events = [event("2026-03-05", "payment", amount="50"), *yearly("700")]
    # 50 counted; 70 less 50 is 20, of which 10 fit
    line = lines(run(terms, events, "2027-03-10"))["R:2026-03-01"]
    assert (line["credited"], line["amount"], line["capped_by"]) == ("50.00", "10.00", "total_cap")


def test_a_discount_is_not_money_that_was_paid() -> None:
    parts = [{"amount": "100", "trigger": on("months_after_effective", months=6 * n)} for n in (1, 2)]
    instalments = {
        "id": "I",
        "type": "instalments",
        "total": "200",
        "parts": parts,
        "credit_against": "R",
        "early_settlement": {"percent": "10", "by_months": 6},
    }
    events = [
        event("2026-04-01", "settle_early", component="I"),
        event("2026-04-01", "payment", amount="180"),
        *yearly("5000"),
    ]
    shown = lines(run(sheet(instalments, royalty(("0", "10"))), events, "2027-03-10"))
    assert shown["I:discount"]["amount"] == "-20.00"
    assert shown["R:2026-03-01"]["credited"] == "180.00"
