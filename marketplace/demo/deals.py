"""The deals of the demo, played step by step through the use cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from marketplace.demo.content import Row, event_of, line_of
from marketplace.demo.world import World
from marketplace.domain.access import Actor
from marketplace.domain.deals.vat import vat_on
from marketplace.domain.money import minor_units
from marketplace.store.db import db
from marketplace.store.deals.agreements import Agreement
from marketplace.store.deals.deals import Deal
from marketplace.store.parties.people import Person
from marketplace.usecases.deals.deals import (
    assign_deal,
    close_deal,
    describe_use,
    note_on_deal,
    send_deal,
    start_deal,
    withdraw_deal,
)
from marketplace.usecases.deals.line_facts import hold_line, release_line, waive_line
from marketplace.usecases.deals.offers import accept_offer, decline_offer, make_offer
from marketplace.usecases.deals.receipts import confirm_payment
from marketplace.usecases.deals.reports import (
    ONE_SIDED,
    accept_report,
    end_agreement,
    reject_report,
    submit_report,
)

Player = Callable[[World, Row, Row, datetime], None]


def play(world: World, row: Row, step: Row, now: datetime) -> None:
    """One step of a deal's script."""
    PLAYERS[step["do"]](world, row, step, now)


def judge(world: World, row: Row, step: Row, now: datetime) -> None:
    """The office's word on a report, on the day the script names."""
    agreement = _agreement(world, row)
    if step["event"]["kind"] in ONE_SIDED:
        return  # took effect when it was submitted
    waiting = next(report for report in agreement.reports if report.state == "submitted")
    if step["outcome"] == "accepted":
        accept_report(waiting, agreement, actor=_office(world, row, "finance", now), now=now)
    else:
        reason = step["reason"]
        reject_report(waiting, agreement, reason=reason, actor=_office(world, row, "finance", now), now=now)


def _start(world: World, row: Row, step: Row, now: datetime) -> None:
    licensee = world.organisation(row["licensee"])
    actor = _licensee(world, row, "signatory", now)
    deal = start_deal(world.listing(row["listing"]), licensee, option_position=row["option"], actor=actor, now=now)
    world.deals[row["key"]] = deal.id
    describe_use(
        deal,
        option_position=row["option"],
        product=row["product"],
        place=row["place"],
        volume=row["volume"],
        wished_start=None if row["wished_start"] is None else world.day(row["wished_start"]),
        message=row["message"],
        actor=actor,
        now=now,
    )


def _send(world: World, row: Row, step: Row, now: datetime) -> None:
    deal = world.deal(row["key"])
    chosen = [option for option in deal.listing.options if option.position == deal.option_position]
    sheet_hash = chosen[0].sheet_hash if chosen else ""
    send_deal(deal, sheet_hash=sheet_hash, actor=_licensee(world, row, "signatory", now), now=now)


def _note(world: World, row: Row, step: Row, now: datetime) -> None:
    actor = _side(world, row, step["side"], "editor", now)
    note_on_deal(world.deal(row["key"]), step["text"], audience=step["audience"], actor=actor, now=now)


def _assign(world: World, row: Row, step: Row, now: datetime) -> None:
    actor = _office(world, row, "editor", now)
    assign_deal(world.deal(row["key"]), db.session.get_one(Person, actor.person_id), actor=actor, now=now)


def _offer(world: World, row: Row, step: Row, now: datetime) -> None:
    deal = world.deal(row["key"])
    make_offer(
        deal,
        step["terms"],
        message=step["message"],
        expires_on=world.day(step["expires"]),
        answers=len(deal.offers),
        actor=_side(world, row, step["side"], "signatory", now),
        now=now,
    )


def _accept(world: World, row: Row, step: Row, now: datetime) -> None:
    deal = world.deal(row["key"])
    sheet_hash = deal.offers[step["number"] - 1].sheet_hash
    actor = _side(world, row, step["side"], "signatory", now)
    accept_offer(deal, step["number"], sheet_hash=sheet_hash, actor=actor, now=now)


