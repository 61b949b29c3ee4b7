"""What is new in a saved search is counted exactly, however many listings were published since."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from random import Random

import pytest

from marketplace.domain.keeping.digests import MOST_SHOWN
from marketplace.search import engine, indexer
from marketplace.store.keeping.searches import SavedSearch
from marketplace.usecases.keeping import digests
from marketplace.usecases.keeping.digests import news
from tests.make.cast import NOW
from tests.search.conftest import Shop

PAGE = 5
ALL = 63  # listings that are found, on thirteen pages


@pytest.fixture
def search(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> SavedSearch:
    monkeypatch.setattr(digests, "LARGEST_PAGE", PAGE)
    return SavedSearch(site_id=shop.site, query=json.dumps({"text": "打磨", "sort": "price"}), language="zh")


def published(shop: Shop) -> dict[int, datetime]:
    """Listings at odd moments, several within one second, and others that are not found."""
    chance = Random(4)  # noqa: S311
    moments = [
        NOW + timedelta(minutes=chance.randrange(300), milliseconds=chance.randrange(4_000))
        for _ in range(ALL)
    ]
    ids = shop.list_many([(f"钢管打磨装置{place}", {"published_at": at}) for place, at in enumerate(moments)])
    shop.list_many([("打包机", {"published_at": at}) for at in moments[:9]])
    indexer.catch_up()
    engine.look_again()
    return dict(zip(ids, moments, strict=True))


def test_any_span_is_counted_exactly_and_the_newest_are_named(shop: Shop, search: SavedSearch) -> None:
    made = published(shop)
    chance = Random(5)  # noqa: S311
    spans = [
        (NOW - timedelta(days=1), NOW + timedelta(days=1)),
        (NOW + timedelta(days=1), NOW + timedelta(days=2)),
    ]
    for _ in range(10):
        ends = sorted(chance.sample(sorted(made.values()), 2))
        spans.append((ends[0], ends[1]))
    for after, until in spans:
        wanted = sorted((at for at in made.values() if after < at <= until), reverse=True)
        found = news(search, after=after, until=until)
        assert (found.count, found.more) == (len(wanted), False)
        assert len(found.listings) == min(len(wanted), MOST_SHOWN)
        told = sorted((one.published_at for one in found.listings if one.published_at), reverse=True)
        assert told[:-2] == wanted[: len(told)][:-2], "whole seconds decide the order of the last ones"


def test_only_what_holds_all_the_words_is_news_where_others_are_shown_too(shop: Shop) -> None:
    shop.list_many([(f"钢管{n}", {"published_at": NOW + timedelta(hours=1)}) for n in range(40)])
    whole = shop.list("钢管焊缝打磨", published_at=NOW + timedelta(minutes=30))
    shop.list("钢管焊缝打磨机", published_at=NOW - timedelta(hours=1))
    indexer.catch_up()
    engine.look_again()
    asked = SavedSearch(site_id=shop.site, query=json.dumps({"text": "钢管 焊缝 打磨"}), language="zh")
    found = news(asked, after=NOW, until=NOW + timedelta(days=1))
    assert [one.id for one in found.listings] == [whole] and found.count == 1
