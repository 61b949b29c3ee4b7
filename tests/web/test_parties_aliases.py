"""The page on which an organisation's short and former names are kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from marketplace.search import engine, indexer
from tests.client import CheckedClient
from tests.make.cast import Cast
from tests.make.listings import LUMP, make_listing, make_patent

Client = Callable[..., CheckedClient]


@pytest.mark.parametrize(
    ("lang", "title", "wrong", "why"),
    [
        ("zh", "简称与曾用名", "2 至 40 个字符", "命中：东工大 → 东湾工业大学"),
        ("en", "Short and former names", "2 to 40 characters", "short or former name of the owner"),
    ],
)
def test_names_are_kept_on_the_organisations_page_and_found_in_the_search(
    app: Flask, client: Client, world: Cast, lang: str, title: str, wrong: str, why: str
) -> None:
    with app.app_context():
        make_listing([make_patent(world.east)], LUMP)
    own = client(world.east, lang=lang)
    own.get(f"/organisations/{world.east.public_id}")
    page = own.page.find("a", href=lambda link: link and link.endswith("/aliases"))["href"]
    own.get(page)
    assert own.page.h1.get_text() == title
    version = own.page.select_one("input[name=version]")["value"]
    refused = own.post(page, {"aliases": "东东\n东", "version": version}, status=422)
    assert wrong in own.text() and "东东\n东</textarea>" in refused.text.replace("\r", "")
    own.post(page, {"aliases": "东工大\nDWUT", "version": version})
    own.get(f"/organisations/{world.east.public_id}")
    assert "东工大、DWUT" in own.text() or lang == "en"

    with app.app_context():
        indexer.catch_up()
        engine.look_again()
    visitor = client(None, lang=lang)
    visitor.get("/search?q=东工大")
    assert why in visitor.text()
    suggested = visitor.get("/search/suggestions?q=东工").get_json()["suggestions"]
    assert "东湾工业大学" in {one["text"] for one in suggested}


def test_the_office_that_acts_for_it_keeps_them_too(client: Client, world: Cast) -> None:
    office = client(world.city)
    page = f"/organisations/{world.east.public_id}/aliases"
    office.get(page)
    version = office.page.select_one("input[name=version]")["value"]
    office.post(page, {"aliases": "东工大", "version": version})
    assert "东工大</textarea>" in office.get(page).text
    client(world.west).get(page, status=404)
