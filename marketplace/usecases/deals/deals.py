"""A deal from the licensee's first draft to its arrival at the licensor's office, and its closing."""

from __future__ import annotations

import json
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from marketplace.domain.access import Actor
from marketplace.domain.days import day_of
from marketplace.domain.deals.eligibility import ineligible
from marketplace.domain.deals.states import next_state
from marketplace.domain.faults import Invalid, Refused
from marketplace.domain.terms.canonical import canonical
from marketplace.store.db import db, lock, transaction
from marketplace.store.deals.deals import Deal, DealNote
from marketplace.store.listings.listings import Listing, ListingOption
from marketplace.store.office.files import StoredFile
from marketplace.store.parties import organisations, people
from marketplace.store.parties.organisations import Organisation
from marketplace.store.parties.people import Person
from marketplace.usecases.deals.agreements import conclude
from marketplace.usecases.deals.facts import facts_of
from marketplace.usecases.deals.outlook import note_next
from marketplace.usecases.listings.standing import hindrance
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record


def outside_reason(listing: Listing, licensee: Organisation, today: date) -> str | None:
    """Why an organisation is outside the group a listing is limited to; None where it may take or request it."""
    size = organisations.size_of(licensee.id, today)
    return ineligible(
        kind=licensee.kind,
        sizes=listing.sizes,
        regions=listing.regions,
        size_class=size.size_class if size else None,
        region=licensee.region,
    )


@transaction
def start_deal(
    listing: Listing, licensee: Organisation, *, option_position: int | None = None, actor: Actor, now: datetime
) -> Deal:
    """Begin to prepare a notice (open licence) or a request (negotiated listing).

    Raises:
        Refused: the listing cannot be taken, the licensee is outside its group, or has a deal under way.
    """
    require(actor, "deal.start", licensee)
    _require_takable(listing, licensee, day_of(now))
    deal = Deal(
        kind="request" if listing.kind == "negotiated" else "notice",
        listing_id=listing.id,
        listing_edition=listing.edition,
        option_position=option_position,
        licensor_id=listing.licensor_id,
        licensee_id=licensee.id,
        started_by_id=actor.person_id,
        created_at=now,
    )
    db.session.add(deal)
    try:
        db.session.flush()
    except IntegrityError as fault:
        raise Refused("deal.under_way") from fault
    note_next(deal, day_of(now))
    record("deal.started", deal, actor=actor, now=now, kind=deal.kind)
    return deal


