"""What is new in saved searches: counted for their owners' list, and told by digest.

A listing is new by its first publication. The search runs outside any transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from marketplace.domain.access import SYSTEM, Actor
from marketplace.domain.days import day_of
from marketplace.domain.keeping.digests import MOST_SHOWN, MOST_TOLD, is_due
from marketplace.search import engine
from marketplace.search.agreement import asked_words, words_held
from marketplace.search.database import MOST_LISTINGS
from marketplace.search.kept import query_of
from marketplace.search.query import LARGEST_PAGE
from marketplace.search.results import Results
from marketplace.store.db import db, lock, transaction
from marketplace.store.keeping import searches
from marketplace.store.keeping.searches import SavedSearch
from marketplace.store.listings.exported import for_export, published_among
from marketplace.store.listings.listings import Listing
from marketplace.usecases.recording import record

#: how long the index may lag behind a publication; what is younger is left to the next digest
SETTLED = timedelta(minutes=10)
#: how far the index, which counts whole seconds, may order listings of nearly the same moment otherwise
BLUR = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class News:
    """What of a search was first published within a span: the newest listings, and how many there are in all.

    `more`: there may be others; the index could not be read, and the database looks at its newest listings only.
    """

    listings: Sequence[Listing]
    count: int
    more: bool = False


def news(search: SavedSearch, *, after: datetime, until: datetime) -> News:
    """What was first published behind `after` and not behind `until`, counted however much it is.

    Where hardly any listing holds all the words the search shows what holds some; only those that hold all are news.
    They are few, and first among the results.
    """
    pages = _Pages(search, day_of(until))
    newest = pages.ask(1)
    if newest.any_word:
        return _holding_all(pages.ask(1, sort="relevance"), after, until)
    passed = pages.newer_than(until)
    count = pages.newer_than(after) - passed
    told: list[Listing] = []
    page = passed // LARGEST_PAGE + 1
    while count > len(told) < MOST_SHOWN and (ids := pages.ask(page).ids):
        told += [one for one in for_export(ids) if one.published_at and after < one.published_at <= until]
        page += 1
    return News(told[:MOST_SHOWN], max(count, len(told[:MOST_SHOWN])), more=_cut_short(newest))


def _holding_all(results: Results, after: datetime, until: datetime) -> News:
    asked = len(asked_words(results))
    found = [
        (one.published_at, one.id, one)
        for one in for_export(results.ids)
        if one.published_at and after < one.published_at <= until and len(words_held(results, one)) == asked
    ]
    listings = [one for *_, one in sorted(found, reverse=True)]
    return News(listings[:MOST_SHOWN], len(listings), more=_cut_short(results))


def _cut_short(results: Results) -> bool:
    return results.degraded and results.total >= MOST_LISTINGS


class _Pages:
    """The results of a saved search page by page, the newest first; each page is asked for once."""

    def __init__(self, search: SavedSearch, today: date) -> None:
        self._search = search
        self._today = today
        self._asked: dict[tuple[int, str], Results] = {}

    def ask(self, page: int, sort: str = "newest") -> Results:
        if (page, sort) not in self._asked:
            search = self._search
            query = query_of(
                search.values,
                site_id=search.site_id,
                lang=search.language,
                today=self._today,
                page=page,
                per_page=LARGEST_PAGE,
                sort=sort,
            )
            self._asked[page, sort] = engine.find(query)
        return self._asked[page, sort]

    def newer_than(self, moment: datetime) -> int:
        """How many results were published behind a moment: the page where they end is found by halving."""
        low, high = 1, -(-self.ask(1).total // LARGEST_PAGE) + 1
        if not self._wholly_newer(1, moment):
            high = 1
        while low < high:  # pages before `low` are newer, `high` is not
            middle = (low + high) // 2
            if self._wholly_newer(middle, moment):
                low = middle + 1
            else:
                high = middle
        count, page = min((low - 1) * LARGEST_PAGE, self.ask(1).total), low
        while moments := self._moments(page):
            count += sum(at > moment for at in moments)
            if min(moments) < moment - BLUR:
                break
            page += 1
        return count

    def _wholly_newer(self, page: int, moment: datetime) -> bool:
        moments = self._moments(page)
        return bool(moments) and min(moments) > moment + BLUR

    def _moments(self, page: int) -> list[datetime]:
        """When the listings of a page were published."""
        return published_among(self.ask(page).ids)


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
    number = f"{found.count}+" if found.more else str(found.count)
    record("saved_search.found", search, actor=actor, now=now, count=number, listings=",".join(told))
    return True
