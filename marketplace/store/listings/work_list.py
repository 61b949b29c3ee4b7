"""The work list of those who look after listings: filters, counts and pages, with all that a row shows loaded."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from marketplace.domain.access import Actor
from marketplace.store.db import db
from marketplace.store.listings.listings import Listing, ListingPatent, worked_by
from marketplace.store.parties.organisations import Organisation
from marketplace.store.patents.imports import ImportRow, PatentImport
from marketplace.store.patents.patents import Patent

_GATED = (selectinload(Patent.overlays), selectinload(Patent.owners), selectinload(Patent.evidence))  # what checks read


def work_list(
    actor: Actor, *, state: str = "", licensor: str = "", kind: str = "", words: str = ""
) -> sa.Select[Listing]:
    """The listings an actor's organisation is or acts for, newest first.

    Args:
        licensor: public id; words: part of a title, of a patent number or of a patent's title.
    """
    query = worked_by(actor)
    if state:
        query = query.where(Listing.state == state)
    if kind:
        query = query.where(Listing.kind == kind)
    if licensor:
        ids = sa.select(Organisation.id).where(Organisation.public_id == licensor)
        query = query.where(Listing.licensor_id.in_(ids))
    if words:
        query = query.where(_about(words))
    return query


def page_of(query: sa.Select[Listing], page: int, size: int) -> tuple[list[Listing], int]:
    """One page of a list (from 1) and how many rows there are in all."""
    total = db.session.scalar(sa.select(sa.func.count()).select_from(query.order_by(None).subquery())) or 0
    return list(db.session.scalars(_whole(query).limit(size).offset((page - 1) * size))), total


def everything_of(query: sa.Select[Listing]) -> list[Listing]:
    return list(db.session.scalars(_whole(query)))


def by_public_ids(actor: Actor, public_ids: Collection[str]) -> list[Listing]:
    """Those of these listings that the actor's organisation is or acts for."""
    return everything_of(worked_by(actor).where(Listing.public_id.in_(public_ids)))


def counts_by_state(actor: Actor, **filters: str) -> dict[str, int]:
    """How many listings the list would show in each state; `filters` as for `work_list`, without the state."""
    rows = work_list(actor, **filters).order_by(None).subquery()
    query = sa.select(rows.c.state, sa.func.count()).group_by(rows.c.state)
    return {state: number for state, number in db.session.execute(query)}


def licensors_run_by(actor: Actor) -> list[Organisation]:
    """The licensors whose affairs the actor's organisation runs, by name."""
    query = sa.select(Organisation).where(Organisation.id.in_(actor.office_for))
    return list(db.session.scalars(query.order_by(Organisation.name_zh, Organisation.id)))


def portfolio(licensor_id: int, words: str, *, limit: int) -> tuple[list[Patent], int]:
    """Patents of a licensor by part of a title or number, and how many there are in all."""
    query = sa.select(Patent).where(Patent.licensor_id == licensor_id)
    if words:
        query = query.where(_patent_about(words))
    total = db.session.scalar(sa.select(sa.func.count()).select_from(query.subquery())) or 0
    return list(db.session.scalars(query.options(*_GATED).order_by(Patent.number).limit(limit))), total


def patents_by_public_ids(licensor_id: int, public_ids: Collection[str]) -> list[Patent]:
    """Those of these patents that a licensor manages, by number."""
    query = sa.select(Patent).where(Patent.licensor_id == licensor_id, Patent.public_id.in_(public_ids))
    return list(db.session.scalars(query.options(*_GATED).order_by(Patent.number)))


def patents_of_import(licensor_id: int, public_id: str, *, limit: int) -> list[Patent]:
    """The patents of a licensor that an import brought or knew, in the order of the file."""
    of_import = sa.select(PatentImport.id).filter_by(public_id=public_id, organisation_id=licensor_id)
    query = (
        sa.select(Patent)
        .join(ImportRow, ImportRow.patent_id == Patent.id)
        .where(ImportRow.import_id.in_(of_import), Patent.licensor_id == licensor_id)
        .group_by(Patent.id)
        .order_by(sa.func.min(ImportRow.row_number))
    )
    return list(db.session.scalars(query.options(*_GATED).limit(limit)))


def listed_among(patent_ids: Collection[int]) -> set[int]:
    """Which of these patents are in a listing already, one that is not withdrawn."""
    query = (
        sa.select(ListingPatent.patent_id)
        .join(Listing, Listing.id == ListingPatent.listing_id)
        .where(ListingPatent.patent_id.in_(patent_ids), Listing.state != "withdrawn")
    )
    return set(db.session.scalars(query))


def _about(words: str) -> sa.ColumnElement[bool]:
    of_patents = (
        sa.select(ListingPatent.listing_id)
        .join(Patent, Patent.id == ListingPatent.patent_id)
        .where(_patent_about(words))
    )
    return sa.or_(
        Listing.title_zh.icontains(words, autoescape=True),
        Listing.title_en.icontains(words, autoescape=True),
        Listing.id.in_(of_patents),
    )


def _patent_about(words: str) -> sa.ColumnElement[bool]:
    number = "".join(words.split()).upper().removeprefix("ZL").removeprefix("CN")
    return sa.or_(
        Patent.number.icontains(number or words, autoescape=True),
        Patent.title_zh.icontains(words, autoescape=True),
        Patent.title_en.icontains(words, autoescape=True),
    )


def _whole(query: sa.Select[Listing]) -> sa.Select[Listing]:
    patents = selectinload(Listing.patents)
    return query.options(
        selectinload(Listing.options),
        selectinload(Listing.overrides),
        selectinload(Listing.licensor),
        patents.selectinload(Patent.overlays),
        patents.selectinload(Patent.owners),
        patents.selectinload(Patent.evidence),
        patents.selectinload(Patent.card),
    )
