"""A licensee can report only what its terms can use, and only once."""

from __future__ import annotations

from datetime import date
from typing import Any

from marketplace.domain.deals.reportable import Reportable, reportable
from marketplace.domain.terms.evaluate import evaluate
from marketplace.domain.terms.reading import read_case
from tests.domain.deals.test_next_step import START, TRIAL
from tests.make.listings import DEFERRED, LUMP, STAGED


def asked(terms: dict[str, Any], today: str, *events: dict[str, Any]) -> Reportable:
    case = read_case({"terms": terms, "effective_on": START.isoformat(), "events": list(events), "as_of": today})
    state = evaluate(case.terms, case.effective_on, case.events, case.as_of).state
    return reportable(case.terms, case.effective_on, case.events, state=state, today=case.as_of)


def test_only_kinds_the_terms_can_use() -> None:
    assert asked(LUMP, "2026-03-10").kinds == ("terminate",)
    assert asked(DEFERRED, "2026-03-10").kinds == ("first_revenue", "terminate")
    assert asked(STAGED, "2026-03-10").kinds == ("milestone_accepted", "terminate")


def test_a_fact_is_asked_for_once() -> None:
    assert asked(DEFERRED, "2026-03-10", {"on": "2026-03-09", "kind": "first_revenue"}).kinds == ("terminate",)
    accepted = {"on": "2026-03-09", "kind": "milestone_accepted", "milestone": "prototype"}
    assert asked(STAGED, "2026-03-10", accepted).milestones == ()


def test_periods_to_report_and_to_correct() -> None:
    year = {"period_start": "2026-03-01", "period_end": "2027-02-28", "net": "5.00"}
    found = asked(STAGED, "2027-03-10")
    assert ([p.first for p in found.periods], found.reported) == ([START], ())
    assert found.upcoming is not None and found.upcoming.first == date(2027, 3, 1)
    found = asked(STAGED, "2027-03-10", {"on": "2027-03-09", "kind": "sales", **year})
    assert (found.periods, [p.first for p in found.reported]) == ((), [START])
    assert "sales" in found.kinds


def test_the_choice_is_open_until_its_last_day() -> None:
    assert asked(TRIAL, "2026-08-02").choices == ("A", "B")
    assert asked(TRIAL, "2026-08-03").choices == ()
    assert asked(TRIAL, "2026-05-02", {"on": "2026-05-01", "kind": "choose", "choice": "A"}).choices == ()


def test_early_settlement_and_buyout_while_the_terms_allow_them() -> None:
    parts = [{"percent": "50", "trigger": {"kind": "months_after_effective", "months": n}} for n in (12, 24)]
    early = {"percent": "20", "by_months": 18}
    instalments = {"id": "I", "type": "instalments", "total": "600.00", "parts": parts, "early_settlement": early}
    sheet = {"currency": "CNY", "term_months": 36, "components": [instalments], "buyout": {"floor": "100.00"}}
    assert asked(sheet, "2026-04-01").kinds == ("settle_early", "buyout", "terminate")
    assert asked(sheet, "2027-09-02").settle == ()
    settled = {"on": "2026-04-01", "kind": "settle_early", "component": "I"}
    assert asked(sheet, "2026-04-02", settled).settle == ()


def test_after_the_end_only_sales_are_left() -> None:
    end = {"on": "2027-01-10", "kind": "terminate", "reason": "agreement"}
    assert asked(STAGED, "2027-01-20", end).kinds == ("sales",)
    assert asked(DEFERRED, "2027-01-20", end).kinds == ()
