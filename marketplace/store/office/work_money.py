"""Money an office waits for: lines of accounts, and first payments of licences that are not in effect yet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from marketplace.domain.days import day_of
from marketplace.domain.deals.vat import gross_of
from marketplace.domain.office.work import EXPECTED_WITHIN_DAYS, WorkItem
from marketplace.store.deals.agreements import Agreement, Charge, Receipt
from marketplace.store.deals.deals import Deal
from marketplace.store.office.work_deals import of_deal
from marketplace.store.office.work_order import Found, Statement, in_charge, run_by

if TYPE_CHECKING:
    from marketplace.store.office.worklist import View

OPEN = ("due", "part_paid", "overdue")
FORESEEN = (*OPEN, "scheduled")

Item = Callable[["View", Found], WorkItem]


def overdue_charges(view: View) -> Statement:
    """Lines past their due date; what is disputed is not asked for."""
    return _charges(view).where(Charge.status.in_(OPEN), Charge.due_on < view.today)


def expected_charges(view: View) -> Statement:
    """Lines due soon, those whose day is known although they have not arisen among them."""
    last = view.today + timedelta(days=EXPECTED_WITHIN_DAYS)
    return _charges(view).where(Charge.status.in_(FORESEEN), Charge.due_on.between(view.today, last))


def overdue_first_payments(view: View) -> Statement:
    return _first_payments(view).where(Agreement.first_payment_due_on < view.today)


def expected_first_payments(view: View) -> Statement:
    last = view.today + timedelta(days=EXPECTED_WITHIN_DAYS)
    return _first_payments(view).where(Agreement.first_payment_due_on.between(view.today, last))


def charge_item(work: str) -> Item:
    def item(view: View, row: Found) -> WorkItem:
        charge, agreement, deal = row
        owed = gross_of(_owed(charge), agreement.vat_rate)
        return of_deal(
            work, deal, due=charge.due_on, since=charge.arose_on, amount=owed, currency=agreement.currency
        )

    return item


def first_payment_item(work: str) -> Item:
    def item(view: View, row: Found) -> WorkItem:
        agreement, deal, received = row
        left = gross_of(max(0, agreement.asks_on_day_one - (received or 0)), agreement.vat_rate)
        since = day_of(agreement.concluded_at)
        due = agreement.first_payment_due_on
        return of_deal(work, deal, due=due, since=since, amount=left, currency=agreement.currency)

    return item


def _owed(charge: Charge) -> int:
    return charge.outstanding if charge.status in OPEN else charge.amount


def _charges(view: View) -> Statement:
    return (
        sa.select(Charge, Agreement, Deal)
        .join(Agreement, Agreement.id == Charge.agreement_id)
        .join(Deal, Deal.id == Agreement.deal_id)
        .where(run_by(view.actor), Charge.amount > 0, in_charge(view.actor, view.whose))
        .order_by(Charge.due_on, Charge.id)
    )


def _first_payments(view: View) -> Statement:
    received = sa.select(sa.func.sum(Receipt.net)).where(Receipt.agreement_id == Agreement.id).scalar_subquery()
    return (
        sa.select(Agreement, Deal, received)
        .join(Deal, Deal.id == Agreement.deal_id)
        .where(run_by(view.actor), Deal.state == "awaiting_payment", in_charge(view.actor, view.whose))
        .order_by(Agreement.first_payment_due_on, Agreement.id)
    )
