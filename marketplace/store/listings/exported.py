"""Listings with all that a table, a feed or a reference list says of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from marketplace.store.db import db
from marketplace.store.listings.listings import Listing
from marketplace.store.patents.patents import Patent


def for_export(listing_ids: Sequence[int]) -> list[Listing]:
    """The published ones among these listings, in the order of the ids."""
    patents = selectinload(Listing.patents).options(
        joinedload(Patent.card),
        selectinload(Patent.owners),
        selectinload(Patent.inventors),
        selectinload(Patent.classes),
    )
    rows = db.session.scalars(
        sa.select(Listing)
        .where(Listing.id.in_(listing_ids), Listing.state == "published")
        .options(joinedload(Listing.licensor), selectinload(Listing.options), patents)
    )
    found = {listing.id: listing for listing in rows}
    return [found[listing_id] for listing_id in listing_ids if listing_id in found]


def published_among(listing_ids: Sequence[int]) -> list[datetime]:
    """When the published ones among these listings were first published."""
    query = sa.select(Listing.published_at).where(Listing.id.in_(listing_ids), Listing.state == "published")
    return [at for at in db.session.scalars(query) if at is not None]
