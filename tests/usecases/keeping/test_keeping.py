"""Favourites, collections and saved searches: whose they are, what is shared, what is told."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from marketplace.domain.access import SYSTEM
from marketplace.domain.faults import Forbidden, Invalid, Refused
from marketplace.domain.keeping import words
from marketplace.domain.keeping.digests import FREQUENCIES, is_due
from marketplace.domain.keeping.signed import named_by, token_of
from marketplace.search.agreement import words_held
from marketplace.search.clauses import AllWords, Also
from marketplace.search.kept import OF_ONE_LOOK, query_of, values_of
from marketplace.search.query import SORTS, Query
from marketplace.search.results import Results, Understood
from marketplace.store.db import db, transaction
from marketplace.store.keeping import collections, searches
from marketplace.store.keeping.searches import SavedSearch
from marketplace.store.listings.listings import Listing
from marketplace.store.office.notices import Notice
from marketplace.usecases.keeping import collections as collecting
from marketplace.usecases.keeping import digests, favourites
from marketplace.usecases.keeping.digests import keep_digest, news, send_digests
from marketplace.usecases.keeping.searches import (
    change_search,
    delete_search,
    look_at_search,
    save_search,
    stop_digest,
)
from marketplace.usecases.office.doctor_records import chains, references, subjects
from tests.make.cast import NOW, TODAY, Cast
from tests.make.listings import LUMP, make_listing, make_patent

DAY = timedelta(days=1)


def a_listing(cast: Cast, at: datetime = NOW) -> Listing:
    listing = make_listing([make_patent(cast.east)], LUMP)
    _date(listing.id, at)
    return listing


@transaction
def _date(listing_id: int, at: datetime) -> None:
    db.session.get_one(Listing, listing_id).published_at = at


def saved(cast: Cast, digest: str = "daily", **values: object) -> SavedSearch:
    asked = values or {"text": "打磨"}
    return save_search(
        name="打磨", values=asked, digest=digest, language="zh", actor=cast.maker.actor, now=NOW
    )


def notices(cast: Cast) -> list[dict[str, object]]:
    found = db.session.scalars(
        sa.select(Notice).filter_by(person_id=cast.maker.person_id).order_by(Notice.id)
    )
    return [notice.event.values for notice in found if notice.event.kind == "saved_search.found"]


# favourites


def test_a_mark_is_private_stands_once_and_can_be_taken_back(cast: Cast) -> None:
    listing, actor = a_listing(cast), cast.maker.actor
    favourites.mark(listing, actor=actor, now=NOW)
    favourites.mark(listing, actor=actor, now=NOW)
    assert [row.listing_id for row in collections.favourites_of(cast.maker.person_id)] == [listing.id]
    assert collections.favourites_among(cast.maker.person_id, [listing.public_id, "x"]) == {listing.public_id}
    assert collections.favourites_of(cast.stranger.person_id) == []
    favourites.unmark(listing.id, actor=actor)
    favourites.unmark(listing.id, actor=actor)
    assert collections.favourite_count(cast.maker.person_id) == 0


# collections


def test_a_collection_from_its_beginning_to_its_end(cast: Cast) -> None:
    actor, listing = cast.maker.actor, a_listing(cast)
    mine = collecting.make_collection(name="  第一批  备选 ", actor=actor, now=NOW)
    assert mine.name == "第一批 备选"
    collecting.add_listing(mine, listing, note="先看这个", actor=actor, now=NOW)
    collecting.add_listing(mine, listing, actor=actor, now=NOW)  # again: the note stays
    key = collecting.share_collection(mine, actor=actor, now=NOW)
    assert collecting.share_collection(mine, actor=actor, now=NOW) == key and len(key) >= 26
    shared = collections.shared_as(key)
    assert shared is not None and [(item.listing_id, item.note) for item in shared.items] == [
        (listing.id, "先看这个")
    ]
    copy = collecting.copy_collection(shared, key, actor=cast.stranger.actor, now=NOW)
    assert (copy.person_id, copy.share_key, len(copy.items)) == (cast.stranger.person_id, None, 1)
    collecting.unshare_collection(mine, actor=actor, now=NOW)
    assert collections.shared_as(key) is None
    with pytest.raises(Refused) as refusal:
        collecting.copy_collection(mine, key, actor=cast.stranger.actor, now=NOW)
    assert refusal.value.code == "kept.gone"
    assert collecting.share_collection(mine, actor=actor, now=NOW) != key
    collecting.delete_collection(mine, actor=actor, now=NOW)
    assert collections.of_person(cast.maker.person_id) == []
    assert [row.name for row, _ in collections.of_person(cast.stranger.person_id)] == ["第一批 备选"]
    for check in (chains, subjects, references):
        assert [finding for finding in check() if finding is not None] == []


def test_a_collection_is_its_owners_alone(cast: Cast) -> None:
    mine = collecting.make_collection(name="x", actor=cast.maker.actor, now=NOW)
    listing = a_listing(cast)
    for member in (cast.stranger, cast.operator, cast.city):
        with pytest.raises(Forbidden):
            collecting.add_listing(mine, listing, actor=member.actor, now=NOW)
        with pytest.raises(Forbidden):
            collecting.share_collection(mine, actor=member.actor, now=NOW)
        with pytest.raises(Forbidden):
            collecting.delete_collection(mine, actor=member.actor, now=NOW)


def test_a_name_is_needed(cast: Cast) -> None:
    with pytest.raises(Invalid):
        collecting.make_collection(name="  ", actor=cast.maker.actor, now=NOW)
    with pytest.raises(Invalid):
        save_search(name="", values={}, digest="off", language="zh", actor=cast.maker.actor, now=NOW)


# saved searches

QUERIES = st.builds(
    Query,
    text=st.text(max_size=20),
    filters=st.dictionaries(
        st.sampled_from(["kind", "model"]), st.lists(st.text(min_size=1), min_size=1).map(tuple)
    ),
    price_min=st.none() | st.integers(0, 10**12),
    price_max=st.none() | st.integers(0, 10**12),
    sort=st.sampled_from(SORTS),
    page=st.integers(1, 9),
)


@given(QUERIES)
def test_a_kept_query_asks_the_same_again(query: Query) -> None:
    again = query_of(values_of(query), site_id=query.site_id, lang=query.lang, today=TODAY)
    assert values_of(again) == values_of(query)
    assert not OF_ONE_LOOK & set(values_of(query))


def test_what_a_later_version_does_not_know_is_passed_over() -> None:
    assert query_of({"text": "a", "colour": "red"}, site_id=1, lang="zh", today=TODAY).text == "a"


def test_news_are_later_publications_only(cast: Cast) -> None:
    search = saved(cast)
    a_listing(cast, NOW - DAY)
    later = a_listing(cast, NOW + DAY)
    a_listing(cast, NOW + 3 * DAY)
    found = news(search, after=NOW, until=NOW + 2 * DAY)
    assert ([listing.id for listing in found.listings], found.more) == ([later.id], False)


def test_a_digest_tells_each_new_listing_once(cast: Cast) -> None:
    saved(cast)
    listing = a_listing(cast, NOW + timedelta(hours=1))
    assert send_digests(now=lambda: NOW + DAY) == 1
    assert send_digests(now=lambda: NOW + DAY + timedelta(hours=2)) == 0  # not due again on that day
    assert send_digests(now=lambda: NOW + 2 * DAY) == 0  # nothing new
    assert notices(cast) == [{"count": "1", "listings": listing.public_id}]
    another = a_listing(cast, NOW + 2 * DAY + timedelta(hours=1))
    assert send_digests(now=lambda: NOW + 3 * DAY) == 1
    assert notices(cast)[-1]["listings"] == another.public_id


def test_a_weekly_digest_waits_a_week(cast: Cast) -> None:
    saved(cast, digest="weekly")
    a_listing(cast, NOW + timedelta(hours=1))
    assert [send_digests(now=lambda n=n: NOW + n * DAY) for n in (1, 6, 7)] == [0, 0, 1]


def test_two_workers_tell_once(cast: Cast) -> None:
    search, listing = saved(cast), a_listing(cast, NOW + timedelta(hours=1))
    found = news(search, after=NOW, until=NOW + DAY)
    told = [
        keep_digest(search, found, after=NOW, until=NOW + DAY, actor=SYSTEM, now=NOW + DAY) for _ in range(2)
    ]
    assert told == [True, False] and len(notices(cast)) == 1 and listing.id


def test_who_stopped_or_deleted_it_is_not_told(cast: Cast) -> None:
    stopped, deleted = saved(cast), saved(cast)
    stop_digest(stopped, actor=cast.maker.actor, now=NOW)
    delete_search(deleted, actor=cast.maker.actor, now=NOW)
    a_listing(cast, NOW + timedelta(hours=1))
    assert send_digests(now=lambda: NOW + DAY) == 0
    assert [row.id for row in searches.of_person(cast.maker.person_id)] == [stopped.id]
    with pytest.raises(Refused):
        look_at_search(deleted, actor=cast.maker.actor, now=NOW)
    change_search(stopped, name="再次", digest="daily", actor=cast.maker.actor, now=NOW + DAY)
    assert stopped.told_at == NOW + DAY  # what was published while it was off is not told in one heap


def test_a_saved_search_is_its_owners_alone(cast: Cast) -> None:
    search = saved(cast)
    for member in (cast.stranger, cast.operator):
        with pytest.raises(Forbidden):
            change_search(search, name="x", digest="off", actor=member.actor, now=NOW)
        with pytest.raises(Forbidden):
            delete_search(search, actor=member.actor, now=NOW)


@pytest.mark.parametrize(
    ("frequency", "days", "due"),
    [("off", 30, False), ("daily", 0, False), ("daily", 1, True), ("weekly", 6, False), ("weekly", 7, True)],
)
def test_when_a_digest_is_due(frequency: str, days: int, due: bool) -> None:
    assert is_due(frequency, NOW, TODAY + timedelta(days=days)) is due


def test_every_frequency_has_words() -> None:
    assert set(words.FREQUENCIES) == set(FREQUENCIES)


def test_only_genuine_tokens_name_anything() -> None:
    token = token_of("saved_search", "k7m2xq9tdw", "secret")
    assert named_by(token, "secret") == ("saved_search", "k7m2xq9tdw")
    for wrong in (
        "",
        ".",
        "a.b",
        "a.b.c",
        token[:-1],
        token + "a",
        token.replace("saved_search", "need"),
        "é.ü.ß",
    ):
        assert named_by(wrong, "secret") is None
    assert named_by(token, "another") is None


def test_what_holds_some_of_the_words_only_is_no_news(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    search, listing = saved(cast), a_listing(cast, NOW + timedelta(hours=1))
    for words_asked, expected in ((("打磨", "钢管"), [listing.id]), (("打磨", "渔业"), [])):
        understood = Understood(words_asked, 1)
        answer = Results([listing.id], 1, terms=words_asked, any_word=True, understood=understood)
        monkeypatch.setattr(digests.engine, "find", lambda _query, answer=answer: answer)
        assert [one.id for one in news(search, after=NOW, until=NOW + DAY).listings] == expected


def test_a_word_is_held_by_what_was_searched_for_beside_it(cast: Cast) -> None:
    listing = a_listing(cast)
    also = (("grinder", (Also(AllWords(("打磨",)), "打磨", "terms"),)),)
    results = Results([listing.id], 1, any_word=True, understood=Understood(("grinder", "boat"), 1, also))
    assert words_held(results, listing) == ("grinder",)
