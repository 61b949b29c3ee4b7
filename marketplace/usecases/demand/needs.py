"""Needs as those who left them see them: left, judged, closed, erased."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from marketplace.domain.access import Actor
from marketplace.domain.days import day_of
from marketplace.domain.demand.states import (
    ASKER_OUTCOMES,
    LONGEST_DETAILS,
    LONGEST_SENTENCE,
    MOST_OPEN,
    TRANSITIONS,
    VERDICTS,
    WITH_THE_OFFICE,
)
from marketplace.domain.faults import Invalid, Refused
from marketplace.store.db import db, lock, transaction
from marketplace.store.demand import needs
from marketplace.store.demand.needs import Need, NeedAnswer, NeedListing
from marketplace.store.office.parameters import value
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody says of a need. `budget` in minor units; `sector` a division of GB/T 4754 or empty."""

    kind: str
    sentence: str
    details: str = ""
    sector: str = ""
    budget: int | None = None
    deadline: date | None = None


@transaction
def leave_need(wanted: Wanted, *, language: str, watch: bool = True, actor: Actor, now: datetime) -> Need:
    """Leave a need with the site's offices, for oneself or for the organisation one acts for.

    Raises:
        Invalid: `field.required`, `need.deadline_past`, `need.budget_negative`.
        Refused: `need.too_many`.
    """
    require(actor, "need.leave")
    assert actor.person_id is not None
    today = day_of(now)
    _check(wanted, today)
    if needs.open_count(actor.person_id) >= MOST_OPEN:
        raise Refused("need.too_many", limit=MOST_OPEN)
    need = Need(
        site_id=actor.site_id,
        person_id=actor.person_id,
        organisation_id=actor.organisation_id,
        kind=wanted.kind,
        sentence=wanted.sentence.strip()[:LONGEST_SENTENCE],
        details=wanted.details.strip()[:LONGEST_DETAILS],
        language=language,
        sector=wanted.sector,
        budget=wanted.budget,
        deadline=wanted.deadline,
        due_on=_answer_day(today, wanted.deadline),
        watch=watch,
        watched_at=now,
        left_at=now,
    )
    db.session.add(need)
    db.session.flush()
    record("need.left", need, actor=actor, now=now, kind=need.kind)
    return need


@transaction
def judge_listing(need: Need, listing_id: int, verdict: str, *, actor: Actor, now: datetime) -> None:
    """Say of a listing that was found whether it fits; one that fits answers the need.

    Raises:
        Refused: `state.not_possible`.
    """
    require(actor, "need.judge", need)
    lock(need)
    found = needs.found_for(need.id, listing_id)
    if found is None or verdict not in VERDICTS or not need.open:
        raise Refused("state.not_possible")
    if found.verdict == verdict:
        return  # a second click
    found.verdict = verdict
    if verdict == "fits":
        move(need, "fits", actor=actor)
    record("need.judged", need, actor=actor, now=now, listing=found.listing.public_id, verdict=verdict)


@transaction
def go_on(need: Need, *, actor: Actor, now: datetime) -> None:
    """Ask the office to go on looking after an answer that did not help."""
    lock(need)
    move(need, "go_on", actor=actor)
    need.due_on = _answer_day(day_of(now), None)
    record("need.continued", need, actor=actor, now=now)


@transaction
def withdraw_need(need: Need, *, outcome: str, note: str = "", actor: Actor, now: datetime) -> None:
    """Close one's own need, with how it ended."""
    if outcome not in ASKER_OUTCOMES:
        raise Invalid("field.required", field="outcome")
    lock(need)
    move(need, "withdraw", actor=actor)
    end(need, outcome, note, actor=actor, now=now)


@transaction
def watch_need(need: Need, *, watch: bool, actor: Actor, now: datetime) -> None:
    """Be told of listings published later that fit, or not any more."""
    require(actor, "need.judge", need)
    _set_watch(need, watch, actor=actor, now=now)


@transaction
def stop_watching(need: Need, *, actor: Actor, now: datetime) -> None:
    """The same from the link in a mail, whose bearer need not sign in."""
    _set_watch(need, False, actor=actor, now=now)


@transaction
def erase_need(need: Need, *, actor: Actor, now: datetime) -> None:
    """Delete what was said and who said it. Kind, sector, month and state go on being counted; an open need is closed.

    Notes of offices and what was found go too, for they may repeat the text.
    """
    require(actor, "need.erase", need)
    lock(need)
    if need.erased_at is not None:
        return
    if need.open:
        end(need, "no_longer", "", actor=actor, now=now)
    record("need.erased", need, actor=actor, now=now)
    db.session.execute(sa.delete(NeedListing).where(NeedListing.need_id == need.id))
    db.session.execute(sa.delete(NeedAnswer).where(NeedAnswer.need_id == need.id))
    need.sentence = need.details = need.closing_note = ""
    need.person_id = need.organisation_id = need.budget = need.deadline = None
    need.watch, need.erased_at = False, now


def move(need: Need, action: str, *, actor: Actor) -> None:
    """Take a need to the next state, if the action is possible now and the actor may do it; permission first.

    Raises:
        Refused: `state.not_possible`.
    """
    permissions = {permission for (_, name), (_, permission) in TRANSITIONS.items() if name == action}
    for permission in permissions:
        require(actor, permission, need)
    step = TRANSITIONS.get((need.state, action))
    if step is None:
        raise Refused("state.not_possible")
    need.state = step[0]
    if need.state not in WITH_THE_OFFICE:
        need.due_on = None


def end(need: Need, outcome: str, note: str, *, actor: Actor, now: datetime) -> None:
    """Close a need inside a use case's transaction."""
    need.state, need.outcome, need.closed_at = "closed", outcome, now
    need.closing_note, need.due_on = note.strip()[:500], None
    record("need.closed", need, actor=actor, now=now, outcome=outcome)


def _check(wanted: Wanted, today: date) -> None:
    if not wanted.sentence.strip():
        raise Invalid("field.required", field="sentence")
    if wanted.deadline is not None and wanted.deadline < today:
        raise Invalid("need.deadline_past", field="deadline")
    if wanted.budget is not None and wanted.budget < 0:
        raise Invalid("need.budget_negative", field="budget")


def _answer_day(today: date, deadline: date | None) -> date:
    """By when an office answers; earlier where whoever asks needs it earlier."""
    usual = today + timedelta(days=int(str(value("need_answer_days", today))))
    return min(usual, deadline) if deadline is not None else usual


def _set_watch(need: Need, watch: bool, *, actor: Actor, now: datetime) -> None:
    lock(need)
    if need.watch == watch or need.erased_at is not None:
        return
    need.watch = watch
    if watch:
        need.watched_at = now  # what was published meanwhile is not told in one heap
    record("need.watched", need, actor=actor, now=now, watch="on" if watch else "off")
