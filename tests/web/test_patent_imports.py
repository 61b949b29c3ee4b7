"""Importing patents through the pages: a file is seen first, every row is accounted for, one can be mended."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from marketplace.domain.patents.mapping import FIELDS
from marketplace.jobs.worker import work_off
from marketplace.store.db import db
from marketplace.store.office.files import spool_of
from marketplace.store.patents.patents import Patent
from marketplace.web.patents.imports import TEMPLATE
from marketplace.web.patents.mapping_form import groups
from tests.client import CheckedClient
from tests.make.cast import Cast
from tests.make.listings import DEFERRED, make_listing
from tests.make.patent_files import many, right_number_of_row_six, twelve
from tests.real_data import shared_data

Client = Callable[..., CheckedClient]


def work(app: Flask) -> None:
    with app.app_context():
        work_off()
        db.session.remove()


def upload(app: Flask, client: CheckedClient, licensor: str, content: bytes, name: str = "清单.csv") -> str:
    """Upload a file, have it read; the address of its import."""
    data = {"licensor": licensor, "file": (BytesIO(content), name)}
    answer = client.post("/patents/imports/new", data, content_type="multipart/form-data")
    work(app)
    return answer.headers["Location"]


def whole_import(app: Flask, client: CheckedClient, licensor: str, content: bytes, name: str = "清单.csv") -> str:
    page = upload(app, client, licensor, content, name)
    client.post(f"{page}/intake")
    work(app)
    client.get(page)
    return page


def patents_in(app: Flask) -> int:
    with app.app_context():
        found = db.session.scalar(sa.select(sa.func.count()).select_from(Patent))
        db.session.remove()
    return found or 0


def tiles(client: CheckedClient) -> list[int]:
    """Added, updated, unchanged, not imported, skipped."""
    return [int(figure.get_text()) for figure in client.page.select(".tile-figure")]


def sheet_of(answer: TestResponse) -> list[tuple[object, ...]]:
    """The rows of a workbook without the head; no cell may hold a formula."""
    sheet = load_workbook(BytesIO(answer.data)).active
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    return [row for row in sheet.iter_rows(min_row=2, values_only=True)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_twelve_rows_two_red_one_mended_one_skipped_are_eleven_patents(
    app: Flask, client: Client, world: Cast, lang: str
) -> None:
    office = client(world.city, lang=lang)
    page = upload(app, office, world.east.public_id, twelve().encode("gb18030"))
    office.get(page)
    assert "GB18030" in office.text()
    assert len(office.page.select("#preview tbody tr")) == 12
    red = [row.select_one("td").get_text() for row in office.page.select("#preview tr.row-attention")]
    assert red == ["6", "10"], "a wrong check digit, and a grant before the filing"
    assert right_number_of_row_six() in office.page.select("#preview tr.row-attention")[0].get_text()
    assert patents_in(app) == 0, "looking at a file stores nothing"

    office.post(f"{page}/intake")
    office.get(page)
    assert office.page.select_one("meta[http-equiv=refresh]")
    work(app)
    office.get(page)
    assert tiles(office) == [10, 0, 0, 2, 0]

    office.get(f"{page}/rows/6")
    wrong = office.page.select_one("[aria-invalid=true]")
    assert wrong["value"] != right_number_of_row_six()
    office.post(f"{page}/rows/6?lang={lang}", {"cell_0": wrong["value"]}, status=422)
    office.follow(office.post(f"{page}/rows/6", {"cell_0": right_number_of_row_six()}))
    office.follow(office.post(f"{page}/rows/10/omission"))
    assert tiles(office) == [11, 0, 0, 0, 1]
    assert patents_in(app) == 11
    office.get(f"{page}/rows/6", status=404)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_preview_reads_a_whole_portfolio_and_shows_what_would_be_left_out(
    app: Flask, client: Client, world: Cast, lang: str
) -> None:
    office = client(world.city, lang=lang)
    page = upload(app, office, world.east.public_id, many(300, faulty_every=100).encode())
    office.get(page)
    assert ("已试读全部 300 行" if lang == "zh" else "All 300 rows were read. 3 would be left out") in office.text()
    red = [row.select_one("td").get_text() for row in office.page.select("#preview tr.row-attention")]
    assert red == ["2", "102", "202"] and len(office.page.select("#preview tbody tr")) == 27
    long = upload(app, office, world.east.public_id, many(600).encode())
    office.get(long)
    told = {"zh": "全部 600 行中，已试读前 500 行", "en": "The first 500 of 600 rows were read."}
    assert told[lang] in office.text()



def test_the_same_file_again_creates_nothing(app: Flask, client: Client, world: Cast) -> None:
    office = client(world.city)
    whole_import(app, office, world.east.public_id, twelve().encode("gb18030"))
    page = upload(app, office, world.east.public_id, twelve().encode())
    office.get(page)
    chips = [chip.get_text(" ", strip=True) for chip in office.page.select("#preview .chip")]
    assert chips == ["新增 0", "已有 10", "不导入 2"]
    office.post(f"{page}/intake")
    work(app)
    office.get(page)
    assert tiles(office) == [0, 0, 10, 2, 0]
    assert patents_in(app) == 10


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_column_nobody_knows_is_assigned_by_hand(app: Flask, client: Client, world: Cast, lang: str) -> None:
    office = client(world.city, lang=lang)
    page = upload(app, office, world.east.public_id, twelve().replace("专利名称", "成果").encode())
    office.get(page)
    assert not office.page.select("#preview")
    assert not office.page.find("form", action=f"{page}/intake")
    office.post(f"{page}/intake?lang={lang}", status=422)
    office.post(f"{page}/mapping?lang={lang}", {"column_1": "no such field"}, status=422)
    office.post(f"{page}/mapping?lang={lang}", {"column_0": ""}, status=422)
    office.post(f"{page}/mapping", {"column_1": "title_zh"})
    office.get(page)
    assert len(office.page.select("#preview tr.row-attention")) == 2
    assert office.page.select_one("#column_1 option[selected]")["value"] == "title_zh"


def test_the_report_is_filtered_by_outcome_and_reason_and_kept_without_formulas(
    app: Flask, client: Client, world: Cast
) -> None:
    office = client(world.city)
    hostile = twelve().replace("塑料粒子静电分选机", '"=HYPERLINK(""http://example.org"")"')
    hostile = hostile.replace("授权,2026-02-20", "=1+1,2026-02-20")
    page = whole_import(app, office, world.east.public_id, hostile.encode())
    assert {tab.get_text(" ", strip=True) for tab in office.page.select("#rows .tabs a")} >= {
        "全部行 12",
        "新增 10",
        "未导入 2",
        "校验位不符 1",
        "日期早于申请日 1",
    }
    office.get(f"{page}?outcome=refused&reason=number_check_digit")
    assert [row.select_one("td").get_text() for row in office.page.select("#rows tbody tr")] == ["6"]
    rows = sheet_of(office.get(f"{page}/list.xlsx?outcome=refused"))
    assert {(row[0], row[3]) for row in rows} >= {(6, "专利号"), (10, "授权公告日")}
    digit = next(row for row in rows if row[3] == "专利号")
    assert "校验位" in digit[5] and right_number_of_row_six() in digit[6]
    whole = sheet_of(office.get(f"{page}/list.xlsx"))
    assert {row[0] for row in whole} == set(range(2, 14)), "every row of the file"
    assert any(row[4] == "=1+1" for row in whole), "what stood in the file is shown as text"


def test_an_import_belongs_to_its_office_and_its_licensor(app: Flask, client: Client, world: Cast) -> None:
    page = whole_import(app, client(world.city), world.east.public_id, twelve().encode())
    for other in (world.park, world.west, world.maker, world.operator):
        client(other).get(page, status=404)
    licensor = client(world.east)
    licensor.get(page)
    assert not licensor.page.select("a[href*='/rows/'], form[action*='/rows/']"), "its affairs are with the office"
    licensor.post(f"{page}/rows/6/omission", status=404)
    licensor.post("/patents/imports/new", {}, status=404)


def test_a_licensor_that_is_not_ones_own_cannot_be_named(client: Client, world: Cast) -> None:
    data = {"licensor": world.west.public_id, "file": (BytesIO(b"a,b\n1,2\n"), "a.csv")}
    client(world.city).post("/patents/imports/new", data, status=422, content_type="multipart/form-data")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_file_that_is_no_table_says_what_to_do(app: Flask, client: Client, world: Cast, lang: str) -> None:
    office = client(world.west, lang=lang)
    office.get(upload(app, office, world.west.public_id, b"%PDF-1.7 scanned", "scan.csv"))
    told = office.page.select_one(".notice.tone-bad").get_text()
    assert "pdf" in told and "JSON Lines" in told
    assert office.page.find("a", href=lambda link: link and link.startswith("/patents/imports/new"))


def test_a_file_beyond_the_limit_is_refused_in_plain_words(
    app: Flask, client: Client, world: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = client(world.west)
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 100_000)
    office.get("/patents/imports/new")
    assert "97.7 KB" in office.text().replace("\N{NO-BREAK SPACE}", " "), "the limit stands beside the field"
    data = {"licensor": world.west.public_id, "file": (BytesIO(b"x" * 200_000), "big.csv")}
    office.post("/patents/imports/new", data, status=413, content_type="multipart/form-data")
    assert office.page.h1.get_text() == "文件过大"


def test_rows_that_are_not_at_hand_any_more_are_read_again(app: Flask, client: Client, world: Cast) -> None:
    office = client(world.west)
    page = upload(app, office, world.west.public_id, twelve().encode())
    with app.app_context():
        spool_of(Path(page).name).unlink()
    office.get(page)
    assert not office.page.select("#preview")
    office.post(f"{page}/reading")
    office.get(page)
    assert office.page.select_one("meta[http-equiv=refresh]")
    work(app)
    office.get(page)
    assert len(office.page.select("#preview tbody tr")) == 12


def test_starting_twice_imports_once(app: Flask, client: Client, world: Cast) -> None:
    office = client(world.west)
    page = upload(app, office, world.west.public_id, twelve().encode())
    office.post(f"{page}/intake")
    office.post(f"{page}/intake", status=409)
    work(app)
    office.get(page)
    assert tiles(office) == [10, 0, 0, 2, 0]


def test_the_template_is_read_by_the_import_in_both_languages(app: Flask, client: Client, world: Cast) -> None:
    for lang in ("zh", "en"):
        office = client(world.west, lang=lang)
        text = office.get("/patents/imports/template.csv").data.decode("utf-8-sig")
        book = load_workbook(BytesIO(office.get("/patents/imports/template.xlsx").data)).active
        assert [[cell.value for cell in book[1]]] == list(csv.reader(text.splitlines()))
        office.get(upload(app, office, world.west.public_id, f"{text}201710601862.3,名称,Name\r\n".encode()))
        chosen = [option["value"] for option in office.page.select("#columns option[selected]")]
        assert chosen == list(TEMPLATE), lang


def test_the_uploaded_file_is_given_back_as_it_came(app: Flask, client: Client, world: Cast) -> None:
    office = client(world.west)
    page = upload(app, office, world.west.public_id, twelve().encode("gb18030"))
    answer = office.get(f"{page}/file")
    assert answer.data == twelve().encode("gb18030")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    office.get("/patents/imports")
    assert "清单.csv" in office.text() or office.page.find("a", href=page)
    assert len(sheet_of(office.get("/patents/imports/list.xlsx"))) == 1


@pytest.mark.parametrize(
    "name", ["cnipa_gazette_gb18030_300rows.csv", "cnipr_export_199.xlsx", "cnipr_export_113.xls"]
)
def test_real_exports_come_in_whole(app: Flask, client: Client, world: Cast, name: str) -> None:
    office = client(world.west)
    path = shared_data("importer_samples", name)
    page = whole_import(app, office, world.west.public_id, path.read_bytes(), name)
    added, updated, unchanged, refused, skipped = tiles(office)
    print(f"{name}: {added} added, {updated} updated, {refused} refused, {patents_in(app)} patents")
    assert added == patents_in(app) > 0
    rows = sheet_of(office.get(f"{page}/list.xlsx"))
    assert len({row[0] for row in rows}) == added + updated + unchanged + refused + skipped
    assert all(row[5] and row[6] for row in rows if row[1] == "未导入"), "each refused row says why and what to do"


def test_every_field_can_be_chosen_for_a_column(app: Flask) -> None:
    with app.test_request_context("/"):
        names = [name for _, listed in groups() for name in listed]
    assert sorted(names) == sorted(FIELDS)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_patents_of_a_file_are_offered_at_once_but_for_those_in_a_listing(
    app: Flask, client: Client, world: Cast, lang: str
) -> None:
    office = client(world.city, lang=lang)
    page = whole_import(app, office, world.east.public_id, many(5).encode())
    with app.app_context():
        make_listing([db.session.scalars(sa.select(Patent).order_by(Patent.id)).first()], DEFERRED, state="draft")
        db.session.remove()
    link = next(a["href"] for a in office.page.select("a") if "/listings/bulk" in a["href"])
    office.get(link)
    boxes = office.page.select('[name="patents"]')
    assert [box.has_attr("checked") for box in boxes] == [True] * 4 + [False]
    assert office.page.select(".pick-list li")[-1].select(".tag")
    reader = client(world.east, lang=lang)
    reader.get(page)
    assert "/listings/bulk" not in str(reader.page.main)
