"""A licence lives: exact payments, one report a matter, rights used today, next steps kept, nobody on both sides."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from marketplace.domain.deals.vat import gross_of
from marketplace.domain.faults import Forbidden, Invalid, Refused
from marketplace.store.db import db
from marketplace.store.deals.agreements import living_ids
from marketplace.store.office.notices import Notice
from marketplace.usecases.deals.agreements import bring_account_forward
from marketplace.usecases.deals.deals import assign_deal, close_deal, note_on_deal, remind_of_deal, start_deal
from marketplace.usecases.deals.outlook import steps_of
from marketplace.usecases.deals.receipts import confirm_payment
from marketplace.usecases.deals.reports import accept_report, end_agreement, reject_report, submit_report
from marketplace.usecases.parties.mandates import give_mandate
from tests.make.cast import NOW, TODAY, Cast
from tests.make.deals import agreed, days_later, pay, prepare_deal, send, told
from tests.make.listings import DEFERRED, LUMP, STAGED, make_listing, make_patent

TWO_LINES: dict[str, object] = {
    "currency": "CNY",
    "term_months": 36,
    "components": [
        {"id": "a", "type": "fixed", "amount": "333.33", "trigger": {"kind": "effective"}, "due_days": 10},
        {"id": "b", "type": "fixed", "amount": "166.67", "trigger": {"kind": "months_after_effective", "months": 1}},
    ],
}


def test_paying_what_is_asked_settles_line_after_line(cast: Cast) -> None:
    agreement = agreed(cast, TWO_LINES)
    pay(agreement, cast, gross_of(33_333, "6"), 1)
    assert agreement.effective_on == date(2026, 3, 3)
    bring_account_forward(agreement, actor=cast.city.actor, now=days_later(40))
    pay(agreement, cast, gross_of(16_667, "6"), 41, "b")
    assert [(c.line, c.outstanding, c.status) for c in agreement.charges] == [("a", 0, "paid"), ("b", 0, "paid")]
    assert [r.net for r in agreement.receipts] == [33_333, 16_667]


def test_the_first_payment_in_odd_parts_is_complete_to_the_last_unit(cast: Cast) -> None:
    agreement = agreed(cast, LUMP)
    asked = gross_of(3_000_000, "6")
    for number, part in enumerate((1_000_003, 777_777), start=1):
        pay(agreement, cast, part, number)
        assert agreement.effective_on is None
    pay(agreement, cast, asked - 1_777_780, 3)
    assert agreement.effective_on == date(2026, 3, 5)
    assert (agreement.charges[0].paid, agreement.charges[0].outstanding) == (3_000_000, 0)


def test_next_step_and_deadline_are_kept_with_the_deal(cast: Cast) -> None:
    deal = agreed(cast, LUMP).deal
    assert (deal.next_step, deal.next_side, deal.due_on) == ("first_payment", "licensee", date(2026, 4, 1))
    staged = agreed(cast, STAGED)
    assert (staged.deal.next_step, staged.deal.next_side) == ("report_later", "")
    body = {"on": "2026-03-02", "kind": "milestone_accepted", "milestone": "prototype"}
    report = submit_report(staged, body, actor=cast.maker.actor, now=NOW)
    assert (staged.deal.next_step, staged.deal.next_side, staged.deal.due_on) == (
        "judge_report",
        "office",
        date(2026, 3, 12),
    )
    accept_report(report, staged, actor=cast.city.actor, now=NOW)
    assert (staged.deal.next_step, staged.deal.due_on) == ("pay", date(2026, 4, 1))
    bring_account_forward(staged, actor=cast.city.actor, now=days_later(31))
    assert staged.deal.next_step == "pay_overdue"
    assert steps_of(staged.deal, days_later(31).date())[0].code == "pay_overdue"


def test_a_milestone_counts_from_its_acceptance(cast: Cast) -> None:
    agreement, later = agreed(cast, STAGED), days_later(10)
    body = {"on": "2026-03-05", "kind": "milestone_accepted", "milestone": "prototype"}
    report = submit_report(agreement, body, actor=cast.maker.actor, now=later)
    for day in (date(2026, 3, 4), date(2026, 3, 13)):
        with pytest.raises(Invalid, match="report.day_out_of_range"):
            accept_report(report, agreement, on=day, actor=cast.city.actor, now=later)
    accept_report(report, agreement, on=date(2026, 3, 12), actor=cast.city.actor, now=later)
    assert [(c.line, c.arose_on) for c in agreement.charges] == [("M1", date(2026, 3, 12))]
    assert report.values["on"] == "2026-03-05"


def test_one_matter_is_reported_once_at_a_time(cast: Cast) -> None:
    agreement, later = agreed(cast, STAGED), days_later(370)
    year = {"kind": "sales", "component": "R", "period_start": "2026-03-02", "period_end": "2027-03-01"}
    first = submit_report(agreement, {"on": "2027-03-07", **year, "net": "5.00"}, actor=cast.maker.actor, now=later)
    with pytest.raises(Invalid, match="report.waiting"):
        submit_report(agreement, {"on": "2027-03-07", **year, "net": "6.00"}, actor=cast.maker.actor, now=later)
    with pytest.raises(Invalid, match="deal.reason_missing"):
        reject_report(first, agreement, reason=" ", actor=cast.city.actor, now=later)
    reject_report(first, agreement, reason="缺少明细", actor=cast.city.actor, now=later)
    submit_report(agreement, {"on": "2027-03-07", **year, "net": "6.00"}, actor=cast.maker.actor, now=later)


def test_a_right_is_used_today_and_only_ones_own(cast: Cast) -> None:
    agreement, later = agreed(cast, DEFERRED), days_later(100)
    exit_ = {"kind": "terminate", "reason": "licensee_exit"}
    with pytest.raises(Invalid, match="report.not_today"):
        submit_report(agreement, {"on": "2026-03-10", **exit_}, actor=cast.maker.actor, now=later)
    with pytest.raises(Refused, match="report.reason_not_yours"):
        breach = {"on": "2026-06-10", "kind": "terminate", "reason": "breach"}
        submit_report(agreement, breach, actor=cast.maker.actor, now=later)
    submit_report(agreement, {"on": "2026-06-10", **exit_}, actor=cast.maker.actor, now=later)
    assert (agreement.state, agreement.deal.state, agreement.deal.next_step) == ("terminated", "ended", "scheduled")


def test_the_office_ends_a_licence_by_breach_or_agreement_only(cast: Cast) -> None:
    agreement = agreed(cast, STAGED)
    with pytest.raises(Forbidden):
        end_agreement(agreement, on=TODAY, reason="breach", actor=cast.maker.actor, now=NOW)
    with pytest.raises(Refused, match="report.reason_not_yours"):
        end_agreement(agreement, on=TODAY, reason="licensee_exit", actor=cast.city.actor, now=NOW)
    end_agreement(agreement, on=TODAY, reason="agreement", actor=cast.city.actor, now=NOW)
    assert agreement.deal.state == "ended"


def test_an_account_that_ended_with_something_open_still_moves(cast: Cast) -> None:
    paid, open_ = agreed(cast, LUMP), agreed(cast, LUMP)
    for agreement, gross in ((paid, 3_180_000), (open_, 3_180_000)):
        pay(agreement, cast, gross, 0)
    accepted = {"on": "2026-03-02", "kind": "milestone_accepted", "milestone": "prototype"}
    staged = agreed(cast, STAGED)
    accept_report(
        submit_report(staged, accepted, actor=cast.maker.actor, now=NOW), staged, actor=cast.city.actor, now=NOW
    )
    end_agreement(staged, on=TODAY, reason="agreement", actor=cast.city.actor, now=NOW)
    end_agreement(paid, on=TODAY, reason="agreement", actor=cast.city.actor, now=NOW)
    assert set(living_ids()) == {open_.id, staged.id}


def test_nobody_is_on_both_sides(cast: Cast) -> None:
    listing = make_listing([make_patent(cast.east)], STAGED)
    with pytest.raises(Refused, match="deal.own_listing"):
        start_deal(listing, cast.city.organisation, option_position=1, actor=cast.city.actor, now=NOW)
    taken = send(prepare_deal(make_listing([make_patent(cast.west)], STAGED), cast.park), cast.park)
    give_mandate(cast.west.organisation, cast.park.organisation, starts_on=TODAY, actor=cast.west.actor, now=NOW)
    assert cast.west.organisation_id in cast.park.actor.office_for
    body = {"on": "2026-03-02", "kind": "milestone_accepted", "milestone": "prototype"}
    report = submit_report(taken.agreement, body, actor=cast.park.actor, now=NOW)
    with pytest.raises(Forbidden):
        accept_report(report, taken.agreement, actor=cast.park.actor, now=NOW)
    with pytest.raises(Forbidden):
        confirm_payment(
            taken.agreement, received_on=TODAY, gross=1, bank_reference="X", actor=cast.park.actor, now=NOW
        )


def test_the_office_assigns_its_own_people_and_is_reminded(cast: Cast) -> None:
    deal = agreed(cast, STAGED).deal
    with pytest.raises(Invalid, match="deal.not_of_the_office"):
        assign_deal(deal, cast.maker.person, actor=cast.city.actor, now=NOW)
    with pytest.raises(Forbidden):
        assign_deal(deal, cast.maker.person, actor=cast.maker.actor, now=NOW)
    assign_deal(deal, cast.city.person, actor=cast.city.actor, now=NOW)
    remind_of_deal(deal, remind_on=date(2026, 3, 9), actor=cast.city.actor, now=NOW)
    assert (deal.assignee, deal.remind_on) == (cast.city.person, date(2026, 3, 9))
    remind_of_deal(deal, remind_on=None, actor=cast.city.actor, now=NOW)
    assert deal.remind_on is None


def test_a_message_reaches_the_other_side_and_a_note_nobody(cast: Cast) -> None:
    deal = agreed(cast, STAGED).deal
    note_on_deal(deal, "请问何时可以验收？", audience="both", actor=cast.maker.actor, now=NOW)
    note_on_deal(deal, "先安排现场查看。", audience="office", actor=cast.city.actor, now=NOW)
    with pytest.raises(Refused):
        note_on_deal(deal, "不可以", audience="office", actor=cast.maker.actor, now=NOW)
    assert "deal.message_sent" in told(cast.city) and "deal.noted" not in told(cast.city)
    assert "deal.noted" not in told(cast.maker)


def test_nobody_is_told_of_a_deal_that_has_not_arrived(cast: Cast) -> None:
    held = send(prepare_deal(make_listing([make_patent(cast.east)], STAGED), cast.newcomer), cast.newcomer)
    with pytest.raises(Refused, match="state.not_possible"):
        note_on_deal(held, "请尽快审核", audience="both", actor=cast.newcomer.actor, now=NOW)
    note_on_deal(held, "等认证", audience="licensee", actor=cast.newcomer.actor, now=NOW)
    notices = db.session.scalars(sa.select(Notice).filter_by(person_id=cast.city.person_id))
    assert not [notice for notice in notices if notice.event.subject == f"deal:{held.public_id}"]


def test_a_deal_is_not_closed_without_a_reason(cast: Cast) -> None:
    listing = make_listing([make_patent(cast.east)], DEFERRED, kind="negotiated")
    deal = send(prepare_deal(listing, cast.maker, option=None), cast.maker)
    with pytest.raises(Invalid, match="deal.reason_missing"):
        close_deal(deal, reason="  ", actor=cast.city.actor, now=NOW)
    assert deal.state == "requested"
