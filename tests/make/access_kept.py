"""What the licensee of the access tables left and keeps: a need, a shared collection, a saved search."""

from __future__ import annotations

from marketplace.store.listings.listings import Listing
from marketplace.usecases.demand.needs import Wanted, leave_need
from marketplace.usecases.keeping.collections import add_listing, make_collection, share_collection
from marketplace.usecases.keeping.searches import save_search
from tests.make.cast import NOW, Cast


def kept_places(cast: Cast, listing: Listing) -> dict[str, str]:
    """Placeholder → value."""
    actor = cast.maker.actor
    need = leave_need(Wanted("problem", "钢管打磨噪音太大"), language="zh", actor=actor, now=NOW)
    collection = make_collection(name="备选", actor=actor, now=NOW)
    add_listing(collection, listing, actor=actor, now=NOW)
    share_key = share_collection(collection, actor=actor, now=NOW)
    values = {"text": "打磨"}
    search = save_search(name="打磨", values=values, digest="off", language="zh", actor=actor, now=NOW)
    return {
        "need": need.public_id,
        "collection": collection.public_id,
        "share_key": share_key,
        "saved_search": search.public_id,
    }
