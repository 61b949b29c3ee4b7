"""The checks of publication are asked again of what is public: each night, since time alone can make a listing fail,
and whenever something changed that they look at.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa

from marketplace.domain.access import Actor
from marketplace.domain.days import day_of
from marketplace.domain.listings.gate import blocking
from marketplace.domain.office.work import CHECK_OF_HINDRANCE
from marketplace.store.db import db, transaction
from marketplace.store.listings.listings import Listing
from marketplace.store.office.watch import ListingWatch, published_ids
from marketplace.usecases.listings.gate import gate_of
from marketplace.usecases.listings.standing import hindrance, tell_if_stopped

BATCH = 100


def watch_listings(
    *, actor: Actor, now: Callable[[], datetime], after_batch: Callable[[], None] = lambda: None
) -> int:
    """Ask the checks of every published listing and keep what fails; returns how many listings fail."""
    failing = _watch(published_ids(), actor=actor, now=now, after_batch=after_batch)
    forget_unpublished()
    return failing


def watch_listings_of(
    patent_ids: Collection[int],
    *,
    actor: Actor,
    now: Callable[[], datetime],
    after_batch: Callable[[], None] = lambda: None,
) -> int:
    """The same for the published listings of some patents, after these changed."""
    return _watch(published_ids(of_patents=patent_ids), actor=actor, now=now, after_batch=after_batch)


def _watch(ids: list[int], *, actor: Actor, now: Callable[[], datetime], after_batch: Callable[[], None]) -> int:
    failing = 0
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        began = now()
        found = {listing_id: codes for listing_id in batch if (codes := failed_checks(listing_id, began))}
        keep_findings(batch, found, actor=actor, now=began)
        failing += len(found)
        after_batch()
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
        tell_if_stopped(db.session.get_one(Listing, listing_id), actor=actor, now=now)


@transaction
def forget_unpublished() -> None:
    """Drop what was found in listings that are not public any more."""
    public = sa.select(Listing.id).where(Listing.state == "published")
    db.session.execute(sa.delete(ListingWatch).where(ListingWatch.listing_id.not_in(public)))

