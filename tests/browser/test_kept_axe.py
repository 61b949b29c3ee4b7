"""The pages of needs and of what people keep are accessible in Chinese at a desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from marketplace.search import indexer
from marketplace.store.db import db
from tests.browser.conftest import LiveSite
from tests.make.access_kept import kept_places
from tests.make.cast import Cast
from tests.make.listings import DEFERRED, STAGED, make_listing, make_patent

Open = Callable[..., Page]
Check = Callable[[Page], None]


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("visitor", "/figures/needs"),
        ("visitor", "/how-search-works"),
        ("visitor", "/collections/shared/{share_key}"),
        ("maker", "/search?q=打磨"),
        ("maker", "/needs/new?q=打磨"),
        ("maker", "/needs/{need}"),
        ("maker", "/collections/{collection}"),
        ("maker", "/saved-searches"),
        ("city", "/needs/{need}"),
        ("city", "/needs/handled"),
    ],
)
def test_needs_and_what_people_keep(
    browser_page: Open, accessible: Check, live_site: LiveSite, world: Cast, who: str, path: str
) -> None:
    with live_site.app.app_context():
        places = kept_places(world, make_listing([make_patent(world.east)], STAGED, DEFERRED))
        indexer.catch_up()
        db.session.remove()
    page = browser_page() if who == "visitor" else browser_page(member=getattr(world, who))
    answer = page.goto(path.format(**places))
    assert answer and answer.status == 200
    accessible(page)
