"""The pages of patents: found, entered and described, by whom they should be and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook

from tests.client import CheckedClient
from tests.make.cast import Cast
from tests.make.patent_pages import EDIT_PAGES, add_patent, titles, values, version

Client = Callable[..., CheckedClient]


@pytest.fixture
def patent(app: Flask, world: Cast) -> str:
    """A patent of East University, for which the city office acts."""
    return add_patent(app, world.east, number="CN201710601862.3")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_reads_in_both_languages(
    app: Flask, client: Client, world: Cast, patent: str, lang: str
) -> None:
    office = client(world.city, lang=lang)
    for page in ("/patents", "/patents?q=nothing", "/patents/new", f"/patents/{patent}", "/patents/imports"):
        office.get(page)
    for page in EDIT_PAGES:
        office.get(f"/patents/{patent}/{page}")
    unknown = add_patent(app, world.east, status="unknown", status_as_of=None, fee_paid_until=None, secret=True)
    office.get(f"/patents/{unknown}")
    foreign = add_patent(app, world.east, number="US10123456B2", country="US", export_restricted=True)
    office.get(f"/patents/{foreign}")
    office.get(f"/patents/{add_patent(app, world.east, status='expired', grant_date=None)}")


def test_a_patent_is_found_by_number_title_or_inventor(app: Flask, client: Client, world: Cast, patent: str) -> None:
    other = add_patent(app, world.east, number="CN95115608.X", title_zh="另一种装置", title_en="")
    office = client(world.city)
    for asked in ("ZL 2017 1 0601862.3", "２０１７１０６０１８６２．３", "0601862", "焊缝低噪声"):
        office.get(f"/patents?q={asked}")
        assert titles(office) == ["一种钢管焊缝低噪声打磨装置"], asked
    for asked, number in (("沈知远", 2), ("95115608", 1), ("100%_", 0)):
        office.get(f"/patents?q={asked}")
        assert len(titles(office)) == number, asked
    office.get("/patents?kind=design")
    assert not titles(office)
    office.get(f"/patents/{other}")


def test_filters_tell_what_is_on_offer_and_whose(app: Flask, client: Client, world: Cast, patent: str) -> None:
    add_patent(app, world.east, number="CN2022100000011", title_zh="已经许可的装置", listed="published")
    add_patent(app, world.east, number="CN2022100000022", title_zh="正在筹备的装置", listed="draft")
    add_patent(app, world.west, title_zh="西岭的装置")
    office = client(world.city)
    places = {"open": "已经许可的装置", "prepared": "正在筹备的装置", "none": "一种钢管焊缝低噪声打磨装置"}
    for place, title in places.items():
        office.get(f"/patents?place={place}")
        assert titles(office) == [title], place
    office.get(f"/patents?licensor={world.west.public_id}")
    assert not titles(office), "the city office does not act for it"
    client(world.stranger).get("/patents")


def test_the_list_is_paged_and_kept_as_a_workbook(app: Flask, client: Client, world: Cast) -> None:
    for place in range(27):
        add_patent(app, world.west, number=f"CN20230000{place:04d}", title_zh="=1+1" if place == 3 else f"装置{place}")
    office = client(world.west)
    office.get("/patents?page=2&kind=invention")
    assert len(titles(office)) == 2
    sheet = load_workbook(BytesIO(office.get("/patents/list.xlsx?kind=invention").data)).active
    assert sheet.max_row == 28
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_wrong_check_digit_is_refused_with_the_right_one(client: Client, world: Cast, lang: str) -> None:
    office = client(world.west, lang=lang)
    form = {"licensor": world.west.public_id, "number": "201710601862.4", "title_zh": "装置"}
    office.post(f"/patents/new?lang={lang}", form, status=422)
    assert "201710601862.3" in office.page.select_one("#number-error").get_text()
    office.post(f"/patents/new?lang={lang}", {**form, "number": "2017-06"}, status=422)
    assert "CN103478755B" in office.page.select_one("#number-error").get_text()
    early = {**form, "number": "201710601862.3", "filing_date": "2017-07-21", "grant_date": "2016-01-01", "ipc": "B24B"}
    office.post(f"/patents/new?lang={lang}", early, status=422)
    assert office.page.select_one("#grant_date-error") and office.page.select_one("#ipc-error")
    office.post(f"/patents/new?lang={lang}", {**form, "number": "201710601862.3", "title_zh": ""}, status=422)
    assert office.page.select_one("#title_zh-error")


def test_a_patent_is_entered_once_in_whatever_form_its_number_is_written(client: Client, world: Cast) -> None:
    office = client(world.west)
    form = {
        "licensor": world.west.public_id,
        "number": "ZL 2017 1 0601862.3",
        "title_zh": "一种打磨装置",
        "filing_date": "2017-07-21",
        "grant_date": "2019-05-10",
        "owners": "西岭科技大学\r\n江澜恒固钢管有限公司",
        "inventors": "沈知远\r\n陆思齐",
        "ipc": "B24B 9/04; B24B 55/00",
    }
    office.follow(office.post("/patents/new", form))
    text = office.text()
    assert "ZL 2017 1 0601862.3" in text and "2037-07-20" in text, "the term follows from kind and filing date"
    assert "本站许可方" in text and "尚未登记该专利是否有效" in text
    office.post("/patents/new", {**form, "number": "CN2017106018623"}, status=422)
    assert "已在本站登记" in office.page.select_one("#number-error").get_text()


def test_texts_and_card_are_written_and_nobody_writes_over_anybody(
    app: Flask, client: Client, world: Cast, patent: str
) -> None:
    office, page = client(world.city), f"/patents/{patent}/edit"
    read = version(office, page)
    form = {"version": read, "title_zh": "新名称", "title_en": "", "industry": "33", "trl": "7", "benefit_zh": "更安静"}
    office.follow(office.post(page, form))
    assert "新名称" in office.page.h1.get_text() and "更安静" in office.text()
    office.post(page, {**form, "title_zh": "第二个人的名称"}, status=409)
    assert values(app, patent, "title_zh") == ["新名称"]
    office.post(page, {**form, "version": version(office, page), "title_zh": ""}, status=422)
    office.post(page, {**form, "version": version(office, page), "industry": "00"}, status=422)
