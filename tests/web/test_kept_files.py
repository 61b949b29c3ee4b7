"""Favourites and collections as files: the order of the list, what is not on offer left out and said, notes kept."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable

import openpyxl
import pytest
from flask import Flask

from marketplace.store.db import db, transaction
from marketplace.store.keeping import collections
from marketplace.store.listings.listings import Listing
from marketplace.usecases.keeping.collections import (
    add_listing,
    make_collection,
    note_listing,
    share_collection,
)
from marketplace.usecases.keeping.favourites import mark
from tests.client import CheckedClient
from tests.make.cast import NOW, Cast
from tests.make.listings import LUMP, make_listing, make_patent

Client = Callable[..., CheckedClient]


@pytest.fixture
def kept(app: Flask, world: Cast) -> list[str]:
    """Three listings that the maker marked and put into a shared collection; the second has been withdrawn since."""
    with app.app_context():
        actor = world.maker.actor
        made = [make_listing([make_patent(world.east)], LUMP) for _ in range(3)]
        collection = make_collection(name="打磨/备选:1", about="", actor=actor, now=NOW)
        for listing in made:
            mark(listing, actor=actor, now=NOW)
            add_listing(collection, listing, actor=actor, now=NOW)
        note_listing(collection, made[0].id, note="=先谈这一项", actor=actor)
        share_collection(collection, actor=actor, now=NOW)
        withdraw(made[1].id)
        ids = [listing.public_id for listing in made]
        db.session.remove()
    return ids


@transaction
def withdraw(listing_id: int) -> None:
    db.session.get_one(Listing, listing_id).state = "suspended"


def sheet_of(content: bytes) -> list[list[object]]:
    return [
        list(row) for row in openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    ]


def address(app: Flask, world: Cast) -> tuple[str, str]:
    """The paths of the collection and of its link."""
    with app.app_context():
        ((row, _),) = collections.of_person(world.maker.person_id)
        return f"/collections/{row.public_id}", f"/collections/shared/{row.share_key}"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_favourites_come_as_all_four_formats(client: Client, world: Cast, kept: list[str], lang: str) -> None:
    maker = client(world.maker, lang=lang)
    maker.get("/favourites")
    links = {link.get_text(): link["href"] for link in maker.page.select("ul.keep-links a")}
    assert list(links) == ["CSV", "XLSX", "JSON", "BibTeX"]
    rows = sheet_of(maker.http.get(links["XLSX"]).data)
    assert rows[0][-1] == ("收藏日期" if lang == "zh" else "Marked on")
    assert {str(row[-2]).rsplit("/", 1)[-1] for row in rows[1:3]} == {kept[0], kept[2]}
    assert (
        "1 项目前不在许可中" in str(rows[-1][0])
        if lang == "zh"
        else "1 listing that is not" in str(rows[-1][0])
    )
    lines = list(csv.reader(io.StringIO(maker.http.get(links["CSV"]).data.decode("utf-8-sig"))))
    assert [row[-1] for row in lines[1:-1]] == [NOW.date().isoformat()] * 2
    told = json.loads(maker.http.get(links["JSON"]).data)
    assert (told["total"], told["rows"], told["listings"][0]["marked_on"]) == (3, 2, NOW.date().isoformat())
    assert len(re.findall("@patent{", maker.http.get(links["BibTeX"]).text)) == 2


def test_a_collection_comes_with_its_notes_for_its_owner_and_whoever_has_the_link(
    app: Flask, client: Client, world: Cast, kept: list[str]
) -> None:
    own, link = address(app, world)
    for reader, page in ((client(world.maker), own), (client(None), link)):
        reader.get(page)
        answer = reader.http.get(reader.page.find("a", string="XLSX")["href"])
        rows = sheet_of(answer.data)
        assert rows[0][-1] == "备注" and [row[-1] for row in rows[1:3]] == ["=先谈这一项", ""]
        assert "打磨/备选:1" in str(rows[-1][0]) and page in str(rows[-1][0])
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="collection-')
    client(world.stranger).get(f"{own}/list.xlsx", status=404)
    client(None).get(f"{link}x/list.xlsx", status=404)
    client(None).get(f"{link}/list.exe", status=404)
    maker = client(world.maker)
    maker.get(own)
    assert len(maker.page.select("ol.results > li")) == 3
