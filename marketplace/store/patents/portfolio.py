"""The patents an organisation looks after or looks at: filters, pages, and what one patent's page shows."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import defer, selectinload

from marketplace.domain.access import Actor
from marketplace.store.db import db
from marketplace.store.listings.listings import Listing, ListingPatent, visible_to
from marketplace.store.parties.organisations import Organisation
from marketplace.store.patents.patents import (
    Attachment,
    Evidence,
    Patent,
    PatentFact,
    PatentInventor,
    PatentKey,
    worked_by,
)

OPEN_STATES = ("published", "suspended")
PLACES = ("open", "prepared", "none")  # on offer, in a listing that is not public, in none


@dataclass(frozen=True, slots=True)
class Known:
    """A patent that has one of some numbers: its id and whose it is."""

    patent_id: int
    licensor_id: int


def portfolio(
    actor: Actor,
    *,
    words: str = "",
    keys: Collection[str] = (),
    kind: str = "",
    status: str = "",
    licensor: str = "",
    place: str = "",
) -> sa.Select[Patent]:
    """The patents an actor's organisation is or acts for, the latest filing first.

    Args:
        words: part of a number, a title or an inventor's name.
        keys: canonical numbers that the words may mean; then only these are looked for.
        licensor: public id.
        place: one of PLACES.
    """
    query = worked_by(actor).order_by(Patent.filing_date.desc().nulls_last(), Patent.id.desc())
    if keys:
        query = query.where(Patent.id.in_(sa.select(PatentKey.patent_id).where(PatentKey.key.in_(keys))))
    elif words:
        query = query.where(_about(words))
    if kind:
        query = query.where(Patent.kind == kind)
    if status:
        query = query.where(Patent.status == status)
    if licensor:
        query = query.where(Patent.licensor_id.in_(sa.select(Organisation.id).filter_by(public_id=licensor)))
    if place:
        query = query.where(_standing(place))
    return query


def page_of(query: sa.Select[Patent], page: int, size: int) -> tuple[list[Patent], int]:
    """One page of a list (from 1) and how many rows there are in all."""
    total = db.session.scalar(sa.select(sa.func.count()).select_from(query.order_by(None).subquery())) or 0
    return list(db.session.scalars(_whole(query).limit(size).offset((page - 1) * size))), total


def in_batches(query: sa.Select[Patent], size: int) -> Iterator[Sequence[Patent]]:
    """All rows of a list, a batch at a time, without their abstracts: a portfolio may have 100,000 patents."""
    whole = _whole(query).options(selectinload(Patent.industries))
    lean = whole.options(defer(Patent.abstract_zh), defer(Patent.abstract_en))
    yield from db.session.scalars(lean.execution_options(yield_per=size)).partitions(size)


def organisations_of(actor: Actor) -> list[Organisation]:
    """Whose patents the actor's organisation may look at: its own and those of the licensors it acts for, by name."""
    if actor.organisation_id is None:
        return []
    run = actor.office_for | {actor.organisation_id}
    query = sa.select(Organisation).where(Organisation.id.in_(run))
    return list(db.session.scalars(query.order_by(Organisation.name_zh, Organisation.id)))


def listings_by_patent(patent_ids: Collection[int]) -> dict[int, list[Listing]]:
    """The listings each patent is in, the newest first."""
    query = (
        sa.select(ListingPatent.patent_id, Listing)
        .join(Listing, Listing.id == ListingPatent.listing_id)
        .where(ListingPatent.patent_id.in_(patent_ids))
        .order_by(Listing.id.desc())
    )
    found: dict[int, list[Listing]] = {}
    for patent_id, listing in db.session.execute(query):
        found.setdefault(patent_id, []).append(listing)
    return found


def facts_of(patent_id: int) -> list[PatentFact]:
    """What each source said of each field, newest first."""
    query = sa.select(PatentFact).filter_by(patent_id=patent_id)
    return list(db.session.scalars(query.order_by(PatentFact.as_of.desc(), PatentFact.id.desc())))


def evidence_of(patent_id: int, file: str) -> Evidence | None:
    """A piece of evidence by the public id of its file."""
    query = sa.select(Evidence).filter_by(patent_id=patent_id).where(Evidence.file.has(public_id=file))
    return db.session.scalar(query)


def attachments_of(patent_id: int) -> list[Attachment]:
    return list(db.session.scalars(sa.select(Attachment).filter_by(patent_id=patent_id).order_by(Attachment.id)))


def attachment_of(patent_id: int, file: str) -> Attachment | None:
    """An attachment by the public id of its file."""
    query = sa.select(Attachment).filter_by(patent_id=patent_id).where(Attachment.file.has(public_id=file))
    return db.session.scalar(query)


def on_public_listing(patent_id: int, site_id: int) -> bool:
    """Whether a listing that anybody may read on this site has the patent."""
    public = visible_to(Actor(site_id=site_id)).with_only_columns(Listing.id)
    query = sa.select(ListingPatent.patent_id).where(
        ListingPatent.patent_id == patent_id, ListingPatent.listing_id.in_(public)
    )
    return db.session.scalar(query.limit(1)) is not None


def known_by_keys(keys: Collection[str]) -> dict[str, Known]:
    """Which of these numbers are known here, and whose the patent is."""
    query = (
        sa.select(PatentKey.key, Patent.id, Patent.licensor_id)
        .join(Patent, Patent.id == PatentKey.patent_id)
        .where(PatentKey.key.in_(keys))
    )
    return {key: Known(patent_id, licensor_id) for key, patent_id, licensor_id in db.session.execute(query)}


def _about(words: str) -> sa.ColumnElement[bool]:
    plain = "".join(unicodedata.normalize("NFKC", words).split())
    number = plain.upper().removeprefix("ZL").removeprefix("CN")
    of_inventor = sa.select(PatentInventor.patent_id).where(PatentInventor.name.icontains(words, autoescape=True))
    tests = [
        Patent.title_zh.icontains(words, autoescape=True),
        Patent.title_en.icontains(words, autoescape=True),
        Patent.id.in_(of_inventor),
    ]
    if number:
        tests += [
            Patent.number.icontains(number, autoescape=True),
            Patent.publication_number.icontains(number, autoescape=True),
        ]
    return sa.or_(*tests)


def _standing(place: str) -> sa.ColumnElement[bool]:
    listed = sa.select(ListingPatent.patent_id).join(Listing, Listing.id == ListingPatent.listing_id)
    on_offer = Patent.id.in_(listed.where(Listing.state.in_(OPEN_STATES)))
    prepared = Patent.id.in_(listed.where(Listing.state.in_(("draft", "review", "filed"))))
    if place == "open":
        return on_offer
    if place == "prepared":
        return sa.and_(prepared, sa.not_(on_offer))
    return sa.not_(sa.or_(on_offer, prepared))


def _whole(query: sa.Select[Patent]) -> sa.Select[Patent]:
    return query.options(selectinload(Patent.licensor), selectinload(Patent.inventors), selectinload(Patent.owners))
