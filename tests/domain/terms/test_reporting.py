"""Periods to be reported: cut to the span of the royalty, with their deadline and the report in force."""

from __future__ import annotations

from datetime import date
from typing import Any

from marketplace.domain.terms.reading import read_case
from marketplace.domain.terms.reporting import ReportPeriod, report_periods

QUARTERLY: dict[str, Any] = {
    "currency": "CNY",
    "term_months": 24,
    "components": [
        {
            "id": "R",
            "type": "royalty",
            "base": "net_sales",
            "bands": [{"over": "0", "rate": "2"}],
            "period": "quarter",
            "report_days": 20,
        }
    ],
}


def periods(terms: dict[str, Any], as_of: str, *events: dict[str, Any]) -> tuple[ReportPeriod, ...]:
    case = read_case({"terms": terms, "effective_on": "2026-03-01", "events": list(events), "as_of": as_of})
    return report_periods(case.terms, case.effective_on, case.events, case.as_of)


def sales(on: str, first: str, last: str, net: str, **more: object) -> dict[str, Any]:
    return {"on": on, "kind": "sales", "period_start": first, "period_end": last, "net": net, **more}


def test_periods_up_to_the_one_that_runs_with_their_deadlines() -> None:
    found = periods(QUARTERLY, "2026-09-10", sales("2026-06-02", "2026-03-01", "2026-05-31", "100.00"))
    assert [(p.first, p.last, p.due_on, p.report is not None) for p in found] == [
        (date(2026, 3, 1), date(2026, 5, 31), date(2026, 6, 20), True),
        (date(2026, 6, 1), date(2026, 8, 31), date(2026, 9, 20), False),
        (date(2026, 9, 1), date(2026, 11, 30), date(2026, 12, 20), False),
    ]
    assert [p.is_over(date(2026, 9, 10)) for p in found] == [True, True, False]


def test_the_report_in_force_is_the_corrected_one() -> None:
    first = sales("2026-06-02", "2026-03-01", "2026-05-31", "100.00")
    second = sales("2026-06-03", "2026-03-01", "2026-05-31", "70.00", corrects=True)
    report = periods(QUARTERLY, "2026-06-10", first, second)[0].report
    assert report is not None and report.net == 7000


def test_an_end_cuts_the_last_period_and_the_sell_off_lengthens_it() -> None:
    end = {"on": "2026-04-10", "kind": "terminate", "reason": "agreement"}
    assert [p.last for p in periods(QUARTERLY, "2026-12-31", end)] == [date(2026, 4, 10)]
    sold_off = {**QUARTERLY, "exit": {"sell_off_days": 60}}
    assert [p.last for p in periods(sold_off, "2026-12-31", end)] == [date(2026, 5, 31), date(2026, 6, 9)]


def test_calendar_years_make_a_short_first_period() -> None:
    calendar = {**QUARTERLY, "components": [{**QUARTERLY["components"][0], "year": "calendar", "period": "year"}]}
    assert [(p.first, p.last) for p in periods(calendar, "2027-01-02")] == [
        (date(2026, 3, 1), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2027, 12, 31)),
    ]


def test_nothing_is_to_be_reported_before_the_start_or_a_choice_or_after_a_buyout() -> None:
    royalty = QUARTERLY["components"][0]
    waits = {**QUARTERLY, "components": [{**royalty, "starts": {"kind": "first_revenue"}}]}
    assert periods(waits, "2026-12-31") == ()
    trial = {"id": "T", "type": "trial", "months": 6}
    choices = {"after": "trial", "choose_by_days_before": 0, "choices": {"A": ["R"]}}
    optional = {**QUARTERLY, "components": [trial, royalty], "options": choices}
    assert periods(optional, "2026-08-31") == ()
    assert periods(optional, "2026-06-01", {"on": "2026-06-01", "kind": "choose", "choice": "A"})[0].first == date(
        2026, 9, 1
    )
    bought = {**QUARTERLY, "buyout": {"floor": "10.00"}}
    reported = sales("2026-06-02", "2026-03-01", "2026-05-31", "100.00")
    buyout = {"on": "2026-06-05", "kind": "buyout"}
    assert [p.first for p in periods(bought, "2027-01-01", reported, buyout)] == [date(2026, 3, 1)]
