"""Every facet, filter, order and page against a count by hand over the same listings."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from marketplace.search.query import Query
from marketplace.search.results import Results
from marketplace.search.schema import FACETS
from tests.search.conftest import Make, Shop

Search = Callable[..., Results]

WORDS = ["钢管", "焊缝", "打磨", "电池", "传感器"]


class World:
    """Thirty listings drawn at random, each with what the search should know of it."""

    def __init__(self, shop: Shop) -> None:
        draw = random.Random(7)
        licensors = [
            shop.organisation("云溪大学", region="420100"),
            shop.organisation("江澜学院", region="440305"),
            shop.organisation("", "Nordhav Institute", region="", country="DK"),
        ]
        regions = {licensors[0]: {"42"}, licensors[1]: {"44"}, licensors[2]: {"DK"}}
        self.public_ids = _public_ids(licensors)
        self.facts: dict[int, dict[str, set[str]]] = {}
        self.prices: dict[int, int | None] = {}
        self.titles: dict[int, str] = {}
        wanted: list[tuple[str, Make]] = []
        told: list[dict[str, set[str]]] = []
        for _ in range(30):
            licensor = draw.choice(licensors)
            patents = [_patent(draw, licensors) for _ in range(draw.choice([1, 1, 2]))]
            models = ["lump_sum", "free", "royalty"]
            options = [
                (draw.choice(models), draw.randrange(0, 500_000, 50_000))
                for _ in range(draw.choice([0, 1, 2]))
            ]
            if draw.random() < 0.2:
                options.append(("deferred", 1, "USD"))
            kind = draw.choice(["statutory", "platform", "negotiated"])
            title = "".join(draw.sample(WORDS, 3))
            wanted.append(
                (title, {"kind": kind, "licensor_id": licensor, "patents": patents, "options": options})
            )
            owners = {self.public_ids[o] if o else name for patent in patents for name, o in patent["owners"]}
            told.append(
                {
                    "kind": {kind},
                    "model": {option[0] for option in options},
                    "owner": owners or {self.public_ids[licensor]},
                    "industry": {patent["industry"] for patent in patents} - {""},
                    "patent_type": {patent["kind"] for patent in patents},
                    "region": regions[licensor],
                    "status": {patent["status"] for patent in patents},
                }
            )
        for listing_id, (title, given), facts in zip(shop.list_many(wanted), wanted, told, strict=True):
            self.facts[listing_id] = facts
            amounts = [option[1] for option in given["options"] if len(option) == 2]
            self.prices[listing_id] = min(amounts, default=None)
            self.titles[listing_id] = title

    def meeting(
        self,
        word: str = "",
        filters: dict[str, tuple[str, ...]] | None = None,
        without: str = "",
        **price: int,
    ) -> set[int]:
        met = {i for i, title in self.titles.items() if word in title}
        for facet, values in (filters or {}).items():
            if facet != without:
                met = {i for i in met if self.facts[i][facet] & set(values)}
        if price:
            least, most = price.get("price_min", 0), price.get("price_max", 1 << 60)
            met = {i for i in met if (p := self.prices[i]) is not None and least <= p <= most}
        return met

    def counts(self, among: Iterable[int], facet: str) -> Counter[str]:
        return Counter(value for i in among for value in self.facts[i][facet])


def _public_ids(ids: list[int]) -> dict[int, str]:
    from marketplace.store.db import db
    from marketplace.store.parties.organisations import Organisation

    return {i: db.session.get_one(Organisation, i).public_id for i in ids}


def _patent(draw: random.Random, organisations: list[int]) -> dict[str, Any]:
    owners = [("甲公司", None), ("乙 研究院", None), *((f"单位{o}", o) for o in organisations)]
    return {
        "kind": draw.choice(["invention", "utility_model", "design"]),
        "industry": draw.choice(["33", "34", "38", ""]),
        "status": draw.choice(["granted", "late_fee", "restored"]),
        "owners": draw.sample(owners, draw.choice([0, 1, 2])),
    }


@pytest.fixture
def world(shop: Shop) -> World:
    return World(shop)


def test_counts_of_every_facet(world: World, search: Search) -> None:
    for word in ("", "钢管"):
        found = search(word)
        assert set(found.facets) == set(FACETS)
        assert found.total == len(world.meeting(word))
        for facet in FACETS:
            assert {c.value: c.count for c in found.facets[facet]} == world.counts(world.meeting(word), facet)
            assert [c.count for c in found.facets[facet]] == sorted(
                (c.count for c in found.facets[facet]), reverse=True
            )


@pytest.mark.parametrize("seed", range(6))
def test_filters_together(world: World, search: Search, seed: int) -> None:
    draw = random.Random(seed)
    everything = {facet: sorted(world.counts(world.facts, facet)) for facet in FACETS}
    for _ in range(6):
        filters = {
            f: tuple(draw.sample(everything[f], min(2, len(everything[f])))) for f in draw.sample(FACETS, 2)
        }
        price = draw.choice([{}, {"price_max": 200_000}, {"price_min": 50_000, "price_max": 300_000}])
        word = draw.choice(["", "焊缝"])
        found = search(word, filters=filters, **price, per_page=100)
        assert set(found.ids) == world.meeting(word, filters, **price)
        assert found.total == len(found.ids)
        for facet in FACETS:
            counted = world.counts(world.meeting(word, filters, without=facet, **price), facet)
            told = {c.value: c.count for c in found.facets[facet]}
            assert {value: count for value, count in told.items() if count} == counted
            assert {c.value for c in found.facets[facet] if c.selected} == set(filters.get(facet, ()))


def test_an_unknown_choice_finds_nothing_and_stays_visible(world: World, search: Search) -> None:
    found = search(filters={"owner": ("nobody",), "colour": ("red",)})
    assert found.total == 0 and found.ids == []
    assert [(c.value, c.count) for c in found.facets["owner"] if c.selected] == [("nobody", 0)]
    assert sum(c.count for c in found.facets["owner"]) > 0, "it can be widened"


def test_a_price_of_zero_is_a_price(shop: Shop, search: Search) -> None:
    free, dear = shop.list(options=[("free", 0)]), shop.list(options=[("lump_sum", 900), ("royalty", 500)])
    shop.list(options=[]), shop.list(options=[("lump_sum", 100, "USD")])
    assert search(price_min=0).ids == [dear, free]
    assert search(price_max=0).ids == [free]
    assert search(price_min=500, price_max=500).ids == [dear], "the cheapest option counts"
    assert search(price_min=501).total == 0
    assert search(price_min=-(10**30), price_max=10**30).total == 2


def test_orders(world: World, search: Search) -> None:
    newest = sorted(world.facts, reverse=True)
    assert search(sort="newest", per_page=100).ids == newest
    assert search(per_page=100).ids == newest, "relevance of no text"
    assert search(sort="nonsense", per_page=100).ids == newest

    def price(listing_id: int, absent: int) -> int:
        found = world.prices[listing_id]
        return absent if found is None else found

    assert search(sort="price", per_page=100).ids == sorted(newest, key=lambda i: price(i, 1 << 60))
    assert search(sort="-price", per_page=100).ids == sorted(newest, key=lambda i: -price(i, -1))
    titles = [world.titles[i].encode("gb18030") for i in search(sort="title", per_page=100).ids]
    assert titles == sorted(titles)


def test_titles_are_ordered_by_pinyin_and_alphabet(shop: Shop, search: Search) -> None:
    zh = [shop.list(title) for title in ("阻尼器", "泵体", "电机")]
    assert search(sort="title").ids == [zh[1], zh[2], zh[0]]
    en = [shop.list(title_en=title) for title in ("valve", "Pump")]
    assert search(sort="title", lang="en").ids[:2] == [en[1], en[0]]


@pytest.mark.parametrize("sort", ["relevance", "newest", "price", "-price", "title"])
def test_pages_neither_repeat_nor_skip(world: World, search: Search, sort: str) -> None:
    whole = search("焊缝", sort=sort, per_page=100).ids
    pages = [search("焊缝", sort=sort, page=page, per_page=4) for page in range(1, len(whole) // 4 + 3)]
    assert [listing_id for page in pages for listing_id in page.ids] == whole
    assert {page.total for page in pages} == {len(whole)}
    assert pages[-1].ids == []


@pytest.mark.parametrize("page", [0, -3, 10**30])
def test_pages_that_do_not_exist(world: World, search: Search, page: int) -> None:
    found = search(page=page, per_page=10**9)
    assert found.total == 30 and (found.ids == [] if page > 0 else len(found.ids) == 30)


def test_queries_are_values() -> None:
    assert Query("a") == Query("a") and Query("a") != Query("a", page=2)
