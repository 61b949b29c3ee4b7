"""What the search page says of a query: in both languages, with links that keep what they promise."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask

from marketplace.search import rebuilding
from tests.client import CheckedClient
from tests.make.cast import Cast
from tests.make.listings import LUMP, make_listing, make_patent

Client = Callable[..., CheckedClient]
NO_TEXTS = {"title_en": "", "abstract_zh": "", "abstract_en": ""}


@pytest.fixture
def shop(app: Flask, world: Cast) -> Cast:
    with app.app_context():
        for _ in range(5):
            make_listing([make_patent(world.east, title_zh="钢管焊缝打磨装置", **NO_TEXTS)], LUMP)
        english = {**NO_TEXTS, "title_zh": "", "title_en": "Grinding device for tubes"}
        make_listing([make_patent(world.west, **english)], LUMP)
        rebuilding.rebuild()
    return world


def text(browser: CheckedClient, url: str) -> str:
    page = browser.get(url).get_data(as_text=True)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


def test_other_words_are_named_and_can_be_left_out(shop: Cast, client: Client) -> None:
    found = text(client(lang="en"), "/search?q=打磨")
    assert "6 offers match “打磨”." in found
    assert "Also searched: grinding (for “打磨”)." in found, "no other word for it stands in any offer"
    assert "Found by: 打磨 [title]" in found and "Found by: 打磨 → grinding [title]" in found
    exact = text(client(lang="en"), "/search?q=打磨&exact=1")
    assert "5 offers match" in exact and "Only exactly what you typed was looked for." in exact
    assert "Also searched" not in exact
    chinese = text(client(lang="zh"), "/search?q=打磨")
    assert "同时检索：grinding（对应“打磨”）" in chinese and "命中：打磨（名称）" in chinese


def test_the_link_to_exactly_what_was_typed_stays_in_the_address(shop: Cast, client: Client) -> None:
    browser = client(lang="en")
    page = browser.get("/search?q=打磨&sort=newest").get_data(as_text=True)
    (link,) = re.findall(r'href="([^"]+)">Search for exactly what I typed', page)
    following = browser.get(link.replace("&amp;", "&")).get_data(as_text=True)
    assert "exact=1" in link and "sort=newest" in link
    assert all("exact=1" in url for url in re.findall(r'href="(/search\?[^"]*sort=price[^"]*)"', following))


def test_sentences_say_what_they_looked_for(shop: Cast, client: Client) -> None:
    found = text(client(lang="en"), "/search?q=我们的钢管打磨茶叶太慢怎么办")
    assert "Looked for: 钢管, 打磨, 茶叶." in found
    assert "No offer holds all of these words" in found
    assert "Left out because they say little: 我们" in found


def test_spellings_are_offered(shop: Cast, client: Client) -> None:
    found = client(lang="zh").get("/search?q=钢管汗缝").get_data(as_text=True)
    assert re.search(r'您要找的是不是：\s*<a href="/search\?q=[^"]+"><strong>钢管焊缝</strong></a> \(5\)', found)
    assert "您要找的是不是" not in text(client(), "/search?q=钢管焊缝")
