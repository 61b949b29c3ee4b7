"""Industries and readiness levels as transfer offices write them in their lists."""

from __future__ import annotations

import gzip
import json
from datetime import date
from itertools import pairwise

import pytest

from marketplace.domain.industries import DIVISIONS
from marketplace.domain.patents.emerging import EMERGING
from marketplace.domain.patents.industry_reading import DIVISION, STRATEGIC, read_industries
from marketplace.domain.patents.industry_words import named
from marketplace.domain.patents.mapping import field_of, suggest_mapping
from marketplace.domain.patents.problem_words import problem_sentence
from marketplace.domain.patents.readiness import read_readiness
from marketplace.domain.patents.reading import read_record
from marketplace.domain.patents.record import PatentRecord, Problem
from tests.real_data import shared_data

TODAY = date(2026, 11, 22)
DIVISION_CELLS = [
    ("35", ("35",)),
    ("1", ("01",)),
    ("C35", ("35",)),
    ("c35", ("35",)),
    ("3562", ("35",)),
    ("C3562 半导体器件专用设备制造", ("35",)),
    ("35 专用设备制造业；C36", ("35", "36")),
    ("专用设备制造业（C35）", ("35",)),
    ("制造业 > 专用设备制造业", ("35",)),
    ("专用设备制造业，通用设备制造", ("35", "34")),
    ("化学原料及化学制品制造业", ("26",)),
    ("农、林、牧、渔专业及辅助性活动、食品制造业", ("05", "14")),
    ("Rail, ships, aerospace and other transport equipment, Leasing", ("37", "71")),
    ("34/35\n34", ("34", "35")),
]
UNREAD_DIVISIONS = ["制造业", "C", "99", "351", "A35", "35 通用设备制造业", "3D打印", "5G通信", "2.5", "机械"]
EMERGING_CELLS = [
    ("3", ("3",)),
    ("3.1.2", ("3",)),
    ("3.1.2 铝及铝合金制造；7", ("3", "7")),
    ("新材料产业、新能源", ("3", "6")),
    ("7节能环保产业", ("7",)),
    ("New materials; New energy", ("3", "6")),
]
LEVELS = [
    ("5", 5),
    ("５", 5),
    ("TRL 5", 5),
    ("TRL5", 5),
    ("trl-7", 7),
    ("5级", 5),
    ("第5级", 5),
    ("五级", 5),
    ("第九级", 9),
    ("技术成熟度：6级", 6),
    ("TRL 4（实验室验证）", 4),
    ("4 – works in the laboratory", 4),
    ("TRL 9/9", 9),
    ("level 8", 8),
]
NO_LEVELS = [
    "0",
    "10",
    "4-5",
    "5-6级",
    "TRL4~5",
    "五、六级",
    "中试",
    "产业化",
    "2024-05-06",
    "TRL",
    "五级 六级",
]


@pytest.mark.parametrize(("cell", "codes"), DIVISION_CELLS)
def test_divisions_are_read_by_code_and_name(cell: str, codes: tuple[str, ...]) -> None:
    assert read_industries(cell, DIVISION) == (codes, (), ())


@pytest.mark.parametrize("cell", UNREAD_DIVISIONS)
def test_what_is_no_division_or_contradicts_itself_is_told(cell: str) -> None:
    assert read_industries(f"{cell}；36", DIVISION) == (("36",), (), (cell,))


@pytest.mark.parametrize(("cell", "codes"), EMERGING_CELLS)
def test_strategic_emerging_industries_are_read(cell: str, codes: tuple[str, ...]) -> None:
    assert read_industries(cell, STRATEGIC) == ((), codes, ())


def test_a_name_of_the_other_kind_goes_where_it_belongs() -> None:
    assert read_industries("新能源；35", DIVISION) == (("35",), ("6",), ())
    assert read_industries("食品制造业；3", STRATEGIC) == (("14",), ("3",), ())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_the_site_prints_it_reads(lang: str) -> None:
    for field, scheme, codes in (("industries", DIVISION, DIVISIONS), ("emerging", STRATEGIC, EMERGING)):
        for code, other in pairwise(codes):
            read = read_industries(named(field, f"{code}; {other}", lang), scheme)
            assert (read.divisions or read.emerging, read.unread) == ((code, other), ())


