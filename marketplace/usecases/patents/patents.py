"""Patents one by one: entered by hand, their status brought up to date, their plain-language card written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

import sqlalchemy as sa

from marketplace.domain.access import Actor
from marketplace.domain.days import day_of
from marketplace.domain.faults import Invalid, Refused
from marketplace.domain.patents.record import PatentRecord
from marketplace.domain.patents.status import Overlay, PatentStatus
from marketplace.store.db import db, lock, transaction
from marketplace.store.listings.listings import Listing, ListingPatent
from marketplace.store.office import outbox
from marketplace.store.parties.organisations import Organisation
from marketplace.store.patents import patents
from marketplace.store.patents.patents import Patent, PatentCard, PatentFact, PatentOverlay
from marketplace.usecases.listings.standing import hindrance
from marketplace.usecases.patents.rows import insert_patents
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record

TEXTS = ("title_zh", "title_en", "abstract_zh", "abstract_en")
CARD_TEXTS = tuple(column.name for column in PatentCard.__table__.columns if column.name != "patent_id")


@transaction
def enter_patent(
    licensor: Organisation, told: PatentRecord, *, source: str, actor: Actor, now: datetime
) -> Patent:
    """Enter one patent of a licensor.

    Raises:
        Invalid: `patent.known` where a number of it is known already.
    """
    require(actor, "patent.edit", licensor)
    if patents.ids_by_keys(told.keys):
        raise Invalid("patent.known", field="number", number=told.number.canonical)
    (patent_id,) = insert_patents([(told, list(told.keys))], licensor, source=source, import_id=None, now=now)
    patent = db.session.get_one(Patent, patent_id)
    record("patent.added", patent, actor=actor, now=now, number=patent.number)
    return patent


@transaction
def describe_patent(
    patent: Patent,
    *,
    texts: Mapping[str, str],
    industry: str,
    trl: int | None,
    card: Mapping[str, str],
    actor: Actor,
    now: datetime,
) -> None:
    """Write what people write about a patent: titles, abstracts, industry, readiness and the plain-language card."""
    require(actor, "patent.edit", patent)
    lock(patent)
    for name in TEXTS:
        if name in texts:
            setattr(patent, name, texts[name])
    patent.industry, patent.trl, patent.updated_at = industry, trl, now
    if patent.card is None:
        patent.card = PatentCard(patent_id=patent.id)
    for name in CARD_TEXTS:
        if name in card:
            setattr(patent.card, name, card[name])
    record("patent.changed", patent, actor=actor, now=now, fields="texts, card")
    tell_listings({patent.id}, actor=actor, now=now)


@transaction
def state_status(
    patent: Patent,
    *,
    status: str,
    as_of: date,
    source: str,
    fee_paid_until: date | None,
    encumbrances_as_of: date | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Bring legal status, annual fee and the day of the last word on encumbrances up to date.

    Raises:
        Invalid: `patent.status_unknown`, `patent.as_of_in_future`.
    """
    require(actor, "patent.edit", patent)
    lock(patent)
    if status not in set(PatentStatus):
        raise Invalid("patent.status_unknown", field="status")
    if as_of > day_of(now) or (encumbrances_as_of or as_of) > day_of(now):
        raise Invalid("patent.as_of_in_future", field="as_of")
    for field, value in (("status", status), ("fee_paid_until", fee_paid_until)):
        if value is not None and getattr(patent, field) != value:
            told = value.isoformat() if isinstance(value, date) else str(value)
            db.session.add(PatentFact(patent_id=patent.id, field=field, value=told, source=source, as_of=as_of))
    patent.status, patent.status_as_of, patent.status_source = status, as_of, source
    patent.fee_paid_until, patent.encumbrances_as_of = fee_paid_until, encumbrances_as_of
    patent.updated_at = now
    record("patent.changed", patent, actor=actor, now=now, fields="status")
    tell_listings({patent.id}, actor=actor, now=now)


@transaction
def lay_overlay(
    patent: Patent,
    *,
    kind: str,
    starts_on: date | None,
    ends_on: date | None = None,
    note: str = "",
    source: str,
    actor: Actor,
    now: datetime,
) -> PatentOverlay:
    """Enter something that lies over a patent: pledge, preservation, exclusive licence, invalidity request …"""
    require(actor, "patent.edit", patent)
    if kind not in set(Overlay):
        raise Invalid("patent.overlay_unknown", field="kind")
    if starts_on and ends_on and ends_on < starts_on:
        raise Invalid("patent.overlay_ends_before_start", field="ends_on")
    overlay = PatentOverlay(
        kind=kind, starts_on=starts_on, ends_on=ends_on, note=note, source=source, as_of=day_of(now)
    )
    patent.overlays.append(overlay)
    record("patent.overlay_added", patent, actor=actor, now=now, kind=kind)
    tell_listings({patent.id}, actor=actor, now=now)
    return overlay


@transaction
def lift_overlay(
    patent: Patent, overlay: PatentOverlay, *, ends_on: date, actor: Actor, now: datetime
) -> None:
    """Enter the last day of an overlay."""
    require(actor, "patent.edit", patent)
    if overlay.patent_id != patent.id:
        raise Refused("state.not_possible")
    if overlay.starts_on and ends_on < overlay.starts_on:
        raise Invalid("patent.overlay_ends_before_start", field="ends_on")
    overlay.ends_on = ends_on
    record(
        "patent.overlay_ended", patent, actor=actor, now=now, kind=overlay.kind, ends_on=ends_on.isoformat()
    )
    tell_listings({patent.id}, actor=actor, now=now)


def tell_listings(patent_ids: set[int], *, actor: Actor, now: datetime) -> None:
    """Renew the search documents of listings whose patents changed, and say where one can no longer be taken."""
    if not patent_ids:
        return
    query = sa.select(Listing).join(ListingPatent).where(ListingPatent.patent_id.in_(patent_ids)).distinct()
    listings = db.session.scalars(query).all()
    outbox.announce([listing.id for listing in listings], now=now)
    for listing in listings:
        if listing.state == "published":
            reason = hindrance(listing, today=day_of(now))
            if reason is not None:
                record("listing.blocked", listing, actor=actor, now=now, code=reason)
