"""Needs as the offices of a site work them: taken up, answered, closed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime

from marketplace.domain.access import Actor
from marketplace.domain.days import day_of
from marketplace.domain.demand.states import OFFICE_OUTCOMES
from marketplace.domain.faults import Invalid
from marketplace.store.db import db, lock, transaction
from marketplace.store.demand import needs
from marketplace.store.demand.needs import Need, NeedAnswer, NeedListing
from marketplace.store.listings.listings import Listing
from marketplace.usecases.demand.needs import end, move
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record


@transaction
def take_need(need: Need, *, due_on: date, actor: Actor, now: datetime) -> None:
    """Take a need up for one's office and promise an answer by a day.

    Raises:
        Invalid: `need.promise_past`.
        Refused: `state.not_possible`.
    """
    lock(need)
    move(need, "take", actor=actor)
    if due_on < day_of(now):
        raise Invalid("need.promise_past", field="due_on")
    need.office_id, need.assignee_id, need.due_on = actor.organisation_id, actor.person_id, due_on
    record("need.taken", need, actor=actor, now=now, due_on=due_on.isoformat())


@transaction
def answer_need(
    need: Need, *, note: str, listings: Sequence[Listing], actor: Actor, now: datetime
) -> NeedAnswer:
    """Answer a need: a note, listings that may help, or both. Each listing stands once, however often it is proposed.

    Raises:
        Invalid: `need.answer_empty`.
        Refused: `state.not_possible`.
    """
    lock(need)
    move(need, "answer", actor=actor)
    if not note.strip() and not listings:
        raise Invalid("need.answer_empty", field="note")
    assert actor.organisation_id is not None and actor.person_id is not None
    need.office_id, need.assignee_id = actor.organisation_id, need.assignee_id or actor.person_id
    need.answered_at = need.answered_at or now
    answer = NeedAnswer(
        need_id=need.id,
        number=len(need.answers) + 1,
        office_id=actor.organisation_id,
        by_id=actor.person_id,
        note=note.strip(),
        answered_at=now,
    )
    db.session.add(answer)
    db.session.flush()
    for listing in dict.fromkeys(listings):
        _propose(need, listing, answer, now)
    record("need.answered", need, actor=actor, now=now, number=answer.number, listings=len(set(listings)))
    return answer


@transaction
def close_need(need: Need, *, outcome: str, note: str, actor: Actor, now: datetime) -> None:
    """Close a need for the office, with a reason that its people read.

    Raises:
        Invalid: `field.required`.
        Refused: `state.not_possible`.
    """
    require(actor, "need.work", need)
    if outcome not in OFFICE_OUTCOMES:
        raise Invalid("field.required", field="outcome")
    lock(need)
    move(need, "close", actor=actor)
    need.office_id = need.office_id or actor.organisation_id
    end(need, outcome, note, actor=actor, now=now)


def _propose(need: Need, listing: Listing, answer: NeedAnswer, now: datetime) -> None:
    known = needs.found_for(need.id, listing.id)
    if known is None:
        known = NeedListing(need_id=need.id, listing_id=listing.id, found_at=now, words=json.dumps([]))
        db.session.add(known)
    known.source, known.answer_id = "office", answer.id
