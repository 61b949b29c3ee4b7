"""What happens next, who acts and by when, in every state of a deal."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from marketplace.domain.deals.next_step import (
    STEPS,
    Account,
    Standing,
    Step,
    WaitingReport,
    next_step,
    next_steps,
)
from marketplace.domain.deals.states import STATES
from marketplace.domain.deals.step_words import ACTORS, SHORT, TITLES, bare_title, step_title
from marketplace.domain.terms.evaluate import evaluate
from marketplace.domain.terms.reading import read_case
from marketplace.domain.terms.reporting import report_periods
from tests.make.listings import DEFERRED, LUMP, STAGED

START = date(2026, 3, 1)
TRIAL: dict[str, Any] = {
    "currency": "CNY",
    "term_months": 36,
    "components": [
        {"id": "T", "type": "trial", "months": 6},
        {"id": "lump", "type": "fixed", "amount": "50000.00", "trigger": {"kind": "trial_end"}},
        {"id": "roy", "type": "royalty", "base": "net_sales", "bands": [{"over": "0", "rate": "3"}], "period": "year"},
    ],
    "options": {"choose_by_days_before": 30, "after": "trial", "choices": {"A": ["lump"], "B": ["roy"]}},
}


def running(
    terms: dict[str, Any], today: date, *events: dict[str, Any], waiting: tuple[WaitingReport, ...] = ()
) -> Standing:
    case = read_case(
        {"terms": terms, "effective_on": START.isoformat(), "events": list(events), "as_of": today.isoformat()}
    )
    account = Account(
        terms=case.terms,
        effective_on=case.effective_on,
        events=case.events,
        statement=evaluate(case.terms, case.effective_on, case.events, case.as_of),
        periods=report_periods(case.terms, case.effective_on, case.events, case.as_of),
        vat_rate="6",
        waiting=waiting,
    )
    return Standing(state="active", today=today, account=account)


def told(step: Step) -> tuple[str, str, date | None]:
    return step.code, step.side, step.due


def test_a_draft_is_completed_then_sent() -> None:
    today = date(2026, 3, 2)
    assert told(next_step(Standing("draft", today))) == ("complete", "licensee", None)
    assert told(next_step(Standing("draft", today, complete=True))) == ("send", "licensee", None)
    assert told(next_step(Standing("held", today))) == ("verification", "site", None)


def test_a_request_waits_for_the_office_and_an_offer_for_the_other_side() -> None:
    today, last = date(2026, 3, 2), date(2026, 3, 20)
    assert told(next_step(Standing("requested", today, answer_by=last))) == ("answer_request", "office", last)
    assert told(next_step(Standing("offered", today, offer=(1, "office", last)))) == ("answer_offer", "licensee", last)
    assert told(next_step(Standing("offered", today, offer=(2, "licensee", last)))) == ("answer_offer", "office", last)
    assert told(next_step(Standing("offered", today))) == ("offer_lapsed", "office", None)
    assert next_step(Standing("offered", date(2026, 3, 21), offer=(2, "licensee", last))).code == "offer_lapsed"


def test_the_first_payment_names_amount_and_day() -> None:
    step = next_step(Standing("awaiting_payment", START, first_payment=(3_180_000, date(2026, 4, 1))))
    assert (told(step), step.amount) == (("first_payment", "licensee", date(2026, 4, 1)), 3_180_000)
    assert step_title(step, "CNY", "zh") == "等待首笔付款 ¥31,800.00"


def test_open_lines_come_before_what_is_only_foreseen() -> None:
    step = next_step(running(LUMP, date(2026, 3, 10)))
    assert (told(step), step.amount) == (("pay", "licensee", date(2026, 3, 31)), 3_180_000)
    late = next_step(running(LUMP, date(2026, 4, 10)))
    assert told(late) == ("pay_overdue", "licensee", date(2026, 3, 31))


def test_a_period_that_is_over_is_to_be_reported_unless_its_report_waits() -> None:
    today = date(2027, 3, 5)
    steps = next_steps(running(STAGED, today))
    assert told(steps[0]) == ("report", "licensee", date(2027, 3, 30))
    report = WaitingReport("sales", date(2027, 3, 15), ("R", START))
    steps = next_steps(running(STAGED, today, waiting=(report,)))
    assert told(steps[0]) == ("judge_report", "office", date(2027, 3, 15))
    assert "report" not in [step.code for step in steps]


def test_nothing_to_do_today_is_nobodys_turn() -> None:
    steps = next_steps(running(DEFERRED, date(2026, 3, 5)))
    assert [(step.code, step.acts_now, step.day) for step in steps] == [("waits", "", date(2028, 3, 1))]
    assert steps[0].amount == 12_720_000
    assert "首次取得" in steps[0].cause.zh


def test_the_choice_after_a_trial_has_its_last_day() -> None:
    assert told(next_step(running(TRIAL, date(2026, 5, 1)))) == ("choose", "licensee", date(2026, 8, 2))
    chosen = {"on": "2026-05-01", "kind": "choose", "choice": "B"}
    assert "choose" not in [step.code for step in next_steps(running(TRIAL, date(2026, 5, 2), chosen))]


def test_a_licence_with_nothing_open_runs_to_its_end_and_then_is_finished() -> None:
    paid = {"on": "2026-03-05", "kind": "payment", "amount": "30000.00"}
    step = next_step(running(LUMP, date(2026, 4, 1), paid))
    assert (step.code, step.day) == ("nothing_due", date(2029, 2, 28))
    assert next_step(running(LUMP, date(2029, 3, 1), paid)).code == "finished"


def test_disputed_money_is_not_asked_for() -> None:
    hold = {"on": "2026-03-05", "kind": "hold", "line": "lump", "amount": "10000.00"}
    assert next_step(running(LUMP, date(2026, 3, 10), hold)).amount == 2_120_000


def test_every_state_has_a_next_step() -> None:
    for state in STATES:
        standing = running(LUMP, date(2026, 3, 10)) if state in ("active", "ended") else Standing(state, START)
        assert next_step(standing).code in STEPS


def test_a_licence_in_effect_needs_its_account() -> None:
    with pytest.raises(ValueError, match="without an account"):
        next_steps(Standing("active", START))


def test_every_step_and_side_is_worded_in_both_languages() -> None:
    assert set(TITLES) == set(STEPS)
    assert set(SHORT) <= set(TITLES)
    assert set(ACTORS) >= {side for side in STEPS.values() if side != "either"}
    assert all(zh and en for zh, en in (*TITLES.values(), *SHORT.values()))
    for code in STEPS:
        assert "{" not in bare_title(code, "zh") + bare_title(code, "en")
