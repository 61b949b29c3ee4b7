"""The money of an agreement: events in, engine, charges out. Nobody else writes charges or agreement events."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime

import sqlalchemy as sa

from marketplace.domain.access import Actor
from marketplace.domain.deals.event_faults import field_of
from marketplace.domain.deals.states import next_state
from marketplace.domain.faults import Invalid
from marketplace.domain.terms.canonical import canonical
from marketplace.domain.terms.faults import Fault
from marketplace.domain.terms.statement import Line, Statement
from marketplace.store.db import db, lock
from marketplace.store.deals.agreements import Agreement, AgreementEvent, Charge
from marketplace.usecases.deals.cases import statement_of
from marketplace.usecases.deals.outlook import note_next
from marketplace.usecases.recording import record

OVER = ("lapsed", "terminated", "expired", "bought_out")


def enter_event(
    agreement: Agreement,
    body: Mapping[str, object],
    *,
    reason: str = "",
    actor: Actor,
    now: datetime,
    today: date,
) -> AgreementEvent:
    """Add one event of the engine and move the account at once. Inside the use case's transaction.

    Args:
        reason: why, where somebody decided it; both sides read it.

    Raises:
        Invalid: `deal.event_refused` where the engine refuses the event; its Fault is the cause.
    """
    lock(agreement)
    try:
        statement = statement_of(agreement, today, body)
    except Fault as fault:
        raise refused_event(fault) from fault
    event = AgreementEvent(
        agreement_id=agreement.id,
        position=len(agreement.events) + 1,
        happened_on=date.fromisoformat(str(body["on"])),
        kind=str(body["kind"]),
        body=canonical(body).decode(),
        reason=reason,
        entered_by_id=actor.person_id,
        entered_at=now,
    )
    agreement.events.append(event)
    keep_account(agreement, statement, as_of=today, actor=actor, now=now)
    return event


def refused_event(fault: Fault) -> Invalid:
    """What the engine has against an event, on the field that shows it."""
    return Invalid("deal.event_refused", field=field_of(fault), path=fault.path, fault=fault)


def keep_account(
    agreement: Agreement, statement: Statement, *, as_of: date, actor: Actor, now: datetime
) -> None:
    """Replace the read model of an agreement by a statement, and end the deal where the licence has ended."""
    db.session.execute(sa.delete(Charge).where(Charge.agreement_id == agreement.id))
    db.session.expire(agreement, ["charges"])
    rows = [_charge(agreement.id, position, line) for position, line in enumerate(statement.lines, 1)]
    if rows:
        db.session.execute(sa.insert(Charge), rows)
    ended = statement.state in OVER and agreement.state not in OVER
    agreement.state, agreement.evaluated_on = statement.state, as_of
    agreement.statement = json.dumps(statement.to_json(), ensure_ascii=False)
    if ended:
        _end(agreement, as_of, actor=actor, now=now)
    note_next(agreement.deal, as_of)


def _end(agreement: Agreement, on: date, *, actor: Actor, now: datetime) -> None:
    deal = agreement.deal
    following = next_state(deal.state, "end")
    if following is None:
        return
    deal.state = following
    record(
        "agreement.ended",
        deal,
        actor=actor,
        now=now,
        number=agreement.number,
        state=agreement.state,
        ended_on=on.isoformat(),
    )


def _charge(agreement_id: int, position: int, line: Line) -> dict[str, object]:
    return {
        "agreement_id": agreement_id,
        "position": position,
        "line": line.id,
        "component": line.component or "",
        "kind": line.kind,
        "status": line.status,
        "arose_on": line.arose_on,
        "due_on": line.due_on,
        "amount": line.amount,
        "interest": line.interest,
        "paid": line.paid,
        "waived": line.waived,
        "outstanding": line.outstanding,
    }
