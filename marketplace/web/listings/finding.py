"""Find the listing a page is about, through the eyes of whoever asks."""

from __future__ import annotations

from flask import abort

from marketplace.store.listings import listings
from marketplace.store.listings.listings import Listing
from marketplace.web.access import demand
from marketplace.web.session import current_actor


def visible(public_id: str) -> Listing:
    """A listing the reader may open; what they may not see does not exist."""
    listing = listings.by_public_id(public_id, current_actor())
    if listing is None:
        abort(404)
    return listing


def worked(public_id: str, permission: str = "listing.work") -> Listing:
    """A listing the reader works on, with a permission; 404 otherwise."""
    listing = visible(public_id)
    demand(permission, listing)
    return listing
