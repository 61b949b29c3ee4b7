"""What an inventor sees of the own patents: where they are on offer, who asks for them, who uses them."""

from __future__ import annotations

from dataclasses import dataclass, field

import sqlalchemy as sa

from marketplace.store.db import db
from marketplace.store.deals.agreements import Agreement
from marketplace.store.deals.deals import Deal
from marketplace.store.listings.listings import Listing, ListingPatent
from marketplace.store.patents.patents import Patent, PatentInventor

IN_EFFECT = ("trial", "active")


@dataclass(slots=True)
class Offered:
    """A listing with the requests and notices that reached its office, and the licences in effect under it."""

    listing: Listing
    requests: int = 0
    licences: int = 0


@dataclass(slots=True)
class Invention:
    """A patent of an inventor with its listings, the newest first."""

    patent: Patent
    offered: list[Offered] = field(default_factory=list)

    @property
    def requests(self) -> int:
        return sum(one.requests for one in self.offered)

    @property
    def licences(self) -> int:
        return sum(one.licences for one in self.offered)


def inventions_of(person_id: int) -> list[Invention]:
    """The patents that name a person as inventor, newest filing first."""
    mine = sa.select(PatentInventor.patent_id).where(PatentInventor.person_id == person_id)
    query = sa.select(Patent).where(Patent.id.in_(mine)).order_by(Patent.filing_date.desc(), Patent.id.desc())
    found = {patent.id: Invention(patent) for patent in db.session.scalars(query)}
    listed = (
        sa.select(ListingPatent.patent_id, Listing)
        .join(Listing, Listing.id == ListingPatent.listing_id)
        .where(ListingPatent.patent_id.in_(found))
        .order_by(Listing.id.desc())
    )
    rows = [(patent_id, listing) for patent_id, listing in db.session.execute(listed)]
    ids = {listing.id for _, listing in rows}
    requests, licences = _requests(ids), _licences(ids)
    for patent_id, listing in rows:
        offered = Offered(listing, requests.get(listing.id, 0), licences.get(listing.id, 0))
        found[patent_id].offered.append(offered)
    return list(found.values())


def of_patent(patent_id: int, position: int) -> PatentInventor | None:
    """An inventor of a patent by the place in its list."""
    return db.session.scalar(sa.select(PatentInventor).filter_by(patent_id=patent_id, position=position))


def _requests(listing_ids: set[int]) -> dict[int, int]:
    query = (
        sa.select(Deal.listing_id, sa.func.count())
        .where(Deal.listing_id.in_(listing_ids), Deal.arrived_at.is_not(None))
        .group_by(Deal.listing_id)
    )
    return {listing_id: number for listing_id, number in db.session.execute(query)}


def _licences(listing_ids: set[int]) -> dict[int, int]:
    query = (
        sa.select(Deal.listing_id, sa.func.count())
        .join(Agreement, Agreement.deal_id == Deal.id)
        .where(Deal.listing_id.in_(listing_ids), Agreement.state.in_(IN_EFFECT))
        .group_by(Deal.listing_id)
    )
    return {listing_id: number for listing_id, number in db.session.execute(query)}
