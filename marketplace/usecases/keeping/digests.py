"""What is new in saved searches: counted for their owners' list, and told by digest.

A listing is new by its first publication. The search runs outside any transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from marketplace.domain.access import SYSTEM, Actor
from marketplace.domain.days import day_of
from marketplace.domain.keeping.digests import MOST_TOLD, is_due
from marketplace.search import engine
from marketplace.search.agreement import asked_words, words_held
from marketplace.search.kept import query_of
from marketplace.search.query import LARGEST_PAGE
from marketplace.store.db import db, lock, transaction
from marketplace.store.keeping import searches
from marketplace.store.keeping.searches import SavedSearch
from marketplace.store.listings.exported import for_export
from marketplace.store.listings.listings import Listing
from marketplace.usecases.recording import record

#: how long the index may lag behind a publication; what is younger is left to the next digest
SETTLED = timedelta(minutes=10)
MOST_PAGES = 5


@dataclass(frozen=True, slots=True)
class News:
    """The listings of a search first published within a span, newest first. `more`: there are others still."""

    listings: Sequence[Listing]
    more: bool


def news(search: SavedSearch, *, after: datetime, until: datetime) -> News:
    """What was first published behind `after` and not behind `until`, as far as it can be found now.

    Where hardly any listing holds all the words the search shows what holds some; only those that hold all are news.
    """
    found: list[Listing] = []
    for page in range(1, MOST_PAGES + 1):
        query = query_of(
            search.values,
            site_id=search.site_id,
            lang=search.language,
            today=day_of(until),
            page=page,
            per_page=LARGEST_PAGE,
            sort="newest",
        )
        results = engine.find(query)
        shown = for_export(results.ids)
        published = [(listing, listing.published_at) for listing in shown if listing.published_at]
        fresh = [listing for listing, at in published if after < at <= until]
        asked = len(asked_words(results))
        found += [one for one in fresh if not results.any_word or len(words_held(results, one)) == asked]
        if len(shown) < LARGEST_PAGE or any(at <= after for _, at in published):
            return News(found, more=False)
    return News(found, more=True)


def send_digests(*, now: Callable[[], datetime], after_each: Callable[[], None] = lambda: None) -> int:
    """Tell the owners of searches whose digest is due of what is new in them; returns how many were told."""
    told = 0
    today = day_of(now())
    due = [search.id for search in searches.with_digest() if is_due(search.digest, search.told_at, today)]
    for search_id in due:
        search = db.session.get_one(SavedSearch, search_id)
        after, until = search.told_at, now() - SETTLED
        found = news(search, after=after, until=until)
        actor = replace(SYSTEM, site_id=search.site_id)
        told += keep_digest(search, found, after=after, until=until, actor=actor, now=now())
        after_each()
    return told


@transaction
def keep_digest(
    search: SavedSearch, found: News, *, after: datetime, until: datetime, actor: Actor, now: datetime
) -> bool:
    """Put the news into the owner's inbox and mail, and go on from there. Nothing new, no notice.

    A second worker that did the same meanwhile has moved `told_at`; then nothing is told again.
    """
    lock(search)
    if search.told_at != after or search.digest == "off" or search.deleted_at is not None or until <= after:
        return False
    search.told_at = until
    if not found.listings:
        return False
    told = [listing.public_id for listing in found.listings[:MOST_TOLD]]
    number = f"{len(found.listings)}+" if found.more else str(len(found.listings))
    record("saved_search.found", search, actor=actor, now=now, count=number, listings=",".join(told))
    return True
