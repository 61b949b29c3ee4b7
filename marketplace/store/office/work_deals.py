"""Work in deals: answers, reports to judge, offers about to expire, reminders."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from marketplace.domain.days import day_of
from marketplace.domain.office.work import EXPIRING_WITHIN_DAYS, WorkItem
from marketplace.store.deals.agreements import Agreement, Report
from marketplace.store.deals.deals import Deal, Offer
from marketplace.store.office.parameters import value
from marketplace.store.office.work_order import Found, Statement, by_urgency, in_charge, run_by

if TYPE_CHECKING:
    from marketplace.store.office.worklist import View

SHOWN = (joinedload(Deal.listing), joinedload(Deal.licensee), joinedload(Deal.assignee))


def answers(view: View) -> Statement:
    """Deals in which it is the office's turn; reports have a list of their own."""
    turn = sa.and_(Deal.next_side == "office", Deal.next_step != "judge_report")
    return (
        sa.select(Deal)
        .where(run_by(view.actor), turn, in_charge(view.actor, view.whose))
        .order_by(*by_urgency(Deal.due_on, view.today, Deal.id))
    )


def answer_item(view: View, row: Found) -> WorkItem:
    deal: Deal = row[0]
    return of_deal("answers", deal, due=deal.due_on, since=arrival(deal), code=deal.next_step)


def reports(view: View) -> Statement:
    """Reports that nobody has judged, the oldest first."""
    return (
        sa.select(Report, Deal)
        .join(Agreement, Agreement.id == Report.agreement_id)
        .join(Deal, Deal.id == Agreement.deal_id)
        .where(run_by(view.actor), Report.state == "submitted", in_charge(view.actor, view.whose))
        .order_by(Report.submitted_at, Report.id)
    )


def report_item(view: View, row: Found) -> WorkItem:
    report, deal = row
    sent = day_of(report.submitted_at)
    due = sent + timedelta(days=int(str(value("report_judge_days", sent))))
    return of_deal("reports", deal, due=due, since=sent, code=report.kind)


def expiring_offers(view: View) -> Statement:
    """Open offers of the office whose last day is near."""
    last = view.today + timedelta(days=EXPIRING_WITHIN_DAYS)
    return (
        sa.select(Offer, Deal)
        .join(Deal, Deal.id == Offer.deal_id)
        .where(run_by(view.actor), Offer.state == "open", Offer.side == "office", Offer.expires_on <= last)
        .where(in_charge(view.actor, view.whose))
        .order_by(Offer.expires_on, Offer.id)
    )


def offer_item(view: View, row: Found) -> WorkItem:
    offer, deal = row
    made = day_of(offer.made_at)
    return of_deal("expiring-offers", deal, due=offer.expires_on, since=made, number=offer.number)


def reminders(view: View) -> Statement:
    """Deals whose reminder has fallen due and was not cleared."""
    return (
        sa.select(Deal)
        .where(run_by(view.actor), Deal.remind_on <= view.today, in_charge(view.actor, view.whose))
        .order_by(Deal.remind_on, Deal.id)
    )


def reminder_item(view: View, row: Found) -> WorkItem:
    deal: Deal = row[0]
    return of_deal("reminders", deal, due=deal.remind_on)


def of_deal(work: str, deal: Deal, **more: Any) -> WorkItem:
    """An item that leads to a deal."""
    return WorkItem(
        work,
        "deal",
        deal.public_id,
        title=(deal.listing.title("zh"), deal.listing.title("en")),
        party=(deal.licensee.name("zh"), deal.licensee.name("en")),
        assignee=deal.assignee.name if deal.assignee else "",
        **more,
    )


def arrival(deal: Deal) -> date | None:
    return day_of(deal.arrived_at) if deal.arrived_at else None
