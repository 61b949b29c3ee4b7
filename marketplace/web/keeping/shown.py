"""Listings that somebody kept, as they stand now: open, suspended, withdrawn, or not public at present."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from marketplace.store.listings.listings import Listing, seen_among
from marketplace.web.session import current_actor


@dataclass(frozen=True, slots=True)
class Shown:
    """A favourite or an item of a collection. `visible`: its reader may open the listing's page now."""

    row: Any
    listing: Listing
    visible: bool


def shown(rows: Iterable[Any]) -> list[Shown]:
    """Rows with a `listing`, each with whether the reader may see it."""
    kept = list(rows)
    visible = seen_among(current_actor(), [row.listing_id for row in kept])
    return [Shown(row, row.listing, row.listing_id in visible) for row in kept]
