"""What last night's check found in published listings. A finding holds until the listing or a patent in it changes."""

from __future__ import annotations

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


def published_ids() -> list[int]:
    return list(db.session.scalars(sa.select(Listing.id).where(Listing.state == "published").order_by(Listing.id)))


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
