"""Section 5: the printed result, status of lines, scheduled and contingent sums, and refusals of reports and days."""

from __future__ import annotations

from typing import Any

import pytest

from marketplace.domain.terms.evaluate import evaluate
from marketplace.domain.terms.faults import Fault
from marketplace.domain.terms.reading import read_case
from tests.domain.terms.deals import EFFECTIVE, event, fixed, lines, on, refused, royalty, run, sales, sheet

FEE = fixed("A", "100", on("effective"))
QUARTER = ("2026-03-01", "2026-05-31")


def test_the_printed_form_of_a_result() -> None:
    result = run(sheet(FEE, currency="JPY"), [], "2026-03-01")
    assert result == {
        "engine": 1,
        "lines": [
            {
                "id": "A",
                "component": "A",
                "kind": "charge",
                "arose_on": "2026-03-01",
                "due_on": "2026-03-31",
                "computed": "100",
                "amount": "100",
                "interest": "0",
                "paid": "0",
                "waived": "0",
                "held": "0",
                "outstanding": "100",
                "status": "due",
                "basis": [{"step": "fixed", "zh": "一次性款项JPY 100。", "en": "One sum of JPY 100."}],
            }
        ],
        "contingent": [],
        "totals": {
            "charged": "100",
            "interest": "0",
            "paid": "0",
            "waived": "0",
            "outstanding": "100",
            "overdue": "0",
            "credit": "0",
            "counted_toward_cap": "100",
        },
        "state": "active",
    }


@pytest.mark.parametrize(
    ("events", "as_of", "status"),
    [
        ([], "2026-03-31", "due"),
        ([], "2026-04-01", "overdue"),
        ([event("2026-03-02", "payment", amount="1")], "2026-03-31", "part_paid"),
        ([event("2026-03-02", "waive", line="A", amount="1")], "2026-03-31", "part_paid"),
        ([event("2026-03-02", "payment", amount="1")], "2026-04-01", "overdue"),
        ([event("2026-03-02", "hold", line="A", amount="1")], "2026-03-31", "due"),
        ([event("2026-03-02", "hold", line="A", amount="100")], "2026-04-01", "held"),
        ([event("2026-03-02", "hold", line="A", amount="99")], "2026-04-01", "overdue"),
        ([event("2026-03-02", "payment", amount="100")], "2026-04-01", "paid"),
        ([event("2026-03-02", "waive", line="A", amount="100")], "2026-04-01", "waived"),
    ],
)
def test_status_is_the_first_that_fits(events: list[Any], as_of: str, status: str) -> None:
    assert lines(run(sheet(FEE), events, as_of))["A"]["status"] == status


def test_a_line_of_nothing_is_paid() -> None:
    assert lines(run(sheet(FEE | {"amount": "0.00"}), [], "2026-03-01"))["A"]["status"] == "paid"


def test_lines_stand_as_they_arose_then_by_date_and_component() -> None:
    terms = sheet(
        fixed("late", "1", on("date", on="2028-01-01")),
        fixed("early", "1", on("date", on="2027-01-01")),
        {"id": "N", "type": "annual", "amount": "1", "to_year": 3},
        fixed("same", "1", on("date", on="2028-03-01")),
        FEE,
    )
    assert [line["id"] for line in run(terms, [], EFFECTIVE)["lines"]] == [
        "N:2026-03-01",
        "A",
        "early",
        "N:2027-03-01",
        "late",
        "N:2028-03-01",
        "same",
    ]


def waiting(trigger: dict[str, Any], events: list[Any], as_of: str, **members: Any) -> tuple[str, Any, Any]:
    """How a sum shows: its status, its day or long-stop, what it waits for."""
    result = run(sheet(fixed("S", "1", trigger), royalty(("0", "1")), **members), events, as_of)
    if result["contingent"]:
        entry = result["contingent"][0]
        return "contingent", entry["latest"], entry["waits_for"]
    line = lines(result)["S"]
    return line["status"], line["arose_on"], None


