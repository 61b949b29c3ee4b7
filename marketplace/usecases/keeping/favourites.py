"""Favourites: a private mark on a listing. It leaves no event, for it concerns nobody else."""

from __future__ import annotations

from datetime import datetime

from marketplace.domain.access import Actor
from marketplace.domain.faults import Refused
from marketplace.domain.keeping.digests import MOST_FAVOURITES
from marketplace.store.db import db, lock, transaction
from marketplace.store.keeping import collections
from marketplace.store.keeping.collections import Favourite
from marketplace.store.listings.listings import Listing
from marketplace.store.parties.people import Person
from marketplace.usecases.permission import require


@transaction
def mark(listing: Listing, *, actor: Actor, now: datetime) -> None:
    """Keep a listing among one's favourites; a second click changes nothing.

    Raises:
        Refused: `kept.too_many`.
    """
    require(actor, "kept.keep")
    assert actor.person_id is not None
    lock(db.session.get_one(Person, actor.person_id))  # two clicks at once make one mark
    if db.session.get(Favourite, (actor.person_id, listing.id)) is not None:
        return
    if collections.favourite_count(actor.person_id) >= MOST_FAVOURITES:
        raise Refused("kept.too_many", limit=MOST_FAVOURITES)
    db.session.add(Favourite(person_id=actor.person_id, listing_id=listing.id, marked_at=now))


@transaction
def unmark(listing_id: int, *, actor: Actor) -> None:
    """Take a listing out of one's favourites."""
    require(actor, "kept.keep")
    known = db.session.get(Favourite, (actor.person_id, listing_id))
    if known is not None:
        db.session.delete(known)
