"""What every page of the site owes its reader, seen on the pages that anybody may open."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.make.cast import Cast

EVERYWHERE = [(width, lang) for width in (1280, 375) for lang in ("zh", "en")]


@pytest.mark.parametrize(("width", "lang"), EVERYWHERE)
def test_the_first_page_is_accessible(
    browser_page: Callable[..., Page], accessible: Callable[[Page], None], world: Cast, width: int, lang: str
) -> None:
    page = browser_page(width=width, lang=lang)
    answer = page.goto("/")
    assert answer and answer.status == 200
    expect(page.locator("html")).to_have_attribute("lang", {"zh": "zh-Hans", "en": "en"}[lang])
    accessible(page)


def test_the_first_page_needs_no_script(browser_page: Callable[..., Page], world: Cast) -> None:
    page = browser_page(javascript=False)
    page.goto("/")
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("h1")).to_be_visible()


def test_the_keyboard_reaches_the_content_first(page_zh_desktop: Page, world: Cast) -> None:
    page_zh_desktop.goto("/")
    page_zh_desktop.keyboard.press("Tab")
    skip = page_zh_desktop.locator(":focus")
    expect(skip).to_be_visible()
    assert (skip.get_attribute("href") or "").startswith("#"), "the first stop leads past the navigation"


def test_a_member_sees_the_own_name(browser_page: Callable[..., Page], world: Cast) -> None:
    page = browser_page(member=world.maker)
    page.goto("/")
    expect(page.locator("header")).to_contain_text("江澜恒固钢管有限公司")


def test_a_missing_page_says_so(
    page_zh_desktop: Page, accessible: Callable[[Page], None], world: Cast
) -> None:
    answer = page_zh_desktop.goto("/no-such-page")
    assert answer and answer.status == 404
    accessible(page_zh_desktop)
