"""What a site has published, in figures: counted anew only when the search outbox has moved.

Whatever publishes, changes or takes back a listing announces it there in the same transaction, so the outbox's head
stands for the state of all listings. A catalogue of 100,000 takes a second to count, a look at the head nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import sqlalchemy as sa

from marketplace.store.db import db
from marketplace.store.listings.listings import Listing, ListingOption, ListingSite
from marketplace.store.listings.search_rows import outbox_mark
from marketplace.store.office import outbox

K = TypeVar("K", int, str)


@dataclass(frozen=True, slots=True)
class Published:
    """Counts of listings that can be taken now; each table most first.

    Args:
        by_licensor: organisation id → listings.
        by_model: payment model → listings; one with several ways to pay counts under each.
    """

    listings: int
    by_licensor: dict[int, int]
    by_kind: dict[str, int]
    by_model: dict[str, int]


_counted: dict[int, tuple[str, Published]] = {}  # site → state of the outbox, figures


def published(site_id: int) -> Published:
    """The figures of a site's published listings as they are now."""
    mark = outbox_mark(outbox.head())
    known = _counted.get(site_id)
    if known is None or known[0] != mark:
        known = _counted[site_id] = mark, _count(site_id)
    return known[1]


def forget() -> None:
    """Count anew at the next question, for whoever has put another database in the place of this one."""
    _counted.clear()


def newest(site_id: int, most: int) -> list[int]:
    """The ids of the listings published last."""
    ids = sa.select(Listing.id).where(*_open(site_id)).order_by(Listing.published_at.desc(), Listing.id.desc())
    return list(db.session.scalars(ids.limit(most)))


def _count(site_id: int) -> Published:
    by_licensor = _tallied(sa.select(Listing.licensor_id, sa.func.count()).where(*_open(site_id)))
    return Published(
        sum(by_licensor.values()),
        by_licensor,
        _tallied(sa.select(Listing.kind, sa.func.count()).where(*_open(site_id))),
        _tallied(
            sa.select(ListingOption.model, sa.func.count(sa.distinct(Listing.id)))
            .join(Listing, Listing.id == ListingOption.listing_id)
            .where(*_open(site_id))
        ),
    )


def _open(site_id: int) -> tuple[sa.ColumnElement[bool], ...]:
    on_site = sa.exists().where(ListingSite.listing_id == Listing.id, ListingSite.site_id == site_id)
    return Listing.state == "published", on_site


def _tallied(query: sa.Select[K, int]) -> dict[K, int]:
    """Rows (key, number) of a query grouped by its first column, most first."""
    rows = db.session.execute(query.group_by(query.selected_columns[0])).all()
    return {key: number for key, number in sorted(rows, key=lambda row: (-row[1], row[0]))}
