"""Later publications tell those who left a need: once, with the words that agree, and only while they want to know."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from marketplace.domain.access import SYSTEM
from marketplace.search import engine, indexer
from marketplace.search.results import Results, Understood
from marketplace.store.db import db, transaction
from marketplace.store.demand.needs import Need, NeedListing
from marketplace.store.listings.listings import Listing
from marketplace.store.office.jobs import Job
from marketplace.store.office.notices import Notice
from marketplace.usecases.demand import matching
from marketplace.usecases.demand.matching import enough, keep_matches, match_needs
from marketplace.usecases.demand.needs import Wanted, erase_need, leave_need, watch_need, withdraw_need
from marketplace.usecases.demand.working import answer_need
from marketplace.usecases.listings.listings import resume_listing, suspend_listing
from tests.make.cast import NOW, Cast
from tests.make.listings import LUMP, make_listing, make_patent

LATER = NOW + timedelta(days=1)


def left(cast: Cast, sentence: str = "钢管焊缝 打磨 噪声") -> Need:
    return leave_need(Wanted("problem", sentence), language="zh", actor=cast.maker.actor, now=NOW)


def published(cast: Cast, at: datetime = LATER, **columns: object) -> Listing:
    listing = make_listing([make_patent(cast.east, **columns)], LUMP)
    _dated(listing.id, at)
    return listing


@transaction
def _dated(listing_id: int, at: datetime) -> None:
    db.session.get_one(Listing, listing_id).published_at = at


def run(at: datetime = LATER) -> int:
    return match_needs(now=lambda: at)


def told(cast: Cast) -> int:
    notices = db.session.scalars(sa.select(Notice).filter_by(person_id=cast.maker.person_id))
    return sum(notice.event.kind == "need.publication_found" for notice in notices)


def test_a_later_publication_is_told_once_with_its_words(cast: Cast) -> None:
    need, listing = left(cast), published(cast)
    assert (run(), run(LATER + timedelta(days=1))) == (1, 0)
    (found,) = db.session.scalars(sa.select(NeedListing)).all()
    assert (found.need_id, found.listing_id, found.source) == (need.id, listing.id, "publication")
    assert found.matched_words and set("".join(found.matched_words)) <= set("钢管焊缝打磨噪声")
    assert told(cast) == 1


def test_what_was_there_before_is_not_told(cast: Cast) -> None:
    left(cast)
    published(cast, at=NOW - timedelta(days=1))
    assert run() == 0


def test_what_does_not_hold_the_words_is_not_told(cast: Cast) -> None:
    left(cast)
    texts = {name: "冷藏果蔬" for name in ("title_zh", "abstract_zh")} | {
        "title_en": "Fruit",
        "abstract_en": "Fruit",
    }
    published(cast, **texts)
    assert run() == 0


@pytest.mark.parametrize("how", ["stopped", "closed", "erased"])
def test_nobody_is_told_who_does_not_want_to_know(cast: Cast, how: str) -> None:
    need = left(cast)
    actor = cast.maker.actor
    if how == "stopped":
        watch_need(need, watch=False, actor=actor, now=NOW)
    elif how == "closed":
        withdraw_need(need, outcome="no_longer", actor=actor, now=NOW)
    else:
        erase_need(need, actor=actor, now=NOW)
    published(cast)
    assert run() == 0


def test_a_watch_ends_while_the_search_runs(cast: Cast) -> None:
    need, listing = left(cast), published(cast)
    found = [(listing.id, ("钢管",))]
    watch_need(need, watch=False, actor=cast.maker.actor, now=NOW)
    assert keep_matches(need, found, looked_at=LATER, actor=SYSTEM, now=LATER) == 0
    assert told(cast) == 0


def test_what_an_office_proposed_is_not_told_again(cast: Cast) -> None:
    need, listing = left(cast), published(cast)
    answer_need(need, note="", listings=[listing], actor=cast.city.actor, now=LATER)
    assert run() == 0


def test_what_was_told_can_still_be_proposed_and_stands_once(cast: Cast) -> None:
    need, listing = left(cast), published(cast)
    run()
    answer_need(need, note="", listings=[listing], actor=cast.city.actor, now=LATER)
    (row,) = db.session.scalars(sa.select(NeedListing)).all()
    assert row.source == "office" and row.matched_words


def test_results_that_hold_some_words_only_need_half_of_them(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    left(cast)
    listing = published(cast)
    for terms, expected in (
        (("钢管", "焊缝", "渔业", "大豆"), 1),
        (("钢管", "渔业", "大豆", "造船", "养蜂"), 0),
    ):
        answer = Results([listing.id], 1, terms=terms, any_word=True, understood=Understood(terms, 1))
        monkeypatch.setattr(matching.engine, "find", lambda _query, answer=answer: answer)
        need = db.session.scalars(sa.select(Need)).one()
        assert len(matching.later_publications(need)) == expected


@pytest.mark.parametrize(
    ("held", "asked", "expected"),
    [(1, 1, True), (1, 2, False), (2, 2, True), (2, 4, True), (2, 5, False), (0, 1, False)],
)
def test_how_many_words_are_enough(held: int, asked: int, expected: bool) -> None:
    assert (held > 0 and enough(held, asked)) is expected


def test_publications_ask_for_one_job_and_only_where_somebody_waits(cast: Cast) -> None:
    def waiting() -> int:
        return db.session.scalar(sa.select(sa.func.count(Job.id)).filter_by(kind="match_needs")) or 0

    listing = make_listing([make_patent(cast.east)], LUMP)

    def publish_again() -> None:
        suspend_listing(listing, reason="x", actor=SYSTEM, now=NOW)
        resume_listing(listing, actor=SYSTEM, now=NOW)

    publish_again()
    assert waiting() == 0
    left(cast)
    publish_again()
    publish_again()
    assert waiting() == 1


def test_the_index_finds_a_need_in_everyday_words(cast: Cast) -> None:
    need = left(cast, "车间里打磨钢管噪声太大，想降下来")
    fitting = published(cast)
    texts = {name: "冷藏果蔬的箱体" for name in ("title_zh", "abstract_zh")} | {"title_en": "", "abstract_en": ""}
    published(cast, **texts)
    indexer.catch_up()
    engine.look_again()
    assert run() == 1
    (row,) = db.session.scalars(sa.select(NeedListing)).all()
    assert (row.need_id, row.listing_id) == (need.id, fitting.id)
    assert {"打磨", "钢管"} <= set(row.matched_words)
