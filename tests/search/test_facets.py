"""Every facet, filter, order and page against a count by hand over the same listings."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pytest

from marketplace.search.query import Query
from marketplace.search.results import Results
from marketplace.search.schema import FACETS
from tests.search.conftest import Make, Shop

Search = Callable[..., Results]

TODAY = date(2026, 3, 2)
ENDS = {  # last day of protection → the range it lies in on that day
    date(2026, 3, 1): None,
    date(2026, 3, 2): "0-3",
    date(2029, 3, 1): "0-3",
    date(2029, 3, 2): "3-5",
    date(2036, 3, 1): "5-10",
    date(2036, 3, 2): "10-",
}
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
            terms = {
                "term_months": draw.choice([24, 60, 240]),
                "trial_months": draw.choice([0, 3]),
                "territory": draw.choice(["CN", "CN\nDE", "武汉城市圈"]),
            }
            wanted.append(
                (
                    title,
                    {
                        "kind": kind,
                        "licensor_id": licensor,
                        "patents": patents,
                        "options": options,
                        "terms": terms,
                    },
                )
            )
            owners = {self.public_ids[o] if o else name for patent in patents for name, o in patent["owners"]}
            told.append(
                {
                    "kind": {kind},
                    "model": {option[0] for option in options},
                    "owner": owners or {self.public_ids[licensor]},
                    "trial": {"yes"} if options and terms["trial_months"] else set(),
                    "territory": set(terms["territory"].split("\n")) if options else set(),
                    "term": {{24: "13-36", 60: "37-60", 240: "121-"}[terms["term_months"]]} if options else set(),
                    "industry": {c for p in patents for c in (p["industry"], *p["division"])} - {""},
                    "emerging": {code for patent in patents for code in patent["emerging"]},
                    "readiness": {{2: "1-3", 6: "6-7", 9: "8-9"}[p["trl"]] for p in patents if p["trl"]},
                    "section": {code[0] for patent in patents for code in patent["classes"] if "-" not in code},
                    "class": {code[:3] for patent in patents for code in patent["classes"] if "-" not in code},
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
        "division": draw.sample(["34", "35"], draw.choice([0, 1, 2])),
        "emerging": draw.sample(["1", "7"], draw.choice([0, 1, 2])),
        "trl": draw.choice([None, 2, 6, 9]),
        "classes": draw.sample(["B24B9/00", "B24C1/00", "G06F17/30", "14-02"], draw.choice([0, 1, 2])),
        "term_end": draw.choice([None, *ENDS]),
        "owners": draw.sample(owners, draw.choice([0, 1, 2])),
    }


@pytest.fixture
def world(shop: Shop) -> World:
    return World(shop)


def test_counts_of_every_facet(world: World, search: Search) -> None:
    for word in ("", "钢管"):
        found = search(word)
        assert set(found.facets) == {*FACETS, "life", "price"}
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


def test_what_is_left_of_the_patents(shop: Shop, search: Search) -> None:
    ids = {end: shop.list(patents=[{"term_end": end}, {"term_end": date(2045, 1, 1)}, {}]) for end in ENDS}
    shop.list(patents=[{}])
    for chosen in ("0-3", "3-5", "5-10", "10-"):
        wanted = {ids[end] for end, code in ENDS.items() if code == chosen}
        found = search(filters={"life": (chosen,), "kind": ("platform",)}, today=TODAY)
        assert set(found.ids) == wanted and found.total == len(wanted)
        told = {count.value: (count.count, count.selected) for count in found.facets["life"]}
        counts = Counter(code for code in ENDS.values() if code)
        assert told == {code: (counts[code], code == chosen) for code in ("0-3", "3-5", "5-10", "10-")}
        assert found.facets["kind"][0].count == len(wanted)
    assert search(filters={"life": ("0-3", "10-")}, today=TODAY).total == 3
    assert search(filters={"life": ("nonsense",)}, today=TODAY).total == 0
    assert search().facets["life"] == [], "nobody says what day it is"


def test_prices_are_counted_by_range(shop: Shop, search: Search) -> None:
    for yuan in (0, 0, 1, 10_000, 10_001, 50_000, 200_000, 200_001):
        shop.list(options=[("lump_sum", yuan * 100)])
    shop.list(options=[]), shop.list(options=[("lump_sum", 100, "USD")])
    for asked in ({}, {"price_max": 100}):
        found = search(**asked)
        assert [count.count for count in found.facets["price"]] == [2, 2, 2, 1, 1], "its own choice counts for nothing"
    found = search(price_min=1, price_max=1_000_000)
    assert found.total == 2, "a range of the histogram, taken as a filter"


def test_places_of_the_class_tree(shop: Shop, search: Search) -> None:
    one = shop.list(patents=[{"classes": ["B24B9/06"]}, {"classes": ["G06F17/30"]}])
    two = shop.list(patents=[{"classes": ["B24B27/033", "B24B9/00"]}])
    three = shop.list(patents=[{"classes": ["14-02"]}])
    for nodes, wanted in (
        (("B",), {one, two}),
        (("B24B9",), {one, two}),
        (("B24B9/06",), {one}),
        (("G06F", "B24B27"), {one, two}),
        (("14",), {three}),
        (("B24B1",), set()),
    ):
        found = search(filters={"ipc": nodes})
        assert set(found.ids) == wanted, nodes
        assert sum(count.count for count in found.facets["kind"]) == len(wanted)
    assert {c.value: c.count for c in search().facets["section"]} == {"B": 2, "G": 1}
    assert {c.value: c.count for c in search().facets["class"]} == {"B24": 2, "G06": 1}


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


def test_where_nothing_is_published_nothing_is_counted(search: Search) -> None:
    none = search()
    assert none.total == 0
    assert not none.degraded
    assert all(one.count == 0 for counts in none.facets.values() for one in counts)
    assert [one.value for one in search(filters={"kind": ("platform",)}).facets["kind"]] == ["platform"]
