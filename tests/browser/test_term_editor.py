"""The term-sheet editor with JavaScript: previews follow the typing, rows come and go without a page load."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from playwright.sync_api import Page, expect

from marketplace.usecases.listings.drafts import draft_listing
from marketplace.usecases.listings.options import Proposal
from tests.browser.journey import reading
from tests.make.cast import NOW, Cast
from tests.make.listings import LUMP, make_patent


def test_the_preview_follows_and_rows_come_without_a_page_load(
    app: Flask, world: Cast, browser_page: Callable[..., Page]
) -> None:
    with app.app_context():
        public_id = draft_listing(
            world.east.organisation,
            [make_patent(world.east)],
            kind="platform",
            proposals=[Proposal(LUMP)],
            actor=world.city.actor,
            now=NOW,
        ).public_id
    reading(app, "en", world.city)
    page = browser_page(member=world.city, lang="en")
    page.goto(f"/listings/{public_id}/options/1")
    page.evaluate("window.stayed = true")
    amount = page.locator('input[name="components[0].amount"]')
    amount.fill("43210.98")
    expect(page.locator("#live-summary")).to_contain_text("43,210.98")
    expect(page.locator("#live-words")).to_contain_text("43,210.98")
    expect(amount).to_be_focused()
    amount.fill("much")
    expect(page.locator("#live-errors")).to_contain_text("amount in figures")
    amount.fill("50000")
    expect(page.locator("#live-errors")).not_to_contain_text("amount in figures")
    page.locator('button[value="add:components:royalty"]').click()
    expect(page.locator('input[name="components[1].bands[0].rate"]')).to_have_value("2")
    expect(page.locator("#live-summary")).to_contain_text("2%")
    page.locator('select[name="components[0].trigger#kind"]').select_option("first_revenue")
    expect(page.locator("#live-words")).to_contain_text("first earns revenue")
    page.locator('button[value="up:components[1]"]').click()
    expect(page.locator('input[name="components[0].bands[0].rate"]')).to_be_visible()
    assert page.evaluate("window.stayed") is True
    page.locator('button[value="save"]').click()
    page.wait_for_url(f"**/listings/{public_id}/options")
    assert page.evaluate("window.stayed === undefined")
