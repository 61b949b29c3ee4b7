"""Rule 10: the trial, the choice after it, and what lapses without one. Also early settlement."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.terms.deals import amounts, event, fixed, lines, on, refused, royalty, run, sales, sheet

TRIAL = {"id": "T", "type": "trial", "months": 6}  # from 2026-03-01, its end is 2026-09-01
LUMP = fixed("lump", "100", on("trial_end"))
FEE = {"id": "fee", "type": "annual", "amount": "10"}
SHARE = {"id": "share", "type": "share", "rate": "1"}
OPTIONS = {
    "choose_by_days_before": 30,
    "after": "trial",
    "choices": {"A": ["lump"], "B": ["roy", "fee", "share"], "C": ["lump", "fee"]},
}
SHEET = sheet(
    TRIAL,
    LUMP,
    royalty(("0", "10"), component_id="roy", period="quarter"),
    FEE,
    SHARE,
    fixed("always", "1", on("date", on="2027-01-01")),
    options=OPTIONS,
    buyout={"floor": "1"},
)


def choose(day: str, choice: str) -> dict[str, Any]:
    return event(day, "choose", choice=choice)


def test_before_the_choice_what_is_chosen_waits_for_it() -> None:
    result = run(SHEET, [], "2026-04-01")
    assert result["state"] == "trial"
    assert result["contingent"] == [
        {"id": "lump", "component": "lump", "waits_for": "choose A or C", "latest": None, "amount": "100.00"}
    ]
    assert [(line["id"], line["status"]) for line in result["lines"]] == [("always", "scheduled")]


def test_after_the_choice_its_sums_have_their_day() -> None:
    result = run(SHEET, [choose("2026-04-01", "A")], "2026-04-01")
    assert result["state"] == "trial"
    assert [(line["id"], line["status"]) for line in result["lines"]] == [
        ("lump", "scheduled"),
        ("always", "scheduled"),
    ]
    later = run(SHEET, [choose("2026-04-01", "A")], "2026-09-01")
    assert later["state"] == "active"
    assert amounts(later) == {"lump": "100.00"}
    report = sales("2026-12-10", "2026-09-01", "2026-11-30", "50")
    assert refused(SHEET, [choose("2026-04-01", "A"), report], "2026-12-10") == (
        "$.events[1].kind",
        "not_chosen",
    )


def test_a_sum_whose_day_has_passed_arises_on_the_day_of_the_choice() -> None:
    terms = sheet(
        TRIAL, fixed("lump", "5", on("first_revenue")), options=OPTIONS | {"choices": {"A": ["lump"]}}
    )
    events = [event("2026-03-10", "first_revenue"), choose("2026-04-01", "A")]
    assert run(terms, events[:1], "2026-03-31")["lines"] == []
    assert lines(run(terms, events, "2026-04-01"))["lump"]["arose_on"] == "2026-04-01"


def test_annual_fees_of_a_choice_start_with_the_next_contract_year() -> None:
    result = run(SHEET, [choose("2026-04-01", "B")], "2027-03-01")
    assert [key for key in amounts(result) if key.startswith("fee")] == ["fee:2027-03-01"]
    same_day = run(SHEET, [choose("2026-03-01", "B")], "2026-03-01")
    assert amounts(same_day) == {"fee:2026-03-01": "10.00"}


def test_royalties_start_with_the_end_of_the_trial() -> None:
    events = [choose("2026-04-01", "B"), sales("2026-12-10", "2026-09-01", "2026-11-30", "50")]
    assert amounts(run(SHEET, events, "2026-12-10")) == {"roy:2026-09-01": "5.00"}
    during = sales("2026-06-10", "2026-03-01", "2026-05-31", "50")
    assert refused(SHEET, [events[0], during], "2026-12-10") == (
        "$.events[1].period_start",
        "not_a_period_start",
    )


def test_a_trial_that_ends_within_a_period_makes_a_short_first_one() -> None:
    terms = sheet(TRIAL | {"months": 4}, royalty(("0", "10"), period="quarter"))
    report = sales("2026-09-10", "2026-07-01", "2026-08-31", "50")
    assert amounts(run(terms, [report], "2026-09-10")) == {"R:2026-07-01": "5.00"}


def test_success_fees_follow_the_choice() -> None:
    rounds = [event(day, "financing", amount="100") for day in ("2026-03-10", "2026-05-10")]
    chosen = [rounds[0], choose("2026-04-01", "B"), rounds[1]]
    assert amounts(run(SHEET, chosen, "2026-05-10")) == {"share#1": "1.00"}
    assert amounts(run(SHEET, [rounds[0], choose("2026-04-01", "A"), rounds[1]], "2026-05-10")) == {}


def test_without_a_choice_the_licence_lapses() -> None:
    result = run(SHEET, [], "2027-12-31")
    assert result["state"] == "lapsed"
    assert amounts(result) == {}
    assert [(line["id"], line["status"]) for line in result["lines"]] == [("always", "cancelled")]
    assert result["contingent"] == []


def test_no_royalty_runs_after_a_lapse() -> None:
    terms = sheet(
        TRIAL,
        royalty(("0", "10"), period="quarter", annual_minimum=[{"from_year": 1, "amount": "5"}]),
        LUMP,
        options=OPTIONS | {"choices": {"A": ["lump"]}},
    )
    report = sales("2026-12-10", "2026-09-01", "2026-11-30", "50")
    assert refused(terms, [report], "2026-12-10") == ("$.events[0].period_start", "not_a_period_start")
    assert run(terms, [], "2031-12-31")["lines"] == []


def test_the_trial_ends_before_the_charges_of_its_day() -> None:
    terms = sheet(
        TRIAL, fixed("always", "1", on("trial_end")), LUMP, options=OPTIONS | {"choices": {"A": ["lump"]}}
    )
    assert amounts(run(terms, [], "2026-09-01")) == {}


def test_ending_in_the_trial_before_a_choice_cancels_everything() -> None:
    result = run(SHEET, [event("2026-05-01", "terminate", reason="agreement")], "2027-12-31")
    assert result["state"] == "terminated"
    assert amounts(result) == {}
    after_choice = [choose("2026-04-01", "A"), event("2026-05-01", "terminate", reason="agreement")]
    assert amounts(run(SHEET, after_choice, "2027-12-31")) == {"lump": "100.00", "always": "1.00"}


def test_without_options_the_trial_just_ends() -> None:
    terms = sheet(TRIAL, LUMP, FEE)
    assert run(terms, [], "2026-08-31")["state"] == "trial"
    result = run(terms, [], "2026-09-01")
    assert result["state"] == "active"
    assert amounts(result) == {"fee:2026-03-01": "10.00", "lump": "100.00"}


@pytest.mark.parametrize(
    ("events", "fault"),
    [
        ([choose("2026-08-03", "A")], ("$.events[0].on", "choice_too_late")),
        ([choose("2026-04-01", "A"), choose("2026-04-02", "B")], ("$.events[1].kind", "choice_made")),
        ([choose("2026-04-01", "X")], ("$.events[0].choice", "choice_unknown")),
        ([choose("2026-09-01", "A")], ("$.events[0].kind", "licence_ended")),
        (
            [event("2026-03-05", "terminate", reason="breach"), choose("2026-04-01", "A")],
            ("$.events[1].kind", "licence_ended"),
        ),
        ([event("2026-03-05", "buyout")], ("$.events[0].kind", "not_active")),
    ],
)
def test_choices_that_cannot_be(events: list[Any], fault: tuple[str, str]) -> None:
    assert refused(SHEET, events, "2026-12-31") == fault


def test_the_last_day_to_choose() -> None:
    assert run(SHEET, [choose("2026-08-02", "A")], "2026-08-02")["contingent"] == []
    no_notice = SHEET | {"options": OPTIONS | {"choose_by_days_before": 0}}
    assert run(no_notice, [choose("2026-08-31", "A")], "2026-09-01")["state"] == "active"
    assert refused(no_notice, [choose("2026-09-01", "A")], "2026-09-01") == (
        "$.events[0].kind",
        "licence_ended",
    )


def test_no_choice_without_options() -> None:
    assert refused(sheet(TRIAL, LUMP), [choose("2026-04-01", "A")], "2026-04-01") == (
        "$.events[0].kind",
        "no_options",
    )


# --- early settlement -------------------------------------------------------------------------------------------------


def instalments(**members: Any) -> dict[str, Any]:
    return {
        "id": "I",
        "type": "instalments",
        "total": "100.00",
        "parts": [
            {"amount": "40", "trigger": on("effective")},
            {"amount": "35", "trigger": on("milestone_accepted", milestone="m")},
            {"amount": "25", "trigger": on("date", on="2028-01-01")},
        ],
        "early_settlement": {"percent": "10", "by_months": 12},
    } | members


SETTLE = event("2026-06-01", "settle_early", component="I")


def test_settling_early_discounts_all_that_is_unpaid_and_not_held() -> None:
    events = [
        event("2026-03-05", "payment", amount="15"),
        event("2026-03-06", "hold", line="I#1", amount="5"),
        SETTLE,
    ]
    result = run(sheet(instalments()), events, "2026-06-01")
    shown = lines(result)
    # 20 open on the first part, 35 and 25 on the others: 80, of which 8 off
    assert list(shown) == ["I#1", "I#2", "I#3", "I:discount"]
    assert shown["I:discount"]["amount"] == "-8.00"
    assert shown["I:discount"]["kind"] == "discount"
    assert shown["I#1"]["due_on"] == "2026-03-31"
    assert shown["I#2"]["due_on"] == shown["I#3"]["due_on"] == "2026-06-01"
    assert shown["I#1"]["paid"] == "23.00"
    assert result["totals"]["outstanding"] == "77.00"
    assert result["totals"]["counted_toward_cap"] == "100.00"


def test_the_discount_comes_before_credit_at_hand() -> None:
    events = [event("2026-03-05", "payment", amount="94"), SETTLE]
    result = run(sheet(instalments()), events, "2026-06-01")
    # 60 unpaid, 6 off; the credit of 54 pays the rest exactly
    assert result["totals"]["outstanding"] == "0.00"
    assert result["totals"]["credit"] == "0.00"
    assert result["totals"]["paid"] == "94.00"


@pytest.mark.parametrize(
    ("terms", "events", "fault"),
    [
        (sheet(instalments()), [SETTLE, SETTLE], ("$.events[1].component", "settled_already")),
        (
            sheet(instalments(), LUMP | {"trigger": on("effective")}),
            [SETTLE | {"component": "lump"}],
            ("$.events[0].component", "no_early_settlement"),
        ),
        (sheet(instalments()), [SETTLE | {"on": "2027-03-02"}], ("$.events[0].on", "settlement_too_late")),
        (
            sheet(instalments()),
            [event("2026-05-01", "terminate", reason="breach"), SETTLE],
            ("$.events[1].kind", "licence_ended"),
        ),
        (
            sheet(TRIAL, instalments(), options=OPTIONS | {"choices": {"A": ["I"]}}),
            [SETTLE],
            ("$.events[0].component", "not_chosen"),
        ),
    ],
)
def test_settlements_that_cannot_be(terms: dict[str, Any], events: list[Any], fault: tuple[str, str]) -> None:
    assert refused(terms, events, "2027-12-31") == fault


def test_the_last_day_to_settle_early() -> None:
    assert "I:discount" in amounts(run(sheet(instalments()), [SETTLE | {"on": "2027-03-01"}], "2027-03-01"))
