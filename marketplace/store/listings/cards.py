"""What result cards show of published listings: read for a page of them in two statements, no mapped objects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from marketplace.store.among import Among
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
    licences: int
    options: list[OptionOnCard] = field(default_factory=list)


def card_rows(listing_ids: Sequence[int]) -> list[CardRow]:
    """The published ones among these listings, in the order of the ids."""
    found = {row[0]: CardRow(*row) for state, *row in _LISTINGS.rows(listing_ids) if state == "published"}
    for listing_id, *option in _OPTIONS.rows(list(found)):
        found[listing_id].options.append(OptionOnCard(*option))
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
    found = {row[0]: CardTitle(*row) for state, *row in _TITLES.rows(listing_ids) if state == "published"}
    return [found[listing_id] for listing_id in listing_ids if listing_id in found]


def _columns(table: sa.FromClause, names: str) -> list[sa.ColumnElement[object]]:
    return [table.c[name] for name in names.split()]


# tables, not mapped classes: these statements run on every page of results, and objects would cost half their time
_LISTING, _PATENT, _CARD = Listing.__table__, Patent.__table__, PatentCard.__table__
_LICENSOR, _OFFERED = Organisation.__table__, ListingPatent.__table__
_FIRST = _OFFERED.alias("first_patent")
_OPTION, _DEAL, _AGREEMENT = ListingOption.__table__, Deal.__table__, Agreement.__table__
_PUBLISHED_FROM = (
    _LISTING.join(_LICENSOR, _LICENSOR.c.id == _LISTING.c.licensor_id)
    .join(_FIRST, sa.and_(_FIRST.c.listing_id == _LISTING.c.id, _FIRST.c.position == 1))
    .join(_PATENT, _PATENT.c.id == _FIRST.c.patent_id)
    .outerjoin(_CARD, _CARD.c.patent_id == _PATENT.c.id)
)
_BENEFITS = [sa.func.coalesce(_CARD.c[name], "") for name in ("benefit_zh", "benefit_en")]
_NUMBER_OF_PATENTS = (
    sa.select(sa.func.count()).where(_OFFERED.c.listing_id == _LISTING.c.id).scalar_subquery()
)
_NUMBER_OF_LICENCES = (
    sa.select(sa.func.count())
    .select_from(_DEAL.join(_AGREEMENT, _AGREEMENT.c.deal_id == _DEAL.c.id))
    .where(_DEAL.c.listing_id == _LISTING.c.id, _AGREEMENT.c.effective_on.is_not(None))
    .scalar_subquery()
)
# with the state in the condition, SQLite would go through all that are published
_LISTINGS = Among(
    sa.select(
        *_columns(_LISTING, "state id public_id kind title_zh title_en summary_zh summary_en"),
        *_columns(_LICENSOR, "name_zh name_en"),
        *_columns(_PATENT, "number status status_as_of term_end trl abstract_zh abstract_en"),
        *_BENEFITS,
        _NUMBER_OF_PATENTS,
        _NUMBER_OF_LICENCES,
    ).select_from(_PUBLISHED_FROM),
    _LISTING.c.id,
)
_TITLES = Among(
    sa.select(
        *_columns(_LISTING, "state id public_id title_zh title_en"),
        _PATENT.c.number,
        *_columns(_LICENSOR, "name_zh name_en"),
        *_BENEFITS,
    ).select_from(_PUBLISHED_FROM),
    _LISTING.c.id,
)
_OPTIONS = Among(
    sa.select(
        *_columns(_OPTION, "listing_id model currency price_sure price_fixed price_rate trial_months")
    ).order_by(_OPTION.c.price_fixed, _OPTION.c.position),
    _OPTION.c.listing_id,
)
