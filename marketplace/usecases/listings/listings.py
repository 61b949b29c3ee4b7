"""A listing from its submission to its withdrawal. What was public is kept, edition by edition.

Drafts are written in `drafts` and `options`; many are moved at once in `bulk`.
"""

from __future__ import annotations

from datetime import date, datetime

from marketplace.domain.access import Actor
from marketplace.domain.days import day_of
from marketplace.domain.faults import Forbidden, Invalid, Refused
from marketplace.domain.listings.states import TRANSITIONS
from marketplace.domain.terms.canonical import canonical, terms_hash
from marketplace.store.db import db, lock, transaction
from marketplace.store.listings.listings import GateOverride, Listing, ListingVersion
from marketplace.store.office import events, outbox
from marketplace.store.office.jobs import enqueue
from marketplace.usecases.demand.matching import ask_to_match
from marketplace.usecases.listings.contents import content_of
from marketplace.usecases.listings.gate import gate_of
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record, subject_of

WRITING = ("listing.drafted", "listing.changed")


@transaction
def submit_listing(listing: Listing, *, actor: Actor, now: datetime) -> None:
    """Hand a draft to those who approve."""
    submit(listing, actor=actor, now=now)


@transaction
def return_listing(listing: Listing, *, reason: str, actor: Actor, now: datetime) -> None:
    """Send a listing back to its author with a reason."""
    _move(listing, "return", reason=reason, actor=actor, now=now)
    record("listing.returned", listing, actor=actor, now=now)


@transaction
def approve_listing(listing: Listing, *, actor: Actor, now: datetime) -> None:
    """Approve: it is published, or – statutory and not announced by CNIPA yet – filed.

    Raises:
        Forbidden: `listing.two_persons` where the licensor's rule asks for a second person.
        Refused: `listing.gate_blocks` with the codes of the checks that block.
    """
    approve(listing, actor=actor, now=now)


@transaction
def announce_listing(
    listing: Listing, *, number: str, announced_on: date, actor: Actor, now: datetime
) -> None:
    """Enter CNIPA's announcement of a filed statutory listing: it becomes public (Patent Law Art. 50)."""
    _require_filed(listing, actor)
    if not number.strip():
        raise Invalid("field.required", field="number")
    if announced_on > day_of(now):
        raise Invalid("listing.announced_in_future", field="announced_on")
    listing.announcement_number, listing.announced_on = number.strip(), announced_on
    _publish(listing, actor=actor, now=now)


@transaction
def offer_as_platform(listing: Listing, *, actor: Actor, now: datetime) -> None:
    """While CNIPA's announcement is awaited: publish the same offer as a platform open licence instead."""
    _require_filed(listing, actor)
    listing.kind = "platform"
    _publish(listing, actor=actor, now=now)


@transaction
def suspend_listing(listing: Listing, *, reason: str, actor: Actor, now: datetime) -> None:
    """Stop taking notices and requests for now."""
    _move(listing, "suspend", reason=reason, actor=actor, now=now)
    record("listing.suspended", listing, actor=actor, now=now)
    outbox.announce([listing.id], now=now)


@transaction
def resume_listing(listing: Listing, *, actor: Actor, now: datetime) -> None:
    """Open a suspended listing again, if it passes the checks today."""
    require(actor, "listing.approve", listing)
    lock(listing)
    if listing.state != "suspended":
        raise Refused("state.not_possible")
    _publish(listing, actor=actor, now=now)


@transaction
def withdraw_listing(listing: Listing, *, reason: str, actor: Actor, now: datetime) -> None:
    """End a listing for ever. Licences given before stay as they are (Patent Law Art. 50)."""
    _next(listing, "withdraw", actor)
    listing.withdrawn_on = day_of(now)
    _move(listing, "withdraw", reason=reason, actor=actor, now=now)
    record("listing.withdrawn", listing, actor=actor, now=now, withdrawn_on=listing.withdrawn_on.isoformat())
    outbox.announce([listing.id], now=now)
    _check_others(listing, now)


@transaction
def revise_listing(listing: Listing, *, reason: str, actor: Actor, now: datetime) -> None:
    """Take a listing back to draft in order to change it; it is not public meanwhile.

    An announcement covers what was declared: the changed offer needs its own to be entered again.
    """
    _move(listing, "revise", reason=reason, actor=actor, now=now)
    listing.announcement_number, listing.announced_on = "", None
    record("listing.revised", listing, actor=actor, now=now)
    outbox.announce([listing.id], now=now)
    _check_others(listing, now)


@transaction
def confirm_listing(listing: Listing, *, actor: Actor, now: datetime) -> None:
    """The owner's word that everything on the page still holds."""
    require(actor, "listing.approve", listing)
    lock(listing)
    if listing.state != "published":
        raise Refused("state.not_possible")
    listing.confirmed_at = now
    record("listing.confirmed", listing, actor=actor, now=now)