def _pay(world: World, row: Row, step: Row, now: datetime) -> None:
    agreement = _agreement(world, row)
    net = minor_units(step["net"], agreement.currency)
    effective_on = agreement.effective_on
    confirm_payment(
        agreement,
        received_on=now.date(),
        gross=net + vat_on(net, agreement.vat_rate),
        bank_reference=step["reference"],
        line=line_of(step["line"], agreement.terms, effective_on) if effective_on else "",
        actor=_office(world, row, "finance", now),
        now=now,
    )


def _report(world: World, row: Row, step: Row, now: datetime) -> None:
    agreement = _agreement(world, row)
    assert agreement.effective_on is not None
    body = event_of(step["event"], agreement.terms, now.date(), agreement.effective_on)
    submit_report(agreement, body, note=step["note"], actor=_licensee(world, row, "signatory", now), now=now)


def _hold(world: World, row: Row, step: Row, now: datetime) -> None:
    agreement = _agreement(world, row)
    hold_line(agreement, **_fact(agreement, step, now), actor=_office(world, row, "finance", now), now=now)


def _release(world: World, row: Row, step: Row, now: datetime) -> None:
    agreement = _agreement(world, row)
    written_off = minor_units(step["written_off"], agreement.currency)
    fact = _fact(agreement, step, now)
    actor = _office(world, row, "approver", now)
    release_line(agreement, **fact, written_off=written_off, actor=actor, now=now)


def _waive(world: World, row: Row, step: Row, now: datetime) -> None:
    agreement = _agreement(world, row)
    waive_line(agreement, **_fact(agreement, step, now), actor=_office(world, row, "approver", now), now=now)


def _fact(agreement: Agreement, step: Row, now: datetime) -> dict[str, Any]:
    """A decision about a line, as the use cases take it."""
    assert agreement.effective_on is not None
    line = line_of(step["line"], agreement.terms, agreement.effective_on)
    amount = minor_units(step["amount"], agreement.currency)
    return {"line": line, "amount": amount, "on": now.date(), "reason": step["reason"]}


def _end(world: World, row: Row, step: Row, now: datetime) -> None:
    agreement = _agreement(world, row)
    actor = _office(world, row, "approver", now)
    end_agreement(agreement, on=now.date(), reason=step["reason"], actor=actor, now=now)


def _close(world: World, row: Row, step: Row, now: datetime) -> None:
    close_deal(world.deal(row["key"]), reason=step["reason"], actor=_office(world, row, "approver", now), now=now)


def _withdraw(world: World, row: Row, step: Row, now: datetime) -> None:
    deal, actor = world.deal(row["key"]), _licensee(world, row, "signatory", now)
    if deal.state == "offered":
        decline_offer(deal, len(deal.offers), reason=step["reason"], actor=actor, now=now)
    else:
        withdraw_deal(deal, reason=step["reason"], actor=actor, now=now)


def _agreement(world: World, row: Row) -> Agreement:
    agreement = world.deal(row["key"]).agreement
    assert agreement is not None
    return agreement


def _licensee(world: World, row: Row, role: str, now: datetime) -> Actor:
    return world.member(row["licensee"], role, now.date())


def _office(world: World, row: Row, role: str, now: datetime) -> Actor:
    return world.office(_licensor_code(world, world.deal(row["key"])), role, now.date())


def _side(world: World, row: Row, side: str, role: str, now: datetime) -> Actor:
    return _licensee(world, row, role, now) if side == "licensee" else _office(world, row, role, now)


def _licensor_code(world: World, deal: Deal) -> str:
    return next(code for code, known in world.organisations.items() if known == deal.licensor_id)


PLAYERS: dict[str, Player] = {
    "start": _start,
    "send": _send,
    "note": _note,
    "assign": _assign,
    "offer": _offer,
    "accept": _accept,
    "pay": _pay,
    "report": _report,
    "hold": _hold,
    "release": _release,
    "waive": _waive,
    "end": _end,
    "close": _close,
    "withdraw": _withdraw,
}
