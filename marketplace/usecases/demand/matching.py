"""Later publications that fit a need: found by the search on its sentence, told once, with the words that agree.

The search runs outside any transaction; what it finds is kept need by need.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from marketplace.domain.access import SYSTEM, Actor
from marketplace.domain.days import day_of
from marketplace.search import engine
from marketplace.search.agreement import asked_words, words_held
from marketplace.search.query import LARGEST_PAGE, Query
from marketplace.store.db import db, lock, transaction
from marketplace.store.demand import needs
from marketplace.store.demand.needs import Need, NeedListing
from marketplace.store.listings.exported import for_export
from marketplace.store.listings.listings import Listing
from marketplace.store.office.jobs import enqueue_unless_waiting
from marketplace.usecases.recording import record

INDEXED_AFTER = timedelta(minutes=2)  # from a publication until the search surely knows of it
LOOK_BACK = timedelta(days=1)  # before the last look: an index that lagged behind then has caught up
MOST_PAGES = 5
LEAST_WORDS = 2  # of a sentence that has several, and at least half of them

Fitting = tuple[int, tuple[str, ...]]  # listing id, the words of the need that it holds


def ask_to_match(*, now: datetime) -> None:
    """After a publication, within its transaction: have it compared with the needs, if there are any."""
    if needs.is_any_watched():
        enqueue_unless_waiting("match_needs", now=now, run_at=now + INDEXED_AFTER)


def match_needs(*, now: Callable[[], datetime], after_each: Callable[[], None] = lambda: None) -> int:
    """Compare the latest publications with every watched need; returns how many people were told of how many in all."""
    told = 0
    for need_id in needs.watched_ids(day_of(now())):
        need = db.session.get_one(Need, need_id)
        looked_at = now()
        found = later_publications(need)
        actor = replace(SYSTEM, site_id=need.site_id)
        told += keep_matches(need, found, looked_at=looked_at, actor=actor, now=now())
        after_each()
    return told


def later_publications(need: Need) -> list[Fitting]:
    """The listings first published since the need was left (and last looked at) that fit it, newest first."""
    since = max(need.left_at, need.watched_at - LOOK_BACK)
    fitting: list[Fitting] = []
    for page in range(1, MOST_PAGES + 1):
        query = Query(
            text=need.sentence,
            sort="newest",
            page=page,
            per_page=LARGEST_PAGE,
            site_id=need.site_id,
            lang=need.language,
        )
        results = engine.find(query)
        listings = for_export(results.ids)
        asked = len(asked_words(results))
        fresh = [listing for listing in listings if listing.published_at and listing.published_at > since]
        for listing in fresh:
            held = words_held(results, listing)
            if held and (not results.any_word or enough(len(held), asked)):
                fitting.append((listing.id, held))
        if len(fresh) < LARGEST_PAGE:
            break
    return fitting


def enough(held: int, asked: int) -> bool:
    """Whether so many of so many words make a listing worth telling of, where none holds them all."""
    return held >= min(LEAST_WORDS, asked) and 2 * held >= asked


@transaction
def keep_matches(
    need: Need, found: Sequence[Fitting], *, looked_at: datetime, actor: Actor, now: datetime
) -> int:
    """Keep what was found and tell of what was not known yet; returns how many listings that were."""
    lock(need)
    if not (need.watch and need.open):
        return 0  # withdrawn while the search ran
    need.watched_at = looked_at
    told = 0
    for listing_id, words in reversed(found):  # the oldest first, as they were published
        if needs.found_for(need.id, listing_id) is not None:
            continue
        row = NeedListing(
            need_id=need.id,
            listing_id=listing_id,
            source="publication",
            words=json.dumps(words, ensure_ascii=False),
            found_at=now,
        )
        db.session.add(row)
        db.session.flush()
        listing = db.session.get_one(Listing, listing_id)
        record("need.publication_found", need, actor=actor, now=now, listing=listing.public_id)
        told += 1
    return told
