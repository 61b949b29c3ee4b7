"""The look in a browser: accessible in light and dark, on desk and phone and at 320 px; scripts only help."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from marketplace.domain.terms.capitals import capital_amount
from tests.make.cast import Cast


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "lang"), [(1280, "zh"), (375, "en"), (320, "zh")])
def test_every_component_is_accessible(
    browser_page: Callable[..., Page],
    accessible: Callable[[Page], None],
    world: Cast,
    scheme: str,
    width: int,
    lang: str,
) -> None:
    page = browser_page(width=width, lang=lang, member=world.maker)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"/patterns?lang={lang}")
    accessible(page)


def test_a_menu_works_without_script_and_closes_with_it(
    browser_page: Callable[..., Page], world: Cast
) -> None:
    plain = browser_page(width=375, javascript=False, member=world.maker)
    plain.goto("/patterns")
    plain.locator("details.menu-fold > summary").click()
    expect(plain.locator(".fold-panel")).to_be_visible()

    page = browser_page(width=375, member=world.maker)
    page.goto("/patterns")
    page.locator("details.menu-fold > summary").click()
    page.keyboard.press("Escape")
    expect(page.locator(".fold-panel")).to_be_hidden()
    expect(page.locator("details.menu-fold > summary")).to_be_focused()


def test_filters_fold_on_a_phone_and_stand_open_on_a_desk(
    browser_page: Callable[..., Page], world: Cast
) -> None:
    for width, shown in ((1280, True), (375, False)):
        page = browser_page(width=width, javascript=False)
        page.goto("/patterns")
        expect(page.locator(".facet").first).to_be_visible(visible=shown)


def test_the_view_is_switched_and_kept(page_zh_desktop: Page, world: Cast) -> None:
    page_zh_desktop.goto("/patterns")
    page_zh_desktop.locator("[data-theme-switch]").click()
    page_zh_desktop.reload()
    expect(page_zh_desktop.locator("html")).to_have_attribute("data-theme", "dark")


def test_sums_are_echoed_as_the_server_writes_them(page_zh_desktop: Page, world: Cast) -> None:
    page_zh_desktop.goto("/patterns")
    for fen in (0, 7, 40, 1_409_50, 100_000_00, 107_000_53, 100_010_001_00, 1_000_000_000_05):
        page_zh_desktop.locator("#empty-fee").fill(f"{fen // 100:,}.{fen % 100:02d}")
        expect(page_zh_desktop.locator("#empty-fee-capitals")).to_have_text(capital_amount(fen))
