"""The pages of needs: from an empty result to an answer, in both languages, without JavaScript."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from urllib.parse import urlsplit

import openpyxl
import pytest
from flask import Flask

from marketplace.store.db import db
from marketplace.store.demand import needs
from marketplace.usecases.demand.needs import Wanted, leave_need
from tests.client import CheckedClient
from tests.make.cast import NOW, PASSWORD, Cast
from tests.make.listings import LUMP, make_listing, make_patent

Client = Callable[..., CheckedClient]
TYPED = "钢管打磨噪音太大，想降到八十分贝以下"


@pytest.fixture
def need(app: Flask, world: Cast) -> str:
    """A need of the maker; its public id."""
    with app.app_context():
        wanted = Wanted("problem", TYPED, details="车间封闭", sector="33", budget=5_000_000)
        made = leave_need(wanted, language="zh", actor=world.maker.actor, now=NOW).public_id
        db.session.remove()
    return made


@pytest.fixture
def listing(app: Flask, world: Cast) -> str:
    with app.app_context():
        made = make_listing([make_patent(world.east)], LUMP).public_id
        db.session.remove()
    return made


def test_a_visitor_signs_in_and_finds_the_sentence_again(client: Client, world: Cast) -> None:
    visitor = client()
    long = TYPED * 20  # 360 characters
    answer = visitor.http.get("/needs/new", query_string={"q": long})
    assert answer.status_code == 302
    sign_in = answer.headers["Location"]
    visitor.get(sign_in)
    form = visitor.page.find("form", method="post", action=lambda action: "/sign-in" in (action or ""))
    data = {"name": world.maker.email, "password": PASSWORD}
    back = visitor.post(form["action"], data)
    assert urlsplit(back.headers["Location"]).path == "/needs/new"
    visitor.follow(back)
    text = visitor.http.get(back.headers["Location"]).text
    assert long[:200] in text and long in text  # the sentence, and all of it under the details


def test_a_search_too_long_to_come_back_to_still_leads_to_the_sign_in(client: Client, world: Cast) -> None:
    visitor = client()
    visitor.get("/search?q=" + "打磨" * 450)
    link = next(a["href"] for a in visitor.page.main.find_all("a") if a["href"].startswith("/needs/new"))
    for address in (link, "/needs/new?q=" + "打磨" * 450):
        answer = visitor.http.get(address)
        assert answer.status_code == 302 and len(answer.headers["Location"]) < 8_100
    assert "next=" in visitor.http.get(link).headers["Location"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_leaving_a_need(client: Client, world: Cast, lang: str) -> None:
    member = client(world.maker, lang=lang)
    member.get("/needs/new?q=noise")
    form = {
        "sentence": TYPED,
        "kind": "problem",
        "sector": "33",
        "budget": "60,000",
        "deadline": "2026-06-01",
    }
    shown = member.follow(member.post("/needs", {**form, "watch": "y"}))
    assert TYPED in shown.text and "60,000.00" in shown.text
    member.get("/needs")
    assert TYPED in member.text()


@pytest.mark.parametrize(
    "wrong",
    [{"sentence": ""}, {"kind": "x"}, {"deadline": "2020-01-01"}, {"budget": "viel"}, {"sector": "zz"}],
)
def test_a_wrong_form_comes_back(client: Client, world: Cast, wrong: dict[str, str]) -> None:
    member = client(world.maker)
    member.post("/needs", {"sentence": TYPED, "kind": "problem", **wrong}, status=422)
    assert member.page.find(class_="error-summary")
    member.get("/needs")
    assert TYPED not in member.text()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_office_answers_and_the_asker_judges(
    client: Client, world: Cast, need: str, listing: str, lang: str
) -> None:
    office, member = client(world.city, lang=lang), client(world.maker, lang=lang)
    office.get("/office/needs")
    assert TYPED in office.text()
    office.follow(office.post(f"/needs/{need}/work", {"due_on": "2026-03-09"}))
    assert "2026" in office.text()
    office.post(
        f"/needs/{need}/answers",
        {"note": "请看", "listings": "https://x.example/listings/zzzzzzzzzz"},
        status=422,
    )
    address = f"http://localhost/listings/{listing}"
    office.follow(office.post(f"/needs/{need}/answers", {"note": "请看", "listings": address}))
    member.get(f"/needs/{need}")
    assert "请看" in member.text() and f"/listings/{listing}" in str(member.page)
    member.follow(member.post(f"/needs/{need}/listings/{listing}/verdict", {"verdict": "fits"}))
    member.get(f"/needs/{need}/closing")
    member.follow(member.post(f"/needs/{need}/closing", {"outcome": "licensed", "note": "好"}))
    office.get("/needs/handled?state=closed")
    assert TYPED in office.text()
    office.get("/needs/handled?state=new")
    assert TYPED not in office.text()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_page_of_others_shows_the_name(client: Client, world: Cast, need: str, lang: str) -> None:
    name = "恒固" if lang == "zh" else "Henggu"
    body = client(world.body, lang=lang)
    for path in ("/figures/needs", "/figures/needs/rows"):
        body.get(path)
        assert name not in body.text(), path
    body.get("/figures/needs/rows")
    assert TYPED in body.text() and "车间封闭" not in body.text()
    workbook = openpyxl.load_workbook(io.BytesIO(body.http.get("/figures/needs/rows.xlsx").data))
    cells = " ".join(str(cell.value) for row in workbook.active.iter_rows() for cell in row)
    assert TYPED in cells and "恒固" not in cells and "Henggu" not in cells and "车间封闭" not in cells
    visitor = client(lang=lang)
    visitor.get("/figures/needs")
    assert TYPED not in visitor.text() and name not in visitor.text()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_files_hold_the_figures_of_the_page(client: Client, world: Cast, need: str, lang: str) -> None:
    visitor = client(lang=lang)
    visitor.get("/figures/needs")
    on_page = [
        [cell.get_text(strip=True) for cell in row.find_all(["th", "td"])]
        for table in visitor.page.find_all("table")
        for row in table.find_all("tr")[1:]
    ]
    rows = list(
        csv.reader(io.StringIO(visitor.http.get(f"/figures/needs.csv?lang={lang}").data.decode("utf-8-sig")))
    )
    in_file = [row[1:] for row in rows[1:] if row[0] != rows[-1][0]]  # the last block is that of the tiles
    assert in_file == on_page and len(in_file) == 12 + 1 + 1 + 1
    book = openpyxl.load_workbook(
        io.BytesIO(visitor.http.get(f"/figures/needs.xlsx?lang={lang}").data)
    ).active
    in_book = [
        [str(cell.value if cell.value is not None else "") for cell in row] for row in book.iter_rows()
    ]
    assert in_book == rows


def test_each_number_opens_its_rows(client: Client, world: Cast, need: str) -> None:
    body = client(world.body)
    body.get("/figures/needs")
    links = [
        (a.get_text(strip=True), a["href"])
        for a in body.page.main.find_all("a")
        if "/needs/rows?" in a["href"]
    ]
    assert len(links) >= 5
    for number, address in links:
        if not number.isdigit():
            continue
        body.get(address)
        assert len(body.page.find("tbody").find_all("tr")) == int(number), address


def test_deleting_what_one_wrote(app: Flask, client: Client, world: Cast, need: str) -> None:
    member, office = client(world.maker), client(world.city)
    member.get(f"/needs/{need}/erasure")
    member.follow(member.post(f"/needs/{need}/erasure"))
    member.get(f"/needs/{need}", status=404)
    office.get(f"/needs/{need}", status=404)
    office.get("/needs/handled")
    assert TYPED not in office.text()
    with app.app_context():
        assert needs.count(needs.of_site(1)) == 1
        db.session.remove()


def test_one_takes_ones_own_needs_along(client: Client, world: Cast, need: str) -> None:
    answer = client(world.maker).http.get("/needs/list.xlsx")
    cells = [
        cell.value
        for row in openpyxl.load_workbook(io.BytesIO(answer.data)).active.iter_rows()
        for cell in row
    ]
    assert TYPED in cells and "车间封闭" in cells and 50_000 in cells


def test_nonsense_in_addresses_is_passed_over(client: Client, world: Cast, need: str) -> None:
    body, office = client(world.body), client(world.city)
    body.get("/figures/needs/rows?month=2026-13&kind=x&sector=9999&state=%00&page=99")
    office.get("/needs/handled?state=x&kind=%00&sector='&page=0")
