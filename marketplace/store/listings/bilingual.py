"""Titles that the catalogue has in Chinese and in English."""

from __future__ import annotations

import sqlalchemy as sa

from marketplace.store.db import db
from marketplace.store.listings.listings import Listing, ListingPatent
from marketplace.store.listings.search_rows import FOUND_STATES
from marketplace.store.patents.patents import Patent


def titles_in_two_languages(limit: int) -> list[tuple[str, str]]:
    """Pairs (Chinese, English) of the patents in published listings, the newest patents first."""
    listed = sa.select(ListingPatent.patent_id).join(Listing, Listing.id == ListingPatent.listing_id)
    query = (
        sa.select(Patent.title_zh, Patent.title_en)
        .where(Patent.title_zh != "", Patent.title_en != "", Patent.title_zh != Patent.title_en)
        .where(Patent.id.in_(listed.where(Listing.state.in_(FOUND_STATES))))
        .order_by(Patent.id.desc())
        .limit(limit)
    )
    return [(chinese, english) for chinese, english in db.session.execute(query)]
