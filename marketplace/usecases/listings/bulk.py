"""Many listings moved at once: each is judged by itself, and what is refused stays as it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from marketplace.domain.access import Actor
from marketplace.domain.faults import Refused
from marketplace.store.db import transaction
from marketplace.store.listings.listings import Listing
from marketplace.usecases.listings.listings import approve, submit


@transaction
def submit_many(listings: Sequence[Listing], *, actor: Actor, now: datetime) -> list[Refused | None]:
    """Submit drafts; the refusals stand in the order of the listings, None for what went through."""
    return [_tried(submit, listing, actor, now) for listing in listings]


@transaction
def approve_many(listings: Sequence[Listing], *, actor: Actor, now: datetime) -> list[Refused | None]:
    """Approve listings in review; the refusals stand in the order of the listings, None for what went through."""
    return [_tried(approve, listing, actor, now) for listing in listings]


def _tried(step: Callable[..., None], listing: Listing, actor: Actor, now: datetime) -> Refused | None:
    """Both steps refuse before they change anything, so that a refusal needs no rollback."""
    try:
        step(listing, actor=actor, now=now)
    except Refused as refusal:
        return refusal
    return None
