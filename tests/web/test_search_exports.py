"""Results as files and as a feed: the order of the page, the limit said aloud, nothing that a program would run."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import timedelta

import openpyxl
import pytest
import sqlalchemy as sa
from flask import Flask

from marketplace.search import engine
from marketplace.search.query import Query
from marketplace.search.results import Results
from marketplace.store.db import db, transaction
from marketplace.store.listings.listings import Listing
from marketplace.web.keeping import exports
from tests.client import CheckedClient
from tests.make.cast import NOW, Cast
from tests.make.listings import DEFERRED, LUMP, make_listing, make_patent

Client = Callable[..., CheckedClient]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def shop(app: Flask, world: Cast) -> list[str]:
    """Three listings, the newest first; the second one's title is a formula and full of signs of TeX."""
    with app.app_context():
        made = [
            make_listing([make_patent(world.east)], LUMP),
            make_listing(
                [make_patent(world.east, title_zh="=HYPERLINK(1) 50% {打磨}_#&", title_en="")], DEFERRED
            ),
            make_listing([make_patent(world.west), make_patent(world.west)], LUMP),
        ]
        date_back([listing.id for listing in made])
        ids = [listing.public_id for listing in made]
        db.session.remove()
    return ids


@transaction
def date_back(listing_ids: list[int]) -> None:
    for days, listing_id in enumerate(listing_ids):
        db.session.get_one(Listing, listing_id).published_at = NOW - timedelta(days=days)


def on_page(client: CheckedClient, asked: str) -> list[str]:
    """The codes of the listings on a page of results, in their order."""
    client.get(f"/search{asked}")
    cards = client.page.find("ol", class_="results").find_all("h3")
    return [re.sub(r".*/listings/(\w+).*", r"\1", card.find("a")["href"]) for card in cards]


@pytest.mark.parametrize("asked", ["?q=打磨", "?q=打磨&sort=price", "?sort=-price", "?kind=platform"])
def test_files_are_in_the_order_of_the_page(client: Client, shop: list[str], asked: str) -> None:
    visitor = client()
    codes = on_page(visitor, asked)
    assert len(codes) == 3
    rows = list(csv.reader(io.StringIO(visitor.http.get(f"/search.csv{asked}").data.decode("utf-8-sig"))))
    assert [row[-1].rsplit("/", 1)[-1] for row in rows[1:-1]] == codes
    book = openpyxl.load_workbook(io.BytesIO(visitor.http.get(f"/search.xlsx{asked}").data)).active
    assert [str(book.cell(row, 15).value).rsplit("/", 1)[-1] for row in range(2, 5)] == codes
    told = json.loads(visitor.http.get(f"/search.json{asked}").data)
    assert [one["id"] for one in told["listings"]] == codes
    keys = re.findall(r"@patent\{(\w+)-\d,", visitor.http.get(f"/search.bib{asked}").text)
    assert list(dict.fromkeys(keys)) == codes and len(keys) == 4


def test_no_cell_is_a_formula_and_no_title_a_command(client: Client, shop: list[str]) -> None:
    visitor = client()
    text = visitor.http.get("/search.csv").data.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert "'=HYPERLINK" in text and not any(cell.startswith(("=", "+", "@")) for cell in cells)
    book = openpyxl.load_workbook(io.BytesIO(visitor.http.get("/search.xlsx").data)).active
    assert all(cell.data_type != "f" for row in book.iter_rows() for cell in row)
    bib = visitor.http.get("/search.bib").text
    assert r"title = {=HYPERLINK(1) 50\% \{打磨\}\_\#\&}" in bib
    assert bib.count("{") - bib.count(r"\{") == bib.count("}") - bib.count(r"\}")


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", "共 12345 项，此处为前 2 项"), ("en", "The first 2 of 12345 results")]
)
def test_the_limit_is_said_in_every_file(
    client: Client, shop: list[str], monkeypatch: pytest.MonkeyPatch, lang: str, words: str
) -> None:
    real = engine.find

    def many(query: Query) -> Results:
        found = real(query)
        return Results(found.ids[:2] if query.page == 1 else [], 12_345)

    monkeypatch.setattr(exports.engine, "find", many)
    visitor = client(lang=lang)
    for ending in ("csv", "json", "bib"):
        assert words in visitor.http.get(f"/search.{ending}?lang={lang}").data.decode("utf-8-sig"), ending
    book = openpyxl.load_workbook(io.BytesIO(visitor.http.get(f"/search.xlsx?lang={lang}").data)).active
    assert words in str(book.cell(book.max_row, 1).value)
    told = json.loads(visitor.http.get("/search.json").data)
    assert (told["total"], told["rows"], told["limit"]) == (12_345, 2, exports.MOST_ROWS)