@transaction
def override_check(listing: Listing, code: str, *, reason: str, actor: Actor, now: datetime) -> None:
    """Let a blocking check pass that the rules allow to be overridden, with a reason.

    It holds until the listing is changed.

    Raises:
        Refused: `listing.not_overridable`.
    """
    require(actor, "listing.approve", listing)
    lock(listing)
    if listing.state not in ("draft", "review", "filed"):
        raise Refused("state.not_possible")
    if not reason.strip():
        raise Invalid("field.required", field="reason")
    if not any(outcome.code == code and outcome.overridable for outcome in gate_of(listing, today=day_of(now))):
        raise Refused("listing.not_overridable")
    if actor.person_id is None or any(known.code == code for known in listing.overrides):
        raise Refused("state.not_possible")
    listing.overrides.append(GateOverride(code=code, reason=reason.strip(), by_id=actor.person_id, at=now))
    record("listing.overridden", listing, actor=actor, now=now, code=code)


def submit(listing: Listing, *, actor: Actor, now: datetime) -> None:
    """Submit inside the use case's transaction; refuses before it changes anything."""
    _move(listing, "submit", actor=actor, now=now)
    record("listing.submitted", listing, actor=actor, now=now)


def approve(listing: Listing, *, actor: Actor, now: datetime) -> None:
    """Approve inside the use case's transaction; refuses before it changes anything."""
    require(actor, "listing.approve", listing)
    lock(listing)
    if listing.state != "review":
        raise Refused("state.not_possible")
    if listing.licensor.two_person_rule and actor.person_id in _authors(listing):
        raise Forbidden("listing.two_persons")
    announced = bool(listing.announcement_number and listing.announced_on)
    if listing.kind == "statutory" and not announced:
        _pass_gate(listing, today=day_of(now), leave_out="OL17")
        _move(listing, "file", actor=actor, now=now)
        record("listing.filed", listing, actor=actor, now=now)
        return
    _publish(listing, actor=actor, now=now)


def _authors(listing: Listing) -> set[int | None]:
    """Who had a hand in what is to be approved: everybody who wrote on it since it was last public."""
    authors: set[int | None] = {listing.drafted_by_id} if listing.edition == 0 else set()
    for event in events.of_subject(subject_of(listing)):
        if event.kind == "listing.published":
            authors.clear()
        elif event.kind in WRITING:
            authors.add(event.actor_id)
    return authors


def _require_filed(listing: Listing, actor: Actor) -> None:
    require(actor, "listing.approve", listing)
    lock(listing)
    if listing.state != "filed":
        raise Refused("state.not_possible")


def _publish(listing: Listing, *, actor: Actor, now: datetime) -> None:
    """Pass the gate, keep the edition, let the search know. Inside the use case's transaction."""
    _pass_gate(listing, today=day_of(now))
    _next(listing, "publish", actor)
    listing.published_at = listing.published_at or now
    listing.confirmed_at = now
    listing.edition += 1
    _move(listing, "publish", actor=actor, now=now)
    content = content_of(listing)
    version = ListingVersion(
        listing_id=listing.id,
        edition=listing.edition,
        content=canonical(content).decode(),
        content_hash=terms_hash(content),
        published_by_id=actor.person_id,
        published_at=now,
    )
    listing.editions.append(version)
    db.session.flush()
    record(
        "listing.published",
        listing,
        actor=actor,
        now=now,
        edition=listing.edition,
        content_hash=version.content_hash,
    )
    outbox.announce([listing.id], now=now)
    ask_to_match(now=now)
    _check_others(listing, now)


def _check_others(listing: Listing, now: datetime) -> None:
    """A declaration that begins or ends is a fact about its patents, which their other listings are checked for."""
    if listing.kind == "statutory":
        enqueue("check_patents", {"patents": [patent.id for patent in listing.patents]}, now=now)


def _pass_gate(listing: Listing, *, today: date, leave_out: str = "") -> None:
    blocking = [
        outcome.code for outcome in gate_of(listing, today=today) if outcome.blocks and outcome.code != leave_out
    ]
    if blocking:
        raise Refused("listing.gate_blocks", codes=", ".join(sorted(set(blocking))))


def _next(listing: Listing, action: str, actor: Actor) -> str:
    """Where an action leads, if it is possible now and the actor may do it. The permission is asked first."""
    permissions = {permission for (_, name), (_, permission) in TRANSITIONS.items() if name == action}
    step = TRANSITIONS.get((listing.state, action))
    for permission in {step[1]} if step else permissions:
        require(actor, permission, listing)
    if step is None:
        raise Refused("state.not_possible")
    return step[0]


def _move(listing: Listing, action: str, *, reason: str = "", actor: Actor, now: datetime) -> None:
    following = _next(listing, action, actor)
    listing.state, listing.state_reason, listing.updated_at = following, reason, now
