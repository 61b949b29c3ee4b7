"""Lists of deals with their filters, as pages and spreadsheets show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from marketplace.store.db import db
from marketplace.store.deals.agreements import Agreement
from marketplace.store.deals.deals import Deal
from marketplace.store.listings.listings import Listing, ListingOption
from marketplace.store.office.events import Event
from marketplace.store.parties.organisations import Organisation


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; "" leaves it as wide as it is. `turn`: the side whose turn it is."""

    state: str = ""
    licensor: str = ""  # public id
    model: str = ""
    turn: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """An event with the organisation its actor acted for."""

    event: Event
    organisation: Organisation | None


def narrowed(query: sa.Select[Deal], filters: Filters) -> sa.Select[Deal]:
    """The deals of a query that fit the filters, in its order."""
    if filters.state:
        query = query.where(Deal.state == filters.state)
    if filters.turn:
        query = query.where(Deal.next_side == filters.turn)
    if filters.licensor:
        licensor = sa.select(Organisation.id).where(Organisation.public_id == filters.licensor)
        query = query.where(Deal.licensor_id.in_(licensor))
    if filters.model:
        query = query.where(_has_model(filters.model))
    if filters.words:
        query = query.where(_names(filters.words))
    return query


def page_of(query: sa.Select[Deal], page: int, size: int) -> tuple[list[Deal], int]:
    """One page (from 1) of a query of deals, and how many deals there are in all."""
    total = db.session.scalar(sa.select(sa.func.count()).select_from(query.order_by(None).subquery())) or 0
    rows = db.session.scalars(_with_parties(query).limit(size).offset((page - 1) * size))
    return list(rows), total


def everything_of(query: sa.Select[Deal]) -> Sequence[Deal]:
    return db.session.scalars(_with_parties(query)).all()


def counts_by_state(query: sa.Select[Deal]) -> dict[str, int]:
    """How many deals of a query are in each state."""
    found = query.order_by(None).subquery()
    counted = sa.select(found.c.state, sa.func.count()).group_by(found.c.state)
    return {state: number for state, number in db.session.execute(counted)}


def licensors_of(query: sa.Select[Deal]) -> Sequence[Organisation]:
    """The licensors that occur in a query of deals."""
    ids = query.order_by(None).with_only_columns(Deal.licensor_id)
    return db.session.scalars(sa.select(Organisation).where(Organisation.id.in_(ids)).order_by(Organisation.id)).all()


def happenings(subject: str) -> list[Happening]:
    """The event log of a subject, newest first."""
    query = (
        sa.select(Event, Organisation)
        .outerjoin(Organisation, Organisation.id == Event.organisation_id)
        .where(Event.subject == subject)
        .order_by(Event.id.desc())
    )
    return [Happening(event, organisation) for event, organisation in db.session.execute(query)]


def _with_parties(query: sa.Select[Deal]) -> sa.Select[Deal]:
    return query.options(
        joinedload(Deal.listing),
        joinedload(Deal.licensor),
        joinedload(Deal.licensee),
        joinedload(Deal.assignee),
        joinedload(Deal.agreement),
    )


def _has_model(model: str) -> sa.ColumnElement[bool]:
    """By the agreement's terms, before there is one by the chosen option's."""
    agreed = sa.select(Agreement.deal_id).where(Agreement.model == model)
    concluded = sa.select(Agreement.deal_id)
    chosen = (
        sa.select(ListingOption.id)
        .where(
            ListingOption.listing_id == Deal.listing_id,
            ListingOption.position == Deal.option_position,
            ListingOption.model == model,
        )
        .exists()
    )
    return sa.or_(Deal.id.in_(agreed), sa.and_(Deal.id.not_in(concluded), chosen))


def _names(words: str) -> sa.ColumnElement[bool]:
    """Part of a title, a party's name, an agreement's number or the deal's own number."""
    like = f"%{words.replace('/', '//').replace('%', '/%').replace('_', '/_')}%"

    def has(*columns: sa.orm.InstrumentedAttribute[str]) -> sa.ColumnElement[bool]:
        return sa.or_(*(sa.func.lower(column).like(sa.func.lower(like), escape="/") for column in columns))

    listings = sa.select(Listing.id).where(has(Listing.title_zh, Listing.title_en))
    parties = sa.select(Organisation.id).where(has(Organisation.name_zh, Organisation.name_en))
    numbers = sa.select(Agreement.deal_id).where(has(Agreement.number))
    return sa.or_(
        Deal.listing_id.in_(listings),
        Deal.licensor_id.in_(parties),
        Deal.licensee_id.in_(parties),
        Deal.id.in_(numbers),
        has(Deal.public_id, Deal.product),
    )