@transaction
def describe_use(
    deal: Deal,
    *,
    option_position: int | None,
    product: str,
    place: str,
    volume: str,
    wished_start: date | None,
    message: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Fill in the statement of use of a draft: product, site, volume, chosen option, start."""
    require(actor, "deal.edit", deal)
    lock(deal)
    if deal.state != "draft":
        raise Refused("state.not_possible")
    deal.option_position, deal.wished_start = option_position, wished_start
    deal.product, deal.place, deal.volume, deal.message = product, place, volume, message
    note_next(deal, day_of(now))


@transaction
def send_deal(deal: Deal, *, sheet_hash: str, actor: Actor, now: datetime) -> None:
    """Send a notice or request. It arrives at once; where the licensee is not verified yet, on verification.

    Args:
        sheet_hash: of the terms the sender read; "" for a request without a chosen option.

    Raises:
        Refused: the draft is not complete, the terms changed meanwhile, or the listing cannot be taken any more.
    """
    require(actor, "deal.send", deal)
    lock(deal)
    if deal.state != "draft":
        raise Refused("state.not_possible")
    _require_takable(deal.listing, deal.licensee, day_of(now))
    option = _chosen_option(deal)
    if not deal.product.strip() or not deal.place.strip():
        raise Refused("deal.use_missing")
    if (option.sheet_hash if option else "") != sheet_hash:
        raise Refused("deal.terms_changed")
    deal.listing_edition, deal.sent_at = deal.listing.edition, now
    facts = facts_of(deal, asks_on_day_one=option.asks_on_day_one if option else 0, at=now)
    deal.frozen = canonical({"sheet": option.terms if option else None, "facts": facts}).decode()
    record("deal.sent", deal, actor=actor, now=now)
    if deal.licensee.verified:
        arrive(deal, actor=actor, now=now)
    else:
        deal.state = "held"
        note_next(deal, day_of(now))
        record("deal.held", deal, actor=actor, now=now)


def arrive(deal: Deal, *, actor: Actor, now: datetime) -> None:
    """Lay a notice or request in the inbox of the licensor's office. Inside the use case's transaction.

    A notice takes the licence (Patent Law Art. 51): the agreement is concluded on the frozen terms.
    """
    deal.arrived_at = now
    record("deal.arrived", deal, actor=actor, now=now, kind=deal.kind)
    frozen = json.loads(deal.frozen)
    if deal.kind == "notice":
        conclude(deal, frozen["sheet"], frozen["facts"], way="arrive", actor=actor, now=now)
        return
    deal.state = next_state(deal.state, "arrive_request") or deal.state
    note_next(deal, day_of(now))


def arrive_held(licensee: Organisation, *, actor: Actor, now: datetime) -> None:
    """After verification: what the licensee sent before reaches its offices now. Inside that transaction.

    A listing that was withdrawn or lost its standing meanwhile closes the deal with that reason.
    """
    held = sa.select(Deal).where(Deal.licensee_id == licensee.id, Deal.state == "held").order_by(Deal.id)
    for deal in db.session.scalars(held).all():
        reason = hindrance(deal.listing, today=day_of(now)) or outside_reason(deal.listing, licensee, day_of(now))
        if reason is None:
            arrive(deal, actor=actor, now=now)
        else:
            close(deal, reason, actor=actor, now=now)


@transaction
def withdraw_deal(deal: Deal, *, reason: str, actor: Actor, now: datetime) -> None:
    """The licensee takes back what has not arrived yet."""
    require(actor, "deal.withdraw", deal)
    lock(deal)
    if deal.state not in ("draft", "held"):
        raise Refused("state.not_possible")
    close(deal, reason, actor=actor, now=now)


@transaction
def close_deal(deal: Deal, *, reason: str, actor: Actor, now: datetime) -> None:
    """The office closes a deal that came to nothing.

    Raises:
        Refused: `deal.cannot_refuse` for an open licence whose payment is not overdue yet.
    """
    require(actor, "deal.close", deal)
    lock(deal)
    if next_state(deal.state, "close") is None:
        raise Refused("state.not_possible")
    if deal.state == "awaiting_payment" and not _payment_is_late(deal, day_of(now)):
        raise Refused("deal.cannot_refuse")
    close(deal, reason, actor=actor, now=now)


@transaction
def assign_deal(deal: Deal, person: Person | None, *, actor: Actor, now: datetime) -> None:
    """Say who works a deal in the office; None: nobody in particular.

    Raises:
        Invalid: `deal.not_of_the_office`.
    """
    require(actor, "deal.work", deal)
    office = organisations.acting_office_id(deal.licensor_id, day_of(now))
    if person is not None and not people.roles_of(person.id, office):
        raise Invalid("deal.not_of_the_office", field="person")
    deal.assignee_id = person.id if person else None
    record("deal.assigned", deal, actor=actor, now=now, person=person.public_id if person else "")


@transaction
def remind_of_deal(deal: Deal, *, remind_on: date | None, actor: Actor, now: datetime) -> None:
    """Set or clear the day on which the office wants to be reminded."""
    require(actor, "deal.work", deal)
    deal.remind_on = remind_on
    if remind_on is None:
        record("deal.reminder_cleared", deal, actor=actor, now=now)
    else:
        record("deal.reminder_set", deal, actor=actor, now=now, remind_on=remind_on.isoformat())


@transaction
def note_on_deal(
    deal: Deal, text: str, *, audience: str, file: StoredFile | None = None, actor: Actor, now: datetime
) -> DealNote:
    """Write a message to both sides, or a note for one's own side only; with a file if there is one."""
    require(actor, "deal.see", deal)
    own_side = "licensee" if actor.organisation_id == deal.licensee_id else "office"
    unread = audience == "both" and deal.arrived_at is None  # the other side does not know of the deal yet
    if audience not in ("both", own_side) or actor.person_id is None or unread:
        raise Refused("state.not_possible")
    note = DealNote(audience=audience, text=text, by_id=actor.person_id, organisation_id=actor.organisation_id)
    note.at, note.file_id = now, file.id if file else None
    deal.notes.append(note)
    if audience == "both":
        record("deal.message_sent", deal, actor=actor, now=now)
    else:
        record("deal.noted", deal, actor=actor, now=now, audience=audience)
    return note


def _require_takable(listing: Listing, licensee: Organisation, today: date) -> None:
    if licensee.id in (listing.licensor_id, organisations.acting_office_id(listing.licensor_id, today)):
        raise Refused("deal.own_listing")  # nobody judges reports and payments of its own
    reason = hindrance(listing, today=today) or outside_reason(listing, licensee, today)
    if reason is not None:
        raise Refused(reason)


def _chosen_option(deal: Deal) -> ListingOption | None:
    chosen = next((option for option in deal.listing.options if option.position == deal.option_position), None)
    if chosen is None and (deal.kind == "notice" or deal.option_position is not None):
        raise Refused("deal.option_missing")
    return chosen


def _payment_is_late(deal: Deal, today: date) -> bool:
    due = deal.agreement.first_payment_due_on if deal.agreement else None
    return due is not None and today > due


def close(deal: Deal, reason: str, *, actor: Actor, now: datetime) -> None:
    """End a deal that brought no licence; an open offer is declined with it. Inside the use case's transaction."""
    if not reason.strip():
        raise Invalid("deal.reason_missing", field="reason")
    deal.state, deal.closed_at, deal.closed_reason = "closed", now, reason.strip()
    for offer in deal.offers:
        if offer.state == "open":
            offer.state = "declined"
    note_next(deal, day_of(now))
    record("deal.closed", deal, actor=actor, now=now)
