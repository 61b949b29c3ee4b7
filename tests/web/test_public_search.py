"""The search page without JavaScript: the text stays, filters and prices work by plain forms, and emptiness helps."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from marketplace.search import rebuilding
from marketplace.store.db import transaction
from tests.client import CheckedClient
from tests.make.cast import Cast, Member
from tests.make.listings import DEFERRED, LUMP, STAGED, make_listing, make_patent

Client = Callable[..., CheckedClient]


@pytest.fixture
def shop(app: Flask, world: Cast) -> Cast:
    """Three offers of two owners: a lump sum of 30,000, a deferred fee of 120,000, a negotiated staged one."""
    with app.app_context():
        make_listing([make_patent(world.east)], LUMP)
        box = {
            "title_zh": "一种果蔬冷藏箱",
            "title_en": "Cold box for fruit",
            "abstract_zh": "一种冷藏果蔬的箱体。",
        }
        make_listing([make_patent(world.east, **box, abstract_en="A box that keeps fruit cold.")], DEFERRED)
        make_listing([make_patent(world.west)], STAGED, kind="negotiated")
        rebuilding.rebuild(lambda code, **params: None)
    return world


@transaction
def move_abroad(member: Member, country: str) -> None:
    member.organisation.country, member.organisation.region = country, ""


def test_a_licensor_abroad_is_filtered_by_its_country(app: Flask, shop: Cast, client: Client) -> None:
    with app.app_context():
        move_abroad(shop.west, "DK")
        rebuilding.rebuild(lambda code, **params: None)
    for lang, name in (("zh", "丹麦"), ("en", "Denmark")):
        browser = client(lang=lang)
        browser.get("/search?region=DK")
        assert found(browser) == 1 and name in browser.text()


def found(browser: CheckedClient) -> int:
    return len(browser.page.select(".results > li"))


def form_of(browser: CheckedClient, selector: str, **more: str) -> str:
    """The address a browser would ask for when the form is sent: hidden values, ticked boxes and what is typed."""
    form = browser.page.select_one(selector)
    values: list[tuple[str, str]] = []
    for item in form.select("input[name]"):
        if item.get("type") != "checkbox" or item.has_attr("checked"):
            values.append((item["name"], more.pop(item["name"], item.get("value", ""))))
    values += more.items()
    return form["action"] + "?" + "&".join(f"{name}={value}" for name, value in values if name != "lang")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_text_stays_while_filters_are_sent(shop: Cast, client: Client, lang: str) -> None:
    browser = client(lang=lang)
    browser.get("/search?q=钢管")
    assert found(browser) == 2
    browser.get(form_of(browser, "[data-filters]", kind="negotiated"))
    assert found(browser) == 1
    assert browser.page.select_one("#search-q")["value"] == "钢管"
    assert browser.page.select_one("input[name=kind][value=negotiated]").has_attr("checked")


def test_a_filter_is_taken_off_by_its_chip_or_all_at_once(shop: Cast, client: Client) -> None:
    browser = client()
    browser.get("/search?q=钢管&kind=negotiated&price_max=1")
    assert found(browser) == 0
    chips = browser.page.select(".chip--filter a")
    assert len(chips) == 2
    browser.get(browser.page.select_one(".clear-filters")["href"])
    assert found(browser) == 2 and browser.page.select_one("#search-q")["value"] == "钢管"


@pytest.mark.parametrize(
    ("typed", "number"),
    [("30000", 1), ("29999.99", 0), ("30,000.00", 1), ("50000", 2), ("120000", 3), ("", 3)],
)
def test_a_price_is_typed_as_people_type_it(shop: Cast, client: Client, typed: str, number: int) -> None:
    browser = client()
    browser.get("/search")
    browser.get(form_of(browser, "[data-filters]", price_max=typed))
    assert found(browser) == number
    assert browser.page.select_one("#price_max")["value"] == typed


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_price_that_is_none_is_said_and_changes_nothing(shop: Cast, client: Client, lang: str) -> None:
    browser = client(lang=lang)
    browser.get("/search?price_min=viel&price_max=1e9")
    assert found(browser) == 3
    words = "不是金额" if lang == "zh" else "is not an amount"
    assert browser.text().count(words) == 2


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_emptiness_offers_ways_out(shop: Cast, client: Client, lang: str) -> None:
    browser = client(lang=lang)
    browser.get("/search?q=果蔬&kind=negotiated")
    assert found(browser) == 0
    empty = browser.page.select_one(".empty")
    ways = {link["href"].split("?")[0] for link in empty.select("a")}
    assert ways == {"/search"}
    links = [link["href"] for link in browser.page.select("main ul li a")]
    hints = [href for href in links if href.startswith("/search?")]
    assert hints
    for hint in hints:
        browser.get(hint)
        assert found(browser) > 0, hint


def test_every_order_keeps_text_and_filters(shop: Cast, client: Client) -> None:
    browser = client()
    browser.get("/search?q=钢管&kind=platform")
    orders = [link["href"] for link in browser.page.select(".tabs a")]
    assert len(orders) == 5
    for order in orders:
        asked = parse_qs(urlsplit(order).query)
        assert asked["q"] == ["钢管"] and asked["kind"] == ["platform"]
        browser.get(order)
        assert found(browser) == 1


@pytest.mark.parametrize(
    ("asked", "first", "here"),
    [
        ("", "最新发布", "最新发布"),
        ("?sort=newest", "最新发布", "最新发布"),
        ("?sort=title", "最新发布", "名称"),
        ("?q=钢管", "相关度", "相关度"),
        ("?q=钢管&sort=newest", "相关度", "最新发布"),
    ],
)
def test_nothing_matches_best_where_nothing_was_typed(
    shop: Cast, client: Client, asked: str, first: str, here: str
) -> None:
    browser = client()
    browser.get(f"/search{asked}")
    orders = [
        link
        for nav in browser.page.select("nav.tabs")
        for link in nav.select("a")
        if nav["aria-label"] == "排序"
    ]
    assert orders[0].text == first
    assert [link.text for link in orders if link.has_attr("aria-current")] == [here]
    assert len({link.text for link in orders}) == len(orders)


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=-1",
        "page=9999999999",
        "page=x",
        "sort=nothing",
        "kind=nothing",
        "q=" + "长" * 3000,
        "q=%00",
        "price_min=%01",
    ],
)
def test_addresses_that_make_no_sense_are_answered(shop: Cast, client: Client, query: str) -> None:
    client().get(f"/search?{query}")


def test_figures_open_to_their_rows(shop: Cast, client: Client) -> None:
    browser = client()
    browser.get("/figures")
    links = [(int(link.get_text()), link["href"]) for link in browser.page.select("td a[href^='/search']")]
    assert len(links) == 3 + 2 + 2
    for number, href in links:
        browser.get(href)
        assert found(browser) == number, href
