"""The transfer officer's own spreadsheet: industries and readiness beside the patents, as offices write them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
import sqlalchemy as sa
from flask import Flask
from openpyxl import Workbook, load_workbook

from marketplace.store.db import db
from marketplace.store.patents.patents import Patent
from tests.client import CheckedClient
from tests.make.cast import Cast
from tests.make.patent_files import number
from tests.web.test_patent_imports import sheet_of, tiles, upload, whole_import

Client = Callable[..., CheckedClient]
HEADS = {
    "zh": [
        "序号",
        "专利号",
        "专利名称",
        "申请日",
        "应用行业（国标大类）",
        "国民经济行业",
        "战略性新兴产业",
        "技术成熟度（TRL）",
    ],
    "en": [
        "No.",
        "Patent No.",
        "Title",
        "Filing date",
        "Remarks",
        "Industry",
        "Strategic emerging industry",
        "TRL",
    ],
}
ROWS = [
    ("一种钢管焊缝低噪声打磨装置", "C33 金属制品业；C34", "高端装备制造", "6级"),
    ("秸秆基可降解育苗钵及其制备方法", "农、林、牧、渔专业及辅助性活动", "节能环保产业、新材料", "TRL 7"),
    ("锂电池极片缺陷在线检测方法", 38, 5.1, 5),
    ("智能仓储搬运车的路径调度方法", "物流行业", "智能制造", "中试"),
]


def workbook(lang: str) -> bytes:
    """A sheet with a title above its headers, as offices keep it."""
    book = Workbook()
    book.active.append(
        ["东湾工业大学可许可专利清单（2026 年 10 月）" if lang == "zh" else "Patents open to licensing"]
    )
    book.active.append(HEADS[lang])
    for place, (title, industry, emerging, level) in enumerate(ROWS, 1):
        written = number(2019, "1", 8_200_000 + place)
        book.active.append([place, written, title, "2019-04-01", None, industry, emerging, level])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def kept(app: Flask) -> list[tuple[tuple[str, ...], tuple[str, ...], int | None]]:
    with app.app_context():
        found = db.session.scalars(sa.select(Patent).order_by(Patent.number)).all()
        told = [(patent.divisions, patent.emerging, patent.trl) for patent in found]
        db.session.remove()
    return told


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_offices_list_gives_industries_and_readiness(
    app: Flask, client: Client, world: Cast, lang: str
) -> None:
    office = client(world.city, lang=lang)
    page = upload(app, office, world.east.public_id, workbook(lang), "清单.xlsx")
    office.get(page)
    chosen = {option["value"] for option in office.page.select("#columns option[selected]")}
    assert {"industries", "emerging", "trl"} <= chosen
    reasons = office.page.select_one("#preview").get_text()
    assert (
        "物流行业" in reasons and "两位大类代码" in reasons and "1 至 9 中的一个等级" in reasons
    ) or lang == "en"
    assert ("Write one level from 1 to 9" in reasons and "name of a division" in reasons) or lang == "zh"

    page = whole_import(app, office, world.east.public_id, workbook(lang), "清单.xlsx")
    assert tiles(office) == [4, 0, 0, 0, 0]
    assert kept(app) == [
        (("33", "34"), ("2",), 6),
        (("05",), ("7", "3"), 7),
        (("38",), ("5",), 5),
        ((), (), None),
    ]
    report = " ".join(str(cell) for row in sheet_of(office.get(f"{page}/list.xlsx")) for cell in row)
    assert "智能制造" in report and ("九类战略性新兴产业" in report or lang == "en")


def test_what_a_list_names_is_shown_as_named_by_the_owner_and_comes_back_in_the_offices_table(
    app: Flask, client: Client, world: Cast
) -> None:
    office = client(world.city)
    whole_import(app, office, world.east.public_id, workbook("zh"), "清单.xlsx")
    office.get("/patents")
    office.get(office.page.find("a", string=ROWS[0][0])["href"])
    facts = office.text()
    for told in ("33 金属制品业；34 通用设备制造业", "高端装备制造", "技术成熟度 6"):
        assert told in facts, told
    assert "尚未确认" not in facts

    sheet = load_workbook(BytesIO(office.get("/patents/list.xlsx").data)).active
    heads = [cell.value for cell in sheet[1]]
    places = [heads.index(head) for head in ("应用行业", "战略性新兴产业", "技术成熟度")]
    rows = {row[1]: [row[place] for place in places] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert rows[ROWS[0][0]] == ["33 金属制品业；34 通用设备制造业", "高端装备制造", 6]
    assert rows[ROWS[3][0]] == ["", "", None]
