"""What nobody would type or upload in good faith: a sentence with 4xx, and nothing of it is stored."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa
from flask import Flask

from marketplace.jobs.worker import work_off
from marketplace.store.db import db
from marketplace.store.office.files import StoredFile
from marketplace.store.patents.imports import PatentImport
from tests.client import CheckedClient
from tests.make.access import make_places
from tests.make.cast import Cast
from tests.make.listing_work import draft_of_east, listing_of
from tests.make.patent_files import many
from tests.make.patent_pages import EDIT_PAGES, add_patent

Client = Callable[..., CheckedClient]
HOSTILE = {
    "long": "长" * 10_000,
    "control": "a\x00b\x07c\x1b[31md\x7f",
    "direction": "abc\u202egnp.exe\u2066",
    "markup": "<script>alert(1)</script>'\"--;",
    "number": "9" * 400,
    "format": "{0.__class__}%(x)s%n%%",
}
TYPED = ("text", "search", "number", "date", "radio", "checkbox")
UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def pages(patent: str, listing: str) -> Iterator[str]:
    yield "/patents/new"
    for name in EDIT_PAGES:
        yield f"/patents/{patent}/{name}"
    for name in ("options/1", "edit"):  # and not those whose forms only remove
        yield f"/listings/{listing}/{name}"
    yield from ("/listings/new", "/listings/bulk", "/patents/imports/new")


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_field_takes_what_cannot_be_meant(app: Flask, world: Cast, client: Client, kind: str) -> None:
    patent, listing = add_patent(app, world.east), draft_of_east(app, world)
    office = client(world.city, lang="en")
    for path in pages(patent, listing):
        office.get(path)
        for form in office.page.select("main form[method=post]"):
            sent = {field["name"]: field.get("value", "") for field in form.select("input[type=hidden][name]")}
            typed = [field["name"] for field in form.select("input, textarea") if field.get("type", "text") in TYPED]
            chosen = [field["name"] for field in form.select("select[name]")]
            answer = office.http.post(
                form.get("action") or path, data={**sent, **dict.fromkeys([*typed, *chosen], HOSTILE[kind])}
            )
            assert answer.status_code < 500, (path, answer.status_code)
    stored = "\n".join(_texts(app))
    assert not UNREADABLE.search(stored), "a control character was stored"
    assert "长" * 5_000 not in stored


def _texts(app: Flask) -> Iterator[str]:
    """Every text that is stored of patents and listings."""
    with app.app_context():
        for table in db.metadata.sorted_tables:
            if table.name.startswith(("patent", "listing")):
                columns = [column for column in table.c if isinstance(column.type, sa.String)]
                for row in db.session.execute(sa.select(*columns)) if columns else ():
                    yield from (str(value) for value in row if value)
        db.session.remove()


def _zip(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
DOCUMENTS = {
    "drawing.svg": SVG,
    "drawing.png": SVG,
    "page.html": b"<html><script>alert(1)</script>",
    "page.pdf": b"<html><script>alert(1)</script>%PDF-1.7",
    "report.exe": b"MZ\x90\x00",
    "report.pdf.svg": b"%PDF-1.7",
    "\u202egpj.pdf": b"GIF89a",
    "empty.pdf": b"",
    "": b"%PDF-1.7",
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_what_its_name_says_or_stays_outside(
    app: Flask, world: Cast, client: Client, name: str
) -> None:
    patent, listing = add_patent(app, world.east), draft_of_east(app, world)
    office = client(world.city)
    for path, form in (
        (f"/patents/{patent}/attachments", {"title_zh": "附图"}),
        (f"/patents/{patent}/evidence", {"kind": "evaluation_report", "finding": "positive"}),
        (f"/listings/{listing}/checks/evidence/{_patent_of(app, listing)}/evaluation_report", {}),
    ):
        office.post(f"{path}?lang=zh", {**form, "file": (io.BytesIO(DOCUMENTS[name]), name)}, status=422)
        assert office.page.select_one(".error-summary, .field .error")
    with app.app_context():
        assert db.session.scalars(sa.select(StoredFile)).all() == []


def _patent_of(app: Flask, listing: str) -> str:
    with app.app_context():
        return listing_of(listing).patents[0].public_id


BOMBS: dict[str, Callable[[], bytes]] = {
    "bomb.csv.gz": lambda: gzip.compress(b"a,b\n") + gzip.compress(b"0" * 4_000_000) * 100,
    "bomb.xlsx": lambda: _zip(
        **{"[Content_Types].xml": b"<Types/>", "xl/worksheets/sheet1.xml": b"<x>" * 60_000_000}
    ),
    "entities.xlsx": lambda: _zip(
        **{
            "[Content_Types].xml": b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><Types>&c;</Types>',
            "xl/workbook.xml": b"<workbook/>",
        }
    ),
    "page.xlsx": lambda: SVG,
    "nul.csv": lambda: b"\x00\x01\x02\x03" * 1_000,
    "polyglot.xlsx": lambda: b"%PDF-1.7\n" + _zip(**{"a.txt": b"x"}),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_list_that_is_none_fails_with_a_sentence(app: Flask, world: Cast, client: Client, name: str) -> None:
    office = client(world.city, lang="en")
    data = {"licensor": world.east.public_id, "file": (io.BytesIO(BOMBS[name]()), name)}
    answer = office.post("/patents/imports/new", data)
    with app.app_context():
        work_off()
        upload = db.session.scalars(sa.select(PatentImport)).one()
        assert upload.state == "failed", upload.state
        db.session.remove()
    office.get(answer.headers["Location"])
    assert len(office.page.select_one(".notice").get_text()) > 40


def test_rows_keep_no_control_characters(app: Flask, world: Cast, client: Client) -> None:
    spoiled = many(3).replace("第1种装置", "第\x07一\x1b[31m种\u202e装置").encode()
    office = client(world.city)
    answer = office.post(
        "/patents/imports/new", {"licensor": world.east.public_id, "file": (io.BytesIO(spoiled), "a.csv")}
    )
    with app.app_context():
        work_off()
    office.post(f"{answer.headers['Location']}/intake")
    with app.app_context():
        work_off()
    office.get(answer.headers["Location"])
    assert not UNREADABLE.search("\n".join(_texts(app)))


def test_every_address_refuses_names_that_nobody_has(app: Flask, world: Cast) -> None:
    """Addresses of patents and listings with ids of another kind, that never were, or that are no ids at all."""
    with app.app_context():
        places = make_places(world)
        db.session.remove()
    office = CheckedClient(app, world.city.person_id, "zh")
    wrong = ("zzzzzzzzzz", "..%2f..%2fetc", "%00", "a" * 300, "1", "<b>", places.paths["deal"])
    for rule in app.url_map.iter_rules():
        if not rule.rule.startswith(("/patents/", "/listings/")) or "<any" in rule.rule:
            continue
        if not rule.arguments:
            continue
        for name in wrong:
            path = re.sub(r"<int:[^>]+>", "1", rule.rule)
            path = re.sub(r"<[^>]+>", name, path)
            for method in (rule.methods or set()) & {"GET", "POST"}:
                answer = office.http.open(path, method=method)
                assert 400 <= answer.status_code < 500, (method, path, answer.status_code)
