"""Offers and counter-offers: immutable versions; an acceptance is bound to the version that was read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

import sqlalchemy as sa

from marketplace.domain.access import Actor
from marketplace.domain.days import day_of
from marketplace.domain.deals.states import next_state
from marketplace.domain.faults import Invalid, Refused, Stale
from marketplace.domain.terms.canonical import canonical, terms_hash
from marketplace.domain.terms.checks import check_terms
from marketplace.domain.terms.price import asks_on_day_one
from marketplace.domain.terms.reading import read_terms
from marketplace.store.db import db, lock, transaction
from marketplace.store.deals.deals import Deal, Offer
from marketplace.usecases.deals.agreements import conclude
from marketplace.usecases.deals.deals import close
from marketplace.usecases.deals.facts import facts_of
from marketplace.usecases.deals.outlook import note_next
from marketplace.usecases.listings.gate import sheet_facts
from marketplace.usecases.listings.standing import hindrance
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record


@transaction
def make_offer(
    deal: Deal,
    sheet: Mapping[str, object],
    *,
    message: str,
    expires_on: date,
    answers: int,
    actor: Actor,
    now: datetime,
) -> Offer:
    """Put terms on the table, as the first offer of the office or as a counter-offer.

    Args:
        sheet: a term sheet that `read_terms` accepts and no check blocks.
        answers: number of the newest offer its maker has read (0: none yet).

    Raises:
        Fault: the sheet is not well-formed.
        Stale: `offer.newer_exists`.
        Invalid: `offer.expires_in_past`, `offer.blocked`.
    """
    require(actor, "offer.make", deal)
    lock(deal)
    side = side_of(deal, actor)
    newest = deal.offers[-1] if deal.offers else None
    if next_state(deal.state, "offer") is None or (newest is None and side == "licensee"):
        raise Refused("state.not_possible")
    if (newest.number if newest else 0) != answers:
        raise Stale("offer.newer_exists")
    if expires_on <= day_of(now):
        raise Invalid("offer.expires_in_past", field="expires_on")
    if _blocked(sheet, deal, day_of(now)):
        raise Invalid("offer.blocked", field="sheet")
    if newest is not None and newest.state == "open":
        newest.state = "replaced"
        db.session.flush()
    offer = Offer(number=answers + 1, side=side, message=message, expires_on=expires_on)
    offer.sheet, offer.sheet_hash = canonical(sheet).decode(), terms_hash(sheet)
    offer.made_by_id, offer.made_at = actor.person_id, now
    deal.offers.append(offer)
    deal.state = "offered"
    if side == "office" and deal.answered_at is None:
        deal.answered_at = now
    note_next(deal, day_of(now))
    record("offer.made", deal, actor=actor, now=now, number=offer.number, side=side, sheet_hash=offer.sheet_hash)
    return offer


@transaction
def accept_offer(deal: Deal, number: int, *, sheet_hash: str, actor: Actor, now: datetime) -> None:
    """Accept exactly the offer that was read: its number and the hash of its terms.

    Raises:
        Stale: `offer.newer_exists` where another version is on the table now.
        Refused: `offer.own`, `offer.expired`, `offer.blocked_now` where a check speaks against the terms by now, or the
            listing's patents lost their standing.
    """
    require(actor, "offer.accept", deal)
    lock(deal)
    offer = deal.offers[-1] if deal.offers else None
    if offer is None or deal.state != "offered":
        raise Refused("state.not_possible")
    if offer.number != number or offer.sheet_hash != sheet_hash or offer.state != "open":
        raise Stale("offer.newer_exists")
    if offer.side == side_of(deal, actor):
        raise Refused("offer.own")
    today = day_of(now)
    if offer.expires_on < today:
        raise Refused("offer.expired")
    reason = hindrance(deal.listing, today=today)
    if reason is not None:
        raise Refused(reason)
    if _blocked(offer.terms, deal, today):
        raise Refused("offer.blocked_now")
    offer.state = "accepted"
    record("offer.accepted", deal, actor=actor, now=now, number=number, sheet_hash=sheet_hash)
    facts = facts_of(deal, asks_on_day_one=asks_on_day_one(read_terms(offer.terms), today), at=now)
    conclude(deal, offer.terms, facts, way="conclude", actor=actor, now=now)


@transaction
def decline_offer(deal: Deal, number: int, *, reason: str, actor: Actor, now: datetime) -> None:
    """End the negotiation: the licensee may decline at any time, the office through `close_deal`."""
    require(actor, "deal.withdraw", deal)
    lock(deal)
    if deal.state not in ("requested", "offered"):
        raise Refused("state.not_possible")
    close(deal, reason, actor=actor, now=now)


@transaction
def expire_offers(*, actor: Actor, now: datetime) -> int:
    """Close every offer whose last day has passed; the deal waits for the office again. The daily job."""
    today = day_of(now)
    expired = sa.select(Offer).where(Offer.state == "open", Offer.expires_on < today)
    offers = db.session.scalars(expired).all()
    for offer in offers:
        offer.state = "expired"
        note_next(offer.deal, today)
        record("offer.expired", offer.deal, actor=actor, now=now, number=offer.number)
    return len(offers)


def side_of(deal: Deal, actor: Actor) -> str:
    """On which side of a deal an actor stands."""
    return "licensee" if actor.organisation_id == deal.licensee_id else "office"


def _blocked(sheet: Mapping[str, object], deal: Deal, today: date) -> bool:
    """Whether a check speaks against offering a sheet under the deal's listing today."""
    findings = check_terms(read_terms(sheet), sheet_facts(deal.listing, today))
    return any(finding.severity == "block" for finding in findings)
