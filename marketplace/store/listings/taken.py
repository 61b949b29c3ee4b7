"""What has become of listings: licences taken under their terms, deals under way, declarations in force."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import sqlalchemy as sa

from marketplace.store.db import db
from marketplace.store.deals.agreements import Agreement
from marketplace.store.deals.deals import Deal
from marketplace.store.listings.listings import Listing, ListingPatent


def licences_by_sheet(listing_id: int) -> dict[str, int]:
    """How many licences of a listing took effect, by the hash of their terms."""
    query = (
        sa.select(Agreement.sheet_hash, sa.func.count())
        .join(Deal, Deal.id == Agreement.deal_id)
        .where(Deal.listing_id == listing_id, Agreement.effective_on.is_not(None))
        .group_by(Agreement.sheet_hash)
    )
    return {sheet_hash: number for sheet_hash, number in db.session.execute(query)}


def deal_under_way(listing_id: int, licensee_id: int) -> Deal | None:
    """The notice or request of an organisation for a listing that is not finished yet."""
    open_states = ("draft", "held", "awaiting_payment", "requested", "offered")
    query = sa.select(Deal).where(
        Deal.listing_id == listing_id, Deal.licensee_id == licensee_id, Deal.state.in_(open_states)
    )
    return db.session.scalar(query.limit(1))


def declared_since(patent_ids: Collection[int], *, leave_out: int | None = None) -> dict[int, date]:
    """Which of these patents another listing offers as an announced open licence, and since when."""
    query = (
        sa.select(ListingPatent.patent_id, sa.func.min(Listing.announced_on))
        .join(Listing, Listing.id == ListingPatent.listing_id)
        .where(ListingPatent.patent_id.in_(patent_ids), Listing.kind == "statutory")
        .where(Listing.state.in_(("published", "suspended")), Listing.announced_on.is_not(None))
        .group_by(ListingPatent.patent_id)
    )
    if leave_out is not None:
        query = query.where(Listing.id != leave_out)
    return {patent_id: announced_on for patent_id, announced_on in db.session.execute(query)}
