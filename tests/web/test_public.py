"""Public pages, in both languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.client import CheckedClient
from tests.make.cast import Cast
from tests.make.deals import prepare_deal, send
from tests.make.listings import DEFERRED, LUMP, make_listing, make_patent

Client = Callable[..., CheckedClient]
PAGES = ["/", "/how-it-works", "/privacy", "/terms-of-use", "/accessibility", "/contact", "/figures", "/check"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_pages_of_an_empty_site(world: Cast, client: Client, path: str, lang: str) -> None:
    client(lang=lang).get(path)


@pytest.fixture
def licence(app: Flask, world: Cast) -> tuple[str, str]:
    """A listing and a licence under it: (public id of the listing, verification code)."""
    with app.app_context():
        listing = make_listing([make_patent(world.east)], DEFERRED, LUMP)
        deal = send(prepare_deal(listing, world.maker), world.maker)
        return listing.public_id, deal.agreement.verification_code


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_front_page_counts_what_is_there(licence: tuple[str, str], client: Client, lang: str) -> None:
    visitor = client(lang=lang)
    visitor.get("/")
    tiles = [tile.get_text() for tile in visitor.page.select(".tile-figure")]
    assert tiles == ["1", "1", "1"]
    assert licence[0] in str(visitor.page)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_rows_behind_figures_are_for_who_runs_the_site(
    world: Cast, licence: tuple[str, str], client: Client, lang: str
) -> None:
    bureau = client(world.body, lang=lang)
    bureau.get("/figures/deals")
    assert "EAST-L-2026-0001" in bureau.text()
    answer = bureau.get("/figures/deals.xlsx")
    assert answer.data.startswith(b"PK")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    client(world.stranger, lang=lang).get("/figures/deals", status=404)
    client(lang=lang).get("/figures/deals", status=302)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_confirmation_can_be_checked_by_anybody(licence: tuple[str, str], client: Client, lang: str) -> None:
    visitor = client(lang=lang)
    visitor.get(f"/check/{licence[1]}")
    assert "EAST-L-2026-0001" in visitor.text()
    visitor.get("/check/nothing222", status=404)
