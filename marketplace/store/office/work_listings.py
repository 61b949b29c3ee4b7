"""Work in listings: to review, no longer passing, to confirm again."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from marketplace.domain.access import Actor
from marketplace.domain.days import SHANGHAI, day_of
from marketplace.domain.office.work import LISTING_HOLDS_DAYS, WorkItem
from marketplace.domain.patents.status import IN_FORCE, Overlay, PatentStatus
from marketplace.store.listings.listings import Listing, ListingPatent
from marketplace.store.office.watch import standing_codes
from marketplace.store.office.work_order import Found, Statement
from marketplace.store.patents.patents import Patent, PatentOverlay

if TYPE_CHECKING:
    from marketplace.store.office.worklist import View

SHOWN = (joinedload(Listing.licensor), joinedload(Listing.drafted_by))
LICENSED_AWAY = (Overlay.EXCLUSIVE_LICENCE, Overlay.SOLE_LICENCE)
STOPPED = (Overlay.SUSPENDED, Overlay.PRESERVED)


def reviews(view: View) -> Statement:
    """Listings handed in, the longest waiting first."""
    return _listings(view.actor).where(Listing.state == "review").order_by(Listing.updated_at, Listing.id)


def review_item(view: View, row: Found) -> WorkItem:
    listing: Listing = row[0]
    drafted_by = listing.drafted_by.name if listing.drafted_by else ""
    return _of_listing("reviews", listing, since=day_of(listing.updated_at), assignee=drafted_by)


def blocked(view: View) -> Statement:
    """Published listings that nobody can take now, or that the last check would not publish again."""
    codes = sa.func.coalesce(hindering_check(view.today), sa.func.nullif(standing_codes(), ""))
    return _listings(view.actor, codes).where(Listing.state == "published", codes.is_not(None)).order_by(Listing.id)


def blocked_item(view: View, row: Found) -> WorkItem:
    listing, codes = row
    return _of_listing("blocked-listings", listing, code=codes)


def unconfirmed(view: View) -> Statement:
    """Published listings whose owner's word is old."""
    last_day = view.today - timedelta(days=LISTING_HOLDS_DAYS)
    before = datetime.combine(last_day + timedelta(days=1), time(), SHANGHAI)
    return (
        _listings(view.actor)
        .where(Listing.state == "published", Listing.confirmed_at < before)
        .order_by(Listing.confirmed_at, Listing.id)
    )


def unconfirmed_item(view: View, row: Found) -> WorkItem:
    listing: Listing = row[0]
    assert listing.confirmed_at is not None
    confirmed = day_of(listing.confirmed_at)
    due = confirmed + timedelta(days=LISTING_HOLDS_DAYS)
    return _of_listing("unconfirmed-listings", listing, due=due, since=confirmed)


def hindering_check(today: date) -> sa.ScalarSelect[Any]:
    """The code of a check that keeps the listing of the outer query from being taken today; NULL where it can be.

    The same rule as `usecases.listings.standing`, which a test holds it to (Patent Law Arts. 44, 47, 51;
    Implementing Rules, Rule 86).
    """
    lies = sa.and_(
        PatentOverlay.patent_id == Patent.id,
        sa.or_(PatentOverlay.starts_on.is_(None), PatentOverlay.starts_on <= today),
        sa.or_(PatentOverlay.ends_on.is_(None), PatentOverlay.ends_on >= today),
    )

    def lying(kinds: tuple[Overlay, ...]) -> sa.ColumnElement[bool]:
        return sa.exists().where(lies, PatentOverlay.kind.in_(kinds)).correlate(Patent)

    reason = sa.case(
        (sa.or_(Patent.status.not_in(IN_FORCE), Patent.term_end < today), "OL02"),
        (sa.or_(Patent.status == PatentStatus.LATE_FEE, Patent.fee_paid_until < today), "OL03"),
        (lying(LICENSED_AWAY), "OL04"),
        (lying(STOPPED), "OL05"),
    )
    return (
        sa.select(sa.func.min(reason))
        .select_from(ListingPatent)
        .join(Patent, Patent.id == ListingPatent.patent_id)
        .where(ListingPatent.listing_id == Listing.id)
        .correlate(Listing)
        .scalar_subquery()
    )


def _listings(actor: Actor, *columns: Any) -> Statement:
    return sa.select(Listing, *columns).where(Listing.licensor_id.in_(actor.office_for))


def _of_listing(work: str, listing: Listing, **more: Any) -> WorkItem:
    return WorkItem(
        work,
        "listing",
        listing.public_id,
        title=(listing.title("zh"), listing.title("en")),
        party=(listing.licensor.name("zh"), listing.licensor.name("en")),
        **more,
    )