REVENUE = event("2026-06-01", "first_revenue")


@pytest.mark.parametrize(
    ("trigger", "events", "shown"),
    [
        (on("date", on="2028-01-01"), [], ("scheduled", "2028-01-01", None)),
        (on("effective", plus_months=24), [], ("scheduled", "2028-03-01", None)),
        (on("first_revenue"), [], ("contingent", None, "first_revenue")),
        (on("first_revenue", plus_days=0), [], ("contingent", None, "first_revenue")),
        (on("first_revenue", plus_months=3), [], ("contingent", None, "first_revenue plus_months 3")),
        (on("first_revenue", plus_months=12), [REVENUE], ("scheduled", "2027-06-01", None)),
        (on("milestone_accepted", milestone="样机 1"), [], ("contingent", None, "milestone_accepted 样机 1")),
        (on("cumulative_sales_ge", amount="5"), [], ("contingent", None, "cumulative_sales_ge 5.00")),
        (on("cumulative_units_ge", units=7), [], ("contingent", None, "cumulative_units_ge 7")),
        (on("product_registered"), [], ("contingent", None, "product_registered")),
        (on("financing"), [], ("contingent", None, "financing")),
        (
            {"earliest_of": [on("first_revenue"), on("date", on="2028-01-01")]},
            [],
            ("contingent", "2028-01-01", "earliest_of(first_revenue, date 2028-01-01)"),
        ),
        (
            {"earliest_of": [on("first_revenue", plus_months=36), on("date", on="2028-01-01")]},
            [],
            ("scheduled", "2028-01-01", None),
        ),
        (
            {"earliest_of": [on("first_revenue", plus_months=36), on("date", on="2028-01-01")]},
            [REVENUE],
            ("scheduled", "2028-01-01", None),
        ),
        (
            {"latest_of": [on("first_revenue"), on("date", on="2028-01-01")]},
            [],
            ("contingent", None, "latest_of(first_revenue, date 2028-01-01)"),
        ),
        (
            {"latest_of": [on("first_revenue"), on("date", on="2028-01-01")]},
            [REVENUE],
            ("scheduled", "2028-01-01", None),
        ),
        (
            {
                "earliest_of": [
                    {"latest_of": [on("financing"), on("months_after_effective", months=20)]},
                    on("months_after_effective", months=20),
                ]
            },
            [],
            ("scheduled", "2027-11-01", None),
        ),
        (
            {
                "latest_of": [
                    {"earliest_of": [on("financing"), on("months_after_effective", months=30)]},
                    on("effective"),
                ]
            },
            [],
            (
                "contingent",
                "2028-09-01",
                "latest_of(earliest_of(financing, months_after_effective 30), effective)",
            ),
        ),
    ],
)
def test_a_sum_is_scheduled_when_no_event_can_change_its_day(
    trigger: dict[str, Any], events: list[Any], shown: tuple[str, Any, Any]
) -> None:
    assert waiting(trigger, events, "2026-07-01") == shown


def test_on_the_last_day_no_event_can_change_a_day_any_more() -> None:
    trigger = {"earliest_of": [on("first_revenue"), on("date", on="2035-01-01")]}
    assert waiting(trigger, [], "2031-02-27")[0] == "contingent"
    assert waiting(trigger, [], "2031-02-28") == ("scheduled", "2035-01-01", None)


def test_contingent_sums_stand_by_component_and_part() -> None:
    parts = [
        {"percent": "50", "trigger": on("first_revenue")},
        {"percent": "50", "trigger": on("product_registered")},
    ]
    instalments = {"id": "I", "type": "instalments", "total": "0.03", "parts": parts}
    result = run(sheet(fixed("Z", "1", on("financing")), instalments), [], EFFECTIVE)
    assert [(entry["id"], entry["component"], entry["amount"]) for entry in result["contingent"]] == [
        ("Z", "Z", "1.00"),
        ("I#1", "I", "0.02"),
        ("I#2", "I", "0.01"),
    ]


