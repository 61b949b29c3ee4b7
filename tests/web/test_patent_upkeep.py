"""Keeping patents up to date: status, fees, encumbrances, owners, inventors, papers, dates and classes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from flask import Flask

from marketplace.store.db import db
from marketplace.store.patents import patents
from tests.client import CheckedClient
from tests.make.cast import Cast
from tests.make.listings import DEFERRED, make_listing
from tests.make.patent_pages import EDIT_PAGES, PDF, add_patent, titles, values, version

Client = Callable[..., CheckedClient]


@pytest.fixture
def patent(app: Flask, world: Cast) -> str:
    """A patent of East University, for which the city office acts."""
    return add_patent(app, world.east, number="CN201710601862.3")


def test_a_status_keeps_its_source_and_day(app: Flask, client: Client, world: Cast, patent: str) -> None:
    office, page = client(world.city), f"/patents/{patent}/status"
    form = {
        "version": version(office, page),
        "status": "lapsed_fee",
        "as_of": "2026-02-27",
        "source": "专利登记簿副本",
        "fee_paid_until": "2025-02-28",
    }
    office.post(page, {**form, "as_of": "2026-03-03"}, status=422)
    assert office.page.select_one("#as_of-error"), "tomorrow is not known yet"
    office.post(page, {**form, "as_of": "yesterday"}, status=422)
    office.follow(office.post(page, form))
    assert values(app, patent, "status", "status_source") == ["lapsed_fee", "专利登记簿副本"]
    assert "截至 2026-02-27，来源：专利登记簿副本" in office.text()
    assert "专利登记簿副本" in office.page.select_one("#facts").get_text()


def test_the_calendar_of_fees_shows_what_is_due_and_what_a_reduction_saves(
    app: Flask, client: Client, world: Cast
) -> None:
    """Filed 2015-06-03, granted in year 3: year 11 costs 4,000; 15 % off 3,400; a single owner with relief 600."""
    late = add_patent(
        app,
        world.west,
        filing_date=date(2015, 6, 3),
        grant_date=date(2018, 1, 10),
        fee_paid_until=date(2025, 6, 2),
    )
    office = client(world.west)
    office.get(f"/patents/{late}")
    rows = {
        row.th.get_text(strip=True): [cell.get_text(" ", strip=True) for cell in row.select("td")]
        for row in office.page.select("#fees tbody tr")
    }
    assert rows["第 11 年"][:5] == ["2025-06-03", "2025-12-03", "4,000.00", "3,400.00", "600.00"]
    assert rows["第 10 年"][5] == "已缴" and rows["第 11 年"][5].startswith("滞纳期已过")
    assert rows["第 13 年"][4] == "–", "relief covers ten years from the grant"


def test_an_encumbrance_is_entered_and_ended(client: Client, world: Cast, patent: str) -> None:
    office, page = client(world.city), f"/patents/{patent}/overlays"
    form = {"kind": "exclusive_licence", "starts_on": "2025-07-01", "ends_on": "2027-06-30", "source": "备案"}
    office.post(page, {**form, "ends_on": "2025-06-30"}, status=422)
    assert office.page.select_one("#ends_on-error")
    office.post(page, {**form, "kind": ""}, status=422)
    office.follow(office.post(page, form))
    assert "独占许可" in office.page.select_one("table").get_text()
    office.post(f"{page}/1/ending", {"ends_on": "2025-06-30"}, status=422)
    office.post(f"{page}/1/ending", {"ends_on": "2026-02-28"})
    office.post(f"{page}/2/ending", {"ends_on": "2026-02-28"}, status=404)
    office.get(f"/patents/{patent}")
    assert "没有登记权利负担" in office.page.select_one("#overlays").get_text()
    assert "2026-02-28" in office.page.select_one("#overlays details").get_text()
    assert "独占许可" in office.page.select_one(".history").get_text()


def test_owners_have_all_shares_or_none(app: Flask, client: Client, world: Cast, patent: str) -> None:
    office, page = client(world.city), f"/patents/{patent}/owners"

    def owners(*rows: tuple[str, str]) -> dict[str, str]:
        told = {"version": version(office, page)}
        for place, (name, share) in enumerate(rows):
            told |= {f"owners-{place}-name": name, f"owners-{place}-share": share}
        return told

    for rows in (
        [("东湾工业大学", "60"), ("恒固钢管", "30")],
        [("东湾工业大学", "60"), ("恒固钢管", "")],
        [("东湾工业大学", "100"), ("恒固钢管", "0")],
        [("东湾工业大学", "六成"), ("恒固钢管", "40")],
        [("东湾工业大学", "50"), ("东湾工业大学", "50")],
        [("", ""), ("", "")],
    ):
        office.post(page, owners(*rows), status=422)
    office.follow(office.post(page, owners(("东湾工业大学", "66.67%"), ("", ""), ("恒固钢管", "33.33"))))
    assert "66.67%" in office.page.select_one("#owners").get_text()


def test_inventors_keep_their_link_under_the_same_name(app: Flask, client: Client, world: Cast, patent: str) -> None:
    office, page = client(world.city), f"/patents/{patent}/inventor-names"
    office.post(f"/patents/{patent}/inventors/1/person", {"name": "inventor@example.org"})
    office.follow(office.post(page, {"version": version(office, page), "inventors": "童宁\r\n沈知远\r\n"}))
    shown = office.page.select_one("#inventors").get_text(" ", strip=True)
    assert "童宁" in shown and "陆思齐" not in shown and "已关联 沈知远" in shown
    client(person_id=world.inventor_id).get(f"/patents/{patent}")
    office.follow(office.post(page, {"version": version(office, page), "inventors": "童宁"}))
    client(person_id=world.inventor_id).get(f"/patents/{patent}", status=404)


def test_an_inventor_sees_the_patent_but_not_the_office_s_papers(
    client: Client, world: Cast, patent: str
) -> None:
    office = client(world.city)
    office.post(f"/patents/{patent}/inventors/1/person", {"name": "inventor@example.org"})
    data = {"kind": "co_owner_consent", "finding": "positive", "file": (BytesIO(PDF), "同意书.pdf")}
    office.follow(office.post(f"/patents/{patent}/evidence", data, content_type="multipart/form-data"))
    file = office.page.select_one("td a[href*='/evidence/']")["href"]
    inventor = client(person_id=world.inventor_id)
    inventor.get(f"/patents/{patent}")
    assert not inventor.page.select("#evidence, #facts, .history, a[href$='/edit']")
    assert inventor.get(file, status=302).headers["Location"] == "/organisations/mine", "members of the two only"
    answer = client(world.east).get(file)
    assert answer.data == PDF and "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("name, content", [("page.svg", b"<svg/>"), ("page.pdf", b"<html>"), ("empty.pdf", b"")])
def test_papers_are_told_by_their_content(client: Client, world: Cast, patent: str, name: str, content: bytes) -> None:
    office, evidence = client(world.city), {"kind": "fee_receipt", "finding": "positive"}
    for page, more in (("evidence", evidence), ("attachments", {"title_zh": "图"})):
        data = {**more, "file": (BytesIO(content), name)}
        office.post(f"/patents/{patent}/{page}", data, status=422, content_type="multipart/form-data")
        assert office.page.select_one("#file-error")


def test_attachments_are_public_with_the_listing_and_not_before(
    app: Flask, client: Client, world: Cast, patent: str
) -> None:
    office, page = client(world.city), f"/patents/{patent}/attachments"
    data = {"title_zh": "噪声检测报告", "title_en": "", "file": (BytesIO(PDF), "noise.pdf")}
    office.follow(office.post(page, data, content_type="multipart/form-data"))
    file = office.page.select_one("td a[href*='/attachments/']")["href"]
    client().get(file, status=404)
    with app.app_context():
        make_listing([patents.by_public_id(patent)], DEFERRED)
        db.session.remove()
    assert client().get(file).data == PDF
    office.follow(office.post(f"{file}/removal"))
    client().get(file, status=404)


def test_dates_and_classes_are_corrected_and_the_term_follows(
    app: Flask, client: Client, world: Cast, patent: str
) -> None:
    office, page = client(world.city), f"/patents/{patent}/bibliography"
    days = {"filing_date": "2017-07-21", "grant_date": "2019-05-10"}
    form = {"version": version(office, page), **days, "term_end": "", "ipc": "B24B 9/04"}
    office.post(page, {**form, "grant_date": "2017-01-01"}, status=422)
    assert office.page.select_one("#grant_date-error")
    office.post(page, {**form, "ipc": "B24B 9/04; 打磨"}, status=422)
    assert "打磨" in office.page.select_one("#ipc-error").get_text()
    office.post(page, {**form, "locarno": "G06F 17/30"}, status=422)
    office.follow(office.post(page, {**form, "cpc": "B24B 9/04", "secret": "y"}))
    assert "2037-07-20" in office.text() and "保密或国防专利" in office.text()
    later = {"version": version(office, page), **days, "filing_date": "2017-08-01", "term_end": "2037-07-20"}
    office.post(page, later)
    assert values(app, patent, "term_end", "secret") == [date(2037, 7, 31), False], "it moves with the filing date"


def test_a_licensor_that_gave_its_affairs_away_sees_and_does_not_touch(
    client: Client, world: Cast, patent: str
) -> None:
    licensor = client(world.east)
    licensor.get("/patents")
    assert titles(licensor) == ["一种钢管焊缝低噪声打磨装置"]
    assert not licensor.page.find("a", href="/patents/new")
    licensor.get(f"/patents/{patent}")
    assert not licensor.page.select("a[href$='/edit'], a[href$='/status']")
    for page in EDIT_PAGES:
        licensor.get(f"/patents/{patent}/{page}", status=404)
        licensor.post(f"/patents/{patent}/{page}", {}, status=404)
    for other in (world.park, world.west, world.maker, world.operator):
        client(other).get(f"/patents/{patent}", status=404)
