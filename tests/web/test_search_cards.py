"""What the search page shows: cards in plain words, filters with true counts, all of it cheap."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask

from marketplace.search import folder, rebuilding
from marketplace.store import sites
from marketplace.store.db import db, transaction
from marketplace.store.listings.listings import Listing, ListingPatent
from marketplace.store.patents.patents import Patent, PatentCard, PatentIndustry
from tests.client import CheckedClient
from tests.make.cast import Cast
from tests.make.listings import DEFERRED, LUMP, STAGED, furnish, make_listing, make_patent

Client = Callable[..., CheckedClient]

TRIAL: dict[str, object] = {
    "currency": "CNY",
    "term_months": 24,
    "licence": {"territory": ["CN", "DE"]},
    "components": [
        {"id": "T", "type": "trial", "months": 6},
        {"id": "F", "type": "fixed", "amount": "8000.00", "trigger": {"kind": "trial_end"}},
    ],
}
BENEFIT = "打磨噪声降到 80 分贝以下 <b>"


@pytest.fixture
def shop(app: Flask, world: Cast) -> Cast:
    with app.app_context():
        one = make_patent(world.east, trl=8, term_end=date(2030, 1, 1))
        card = PatentCard(benefit_zh=BENEFIT, benefit_en="Grinds below 80 dB <b>")
        named = [PatentIndustry(scheme="emerging", code="2"), PatentIndustry(scheme="division", code="34")]
        furnish(one, card=card, industries=named)
        make_listing([one], TRIAL, DEFERRED)
        make_listing(
            [make_patent(world.west, trl=None, title_zh="一种果蔬冷藏箱", title_en="Cold box")], LUMP
        )
        for _ in range(20):
            make_listing([make_patent(world.west)], STAGED, kind="negotiated")
        rebuilding.rebuild()
    return world


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """What is sent to the database in the block, but for how transactions begin and end."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("PRAGMA", "BEGIN", "SET TRANSACTION")):
            sent.append(statement)

    with app.app_context():
        engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)


def test_pages_and_cards(app: Flask, shop: Cast, client: Client) -> None:
    browser = client()
    browser.get("/search")
    with statements(app) as sent:
        answer = browser.get("/search")
    assert len(browser.page.select(".results > li")) == 20
    assert [box["form"] for box in browser.page.select(".results input[name=listing]")] == ["compare"] * 20
    assert len(sent) <= 4, sent
    assert len(answer.data) <= 60 * 1024

    browser.get("/search?q=噪声&trial=yes")
    [card] = browser.page.select(".results > li")
    assert card.h3.get_text() == BENEFIT, "the benefit comes first, and escaped"
    assert [mark.get_text() for mark in card.h3.select("mark")] == ["噪声"]
    assert "一种钢管焊缝低噪声打磨装置" in card.select_one(".result-title").get_text()
    assert [mark.get_text() for mark in card.select("p.soft mark")] == ["噪声"], (
        "and where it stands in the abstract"
    )
    words = card.get_text(" ", strip=True)
    for told in ("可试用 6 个月", "有效", "保护至 2030-01-01", "技术成熟度 8 级", "尚无许可", "¥8,000.00"):
        assert told in words, told


def test_cards_show_what_was_changed_since_they_were_shown(app: Flask, shop: Cast, client: Client) -> None:
    """Pieces of cards and of the frame are kept; all that decides them must be asked for anew."""
    browser = client()
    browser.get("/search?trial=yes")

    @transaction
    def change() -> None:
        [one] = db.session.scalars(sa.select(PatentCard)).all()
        one.benefit_zh = "全新的好处"
        patent = db.session.get_one(Patent, one.patent_id)
        patent.status, patent.status_as_of, patent.trl = "lapsed_fee", date(2026, 11, 1), 5
        [offered] = db.session.scalars(sa.select(ListingPatent).filter_by(patent_id=one.patent_id)).all()
        listing = db.session.get_one(Listing, offered.listing_id)
        listing.licensor.name_zh = "改名后的大学"
        for option in listing.options:
            option.price_fixed, option.trial_months = 1_234_500, 9
        site = sites.by_id(1)
        site.name_zh, site.contact, site.operator.name_zh = "改名后的平台", "新的电话", "改名后的运营者"

    with app.app_context():
        change()
    browser.get("/search?trial=yes")
    [card] = browser.page.select(".results > li")
    words = card.get_text(" ", strip=True)
    for told in (
        "全新的好处",
        "改名后的大学",
        "截至 2026-11-01",
        "技术成熟度 5 级",
        "¥12,345",
        "可试用 9 个月",
    ):
        assert told in words, told
    assert "有效" not in words
    assert "改名后的平台" in browser.page.select_one(".site-header").get_text()
    footer = browser.page.select_one(".site-footer").get_text()
    assert all(told in footer for told in ("改名后的平台", "新的电话", "改名后的运营者"))
    browser.get("/how-it-works")
    assert [place.get_text() for place in browser.page.select(".site-nav [aria-current]")] == ["使用说明"]
    english = client(lang="en")
    english.get("/search")
    assert english.page.select_one(".site-nav [aria-current]").get_text() == "Find patents"