def test_every_code_of_the_standard_is_read_or_refused_never_misread() -> None:
    """The list at hand is the edition of 2011: where it counts a section otherwise, its code is refused."""
    with gzip.open(shared_data("cn_industries_gbt4754.jsonl.gz"), "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["level"] > 1]
    read = refused = 0
    for row in rows:
        for cell in (row["code"], f"{row['code']} {row['name']}"):
            found = read_industries(cell, DIVISION)
            assert found.divisions in ((), (row["code"][1:3],)), (cell, found)
            read, refused = read + bool(found.divisions), refused + (not found.divisions)
            assert found.divisions or row["code"][1:3] in ("50", "58") or row["code"] > "O", cell
    print(f"{len(rows)} codes: {read} cells read, {refused} refused")
    assert read > 2_500


def test_a_long_cell_of_commas_is_read_at_once() -> None:
    assert len(read_industries("农、林、" * 20_000, DIVISION).unread) <= 2_000


@pytest.mark.parametrize(("cell", "level"), LEVELS)
def test_readiness_levels_are_read(cell: str, level: int) -> None:
    assert read_readiness(cell) == level


@pytest.mark.parametrize("cell", NO_LEVELS)
def test_what_is_not_one_level_is_not_guessed(cell: str) -> None:
    assert read_readiness(cell) is None


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("技术成熟度", "trl"),
        ("TRL", "trl"),
        ("成熟度等级", "trl"),
        ("技术成熟度（TRL）", "trl"),
        ("技术成熟度（1-9级）", "trl"),
        ("应用行业（国标大类）", "industries"),
        ("权利要求（项数）", ""),
        ("Readiness Level", "trl"),
        ("应用行业", "industries"),
        ("行业分类", "industries"),
        ("国民经济行业", "industries"),
        ("所属行业（必填）", "industries"),
        ("Industry", "industries"),
        ("GB/T 4754", "industries"),
        ("战略性新兴产业", "emerging"),
        ("新兴产业分类", "emerging"),
        ("Strategic Emerging Industries", "emerging"),
    ],
)
def test_usual_headers_are_known(header: str, field: str) -> None:
    assert field_of(header) == field


def _read(**cells: object) -> tuple[PatentRecord, tuple[Problem, ...]]:
    row = {"专利号": "ZL 2017 1 0601862.3", "名称": "一种导热材料", "申请日": "2017-07-21", **cells}
    reading = read_record(row, suggest_mapping(list(row)).mapping, today=TODAY)
    assert reading.record is not None
    return reading.record, reading.problems


def test_a_row_gives_industries_and_readiness() -> None:
    record, problems = _read(
        行业代码=35, 行业名称="专用设备制造业；通用设备制造业", 新兴产业=3.1, 技术成熟度=6.0
    )
    assert (record.industries, record.emerging, record.trl) == (("35", "34"), ("3",), 6)
    assert not problems


def test_what_cannot_be_read_is_left_out_and_the_remedy_named() -> None:
    record, problems = _read(应用行业="制造业；35;36;37;38", 战略性新兴产业="12", 成熟度等级="4-5")
    assert (record.industries, record.emerging, record.trl) == (("35", "36", "37"), (), None)
    assert {problem.code for problem in problems} == {
        "industry", "industries_many", "emerging_industry", "readiness",
    }  # fmt: skip
    zh = " ".join(problem_sentence(problem, "zh") for problem in problems)
    en = " ".join(problem_sentence(problem, "en") for problem in problems)
    assert "“应用行业”列" in zh and "制造业" in zh and "两位大类代码" in zh and "1 至 9 中的一个等级" in zh
    assert "有 1 个行业无法识别" in zh and "有 1 个战略性新兴产业无法识别" in zh
    assert "special-purpose machinery" in en and "4-5" in en and "at most 3" in en
