"""The search box by keyboard alone, filters taken off by their chips, and the same without any script."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from marketplace.search import engine, rebuilding
from marketplace.store.db import db
from tests.browser.journey import words_in
from tests.make.cast import Cast
from tests.make.listings import DEFERRED, LUMP, make_listing, make_patent

Open = Callable[..., Page]
TITLES = ("钢管焊缝打磨装置", "钢管打孔方法", "钢管防腐涂层")


@pytest.fixture
def shop(app: Flask, world: Cast) -> Cast:
    """Three listings, two of the one licensor and one of the other, two ways to pay."""
    with app.app_context():
        for title, owner, sheet in zip(
            TITLES, (world.east, world.east, world.west), (LUMP, DEFERRED, LUMP), strict=True
        ):
            make_listing([make_patent(owner, title_zh=title)], sheet)
        rebuilding.rebuild()
        engine.look_again()
        db.session.remove()
    return world


def options(page: Page) -> list[str]:
    return page.locator("[role=option] .suggested").all_inner_texts()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_suggestions_are_walked_chosen_and_put_away_by_keyboard(
    browser_page: Open, shop: Cast, lang: str
) -> None:
    page = browser_page(lang=lang)
    page.goto("/search")
    box = page.get_by_role("main").get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("东湾")
    expect(box).to_have_attribute("aria-expanded", "true")
    found = options(page)
    place = found.index("东湾工业大学")

    box.press("ArrowUp")  # from the box to the last one, and back to the box
    expect(page.locator("[role=option]").last).to_have_attribute("aria-selected", "true")
    box.press("ArrowDown")
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(0)
    assert box.get_attribute("aria-activedescendant") is None
    for _ in range(place + 1):
        box.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(chosen).to_contain_text("东湾工业大学")
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    expect(box).to_be_focused()
    expect(box).to_have_value("东湾")

    box.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("东湾")
    box.press("ArrowDown")  # what was put away comes back
    expect(page.get_by_role("listbox")).to_be_visible()
    for _ in range(place):
        box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url(re.compile("/search.*owner"))
    expect(page.locator("ol.results")).to_contain_text("东湾工业大学")


def test_enter_on_nothing_chosen_searches_for_what_was_typed(browser_page: Open, shop: Cast) -> None:
    page = browser_page()
    page.goto("/search")
    box = page.get_by_role("main").get_by_role("combobox")
    box.press_sequentially("防腐")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("Enter")
    page.wait_for_url(re.compile("/search"))
    expect(page.locator("ol.results > li")).to_have_count(1)
    expect(page.get_by_role("main")).to_contain_text(TITLES[2])


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", [1280, 390])
def test_filters_are_taken_off_by_their_chips(
    browser_page: Open, shop: Cast, javascript: bool, width: int
) -> None:
    say = words_in("zh")
    page = browser_page(javascript=javascript, width=width)
    page.goto(f"/search?q=钢管&owner={shop.east.public_id}&model=deferred")
    rows, chips = page.locator("ol.results > li"), page.locator("li.chip--filter")
    expect(rows).to_have_count(1)
    expect(chips).to_have_count(2)
    chips.filter(has_text="东湾工业大学").get_by_role("link").focus()
    page.keyboard.press("Enter")
    expect(chips).to_have_count(1)
    expect(rows).to_have_count(1)
    assert "owner" not in page.url and "model=deferred" in page.url
    page.go_back()
    expect(chips).to_have_count(2)
    page.get_by_role("link", name=say("Clear all filters")).first.click()
    expect(rows).to_have_count(3)
    expect(chips).to_have_count(0)
    assert "q=" in page.url


def test_the_box_searches_without_a_script(browser_page: Open, shop: Cast) -> None:
    page = browser_page(javascript=False)
    page.goto("/")
    box = page.get_by_role("main").get_by_role("searchbox").first
    box.fill("打孔")
    box.press("Enter")
    expect(page.locator("ol.results > li")).to_have_count(1)
    expect(page.get_by_role("main")).to_contain_text(TITLES[1])
    expect(page.get_by_role("listbox")).to_have_count(0)
