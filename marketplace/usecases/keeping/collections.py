"""Collections: listings under a name, with notes; shared by a link as long as their owner likes."""

from __future__ import annotations

import secrets
from datetime import datetime

from marketplace.domain.access import Actor
from marketplace.domain.faults import Invalid, Refused
from marketplace.domain.keeping.digests import MOST_COLLECTIONS, MOST_ITEMS
from marketplace.store.db import db, lock, transaction
from marketplace.store.keeping import collections
from marketplace.store.keeping.collections import Collection, CollectionItem
from marketplace.store.listings.listings import Listing
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record

LONGEST_NAME = 120
LONGEST_NOTE = 500
KEY_BYTES = 20  # of the link: 160 bits


@transaction
def make_collection(*, name: str, about: str = "", actor: Actor, now: datetime) -> Collection:
    """Begin a collection.

    Raises:
        Invalid: `field.required`.
        Refused: `kept.too_many`.
    """
    collection = _make(name, about, actor=actor, now=now)
    record("collection.made", collection, actor=actor, now=now)
    return collection


@transaction
def rename_collection(collection: Collection, *, name: str, about: str, actor: Actor) -> None:
    """Give it another name or description."""
    _begin(collection, actor)
    collection.name, collection.about = _named(name), about.strip()[:LONGEST_NOTE]


@transaction
def add_listing(
    collection: Collection, listing: Listing, *, note: str = "", actor: Actor, now: datetime
) -> None:
    """Put a listing in; where it is in already the note is replaced, if there is a new one.

    Raises:
        Refused: `kept.too_many`.
    """
    _begin(collection, actor)
    known = _item(collection, listing.id)
    if known is not None:
        known.note = note.strip()[:LONGEST_NOTE] or known.note
        return
    if len(collection.items) >= MOST_ITEMS:
        raise Refused("kept.too_many", limit=MOST_ITEMS)
    item = CollectionItem(listing_id=listing.id, note=note.strip()[:LONGEST_NOTE], added_at=now)
    collection.items.append(item)


@transaction
def note_listing(collection: Collection, listing_id: int, *, note: str, actor: Actor) -> None:
    """Write what one thinks of a listing in a collection."""
    _begin(collection, actor)
    known = _item(collection, listing_id)
    if known is None:
        raise Refused("kept.gone")
    known.note = note.strip()[:LONGEST_NOTE]


@transaction
def remove_listing(collection: Collection, listing_id: int, *, actor: Actor) -> None:
    """Take a listing out; a second click changes nothing."""
    _begin(collection, actor)
    known = _item(collection, listing_id)
    if known is not None:
        collection.items.remove(known)


@transaction
def share_collection(collection: Collection, *, actor: Actor, now: datetime) -> str:
    """Open a link through which anybody can read it; the present one, if there is one. Returns its key."""
    _begin(collection, actor)
    if collection.share_key is None:
        collection.share_key, collection.shared_at = secrets.token_urlsafe(KEY_BYTES), now
        record("collection.shared", collection, actor=actor, now=now)
    return collection.share_key


@transaction
def unshare_collection(collection: Collection, *, actor: Actor, now: datetime) -> None:
    """Close the link for ever; sharing again makes another one."""
    _begin(collection, actor)
    if collection.share_key is not None:
        collection.share_key = collection.shared_at = None
        record("collection.unshared", collection, actor=actor, now=now)


@transaction
def copy_collection(source: Collection, share_key: str, *, actor: Actor, now: datetime) -> Collection:
    """Copy a shared collection for oneself, with its listings and notes; later changes of the source do not follow.

    Raises:
        Refused: `kept.gone` where the link was closed meanwhile; `kept.too_many`.
    """
    lock(source)
    if source.share_key != share_key or source.deleted_at is not None:
        raise Refused("kept.gone")
    copy = _make(source.name, source.about, actor=actor, now=now)
    for item in source.items:
        copy.items.append(CollectionItem(listing_id=item.listing_id, note=item.note, added_at=now))
    record("collection.copied", copy, actor=actor, now=now, source=source.public_id)
    return copy


@transaction
def delete_collection(collection: Collection, *, actor: Actor, now: datetime) -> None:
    """Delete name, listings, notes and link; the row remains, because the log names it."""
    _begin(collection, actor)
    record("collection.deleted", collection, actor=actor, now=now)
    collection.items.clear()
    collection.name = collection.about = ""
    collection.share_key = collection.shared_at = None
    collection.deleted_at = now


def _make(name: str, about: str, *, actor: Actor, now: datetime) -> Collection:
    require(actor, "kept.keep")
    assert actor.person_id is not None
    if len(collections.of_person(actor.person_id)) >= MOST_COLLECTIONS:
        raise Refused("kept.too_many", limit=MOST_COLLECTIONS)
    collection = Collection(
        site_id=actor.site_id,
        person_id=actor.person_id,
        name=_named(name),
        about=about.strip()[:LONGEST_NOTE],
        made_at=now,
    )
    db.session.add(collection)
    db.session.flush()
    return collection


def _begin(collection: Collection, actor: Actor) -> None:
    require(actor, "kept.change", collection)
    lock(collection)
    if collection.deleted_at is not None:
        raise Refused("kept.gone")


def _item(collection: Collection, listing_id: int) -> CollectionItem | None:
    return next((item for item in collection.items if item.listing_id == listing_id), None)


def _named(name: str) -> str:
    name = " ".join(name.split())[:LONGEST_NAME]
    if not name:
        raise Invalid("field.required", field="name")
    return name
