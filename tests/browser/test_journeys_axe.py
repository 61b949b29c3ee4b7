"""The pages that most people see are accessible in Chinese at a desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from marketplace.search import indexer
from tests.browser.conftest import LiveSite
from tests.browser.journey import stored
from tests.make.cast import Cast
from tests.make.deals import prepare_deal, send
from tests.make.listings import DEFERRED, STAGED, make_listing, make_patent
from tests.make.office import make_busy_office

Open = Callable[..., Page]
Check = Callable[[Page], None]


@pytest.mark.parametrize(
    "path",
    ["/", "/search?q=打磨", "/listings/{listing}", "/sign-up", "/sign-in", "/figures", "/how-it-works"],
)
def test_what_visitors_see(
    browser_page: Open, accessible: Check, live_site: LiveSite, world: Cast, path: str
) -> None:
    listing = stored(live_site.app, lambda: make_listing([make_patent(world.east)], STAGED, DEFERRED))
    with live_site.app.app_context():
        indexer.catch_up()
    page = browser_page()
    answer = page.goto(path.format(listing=listing))
    assert answer and answer.status == 200
    accessible(page)


@pytest.mark.parametrize("place", ["", "/account", "/reports", "/terms"])
def test_what_the_sides_of_a_deal_see(
    browser_page: Open, accessible: Check, live_site: LiveSite, world: Cast, place: str
) -> None:
    def make() -> object:
        return send(prepare_deal(make_listing([make_patent(world.east)], STAGED), world.maker), world.maker)

    deal = stored(live_site.app, make)
    page = browser_page(member=world.maker)
    answer = page.goto(f"/deals/{deal}{place}")
    assert answer and answer.status == 200
    accessible(page)


@pytest.mark.parametrize(
    "path", ["/office", "/patents/imports", "/patents/imports/new", "/inbox", "/listings/mine"]
)
def test_what_the_office_sees(
    browser_page: Open, accessible: Check, live_site: LiveSite, world: Cast, path: str
) -> None:
    with live_site.app.app_context():
        make_busy_office(world)
    page = browser_page(member=world.city)
    answer = page.goto(path)
    assert answer and answer.status == 200
    accessible(page)
