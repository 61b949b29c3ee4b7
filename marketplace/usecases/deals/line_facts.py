"""What the licensor's office decides about a sum that is owed: in dispute, no longer in dispute, waived.

Each is an event of the engine; the account moves at once and both sides read why.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from marketplace.domain.access import Actor
from marketplace.domain.days import day_of
from marketplace.domain.faults import Invalid, Refused
from marketplace.domain.money import format_minor
from marketplace.store.db import transaction
from marketplace.store.deals.agreements import Agreement
from marketplace.usecases.deals.accounts import enter_event
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record

#: kind of event → the permission to enter it
PERMISSIONS = {"hold": "line.hold", "release": "line.hold", "waive": "line.waive"}


def line_event(
    agreement: Agreement, kind: str, *, line: str, amount: int, on: date, written_off: int = 0
) -> dict[str, object]:
    """A hold, release or waiver as the engine reads it. Amounts in minor units, without tax."""
    money = agreement.currency
    body: dict[str, object] = {"on": on.isoformat(), "kind": kind, "line": line, "amount": format_minor(amount, money)}
    if kind == "release" and written_off:
        body["write_off"] = format_minor(written_off, money)
    return body


@transaction
def hold_line(
    agreement: Agreement, *, line: str, amount: int, on: date, reason: str, actor: Actor, now: datetime
) -> None:
    """Put principal that the licensee disputes on hold: it is not overdue, bears no interest and takes no payment.

    Args:
        line: the engine's id of a line that has arisen; amount: minor units, without tax.

    Raises:
        Invalid: `deal.reason_missing`, `deal.event_refused`.
    """
    body = line_event(agreement, "hold", line=line, amount=amount, on=on)
    _enter(agreement, body, reason, actor=actor, now=now)
    told = format_minor(amount, agreement.currency)
    record("line.held", agreement.deal, actor=actor, now=now, line=line, amount=told, currency=agreement.currency)


@transaction
def release_line(
    agreement: Agreement,
    *,
    line: str,
    amount: int,
    written_off: int = 0,
    on: date,
    reason: str,
    actor: Actor,
    now: datetime,
) -> None:
    """End the dispute about a sum on hold; `written_off` of it is waived, the rest is owed again.

    Writing off is a waiver and needs the permission to waive.

    Raises:
        Invalid: as `hold_line`.
    """
    if written_off:
        require(actor, "line.waive", agreement)
    body = line_event(agreement, "release", line=line, amount=amount, on=on, written_off=written_off)
    _enter(agreement, body, reason, actor=actor, now=now)
    record(
        "line.released",
        agreement.deal,
        actor=actor,
        now=now,
        line=line,
        amount=format_minor(amount, agreement.currency),
        written_off=format_minor(written_off, agreement.currency),
        currency=agreement.currency,
    )


@transaction
def waive_line(
    agreement: Agreement, *, line: str, amount: int, on: date, reason: str, actor: Actor, now: datetime
) -> None:
    """Waive a sum that is owed, whole or in part: interest first, then principal that is not on hold.

    Raises:
        Invalid: as `hold_line`.
    """
    body = line_event(agreement, "waive", line=line, amount=amount, on=on)
    _enter(agreement, body, reason, actor=actor, now=now)
    told = format_minor(amount, agreement.currency)
    record("line.waived", agreement.deal, actor=actor, now=now, line=line, amount=told, currency=agreement.currency)


def _enter(agreement: Agreement, body: Mapping[str, object], reason: str, *, actor: Actor, now: datetime) -> None:
    require(actor, PERMISSIONS[str(body["kind"])], agreement)
    if agreement.effective_on is None:
        raise Refused("state.not_possible")
    if not reason.strip():
        raise Invalid("deal.reason_missing", field="reason")
    enter_event(agreement, body, reason=reason.strip(), actor=actor, now=now, today=day_of(now))
