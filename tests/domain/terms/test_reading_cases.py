"""What is no case is refused with the path of the fault."""

from __future__ import annotations

from typing import Any

import pytest

from marketplace.domain.terms.faults import Fault
from marketplace.domain.terms.reading import read_case
from tests.domain.terms.deals import event, sheet
from tests.domain.terms.test_reading import ANNUAL, DELETE, WHOLE, changed

CASE = {"terms": WHOLE, "effective_on": "2026-03-01", "events": [], "as_of": "2027-03-01"}


def case_fault(case: Any) -> tuple[str, str]:
    with pytest.raises(Fault) as caught:
        read_case(case)
    assert caught.value.message
    return caught.value.path, caught.value.code


@pytest.mark.parametrize(
    ("path", "value", "where", "code"),
    [
        (("terms",), DELETE, "$.terms", "missing"),
        (("effective_on",), DELETE, "$.effective_on", "missing"),
        (("events",), DELETE, "$.events", "missing"),
        (("as_of",), DELETE, "$.as_of", "missing"),
        (("as_of",), "2026-02-28", "$.as_of", "as_of_before_effective"),
        (("as_of",), "2200-01-01", "$.as_of", "not_date"),
        (("effective_on",), 20260301, "$.effective_on", "not_text"),
        (("events",), {}, "$.events", "not_list"),
        (("note",), "x", "$.note", "unknown_key"),
    ],
)
def test_what_is_wrong_with_a_case(path: tuple[str], value: Any, where: str, code: str) -> None:
    assert case_fault(changed(CASE, path, value)) == (where, code)


REPORT = event(
    "2027-03-01", "sales", component="R", period_start="2026-09-01", period_end="2027-02-28", net="1"
)


@pytest.mark.parametrize(
    ("entry", "member", "code"),
    [
        (5, "", "not_object"),
        ({"on": "2026-04-01"}, ".kind", "missing"),
        ({"kind": "buyout"}, ".on", "missing"),
        (event("2026-04-01", "party"), ".kind", "not_one_of"),
        (event("2026-04-01", "buyout", amount="1"), ".amount", "unknown_key"),
        (event("2026-04-31", "buyout"), ".on", "not_date"),
        (event("2026-04-01", "payment"), ".amount", "missing"),
        (event("2026-04-01", "payment", amount="0.00"), ".amount", "not_above_zero"),
        (event("2026-04-01", "payment", amount="-1"), ".amount", "not_above_zero"),
        (event("2026-04-01", "payment", amount=1), ".amount", "not_text"),
        (event("2026-04-01", "payment", amount="1", to=1), ".to", "not_text"),
        (event("2026-04-01", "financing", amount="0"), ".amount", "not_above_zero"),
        (event("2026-04-01", "hold", line="F", amount="0"), ".amount", "not_above_zero"),
        (event("2026-04-01", "hold", amount="1"), ".line", "missing"),
        (
            event("2026-04-01", "release", line="F", amount="1", write_off="1.01"),
            ".write_off",
            "write_off_above_release",
        ),
        (event("2026-04-01", "release", line="F", amount="1", write_off="-1"), ".write_off", "below_zero"),
        (event("2026-04-01", "waive", line="F"), ".amount", "missing"),
        (event("2026-04-01", "milestone_accepted"), ".milestone", "missing"),
        (event("2026-04-01", "milestone_accepted", milestone="x"), ".milestone", "milestone_unknown"),
        (event("2026-04-01", "choose", choice="Z"), ".choice", "choice_unknown"),
        (event("2026-04-01", "settle_early", component="F"), ".component", "no_early_settlement"),
        (event("2026-04-01", "terminate"), ".reason", "missing"),
        (event("2026-04-01", "terminate", reason="boredom"), ".reason", "not_one_of"),
        (REPORT | {"component": "F"}, ".component", "not_a_royalty"),
        ({key: value for key, value in REPORT.items() if key != "component"}, ".component", "missing"),
        ({key: value for key, value in REPORT.items() if key != "net"}, ".net", "missing"),
        (REPORT | {"gross": "5"}, ".net", "not_both"),
        (REPORT | {"deductions": []}, ".gross", "missing"),
        (REPORT | {"profit": "5"}, ".profit", "not_the_base"),
        (REPORT | {"units": -1}, ".units", "out_of_range"),
        (REPORT | {"units": "5"}, ".units", "not_whole"),
        (REPORT | {"component": "U"}, ".units", "missing"),
        (REPORT | {"corrects": 1}, ".corrects", "not_boolean"),
        (REPORT | {"period_start": "x"}, ".period_start", "not_date"),
    ],
)
def test_what_is_wrong_with_an_event(entry: Any, member: str, code: str) -> None:
    assert case_fault(changed(CASE, ("events",), [event("2026-04-01", "first_revenue"), entry])) == (
        f"$.events[1]{member}",
        code,
    )


@pytest.mark.parametrize(
    ("members", "where", "code"),
    [
        ({"gross": "-1"}, ".gross", "below_zero"),
        ({"gross": "1", "deductions": {}}, ".deductions", "not_list"),
        ({"gross": "1", "deductions": [{"label": "x"}]}, ".deductions[0].amount", "missing"),
        ({"gross": "1", "deductions": [{"amount": "1"}]}, ".deductions[0].label", "missing"),
        (
            {"gross": "1", "deductions": [{"label": "x", "amount": "-1"}]},
            ".deductions[0].amount",
            "below_zero",
        ),
    ],
)
def test_what_is_wrong_with_gross_sales(members: dict[str, Any], where: str, code: str) -> None:
    report = {key: value for key, value in REPORT.items() if key != "net"} | members
    assert case_fault(changed(CASE, ("events",), [report])) == (f"$.events[0]{where}", code)


def test_no_reports_where_there_is_no_royalty() -> None:
    case = CASE | {"terms": sheet(ANNUAL), "events": [REPORT]}
    assert case_fault(case) == ("$.events[0].kind", "no_royalty")
