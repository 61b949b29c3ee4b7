"""Organisations through their pages: register, have verified, change, have verified."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
import sqlalchemy as sa
from flask import Flask

from marketplace.store.db import db
from marketplace.store.parties.organisations import Organisation
from tests.client import CheckedClient
from tests.make.cast import Cast

Client = Callable[..., CheckedClient]
NEW = "seven pears in a tin boat"
GOOD = "91110108551385082Q"
FAILING = "91350211M0000XUF46"
CHINESE = {"kind": "enterprise", "name_zh": "江澜新光有限公司", "uscc": GOOD}


def newest(app: Flask) -> Organisation:
    with app.app_context():
        return db.session.scalars(sa.select(Organisation).order_by(Organisation.id.desc()).limit(1)).one()


def path_of(answer: object) -> str:
    return answer.headers["Location"]


def test_a_chinese_organisation_takes_its_place_from_its_code(
    client: Client, app: Flask, world: Cast
) -> None:
    browser = client(person_id=world.inventor_id)
    answer = browser.post("/organisations/new?form=chinese", {**CHINESE, "uscc": "91110108 5513-8508 2q"})
    browser.follow(answer)
    assert "江澜新光有限公司" in browser.text()
    made = newest(app)
    assert (made.uscc, made.region, made.verification) == (GOOD, "110108", "none")
    browser.get("/organisations/own", status=302)
    assert client(world.maker).http.get(path_of(answer)).status_code == 404


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"uscc": "123"}, "18 位"),
        ({"uscc": GOOD.replace("5", "I", 1)}, "不使用 I、O、S、V、Z"),
        ({"kind": "individual"}, "请选择单位类型"),
        ({"name_zh": " "}, "请输入登记名称"),
        ({"region": "99"}, "六位行政区划代码"),
        ({"contact_email": "x"}, "邮箱地址"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_registered(
    client: Client, app: Flask, world: Cast, changed: dict[str, str], said: str
) -> None:
    browser = client(person_id=world.inventor_id)
    browser.post("/organisations/new?form=chinese", {**CHINESE, **changed}, status=422)
    assert said in browser.page.find(class_="error-summary").get_text()
    assert newest(app).id == world.newcomer.organisation_id


def test_a_failing_check_character_warns_strongly_and_goes_to_the_office(
    client: Client, app: Flask, world: Cast
) -> None:
    browser = client(person_id=world.inventor_id)
    form = {**CHINESE, "uscc": FAILING}
    browser.post("/organisations/new?form=chinese", form, status=422)
    assert "校验码应为 R" in browser.text()
    assert browser.page.find("input", {"name": "uscc_confirmed"})
    page = path_of(browser.post("/organisations/new?form=chinese", {**form, "uscc_confirmed": "y"}))
    browser.post(f"{page}/verification")
    office = client(world.city)
    verification = page.replace("/organisations/", "/verification/")
    office.get(verification)
    assert "校验码不符" in office.text()
    office.post(f"{verification}/approval", status=422)
    assert newest(app).verification == "pending"
    office.post(f"{verification}/approval", {"uscc_reason": "与营业执照原件核对一致"})
    assert newest(app).verified
    office.get(verification)
    assert "与营业执照原件核对一致" in office.text()


def test_a_foreign_organisation_and_a_person_alone(client: Client, app: Flask, world: Cast) -> None:
    browser = client(person_id=world.inventor_id)
    foreign = {
        "kind": "enterprise",
        "country": "DE",
        "name_en": "Bergmann Rohr GmbH",
        "registry_number": "HRB 4711",
    }
    browser.post("/organisations/new?form=foreign", {**foreign, "country": "CN"}, status=422)
    browser.post("/organisations/new?form=foreign", foreign)
    assert (newest(app).country, newest(app).uscc, newest(app).registry_number) == ("DE", None, "HRB 4711")
    alone = {"name": "沈知远", "country": "CN", "registry_number": "420101199001011234"}
    page = path_of(browser.post("/organisations/new?form=individual", alone))
    browser.get(page)
    assert "420101199001011234" not in browser.text()
    assert "1234" in browser.text()
    office = client(world.city)
    office.get(page.replace("/organisations/", "/verification/"))
    assert "420101199001011234" in office.text(), "who verifies sees the whole number"
    browser.post("/organisations/new?form=individual", alone, status=409)


def test_details_can_be_changed_until_somebody_else_did(client: Client, app: Flask, world: Cast) -> None:
    page = f"/organisations/{world.newcomer.public_id}/edit"
    browser = client(world.newcomer)
    browser.get(page)
    version = browser.page.main.find("input", {"name": "version"})["value"]
    form = {**CHINESE, "contact_name": "周岚", "version": version, "vat_rate": "3", "code": "xinya"}
    browser.post(page, {**form, "code": "x"}, status=422)
    browser.post(page, {**form, "code": "east"}, status=422)
    browser.post(page, form)
    browser.post(page, form, status=409)
    with app.app_context():
        row = world.newcomer.organisation
        assert (row.contact_name, row.vat_rate, row.code, row.name_zh) == (
            "周岚",
            "3",
            "XINYA",
            "江澜新光有限公司",
        )


def test_a_verified_name_does_not_change_whatever_is_sent(client: Client, app: Flask, world: Cast) -> None:
    page = f"/organisations/{world.maker.public_id}/edit"
    browser = client(world.maker)
    browser.get(page)
    version = browser.page.main.find("input", {"name": "version"})["value"]
    hostile = {
        "name_zh": "别的公司",
        "verification": "verified",
        "verified_at": "2020-01-01",
        "public_id": "x",
        "id": "1",
    }
    browser.post(page, {**hostile, "version": version, "vat_rate": "6", "contact_name": "周岚"})
    with app.app_context():
        row = world.maker.organisation
        assert (row.name_zh, row.contact_name, row.public_id) == (
            "江澜恒固钢管有限公司",
            "周岚",
            world.maker.public_id,
        )


def test_who_waits_reads_how_long_it_usually_takes(client: Client, world: Cast) -> None:
    browser = client(world.newcomer)
    page = f"/organisations/{world.newcomer.public_id}"
    browser.get(page)
    assert "认证通过后即送达权利人" in browser.text()
    browser.post(f"{page}/verification")
    browser.get(page)
    assert "暂无通常办理时间的统计" in browser.text()


def test_a_rejection_needs_a_reason_which_the_organisation_reads(client: Client, world: Cast) -> None:
    client(world.newcomer).post(f"/organisations/{world.newcomer.public_id}/verification")
    office = client(world.operator)
    page = f"/verification/{world.newcomer.public_id}/rejection"
    office.post(page, status=422)
    office.post(page, {"reason": "名称与公示系统不一致"})
    browser = client(world.newcomer)
    browser.get(f"/organisations/{world.newcomer.public_id}")
    assert "名称与公示系统不一致" in browser.text()


def test_the_work_list_filters_and_leaves_as_a_spreadsheet(client: Client, world: Cast) -> None:
    client(world.newcomer).post(f"/organisations/{world.newcomer.public_id}/verification")
    office = client(world.city)
    office.get("/verification?state=pending")
    assert "江澜新芽农业有限公司" in office.text()
    assert "东湾工业大学" not in office.page.main.get_text()
    office.get("/verification?q=东湾&kind=university")
    assert "东湾工业大学" in office.text()
    answer = office.http.get("/verification/list.xlsx?state=pending")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    assert [cell.value for cell in sheet[2]][0] == "江澜新芽农业有限公司"
    assert sheet.max_row == 2
