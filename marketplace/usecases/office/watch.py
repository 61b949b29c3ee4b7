"""Every night the checks of publication are asked again of what is public: time alone can make a listing fail."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa

from marketplace.domain.access import Actor
from marketplace.domain.days import day_of
from marketplace.domain.listings.gate import blocking
from marketplace.domain.office.work import CHECK_OF_HINDRANCE
from marketplace.store.db import db, transaction
from marketplace.store.listings.listings import Listing
from marketplace.store.office import events
from marketplace.store.office.watch import ListingWatch, published_ids
from marketplace.usecases.listings.gate import gate_of
from marketplace.usecases.listings.standing import hindrance
from marketplace.usecases.recording import record, subject_of

BATCH = 100


def watch_listings(
    *, actor: Actor, now: Callable[[], datetime], after_batch: Callable[[], None] = lambda: None
) -> int:
    """Ask the checks of every published listing and keep what fails; returns how many listings fail."""
    ids, failing = published_ids(), 0
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        began = now()
        found = {listing_id: codes for listing_id in batch if (codes := failed_checks(listing_id, began))}
        keep_findings(batch, found, actor=actor, now=began)
        failing += len(found)
        after_batch()
    forget_unpublished()
    return failing


def failed_checks(listing_id: int, at: datetime) -> str:
    """The codes of the checks that keep a listing from being published or taken now, comma-separated."""
    listing, today = db.session.get_one(Listing, listing_id), day_of(at)
    codes = {outcome.code for outcome in blocking(gate_of(listing, today=today))}
    reason = hindrance(listing, today=today)
    if reason in CHECK_OF_HINDRANCE:
        codes.add(CHECK_OF_HINDRANCE[reason])
    return ",".join(sorted(codes))


@transaction
def keep_findings(batch: Sequence[int], found: Mapping[int, str], *, actor: Actor, now: datetime) -> None:
    """Replace what is known of these listings; whoever looks after one that nobody can take any more is told once."""
    db.session.execute(sa.delete(ListingWatch).where(ListingWatch.listing_id.in_(batch)))
    for listing_id, codes in found.items():
        db.session.add(ListingWatch(listing_id=listing_id, codes=codes, checked_at=now))
        listing = db.session.get_one(Listing, listing_id)
        reason = hindrance(listing, today=day_of(now)) if listing.state == "published" else None
        if reason is not None and not _told(listing, reason):
            record("listing.blocked", listing, actor=actor, now=now, code=reason)


@transaction
def forget_unpublished() -> None:
    """Drop what was found in listings that are not public any more."""
    public = sa.select(Listing.id).where(Listing.state == "published")
    db.session.execute(sa.delete(ListingWatch).where(ListingWatch.listing_id.not_in(public)))


def _told(listing: Listing, reason: str) -> bool:
    """Whether the last word on this listing since it was published is that it stopped for this reason."""
    for event in reversed(events.of_subject(subject_of(listing))):
        if event.kind == "listing.blocked":
            return event.values["code"] == reason
        if event.kind == "listing.published":
            return False
    return False