def test_repeated_facts_do_nothing() -> None:
    terms = sheet(
        fixed("F", "1", on("first_revenue", plus_days=30)),
        fixed("M", "1", on("milestone_accepted", milestone="m")),
    )
    once = [event("2026-04-01", "first_revenue"), event("2026-04-01", "milestone_accepted", milestone="m")]
    again = [event("2026-04-15", "first_revenue"), event("2026-04-15", "milestone_accepted", milestone="m")]
    assert run(terms, once + again, "2026-12-31") == run(terms, once, "2026-12-31")


def test_events_apply_by_day_then_by_their_order() -> None:
    terms = sheet(FEE, fixed("B", "100", on("effective")))
    events = [
        event("2026-04-01", "payment", amount="60", to="B"),
        event("2026-03-10", "payment", amount="150"),
        event("2026-03-10", "hold", line="B", amount="50"),
    ]
    shown = lines(run(terms, events, "2026-04-01"))
    assert (shown["A"]["paid"], shown["B"]["paid"], shown["B"]["held"]) == ("100.00", "50.00", "50.00")


# --- days and reports that cannot be ----------------------------------------------------------------------------------

REPORTS = sheet(royalty(("0", "10"), period="quarter"))
REPORT = sales("2026-06-01", *QUARTER, "100")


@pytest.mark.parametrize(
    ("events", "fault"),
    [
        ([event("2026-02-28", "first_revenue")], ("$.events[0].on", "before_effective")),
        ([event("2027-01-02", "first_revenue")], ("$.events[0].on", "after_as_of")),
        ([REPORT | {"on": "2026-05-31"}], ("$.events[0].on", "period_not_over")),
        ([REPORT | {"period_end": "2026-05-30"}], ("$.events[0].period_end", "not_a_period_end")),
        ([REPORT | {"period_start": "2026-03-02"}], ("$.events[0].period_start", "not_a_period_start")),
        ([REPORT | {"period_start": "2025-12-01"}], ("$.events[0].period_start", "not_a_period_start")),
        ([REPORT, REPORT], ("$.events[1].period_start", "reported_already")),
        ([REPORT | {"corrects": True}], ("$.events[0].corrects", "not_reported")),
        ([REPORT, REPORT | {"on": "2026-05-31", "corrects": True}], ("$.events[1].on", "period_not_over")),
    ],
)
def test_what_cannot_be_is_refused(events: list[Any], fault: tuple[str, str]) -> None:
    assert refused(REPORTS, events, "2027-01-01") == fault


def test_the_last_period_ends_with_the_term() -> None:
    beyond = sales("2031-12-31", "2031-03-01", "2031-05-31", "1")
    assert refused(REPORTS, [beyond], "2031-12-31") == ("$.events[0].period_start", "not_a_period_start")


def test_periods_may_be_skipped_and_reported_later() -> None:
    later = sales("2026-09-10", "2026-06-01", "2026-08-31", "50")
    assert len(run(REPORTS, [later, REPORT | {"on": "2026-10-01"}], "2026-12-31")["lines"]) == 2


def test_the_message_of_a_day_outside() -> None:
    with pytest.raises(Fault) as caught:
        run(sheet(FEE), [event("2026-03-05", "first_revenue")], "2026-03-04")
    assert caught.value.to_json() == {"error": {"path": "$.events[0].on", "message": "is after as_of"}}
    assert caught.value.sentence("zh") == "晚于计算截止日"
    assert str(caught.value) == "$.events[0].on is after as_of"


def test_values_are_checked_as_files_are() -> None:
    case = read_case({"terms": sheet(FEE), "effective_on": "2026-03-01", "events": [], "as_of": "2026-04-01"})
    with pytest.raises(Fault) as caught:
        evaluate(case.terms, case.as_of, case.events, case.effective_on)
    assert caught.value.path == "$.as_of"