def test_nothing_found_is_still_a_file(client: Client, shop: list[str]) -> None:
    visitor = client()
    told = json.loads(visitor.http.get("/search.json?q=量子纠缠").data)
    assert told["listings"] == [] and told["total"] == 0
    assert visitor.http.get("/search.bib?q=量子纠缠").status_code == 200


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_feed_is_what_rfc_4287_asks(client: Client, shop: list[str], lang: str) -> None:
    answer = client(lang=lang).http.get(f"/search.atom?q=打磨&lang={lang}")
    assert answer.mimetype == "application/atom+xml"
    feed = ET.fromstring(answer.data)
    assert feed.tag == f"{ATOM}feed"
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        assert all(len(element.findall(f"{ATOM}{name}")) == 1 for name in ("id", "title", "updated"))
        assert element.find(f"{ATOM}author/{ATOM}name").text
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.find(f"{ATOM}id").text.rsplit("/", 1)[-1] for entry in entries] == shop
    assert entries[1].find(f"{ATOM}updated").text == (NOW - timedelta(days=1)).isoformat()
    assert feed.find(f"{ATOM}updated").text == NOW.isoformat()
    (own,) = [link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert client(lang=lang).http.get(own.get("href").removeprefix("http://localhost")).data == answer.data


def test_a_reader_that_has_the_feed_gets_nothing_new(app: Flask, client: Client, shop: list[str]) -> None:
    visitor = client()
    first = visitor.http.get("/search.atom?lang=zh")
    tag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    assert visitor.http.get("/search.atom?lang=zh", headers={"If-None-Match": tag}).status_code == 304
    assert (
        visitor.http.get("/search.atom?lang=zh", headers={"If-Modified-Since": modified}).status_code == 304
    )
    with app.app_context():
        change_title(shop[0])
        db.session.remove()
    assert visitor.http.get("/search.atom?lang=zh", headers={"If-None-Match": tag}).status_code == 200


@transaction
def change_title(public_id: str) -> None:
    db.session.execute(sa.update(Listing).where(Listing.public_id == public_id).values(title_zh="新名"))


def test_a_feed_without_entries_is_valid(client: Client, shop: list[str]) -> None:
    feed = ET.fromstring(client().http.get("/search.atom?q=量子纠缠").data)
    assert feed.find(f"{ATOM}updated").text == "2000-01-01T00:00:00+00:00" and not feed.findall(
        f"{ATOM}entry"
    )


@pytest.mark.parametrize(
    "path", ["/search.csv", "/search.xlsx", "/search.json", "/search.bib", "/search.atom"]
)
@pytest.mark.parametrize(
    "asked", ["?page=999999999", "?q=" + "打" * 1000, "?q=%00%22(((&sort=x&price_min=viel"]
)
def test_bad_addresses_get_an_answer(client: Client, shop: list[str], path: str, asked: str) -> None:
    assert client().http.get(path + asked).status_code == 200


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_how_search_works_says_the_weights(client: Client, world: Cast, lang: str) -> None:
    visitor = client(lang=lang)
    visitor.get("/how-search-works")
    weights = [row.find("td").get_text(strip=True) for row in visitor.page.find("tbody").find_all("tr")]
    assert weights == sorted(weights, key=float, reverse=True) and len(weights) >= 5
