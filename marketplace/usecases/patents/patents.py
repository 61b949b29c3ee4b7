"""Patents one by one: entered by hand, described, their status brought up to date, encumbrances laid and lifted."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

import sqlalchemy as sa

from marketplace.domain.access import Actor
from marketplace.domain.days import day_of
from marketplace.domain.faults import Invalid, Refused, Stale
from marketplace.domain.industries import DIVISIONS
from marketplace.domain.patents.emerging import EMERGING
from marketplace.domain.patents.merging import FACT_FIELDS
from marketplace.domain.patents.record import PatentRecord
from marketplace.domain.patents.status import Overlay, PatentStatus
from marketplace.store.db import db, lock, transaction
from marketplace.store.listings.listings import Listing, ListingPatent
from marketplace.store.office import outbox
from marketplace.store.office.jobs import enqueue
from marketplace.store.parties.organisations import Organisation
from marketplace.store.patents import patents
from marketplace.store.patents.patents import Patent, PatentCard, PatentFact, PatentIndustry, PatentOverlay
from marketplace.usecases.deals.patent_ends import ask_to_record_ends
from marketplace.usecases.listings.standing import tell_if_stopped
from marketplace.usecases.patents.rows import insert_patents
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record

TEXTS = ("title_zh", "title_en", "abstract_zh", "abstract_en")
CARD_TEXTS = tuple(column.name for column in PatentCard.__table__.columns if column.name != "patent_id")
BY_HAND = "hand"  # source of a fact that somebody typed here


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
    industries: Collection[str] | None = None,
    emerging: Collection[str] | None = None,
    version: int | None = None,
    actor: Actor,
    now: datetime,
) -> None:
    """Write what people write about a patent: titles, abstracts, industries, readiness and the plain-language card.

    `industries`: further divisions beside the main one; `emerging`: strategic emerging industries. By naming them the
    owner also confirms what was proposed; None leaves them as they are.

    Raises:
        Invalid: `patent.title_missing`, `patent.industry_unknown`.
        Stale: somebody else changed it since `version`.
    """
    require(actor, "patent.edit", patent)
    lock(patent)
    require_version(patent, version)
    before = _named(patent)
    if industry and industry not in DIVISIONS:
        raise Invalid("patent.industry_unknown", field="industry")
    for scheme, codes in (("division", industries), ("emerging", emerging)):
        if codes is not None:
            _name_industries(patent, scheme, set(codes) - {industry if scheme == "division" else "", ""})
    if not any(texts.get(name, getattr(patent, name)) for name in ("title_zh", "title_en")):
        raise Invalid("patent.title_missing", field="title_zh")
    for name in TEXTS:
        if name in texts and texts[name] != getattr(patent, name):
            setattr(patent, name, texts[name])
            if name in FACT_FIELDS and texts[name]:
                add_fact(patent, name, texts[name], source=BY_HAND, as_of=day_of(now))
    patent.industry, patent.trl, patent.updated_at = industry, trl, now
    _keep_named(patent, before, now)
    if patent.card is None:
        patent.card = PatentCard(patent_id=patent.id)
    for name in CARD_TEXTS:
        if name in card:
            setattr(patent.card, name, card[name])
    record("patent.changed", patent, actor=actor, now=now, fields="texts, card")
    tell_listings({patent.id}, actor=actor, now=now)


@transaction
def confirm_industries(chosen: Mapping[Patent, Collection[str]], *, actor: Actor, now: datetime) -> int:
    """Name strategic emerging industries of several patents beside those they have; how many were new.

    Raises:
        Invalid: `patent.industry_unknown`.
    """
    added = 0
    for patent, codes in chosen.items():
        require(actor, "patent.edit", patent)
        lock(patent)
        before = _named(patent)
        if new := set(codes) - set(patent.emerging):
            _name_industries(patent, "emerging", {*patent.emerging, *new})
            _keep_named(patent, before, now)
            patent.updated_at = now
            record("patent.changed", patent, actor=actor, now=now, fields="industries")
            added += len(new)
    tell_listings({patent.id for patent in chosen}, actor=actor, now=now)
    return added


def _name_industries(patent: Patent, scheme: str, codes: set[str]) -> None:
    """Have exactly these industries of a scheme named."""
    if codes - (DIVISIONS if scheme == "division" else EMERGING).keys():
        raise Invalid("patent.industry_unknown", field="industries" if scheme == "division" else "emerging")
    known = {row.code: row for row in patent.industries if row.scheme == scheme}
    for code in known.keys() - codes:
        patent.industries.remove(known[code])
    patent.industries.extend(PatentIndustry(scheme=scheme, code=code) for code in sorted(codes - known.keys()))


def _named(patent: Patent) -> dict[str, str]:
    """Industries and readiness as facts."""
    return {
        "industries": "; ".join(patent.divisions),
        "emerging": "; ".join(patent.emerging),
        "trl": str(patent.trl or ""),
    }


def _keep_named(patent: Patent, before: Mapping[str, str], now: datetime) -> None:
    """Keep as facts what was named anew by hand."""
    for field, value in _named(patent).items():
        if value and value != before[field]:
            add_fact(patent, field, value, source=BY_HAND, as_of=day_of(now))


@transaction
def state_status(
    patent: Patent,
    *,
    status: str,
    as_of: date,
    source: str,
    fee_paid_until: date | None,
    encumbrances_as_of: date | None,
    version: int | None = None,
    actor: Actor,
    now: datetime,
) -> None:
    """Bring legal status, annual fee and the day of the last word on encumbrances up to date.

    Raises:
        Invalid: `patent.status_unknown`, `patent.as_of_in_future`.
        Stale: somebody else changed it since `version`.
    """
    require(actor, "patent.edit", patent)
    lock(patent)
    require_version(patent, version)
    if status not in set(PatentStatus):
        raise Invalid("patent.status_unknown", field="status")
    for field, day in (("as_of", as_of), ("encumbrances_as_of", encumbrances_as_of)):
        if day is not None and day > day_of(now):
            raise Invalid("patent.as_of_in_future", field=field)
    for field, value in (("status", status), ("fee_paid_until", fee_paid_until)):
        if value is not None and getattr(patent, field) != value:
            told = value.isoformat() if isinstance(value, date) else str(value)
            add_fact(patent, field, told, source=source, as_of=as_of)
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


def add_fact(patent: Patent, field: str, value: str, *, source: str, as_of: date) -> None:
    """Keep for ever what a source said of a field."""
    fact = PatentFact(patent_id=patent.id, field=field, value=value, source=source[:100], as_of=as_of)
    db.session.add(fact)


def require_version(patent: Patent, version: int | None) -> None:
    """Refuse where somebody changed the patent after the page was opened."""
    if version is not None and version != patent.version:
        raise Stale("record.stale")


def tell_listings(patent_ids: set[int], *, actor: Actor, now: datetime) -> None:
    """After patents changed: renew the search documents of their listings, say where one can no longer be taken, have
    the checks of publication asked again, and ask those who run a licence to record that a patent in it ended.
    """
    if not patent_ids:
        return
    # not through the rows: who writes the patent's texts meanwhile need not start again
    touched = sa.update(Patent.__table__).where(Patent.__table__.c.id.in_(patent_ids))
    db.session.execute(touched.values(updated_at=now))
    query = sa.select(Listing).join(ListingPatent).where(ListingPatent.patent_id.in_(patent_ids)).distinct()
    listings = db.session.scalars(query).all()
    outbox.announce([listing.id for listing in listings], now=now)
    for listing in listings:
        tell_if_stopped(listing, actor=actor, now=now)
    if any(listing.state == "published" for listing in listings):
        enqueue("check_patents", {"patents": sorted(patent_ids)}, now=now)
    ask_to_record_ends(patent_ids, actor=actor, now=now)
