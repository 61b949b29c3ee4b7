"""What the last check found in published listings. A finding holds until the listing or a patent in it changes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.store.columns import instant
from marketplace.store.db import db
from marketplace.store.listings.listings import Listing, ListingPatent
from marketplace.store.patents.patents import Patent


class ListingWatch(db.Model):
    """Read model: the checks a published listing would fail if it were published again."""

    __tablename__ = "listing_watch"

    listing_id: Mapped[int] = mapped_column(sa.ForeignKey("listing.id", ondelete="RESTRICT"), primary_key=True)
    codes: Mapped[str] = mapped_column(sa.String(200))  # of the checks, comma-separated
    checked_at: Mapped[datetime] = instant()


def published_ids(*, of_patents: Collection[int] | None = None) -> list[int]:
    """The ids of published listings; where patents are named, of those that have one of them."""
    query = sa.select(Listing.id).where(Listing.state == "published").order_by(Listing.id)
    if of_patents is not None:
        having = sa.select(ListingPatent.listing_id).where(ListingPatent.patent_id.in_(of_patents))
        query = query.where(Listing.id.in_(having))
    return list(db.session.scalars(query))


def standing_codes() -> sa.ScalarSelect[str]:
    """The failed checks of the listing of the outer query, as far as nothing has changed since; else NULL."""
    changed = (
        sa.select(ListingPatent.patent_id)
        .join(Patent, Patent.id == ListingPatent.patent_id)
        .where(ListingPatent.listing_id == Listing.id, Patent.updated_at > ListingWatch.checked_at)
        .correlate(Listing, ListingWatch)
        .exists()
    )
    return (
        sa.select(ListingWatch.codes)
        .where(ListingWatch.listing_id == Listing.id, ListingWatch.checked_at >= Listing.updated_at, ~changed)
        .correlate(Listing)
        .scalar_subquery()
    )
