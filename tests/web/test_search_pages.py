"""The pages around the search: the class tree, suggestions, similar offers, offers side by side."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from marketplace.domain.access import SYSTEM
from marketplace.domain.patents.class_title_rows import TitleRow
from marketplace.search import rebuilding
from marketplace.store import sites
from marketplace.store.listings.listings import Listing
from marketplace.store.patents.patents import PatentClass
from marketplace.usecases.patents.class_titles import load_titles
from marketplace.web.public.class_names import short
from tests.client import CheckedClient
from tests.make.cast import Cast
from tests.make.listings import DEFERRED, LUMP, STAGED, furnish, make_listing, make_patent

Client = Callable[..., CheckedClient]


class Shop:
    """Four offers: three of grinding, one of cooling."""

    def __init__(self, world: Cast) -> None:
        texts = {"title_zh": "一种果蔬冷藏箱", "title_en": "Cold box for fruit", "abstract_zh": "", "abstract_en": ""}
        cold = furnish(make_patent(world.west, **texts), classes=[])
        furnish(cold, classes=[PatentClass(scheme="ipc", position=1, code="F25D11/00")])
        self.names = [
            self.name(make_listing([make_patent(world.east)], LUMP, STAGED)),
            self.name(make_listing([make_patent(world.east)], DEFERRED)),
            self.name(make_listing([make_patent(world.west)], STAGED, kind="negotiated")),
            self.name(make_listing([cold], LUMP)),
        ]
        rebuilding.rebuild()

    def name(self, listing: Listing) -> str:
        return str(listing.public_id)


@pytest.fixture
def shop(app: Flask, world: Cast) -> Shop:
    with app.app_context():
        return Shop(world)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_through_the_class_tree(app: Flask, shop: Shop, client: Client, lang: str) -> None:
    browser = client(lang=lang)
    browser.get("/classes")
    seen = []
    for symbol, offers in (("B", 3), ("B24", 3), ("B24B", 3), ("B24B9", 3), ("B24B9/04", 3)):
        links = browser.page.select(".class-places li > a:first-child")
        [link] = [a for a in links if a["href"].split("?")[0] == f"/classes/{symbol}"]
        count = link.find_next_sibling("a")
        assert count.get_text().startswith(str(offers))
        browser.get(count["href"])
        assert len(browser.page.select(".results > li")) == offers
        browser.get(link["href"])
        assert [a["href"].split("?")[0] for a in browser.page.select(".breadcrumb a")][2:] == seen
        seen.append(f"/classes/{symbol}")
    assert browser.http.get("/classes/b24b 9/00").headers["Location"] == "/classes/B24B9"
    browser.get("/classes/nonsense", status=404)
    browser.get("/classes/B24?all=1")
    assert len(browser.page.select(".class-places li")) == 1, "no titles are loaded below the classes"


def test_searching_the_titles(app: Flask, shop: Shop, client: Client) -> None:
    with app.app_context():
        site = sites.first()
        assert site is not None
        row = TitleRow("B24B9", "磨削或抛光端面、棱边的机床", "Machines for grinding edges <i>", "2026.01")
        load_titles(site, [row, TitleRow("B24B11", "磨球面", "")], scheme="ipc", actor=SYSTEM)
    browser = client(lang="en")
    browser.get("/classes?q=grinding EDGES")
    [place] = browser.page.select(".class-places li")
    assert "Machines for grinding edges <i>" in place.get_text() and "3 offers" in place.get_text()
    browser.get("/classes/B24B?all=1")
    assert ["B24B 9/00", "B24B 11/00"] == [s.get_text() for s in browser.page.select(".class-places strong")][
        :2
    ]
    assert "Chinese" not in browser.page.select_one("h1").get_text()
    assert browser.http.get("/classes?q=b24b9/04").headers["Location"] == "/classes/B24B9/04"
    for odd in ("%00", "%25", "'", "x" * 3000, "%"):
        browser.get(f"/classes?q={odd}")


def test_references_are_left_out_of_short_titles() -> None:
    for title, wanted in (
        ("耙地机（用于割草的入A01D42/04；与整地机具联合的入 A01D43/12）", "耙地机"),
        ("Ploughs (for drainage E02B11/02)", "Ploughs"),
        ("Other machines (A01B37/00 takes precedence)", "Other machines"),
        ("Machines (self-propelled) for soil", "Machines (self-propelled) for soil"),
        ("(A01B1/00 takes precedence)", "(A01B1/00 takes precedence)"),
        ("x" * 200, "x" * 120 + "…"),
    ):
        assert short(title) == wanted


def test_suggestions(app: Flask, shop: Shop, client: Client) -> None:
    def told(typed: str) -> dict[str, list[str]]:
        answer = browser.http.get("/search/suggestions", query_string={"q": typed, "lang": "zh"})
        assert answer.status_code == 200 and len(answer.get_json()["suggestions"]) <= 10
        found: dict[str, list[str]] = {}
        for one in answer.get_json()["suggestions"]:
            assert one.keys() == {"text", "note", "kind", "url"}
            assert browser.http.get(one["url"]).status_code == 200
            found.setdefault(one["kind"], []).append(one["text"])
        return found

    browser = client()
    assert "打磨" in told("打")["检索"] and told("打")["许可项目"]
    assert "钢管 打磨" in told("钢管 打")["检索"]
    assert told("沈")["发明人"] == ["沈知远"]
    assert "东湾工业大学" in told("东湾")["权利人"]
    assert told("B24")["分类号大类"] == ["B24"]
    assert "冷藏箱" in told("果蔬")["许可项目"][0]
    assert len(told("CN20221800")["专利号"]) == 4
    for odd in ("", " ", "\x00", '"', "的", "x" * 5000, "%", "ipc:"):
        told(odd)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_similar_offers_are_the_same_every_time(shop: Shop, client: Client, lang: str) -> None:
    browser = client(lang=lang)
    lists = []
    for _ in range(2):
        browser.get(f"/listings/{shop.names[0]}")
        lists.append([a["href"].split("?")[0] for a in browser.page.select("#similar li a")])
    assert lists[0] == lists[1] and set(lists[0]) == {f"/listings/{name}" for name in shop.names[1:3]}
    assert "B24B 9/04" in browser.page.select_one("#similar").get_text()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_side_by_side(shop: Shop, client: Client, lang: str) -> None:
    browser = client(lang=lang)
    browser.get(f"/compare?listing={shop.names[0]}")
    assert not browser.page.select("table")
    address = "/compare?" + "&".join(f"listing={name}" for name in [*shop.names[:3], "nonsense"])
    browser.get(address)
    assert len(browser.page.select("thead th")) == 3 and browser.page.select("form.form")
    costs = [cell.get_text(" ", strip=True) for cell in browser.page.select("tbody tr")[1].select("td")]
    assert "¥30,000.00" in costs[0] and "¥120,000.00" in costs[1]

    browser.get(f"{address}&s1=0&s2=1000000")
    costs = [cell.get_text(" ", strip=True) for cell in browser.page.select("tbody tr")[1].select("td")]
    assert "¥70,000.00" in costs[0] and "¥70,000.00" in costs[2], "50,000 in stages and 2% of a million"
    assert browser.page.select("input[name=s2]")[0]["value"].startswith("1000000")
    rest = browser.page.select("thead th small a")[0]["href"]
    assert "s2=1000000" in rest and shop.names[0] not in rest
    browser.get(rest)
    assert len(browser.page.select("thead th")) == 2
    browser.get(f"{address}&s1=viel", status=422)
    browser.get("/compare?" + "&".join(f"listing={name}" for name in [*shop.names, "x"]))
    assert len(browser.page.select("thead th")) == 4
