"""A firm finds a patent in its own words, counts the cost, signs in and takes the licence without paying first."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from marketplace.search import indexer
from tests.browser.conftest import LiveSite
from tests.browser.journey import press, reading, reads, stored, words_in
from tests.make.cast import PASSWORD, Cast
from tests.make.listings import DEFERRED, STAGED, make_listing, make_patent

TITLE = "一种钢管焊缝低噪声打磨装置"
OWN_SALES = ("0", "1200000", "4000000", "9000000", "12000000")
STAGED_COST = ("0.00", "74,000.00", "80,000.00", "150,000.00", "150,000.00", "454,000.00")


@pytest.fixture
def listing(live_site: LiveSite, world: Cast) -> str:
    """A listing with a staged and a deferred way to pay that the search knows."""
    public_id = stored(live_site.app, lambda: make_listing([make_patent(world.east)], STAGED, DEFERRED))
    with live_site.app.app_context():
        indexer.catch_up()
    return public_id


@pytest.mark.parametrize(
    ("width", "lang", "javascript"), [(1280, "zh", True), (390, "zh", False), (390, "en", True)]
)
def test_from_a_search_to_a_licence_in_effect(
    browser_page: Callable[..., Page],
    live_site: LiveSite,
    listing: str,
    world: Cast,
    width: int,
    lang: str,
    javascript: bool,
) -> None:
    say = words_in(lang)
    reading(live_site.app, lang, world.maker)
    page = browser_page(width=width, lang=lang, javascript=javascript)
    _find(page, lang, listing)
    _calculate(page, say)
    _sign_in(page, say, world)
    _take(page, say)
    office = browser_page(lang="zh", member=world.city)
    office.goto("/inbox")
    reads(office, TITLE, "江澜恒固钢管有限公司")


def _find(page: Page, lang: str, listing: str) -> None:
    page.goto(f"/?lang={lang}")
    main = page.get_by_role("main")
    suggesting = main.get_by_role("combobox", name=re.compile("检索|Search"))  # what a script makes of it
    box = main.get_by_role("searchbox").or_(suggesting).first
    box.fill("打磨钢管焊缝 噪声小的机器")
    box.press("Enter")
    results = page.get_by_role("main")
    if lang == "zh":  # the words stand in the Chinese texts; an English reader sees the English ones
        expect(results.locator("mark").first).to_be_visible()
    results.locator(f"a[href*='/listings/{listing}']").first.click()
    expect(page.locator("#calculator")).to_be_visible()


def _calculate(page: Page, say: Callable[..., str]) -> None:
    page.locator("#start").fill("2026-03-01")
    for year, sales in enumerate(OWN_SALES, 1):
        page.locator(f"#s{year}").fill(sales)
    page.locator("#m").select_option("2")
    page.locator("#d").fill("0")
    press(page, say("Work out the cost"))
    expect(page).to_have_url(re.compile(r"\?.*s2=1200000.*m=2"))
    _shows_the_cost(page)
    page.goto(page.url.split("#")[0])  # the address as it is handed on
    _shows_the_cost(page)


def _shows_the_cost(page: Page) -> None:
    rows = page.locator("#calculator table.compare tbody tr")
    for row, figure in enumerate(STAGED_COST):
        expect(rows.nth(row).locator("td").first.locator(".figure").first).to_have_text(figure)


def _sign_in(page: Page, say: Callable[..., str], world: Cast) -> None:
    page.locator("#take").get_by_role("link").first.click()
    page.locator("#name").fill(world.maker.email)
    page.locator("#password").fill(PASSWORD)
    press(page, say("Sign in"))
    expect(page.locator("#option-2")).to_be_visible()


def _take(page: Page, say: Callable[..., str]) -> None:
    page.locator("#option-2").check()
    page.locator("#take form button").click()
    page.locator("#product").fill("低噪声钢管打磨机")
    page.locator("#place").fill("江澜市云溪区一号厂房")
    press(page, say("Save and check"))
    reads(page, "120,000.00", "低噪声钢管打磨机")
    press(page, say("Send the notice"))
    reads(page, say("The licence is in effect."), "EAST-L-2026-0001")
    press(page, say("To the deal"))
    page.goto(page.url.split("?")[0] + "/account")
    reads(page, "120,000.00", "2028-03-02")