def test_filters_narrow_and_say_how_many(shop: Cast, client: Client) -> None:
    browser = client(lang="en")
    browser.get("/search")
    groups = {group.select_one("input")["name"]: group for group in browser.page.select("details.facet")}
    assert {
        "model",
        "trial",
        "industry",
        "emerging",
        "readiness",
        "life",
        "term",
        "territory",
    } <= groups.keys()
    for name, group in groups.items():
        for option in group.select("label"):
            count = int(option.select_one(".amount").get_text())
            browser.get(f"/search?{name}={option.input['value']}")
            assert f"{count} offer" in browser.page.select_one("[role=status]").get_text(), (name, option)
            assert browser.page.select(f'input[name={name}][checked][value="{option.input["value"]}"]')
            [chip] = browser.page.select(".chip--filter a")
            assert "?" not in chip["href"].replace("?lang=en", "")


def test_bars_of_prices_lead_to_as_many_offers(shop: Cast, client: Client) -> None:
    browser = client(lang="en")
    browser.get("/search")
    bars = [
        (int(bar.select_one(".amount").get_text()), bar["href"])
        for bar in browser.page.select(".histogram a")
    ]
    assert sum(count for count, _ in bars) == 22
    for count, href in bars:
        browser.get(href)
        assert f"{count} offer" in browser.page.select_one("[role=status]").get_text(), href
        assert browser.page.select(".histogram a[aria-current]")


def test_a_class_symbol_narrows_and_a_wrong_one_is_said(shop: Cast, client: Client) -> None:
    browser = client()
    browser.get("/search?ipc=b24b 9/00&ipc=B24B9/04&kind=platform")
    assert len(browser.page.select(".results > li")) == 2
    assert [chip["href"] for chip in browser.page.select(".chip--filter a")][1].count("ipc=") == 1
    form = browser.page.select_one("[data-filters]")
    assert [kept["value"] for kept in form.select("input[type=hidden][name=ipc]")] == ["B24B9", "B24B9/04"]
    browser.get("/search?ipc=果汁")
    assert "不是分类号" in browser.text() and len(browser.page.select(".results > li")) == 20


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_industries_lead_to_as_many_offers(shop: Cast, client: Client, lang: str) -> None:
    browser = client(lang=lang)
    browser.get("/industries")
    lines = [(int(a.get_text().split()[0]), a["href"]) for a in browser.page.select(".class-count")]
    assert sorted(count for count, _ in lines) == [1, 1, 22]
    for count, href in lines:
        browser.get(href)
        assert str(count) in browser.page.select_one("[role=status]").get_text()


def test_the_rest_of_a_long_group_waits_behind_a_link(app: Flask, world: Cast, client: Client) -> None:
    with app.app_context():
        for code in range(13, 28):
            make_listing([make_patent(world.east, industry=str(code))], LUMP)
        rebuilding.rebuild()
    browser = client()
    browser.get("/search")
    group = browser.page.select_one("details.facet:has(input[name=industry])")
    assert len(group.select("input")) == 8 and "其余 7 项" in group.get_text()
    browser.get(group.select_one(".facet-more a")["href"])
    assert len(browser.page.select("input[name=industry]")) == 15


def test_without_an_index_the_page_still_answers(app: Flask, world: Cast, client: Client) -> None:
    with app.app_context():
        make_listing([make_patent(world.east)], LUMP)
        assert not (folder.index_folder() / "CURRENT").exists()
    browser = client()
    browser.get("/search?life=10-&section=B&price_max=30000&ipc=B24B")
    assert len(browser.page.select(".results > li")) == 1
    browser.get("/classes/B24")
    assert "正在重建" in browser.text()
    assert browser.http.get("/search/suggestions?q=打磨").get_json() == {"suggestions": []}
