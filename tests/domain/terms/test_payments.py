"""Rules 4, 5 and 7: due dates, payments, credit at hand, holds, releases, waivers, interest."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.terms.deals import event, fixed, lines, on, refused, royalty, run, sales, sheet


def fees(*members: dict[str, Any], **terms: Any) -> dict[str, Any]:
    return sheet(*members, **terms)


def pay(day: str, amount: str, to: str | None = None) -> dict[str, Any]:
    return event(day, "payment", amount=amount, **({} if to is None else {"to": to}))


def money(line: dict[str, Any]) -> tuple[str, str, str]:
    return line["interest"], line["paid"], line["outstanding"]


A = fixed("A", "100", on("effective"))
B = fixed("B", "200", on("effective"), due_days=10)
C = fixed("C", "300", on("months_after_effective", months=2))


def test_due_dates_count_from_the_day_a_charge_arises() -> None:
    shown = lines(run(fees(A, B, C), [], "2026-05-01"))
    assert [shown[key]["due_on"] for key in "ABC"] == ["2026-03-31", "2026-03-11", "2026-05-31"]


def test_payments_go_to_the_oldest_due_date() -> None:
    shown = lines(run(fees(A, B, C), [pay("2026-03-05", "250")], "2026-03-05"))
    assert [shown[key]["paid"] for key in "AB"] == ["50.00", "200.00"]
    assert [shown[key]["status"] for key in "ABC"] == ["part_paid", "paid", "scheduled"]


def test_on_one_due_date_the_order_of_lines_decides() -> None:
    twin = fixed("A2", "100", on("effective"))
    shown = lines(run(fees(A, twin), [pay("2026-03-05", "120")], "2026-03-05"))
    assert [shown[key]["paid"] for key in ("A", "A2")] == ["100.00", "20.00"]


def test_a_payment_goes_to_the_line_it_names_first() -> None:
    shown = lines(run(fees(A, B), [pay("2026-03-05", "130", "A")], "2026-03-05"))
    assert [shown[key]["paid"] for key in "AB"] == ["100.00", "30.00"]


def test_what_is_left_over_is_credit_for_the_next_line() -> None:
    result = run(fees(A, C), [pay("2026-03-05", "150")], "2026-03-05")
    assert result["totals"]["credit"] == "50.00"
    later = run(fees(A, C), [pay("2026-03-05", "150")], "2026-05-01")
    assert lines(later)["C"]["paid"] == "50.00"
    assert later["totals"]["credit"] == "0.00"
    assert later["totals"]["paid"] == "150.00"


def test_a_payment_before_anything_is_owed_is_credit() -> None:
    result = run(fees(C), [pay("2026-03-05", "400")], "2026-05-01")
    assert lines(result)["C"]["status"] == "paid"
    assert result["totals"]["credit"] == "100.00"


def test_a_line_below_zero_pays_its_component_then_becomes_credit() -> None:
    terms = fees(
        royalty(("0", "10"), period="quarter"), fixed("F", "10", on("months_after_effective", months=12)), A
    )
    events = [
        sales("2026-06-10", "2026-03-01", "2026-05-31", "100"),
        sales("2026-07-10", "2026-03-01", "2026-05-31", "20", corrects=True),
    ]
    result = run(terms, events, "2026-07-10")
    shown = lines(result)
    # 8 of the 10 of the report are paid by its own correction; the older fee A gets nothing of it
    assert shown["R:2026-03-01"]["outstanding"] == "2.00"
    assert shown["A"]["outstanding"] == "100.00"
    paid_before = [events[0], pay("2026-06-20", "110"), events[1]]
    after = run(terms, paid_before, "2026-07-10")
    assert after["totals"]["credit"] == "8.00"
    assert after["totals"]["paid"] == "102.00"
    assert lines(run(terms, paid_before, "2027-03-01"))["F"]["paid"] == "8.00"


# --- holds ------------------------------------------------------------------------------------------------------------


def hold(day: str, amount: str, line: str = "A") -> dict[str, Any]:
    return event(day, "hold", line=line, amount=amount)


def release(day: str, amount: str, line: str = "A", **members: Any) -> dict[str, Any]:
    return event(day, "release", line=line, amount=amount, **members)


def waive(day: str, amount: str, line: str = "A") -> dict[str, Any]:
    return event(day, "waive", line=line, amount=amount)


def test_what_is_held_takes_no_payment_and_is_not_overdue() -> None:
    result = run(fees(A), [hold("2026-03-02", "60"), pay("2026-03-03", "70")], "2026-04-30")
    line = lines(result)["A"]
    assert (line["paid"], line["held"], line["outstanding"], line["status"]) == (
        "40.00",
        "60.00",
        "60.00",
        "held",
    )
    assert result["totals"]["overdue"] == "0.00"
    assert result["totals"]["credit"] == "30.00"


def test_credit_at_hand_is_used_by_what_is_released() -> None:
    events = [hold("2026-03-02", "60"), pay("2026-03-03", "70"), release("2026-03-10", "20")]
    result = run(fees(A), events, "2026-03-10")
    assert lines(result)["A"]["paid"] == "60.00"
    assert result["totals"]["credit"] == "10.00"


def test_part_of_a_release_may_be_written_off() -> None:
    events = [hold("2026-03-02", "18"), release("2026-04-10", "18", write_off="9")]
    result = run(fees(A), events, "2026-04-10")
    line = lines(result)["A"]
    assert (line["waived"], line["held"], line["outstanding"]) == ("9.00", "0.00", "91.00")
    assert result["totals"]["overdue"] == "91.00"


def test_all_of_it_waived() -> None:
    assert lines(run(fees(A), [waive("2026-03-02", "100")], "2026-05-01"))["A"]["status"] == "waived"
    both = [pay("2026-03-02", "1"), waive("2026-03-02", "99")]
    assert lines(run(fees(A), both, "2026-05-01"))["A"]["status"] == "paid"


@pytest.mark.parametrize(
    ("events", "path", "code"),
    [
        ([hold("2026-03-02", "100.01")], "$.events[0].amount", "more_than_open"),
        ([hold("2026-03-02", "60"), hold("2026-03-02", "41")], "$.events[1].amount", "more_than_open"),
        ([pay("2026-03-02", "50"), hold("2026-03-02", "51")], "$.events[1].amount", "more_than_open"),
        ([hold("2026-03-02", "1", "Z")], "$.events[0].line", "line_unknown"),
        ([hold("2026-03-02", "1", "C")], "$.events[0].line", "line_unknown"),
        ([hold("2026-03-02", "60"), release("2026-03-02", "61")], "$.events[1].amount", "more_than_held"),
        ([release("2026-03-02", "1", "Z")], "$.events[0].line", "line_unknown"),
        ([hold("2026-03-02", "60"), waive("2026-03-02", "41")], "$.events[1].amount", "more_than_open"),
        ([waive("2026-03-02", "1", "Z")], "$.events[0].line", "line_unknown"),
        ([pay("2026-03-02", "1", "C")], "$.events[0].to", "line_unknown"),
    ],
)
def test_holds_releases_and_waivers_of_more_than_there_is(events: list[Any], path: str, code: str) -> None:
    assert refused(fees(A, C), events, "2026-04-01") == (path, code)


# --- interest ---------------------------------------------------------------------------------------------------------

LATE = {"annual_rate": "3.65"}
BIG = fixed("A", "40000", on("effective"))


def test_no_interest_without_late_terms_or_before_the_due_date() -> None:
    assert lines(run(fees(BIG), [], "2027-03-01"))["A"]["interest"] == "0.00"
    assert lines(run(fees(BIG, late=LATE), [], "2026-03-31"))["A"]["interest"] == "0.00"
    assert lines(run(fees(BIG, late=LATE), [], "2026-04-01"))["A"]["interest"] == "4.00"


def test_a_part_payment_ends_a_segment() -> None:
    events = [pay("2026-04-30", "10000")]
    # 120.00 for 30 days, then 30,120 - of which 30,120 is principal - at 3.012 a day
    line = lines(run(fees(BIG, late=LATE), events, "2026-05-10"))["A"]
    assert money(line) == ("150.12", "10000.00", "30150.12")


def test_each_segment_is_rounded_once() -> None:
    small = fixed("A", "1", on("effective"))
    late = {"annual_rate": "18.25"}
    # 0.0005 a day: 10 days are 0.005, rounded up to 0.01; then 0.0005 x 9 on 1.00
    events = [pay("2026-04-10", "0.01")]
    line = lines(run(fees(small, late=late), events, "2026-04-19"))["A"]
    assert money(line) == ("0.01", "0.01", "1.00")
    assert lines(run(fees(small, late=late), events, "2026-04-20"))["A"]["interest"] == "0.02"


def test_interest_bears_no_interest() -> None:
    events = [pay("2026-04-30", "100")]
    # 120 accrued, 100 of it paid; the next 30 days again on 40,000 only
    assert money(lines(run(fees(BIG, late=LATE), events, "2026-05-30"))["A"]) == (
        "240.00",
        "100.00",
        "40140.00",
    )


def test_nothing_is_owed_on_what_is_paid_within_the_grace_days() -> None:
    terms = fees(BIG, late=LATE | {"grace_days": 10})
    assert lines(run(terms, [], "2026-04-10"))["A"]["interest"] == "0.00"
    assert lines(run(terms, [], "2026-04-11"))["A"]["interest"] == "44.00"
    within = run(terms, [pay("2026-04-10", "30000")], "2026-04-30")
    # the first segment starts on the due date with what was left at the end of the grace days
    assert money(lines(within)["A"]) == ("30.00", "30000.00", "10030.00")
    assert lines(run(terms, [pay("2026-04-10", "40000")], "2026-12-31"))["A"]["interest"] == "0.00"
    assert lines(run(terms, [], "2026-04-05"))["A"]["status"] == "overdue"


def test_what_is_held_bears_no_interest() -> None:
    events = [hold("2026-04-10", "30000"), release("2026-04-20", "30000")]
    # 10 days on 40,000, 10 days on 10,000, 10 days on 40,000
    assert lines(run(fees(BIG, late=LATE), events, "2026-04-30"))["A"]["interest"] == "90.00"
    before_due = [hold("2026-03-10", "40000"), release("2026-04-20", "40000")]
    assert lines(run(fees(BIG, late=LATE), before_due, "2026-04-30"))["A"]["interest"] == "40.00"


def test_a_waiver_takes_interest_first() -> None:
    line = lines(run(fees(BIG, late=LATE), [waive("2026-04-30", "150")], "2026-04-30"))["A"]
    assert (line["interest"], line["waived"], line["outstanding"]) == ("120.00", "150.00", "39970.00")
    later = lines(run(fees(BIG, late=LATE), [waive("2026-04-30", "100")], "2026-05-30"))["A"]
    assert (later["interest"], later["outstanding"]) == ("240.00", "40140.00")


def test_interest_is_still_owed_after_the_principal_is_paid() -> None:
    events = [hold("2026-04-30", "40000"), pay("2026-05-01", "1")]
    line = lines(run(fees(BIG, late=LATE), events, "2026-05-30"))["A"]
    assert (line["interest"], line["paid"], line["status"]) == ("120.00", "1.00", "overdue")


def test_interest_does_not_count_toward_the_total_cap() -> None:
    result = run(fees(BIG, late=LATE, total_cap="40000"), [pay("2026-04-30", "120")], "2026-04-30")
    assert result["totals"] == {
        "charged": "40000.00",
        "interest": "120.00",
        "paid": "120.00",
        "waived": "0.00",
        "outstanding": "40000.00",
        "overdue": "40000.00",
        "credit": "0.00",
        "counted_toward_cap": "40000.00",
    }
