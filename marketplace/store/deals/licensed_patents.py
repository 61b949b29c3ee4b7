"""The patents a licence stands on, by the numbers in its frozen facts, and those of them that live no more."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa

from marketplace.domain.deals.patent_ends import CAUSE_OF
from marketplace.store.db import db
from marketplace.store.deals.agreements import Agreement
from marketplace.store.deals.deals import Deal
from marketplace.store.listings.listings import ListingPatent
from marketplace.store.patents.patents import Patent


def licensed_numbers(agreement: Agreement) -> list[str]:
    """The canonical numbers, in the order of the facts."""
    facts: Any = agreement.frozen_facts
    return [str(patent["number"]) for patent in facts["patents"]]


def unrecorded_ends(agreement: Agreement) -> Sequence[Patent]:
    """The patents of a running licence that have ended without its office having recorded it."""
    recorded = {end.patent for end in agreement.patent_ends}
    open_numbers = [number for number in licensed_numbers(agreement) if number not in recorded]
    if agreement.state not in ("trial", "active") or not open_numbers:
        return ()
    query = sa.select(Patent).where(Patent.number.in_(open_numbers), Patent.status.in_(list(CAUSE_OF)))
    return db.session.scalars(query.order_by(Patent.id)).all()


def licences_with_ended(patent_ids: Collection[int]) -> list[tuple[Agreement, Patent]]:
    """Running licences with those of these patents in them that have ended, recorded or not."""
    query = (
        sa.select(Agreement, Patent)
        .join(Deal, Deal.id == Agreement.deal_id)
        .join(ListingPatent, ListingPatent.listing_id == Deal.listing_id)
        .join(Patent, Patent.id == ListingPatent.patent_id)
        .where(Patent.id.in_(patent_ids), Patent.status.in_(list(CAUSE_OF)))
        .where(Agreement.state.in_(("trial", "active")))
        .order_by(Agreement.id, Patent.id)
    )
    return [(agreement, patent) for agreement, patent in db.session.execute(query)]
