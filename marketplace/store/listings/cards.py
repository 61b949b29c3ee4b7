"""What result cards show of published listings: read for a page of them in three statements, no mapped objects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from marketplace.store.db import db
from marketplace.store.deals.agreements import Agreement
from marketplace.store.deals.deals import Deal
from marketplace.store.listings.listings import Listing, ListingOption, ListingPatent
from marketplace.store.parties.organisations import Organisation
from marketplace.store.patents.patents import Patent, PatentCard


class OptionOnCard(NamedTuple):
    """A way to pay; amounts in minor units, the rate in percent or empty."""

    model: str
    currency: str
    price_sure: int
    price_fixed: int
    price_rate: str
    trial_months: int


@dataclass(slots=True)
class CardRow:
    """One published listing with its first patent; ways to pay by their fixed sums, the cheapest first.

    `licences`: how many took effect. `patents`: how many it offers.
    """

    id: int
    public_id: str
    kind: str
    title_zh: str
    title_en: str
    summary_zh: str
    summary_en: str
    licensor_zh: str
    licensor_en: str
    number: str
    status: str
    status_as_of: date | None
    term_end: date | None
    trl: int | None
    abstract_zh: str
    abstract_en: str
    benefit_zh: str
    benefit_en: str
    patents: int
    options: list[OptionOnCard] = field(default_factory=list)
    licences: int = 0


def card_rows(listing_ids: Sequence[int]) -> list[CardRow]:
    """The published ones among these listings, in the order of the ids."""
    if not listing_ids:
        return []
    rows = db.session.execute(_LISTINGS, {"ids": list(listing_ids)})
    found = {row[0]: CardRow(*row) for state, *row in rows if state == "published"}
    for listing_id, *option in db.session.execute(_OPTIONS, {"ids": list(found)}):
        found[listing_id].options.append(OptionOnCard(*option))
    for listing_id, number in db.session.execute(_LICENCES, {"ids": list(found)}):
        found[listing_id].licences = number
    return [found[listing_id] for listing_id in listing_ids if listing_id in found]


class CardTitle(NamedTuple):
    """What a line says of a published listing: its titles and benefit, its first patent's number, its licensor."""

    id: int
    public_id: str
    title_zh: str
    title_en: str
    number: str
    licensor_zh: str
    licensor_en: str
    benefit_zh: str
    benefit_en: str


def card_titles(listing_ids: Sequence[int]) -> list[CardTitle]:
    """The published ones among these listings, in the order of the ids: one statement."""
    if not listing_ids:
        return []
    rows = db.session.execute(_TITLES, {"ids": list(listing_ids)})
    found = {row[0]: CardTitle(*row) for state, *row in rows if state == "published"}
    return [found[listing_id] for listing_id in listing_ids if listing_id in found]


def _columns(model: type, names: str) -> list[sa.ColumnElement[object]]:
    return [getattr(model, name) for name in names.split()]


_IDS: sa.BindParameter[list[int]] = sa.bindparam("ids", expanding=True)
_FIRST = sa.orm.aliased(ListingPatent)
_LISTINGS = (
    sa.select(
        *_columns(Listing, "state id public_id kind title_zh title_en summary_zh summary_en"),
        *_columns(Organisation, "name_zh name_en"),
        *_columns(Patent, "number status status_as_of term_end trl abstract_zh abstract_en"),
        sa.func.coalesce(PatentCard.benefit_zh, ""),
        sa.func.coalesce(PatentCard.benefit_en, ""),
        sa.select(sa.func.count()).where(ListingPatent.listing_id == Listing.id).scalar_subquery(),
    )
    .join(Organisation, Organisation.id == Listing.licensor_id)
    .join(_FIRST, sa.and_(_FIRST.listing_id == Listing.id, _FIRST.position == 1))
    .join(Patent, Patent.id == _FIRST.patent_id)
    .outerjoin(PatentCard, PatentCard.patent_id == Patent.id)
    .where(Listing.id.in_(_IDS))  # with the state, SQLite would go through all that are published
)
_TITLES = (
    sa.select(
        *_columns(Listing, "state id public_id title_zh title_en"),
        Patent.number,
        *_columns(Organisation, "name_zh name_en"),
        sa.func.coalesce(PatentCard.benefit_zh, ""),
        sa.func.coalesce(PatentCard.benefit_en, ""),
    )
    .join(Organisation, Organisation.id == Listing.licensor_id)
    .join(_FIRST, sa.and_(_FIRST.listing_id == Listing.id, _FIRST.position == 1))
    .join(Patent, Patent.id == _FIRST.patent_id)
    .outerjoin(PatentCard, PatentCard.patent_id == Patent.id)
    .where(Listing.id.in_(_IDS))
)
_OPTIONS = (
    sa.select(
        *_columns(ListingOption, "listing_id model currency price_sure price_fixed price_rate trial_months")
    )
    .where(ListingOption.listing_id.in_(_IDS))
    .order_by(ListingOption.price_fixed, ListingOption.position)
)
_LICENCES = (
    sa.select(Deal.listing_id, sa.func.count())
    .join(Agreement, Agreement.deal_id == Deal.id)
    .where(Deal.listing_id.in_(_IDS), Agreement.effective_on.is_not(None))
    .group_by(Deal.listing_id)
)
