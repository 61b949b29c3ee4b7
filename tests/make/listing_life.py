"""A listing of East as the tests of its life make, publish and look at it."""

from __future__ import annotations

from marketplace.domain.access import Actor
from marketplace.store.listings import listings
from marketplace.store.listings.listings import Listing
from marketplace.store.office import outbox
from marketplace.usecases.listings.drafts import draft_listing
from marketplace.usecases.listings.listings import approve_listing, submit_listing
from marketplace.usecases.listings.options import Proposal
from tests.make.cast import NOW, TODAY, Cast
from tests.make.listings import DEFERRED, make_patent

VISITOR = Actor()
TEXTS = {"fee_basis_zh": "按同类许可的平均费率确定。"}


def draft(
    cast: Cast, *sheets: dict[str, object], kind: str = "platform", patent: dict[str, object] | None = None
) -> Listing:
    known = {"encumbrances_as_of": TODAY, **(patent or {})}
    proposals = [Proposal(sheet) for sheet in sheets or (DEFERRED,)]
    return draft_listing(
        cast.east.organisation,
        [make_patent(cast.east, **known)],
        kind=kind,
        proposals=proposals,
        actor=cast.city.actor,
        now=NOW,
        **TEXTS,
    )


def publish(cast: Cast, listing: Listing) -> Listing:
    submit_listing(listing, actor=cast.city.actor, now=NOW)
    approve_listing(listing, actor=cast.city.actor, now=NOW)
    return listing


def is_public(listing: Listing) -> bool:
    return listings.by_public_id(listing.public_id, VISITOR) is not None


def announced(listing: Listing) -> int:
    """How often the search was told of a listing."""
    return sum(row.listing_id == listing.id for row in outbox.after((0, 0)))
