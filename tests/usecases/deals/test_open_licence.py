"""Taking an open licence: arrival, first payment, reports and receipts move the account at once."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from marketplace.domain.faults import Forbidden, Invalid, Refused
from marketplace.store.db import db
from marketplace.store.deals.agreements import AgreementEvent
from marketplace.store.office.notices import Notice
from marketplace.usecases.deals.cases import statement_of
from marketplace.usecases.deals.deals import close_deal, start_deal
from marketplace.usecases.deals.receipts import confirm_payment
from marketplace.usecases.deals.reports import accept_report, reject_report, submit_report
from marketplace.usecases.parties.organisations import verify_organisation
from tests.make.cast import NOW, TODAY, Cast
from tests.make.deals import agreed, days_later, prepare_deal, send
from tests.make.listings import DEFERRED, LUMP, STAGED, make_listing, make_patent


def test_terms_that_ask_nothing_on_day_one_take_effect_on_arrival(cast: Cast) -> None:
    deal = agreed(cast, DEFERRED).deal
    assert (deal.state, deal.agreement.effective_on, deal.agreement.state) == ("active", TODAY, "active")
    assert deal.agreement.number == "EAST-L-2026-0001"
    office_reads = sa.select(Notice).filter_by(person_id=cast.city.person_id)
    assert {notice.event.kind for notice in db.session.scalars(office_reads)} >= {"deal.arrived", "agreement.effective"}
    stranger_reads = sa.select(Notice).filter_by(person_id=cast.park.person_id)
    assert not {n.event.kind for n in db.session.scalars(stranger_reads)} & {"deal.arrived"}


def test_first_payment_in_parts_puts_the_licence_into_effect_when_complete(cast: Cast) -> None:
    deal = agreed(cast, LUMP).deal
    agreement = deal.agreement
    assert (deal.state, agreement.effective_on, deal.due_on) == ("awaiting_payment", None, date(2026, 4, 1))
    first = {"received_on": TODAY, "bank_reference": "A1", "actor": cast.city.actor}
    confirm_payment(agreement, gross=1_800_000, now=NOW, **first)
    assert deal.state == "awaiting_payment"
    later = days_later(3)
    second = {"received_on": date(2026, 3, 4), "bank_reference": "A2", "actor": cast.city.actor}
    confirm_payment(agreement, gross=1_380_000, now=later, **second)  # 31,800.00 gross = 30,000.00 net at 6 %
    assert (deal.state, agreement.effective_on) == ("active", date(2026, 3, 5))
    assert [(c.line, c.amount, c.paid, c.status) for c in agreement.charges] == [("lump", 3_000_000, 3_000_000, "paid")]


def test_nobody_but_the_acting_office_confirms_payments(cast: Cast) -> None:
    deal = agreed(cast, LUMP).deal
    for other in (cast.maker, cast.east, cast.park, cast.operator, cast.stranger):
        with pytest.raises(Forbidden):
            confirm_payment(
                deal.agreement, received_on=TODAY, gross=1, bank_reference="X", actor=other.actor, now=NOW
            )


def test_a_report_becomes_an_event_only_when_accepted(cast: Cast) -> None:
    deal = agreed(cast, STAGED).deal
    agreement, later = deal.agreement, days_later(200)
    evidence = {"on": "2026-09-10", "kind": "milestone_accepted", "milestone": "prototype"}
    report = submit_report(agreement, evidence, actor=cast.maker.actor, now=later)
    assert [c.line for c in agreement.charges] == []
    with pytest.raises(Forbidden):
        accept_report(report, agreement, actor=cast.maker.actor, now=later)
    accept_report(report, agreement, actor=cast.city.actor, now=later)
    assert [(c.line, c.amount, c.due_on) for c in agreement.charges] == [("M1", 2_000_000, date(2026, 10, 10))]
    assert db.session.scalar(sa.select(sa.func.count()).select_from(AgreementEvent)) == 1


def test_a_rejected_report_changes_nothing_and_may_be_reported_again(cast: Cast) -> None:
    deal = agreed(cast, DEFERRED).deal
    body = {"on": "2026-03-02", "kind": "first_revenue"}
    report = submit_report(deal.agreement, body, actor=cast.maker.actor, now=NOW)
    reject_report(report, deal.agreement, reason="请补充发票", actor=cast.city.actor, now=NOW)
    assert deal.agreement.events == []
    submit_report(deal.agreement, body, actor=cast.maker.actor, now=NOW)


def test_what_the_engine_refuses_is_refused_with_its_reason_and_changes_nothing(cast: Cast) -> None:
    deal = agreed(cast, STAGED).deal
    wrong = {
        "on": "2026-03-02",
        "kind": "sales",
        "period_start": "2026-03-02",
        "period_end": "2027-03-01",
        "net": "1.00",
    }
    with pytest.raises(Invalid) as refused:
        submit_report(deal.agreement, wrong, actor=cast.maker.actor, now=NOW)
    assert refused.value.params["fault"].code == "period_not_over"
    assert deal.agreement.reports == []


def test_a_notice_of_an_unverified_firm_arrives_on_verification_with_the_terms_it_read(cast: Cast) -> None:
    listing = make_listing([make_patent(cast.east)], DEFERRED)
    deal = send(prepare_deal(listing, cast.newcomer), cast.newcomer)
    assert (deal.state, deal.agreement) == ("held", None)
    verify_organisation(cast.newcomer.organisation, actor=cast.city.actor, now=days_later(2))
    assert (deal.state, deal.agreement.effective_on) == ("active", date(2026, 3, 4))


def test_an_open_licence_cannot_be_refused_before_its_payment_is_overdue(cast: Cast) -> None:
    deal = agreed(cast, LUMP).deal
    with pytest.raises(Refused, match="deal.cannot_refuse"):
        close_deal(deal, reason="不想许可", actor=cast.city.actor, now=days_later(30))
    close_deal(deal, reason="逾期未付首笔款项", actor=cast.city.actor, now=days_later(31))
    assert deal.state == "closed"


def test_a_second_click_makes_no_second_deal(cast: Cast) -> None:
    listing = make_listing([make_patent(cast.east)], DEFERRED)
    prepare_deal(listing, cast.maker)
    with pytest.raises(Refused, match="deal.under_way"):
        start_deal(listing, cast.maker.organisation, actor=cast.maker.actor, now=NOW)


def test_two_takers_of_one_listing_get_the_same_terms_hash(cast: Cast) -> None:
    listing = make_listing([make_patent(cast.east)], STAGED)
    deals = [send(prepare_deal(listing, who), who) for who in (cast.maker, cast.stranger)]
    assert len({deal.agreement.sheet_hash for deal in deals}) == 1
    assert deals[0].agreement.sheet == deals[1].agreement.sheet


def test_a_lapsed_patent_stops_a_notice_with_the_reason(cast: Cast) -> None:
    listing = make_listing([make_patent(cast.east, status="lapsed_fee")], DEFERRED)
    with pytest.raises(Refused, match="listing.patent_not_in_force"):
        start_deal(listing, cast.maker.organisation, actor=cast.maker.actor, now=NOW)


def test_a_listing_limited_to_small_firms_says_what_is_missing(cast: Cast) -> None:
    listing = make_listing([make_patent(cast.east)], DEFERRED, limit_sizes='["SMALL", "MICRO"]')
    with pytest.raises(Refused, match="deal.size_not_declared"):
        start_deal(listing, cast.maker.organisation, actor=cast.maker.actor, now=NOW)


def test_the_account_kept_is_the_account_the_engine_gives(cast: Cast) -> None:
    deal = agreed(cast, DEFERRED).deal
    agreement = deal.agreement
    report = submit_report(agreement, {"on": "2026-03-02", "kind": "first_revenue"}, actor=cast.maker.actor, now=NOW)
    accept_report(report, agreement, actor=cast.city.actor, now=NOW)
    lines = statement_of(agreement, TODAY).lines
    kept = [(c.line, c.status, c.arose_on, c.due_on, c.amount, c.outstanding) for c in agreement.charges]
    assert kept == [(x.id, x.status, x.arose_on, x.due_on, x.amount, x.outstanding) for x in lines]
    assert agreement.charges[0].due_on == date(2026, 5, 31)
