"""Money that came in: the office confirms it; its net part becomes a payment event of the engine."""

from __future__ import annotations

from datetime import date, datetime

from marketplace.domain.access import Actor
from marketplace.domain.days import day_of
from marketplace.domain.deals.vat import net_received
from marketplace.domain.faults import Invalid, Refused
from marketplace.domain.money import format_minor
from marketplace.store.db import db, lock, transaction
from marketplace.store.deals.agreements import Agreement, Receipt
from marketplace.usecases.deals.accounts import enter_event
from marketplace.usecases.deals.agreements import take_effect
from marketplace.usecases.deals.cases import statement_of
from marketplace.usecases.deals.outlook import left_of_first_payment, note_next
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record


@transaction
def confirm_payment(
    agreement: Agreement,
    *,
    received_on: date,
    gross: int,
    bank_reference: str,
    line: str = "",
    actor: Actor,
    now: datetime,
) -> Receipt:
    """Confirm a payment, whole or in part, with its date and reference.

    The first payment of an open licence puts it into effect on the day it is confirmed in full (Patent Law Art. 51).

    Args:
        gross: minor units, value-added tax included.
        line: the engine's line the payer named; "" pays the oldest first.

    Raises:
        Invalid: `payment.in_future`, `payment.before_effect`, `payment.reference_used`.
    """
    require(actor, "payment.confirm", agreement)
    lock(agreement)
    today = day_of(now)
    check_payment(agreement, received_on=received_on, gross=gross, bank_reference=bank_reference, today=today)
    net = net_part(agreement, gross, received_on, line)
    receipt = Receipt(received_on=received_on, gross=gross, vat=gross - net, net=net)
    receipt.bank_reference, receipt.line = bank_reference, line
    receipt.confirmed_by_id, receipt.confirmed_at = actor.person_id, now
    agreement.receipts.append(receipt)
    db.session.flush()
    record(
        "payment.confirmed",
        agreement.deal,
        actor=actor,
        now=now,
        received_on=received_on.isoformat(),
        gross=format_minor(gross, agreement.currency),
        currency=agreement.currency,
    )
    if agreement.effective_on is None:
        if sum(received.net for received in agreement.receipts) >= agreement.asks_on_day_one:
            take_effect(agreement, today, action="take_effect", actor=actor, now=now)
            for received in agreement.receipts:
                _enter(agreement, received, today, actor=actor, now=now)
        else:
            note_next(agreement.deal, today)
    else:
        _enter(agreement, receipt, received_on, actor=actor, now=now)
    return receipt


def net_part(agreement: Agreement, gross: int, received_on: date, line: str = "") -> int:
    """The net part of a payment, so that paying what a line asks with tax settles the line to the last unit.

    The named line comes first, then the others as the engine pays them: by due date. Minor units.
    """
    if agreement.effective_on is None:
        return net_received(gross, [left_of_first_payment(agreement)], agreement.vat_rate)
    lines = statement_of(agreement, received_on).lines
    payable = [one for one in lines if one.has_arisen and one.outstanding > one.held]
    payable.sort(key=lambda one: (one.id != line, one.due_on))
    return net_received(gross, [one.outstanding - one.held for one in payable], agreement.vat_rate)


def _enter(agreement: Agreement, receipt: Receipt, on: date, *, actor: Actor, now: datetime) -> None:
    body = {
        "on": on.isoformat(),
        "kind": "payment",
        "amount": format_minor(receipt.net, agreement.currency),
        **({"to": receipt.line} if receipt.line else {}),
    }
    event = enter_event(agreement, body, actor=actor, now=now, today=day_of(now))
    db.session.flush()
    receipt.event_id = event.id


def check_payment(
    agreement: Agreement, *, received_on: date, gross: int, bank_reference: str, today: date
) -> None:
    """Whether a payment can be entered; nothing is kept.

    Raises:
        Refused: as `confirm_payment`, but for permission.
    """
    if agreement.deal.state not in ("awaiting_payment", "active", "ended"):
        raise Refused("state.not_possible")
    if gross <= 0:
        raise Invalid("payment.not_positive", field="gross")
    if received_on > today:
        raise Invalid("payment.in_future", field="received_on")
    if agreement.effective_on is not None and received_on < agreement.effective_on:
        raise Invalid("payment.before_effect", field="received_on")
    same = (receipt for receipt in agreement.receipts if receipt.bank_reference == bank_reference)
    if any(receipt.received_on == received_on and receipt.gross == gross for receipt in same):
        raise Invalid("payment.reference_used", field="bank_reference")
