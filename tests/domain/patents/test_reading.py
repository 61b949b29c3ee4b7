"""One row to one record: what is taken, what is reported, and that the report says how to mend it."""

from __future__ import annotations

import json
import time
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.domain.patents.duplicates import SeenPatents
from marketplace.domain.patents.mapping import FIELDS, suggest_mapping
from marketplace.domain.patents.problem_words import problem_sentence
from marketplace.domain.patents.reading import RowReader, read_record
from marketplace.domain.patents.record import Level, PatentRecord, Reading

TODAY = date(2026, 11, 22)
GOOD = {
    "专利号": "ZL 2017 1 0601862.3",
    "名称": "一种导热材料及其制备方法",
    "申请日": "2017.07.21",
    "授权公告日": "2019.03.15",
    "专利权人": "某某大学；某某科技有限公司",
    "发明人": "张三、李四",
    "主分类号": "C09K5/14(2006.01)I",
    "法律状态": "授权 | 质押",
}


def read(**cells: Any) -> Reading:
    row = {**GOOD, **cells}
    return read_record(row, suggest_mapping(list(row)).mapping, today=TODAY)


def record(**cells: Any) -> PatentRecord:
    reading = read(**cells)
    assert reading.record, reading.problems
    return reading.record


def codes(reading: Reading) -> set[tuple[str, str]]:
    return {(problem.level.value, problem.code) for problem in reading.problems}


def test_a_good_row_becomes_a_record_without_remarks() -> None:
    reading = read()
    assert not reading.problems
    found = record()
    assert found.number.canonical == "CN201710601862.3"
    assert found.kind == "invention"
    assert found.title_zh == "一种导热材料及其制备方法"
    assert [owner.name for owner in found.owners] == ["某某大学", "某某科技有限公司"]
    assert found.inventors == ("张三", "李四")
    assert found.ipc == ("C09K5/14",)
    assert (found.filing_date, found.grant_date, found.term_end) == (
        date(2017, 7, 21),
        date(2019, 3, 15),
        date(2037, 7, 20),
    )
    assert (found.status, found.overlays) == ("granted", {"pledged"})


WRONG: dict[str, tuple[dict[str, Any], set[tuple[str, str]]]] = {
    "check digit": ({"专利号": "ZL201710601862.4"}, {("error", "number_check_digit")}),
    "no number": ({"专利号": ""}, {("error", "number_missing")}),
    "damaged number": ({"专利号": "2.01711E+12"}, {("error", "number_damaged")}),
    "damaged number beside a good one": (
        {"专利号": "2.01711E+12", "公开号": "CN107400123A"},
        {("warning", "number_damaged")},
    ),
    "numbers of two patents": ({"申请号": "201710524000.5"}, {("error", "numbers_disagree")}),
    "type digit and kind": ({"专利类型": "实用新型"}, {("error", "kind_conflict")}),
    "publication of another kind": ({"公开号": "CN207400123U"}, {("error", "kind_conflict")}),
    "unknown kind": ({"专利类型": "植物新品种"}, {("warning", "kind_unknown")}),
    "no title": ({"名称": " - "}, {("error", "title_missing")}),
    "foreign title": ({"名称": "エンジンの冷却システム"}, {("error", "title_language")}),
    "title that is the number": ({"名称": "CN 103478755 B"}, {("error", "title_missing")}),
    "title far too long": ({"名称": "长" * 1_001}, {("error", "text_too_long")}),
    "foreign abstract": ({"摘要": "시스템에 관한 것이다"}, {("warning", "abstract_language")}),
    "filing after grant": ({"申请日": "2019-07-21"}, {("error", "filed_after"), ("warning", "year_differs")}),
    "future filing": (
        {"申请日": "2026-11-23", "授权公告日": ""},
        {("error", "date_future"), ("warning", "year_differs")},
    ),
    "no filing date": ({"申请日": ""}, {("warning", "filing_date_missing")}),
    "no such day": (
        {"申请日": "2017-02-30"},
        {("warning", "date_impossible"), ("warning", "filing_date_missing")},
    ),
    "ambiguous day": (
        {"申请日": "05/06/2017"},
        {("warning", "date_ambiguous"), ("warning", "filing_date_missing")},
    ),
    "no day at all": ({"申请日": "去年"}, {("warning", "date_form"), ("warning", "filing_date_missing")}),
    "year of number": ({"申请日": "2016-07-21"}, {("warning", "year_differs")}),
    "priority after filing": ({"优先权日": "2017-07-22"}, {("warning", "priority_after_filing")}),
    "end of term before filing": ({"期限届满日": "2017-07-01"}, {("error", "term_before_filing")}),
    "other end of term": ({"期限届满日": "2038-01-01"}, {("warning", "term_differs")}),
    "unknown status": ({"法律状态": "开庭"}, {("warning", "status_unknown")}),
    "class": ({"主分类号": "C09K5/14;C09K"}, {("warning", "class")}),
    "cell error": ({"主分类号": "#N/A"}, {("warning", "cell_error")}),
    "damaged text": ({"名称": "一种导热\ufffd料"}, {("warning", "damaged_text")}),
    "shares do not add up": ({"权利份额": "60;30"}, {("error", "shares")}),
    "shares for fewer owners": ({"权利份额": "100"}, {("error", "shares")}),
    "shares too fine": ({"权利份额": "66.667;33.333"}, {("error", "shares")}),
    "endless name": ({"发明人": "张" * 201}, {("warning", "name_cut")}),
    "year out of all bounds": (
        {"申请日": "9990-01-01"},
        {("warning", "date_impossible"), ("warning", "filing_date_missing")},
    ),
    "shares in words": ({"权利份额": "一半；一半"}, {("error", "shares")}),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_reported_at_its_level(case: str) -> None:
    cells, expected = WRONG[case]
    reading = read(**cells)
    assert codes(reading) == expected
    assert (reading.record is None) == any(level == "error" for level, _ in expected)
    for problem in reading.problems:
        for lang in ("zh", "en"):
            sentence = problem_sentence(problem, lang)
            assert "{" not in sentence
            assert not problem.column or problem.column in sentence


def test_the_report_names_the_column_the_value_and_the_remedy() -> None:
    [problem] = read(专利号="ZL201710601862.4").problems
    assert (problem.column, problem.value, problem.level) == ("专利号", "ZL201710601862.4", Level.ERROR)
    sentence = problem_sentence(problem, "zh")
    assert sentence.startswith("“专利号”列：")
    assert "201710601862.3" in sentence


def test_a_language_column_and_pairs_of_titles() -> None:
    assert record(名称="Heat conducting material").title_en == "Heat conducting material"
    found = record(title_en="Heat conducting material", abstract_en="A material.", 摘要="一种材料。")
    assert (found.title_zh, found.title_en) == (GOOD["名称"], "Heat conducting material")
    assert (found.abstract_zh, found.abstract_en) == ("一种材料。", "A material.")
    assert record(名称="PCB", language="zh").title_zh == "PCB"
    assert record(名称="一种导热材料", language="en").title_zh == "一种导热材料"


def test_shares_are_exact_percents() -> None:
    found = record(权利份额="66.67%；33.33%")
    assert [owner.share for owner in found.owners] == [Decimal("66.67"), Decimal("33.33")]


def test_unpublished_inventors_are_nobody() -> None:
    assert record(发明人="不公告发明人").inventors == ()


def test_names_keep_their_own_commas() -> None:
    mapping = {"number": "number", "title": "title", "assignee": "owners:comma", "inventors": "inventors"}
    row = {
        "number": "US11355780B2",
        "title": "Electrolyte",
        "assignee": "Idemitsu Kosan Co., Ltd., Toyota Jidosha Kabushiki Kaisha",
        "inventors": "WADELL, LARS;Kuhn, Wayne H.",
    }
    found = read_record(row, mapping, today=TODAY).record
    assert found
    assert [owner.name for owner in found.owners] == [
        "Idemitsu Kosan Co., Ltd.",
        "Toyota Jidosha Kabushiki Kaisha",
    ]
    assert found.inventors == ("WADELL, LARS", "Kuhn, Wayne H.")


def test_designs_carry_locarno_symbols_even_in_an_ipc_column() -> None:
    found = record(专利号="201830514079.9", 申请日="2018-09-13", 主分类号="LOC(12)Cl.01-01")
    assert (found.kind, found.ipc, found.locarno) == ("design", (), ("01-01",))


def test_the_main_class_comes_first_wherever_its_column_stands() -> None:
    found = record(**{"分类号": "A01B1/00;C09K5/14", "主分类号": "C09K5/14"})
    assert found.ipc == ("C09K5/14", "A01B1/00")


def test_spreadsheet_numbers_are_read_like_texts() -> None:
    assert record(专利号=2017106018623).number.canonical == "CN201710601862.3"
    assert record(专利号="201710601862.3").number.canonical == "CN201710601862.3"
    assert record(申请日=date(2017, 7, 21)).filing_date == date(2017, 7, 21)
    assert record(申请日=42937).filing_date == date(2017, 7, 21)


def test_the_announcement_of_a_grant_gives_its_day() -> None:
    row = {
        "公开（公告）号": "CN202644312U",
        "公开（公告）日": "2013.01.02",
        "名称": "轨枕",
        "申请日": "2012.05.31",
    }
    found = read_record(row, suggest_mapping(list(row)).mapping, today=TODAY).record
    assert found
    assert (found.grant_date, found.term_end) == (date(2013, 1, 2), date(2022, 5, 30))


def test_an_abstract_alone_is_kept_out_with_a_reason() -> None:
    reading = read_record(
        {"number": "CN109386840A", "title": None, "abstract": "本公开涉及燃烧器。"},
        {"number": "number", "title": "title", "abstract": "abstract"},
        today=TODAY,
    )
    assert reading.record is None
    assert ("error", "title_missing") in codes(reading)


def test_the_card_comes_with_its_answers() -> None:
    found = record(card_problem_zh="轴承过热", 实测效果="温度降低 12 度")
    assert found.card == {"card_problem_zh": "轴承过热", "card_gain_zh": "温度降低 12 度"}


def test_repeated_rows_and_further_documents_of_a_patent() -> None:
    seen = SeenPatents()
    publication = record(公开号="CN107400123A")
    grant = record(公开号="CN107400123B")
    assert seen.check(publication, 2) is None
    merged, repeated = seen.check(grant, 3), seen.check(publication, 9)
    assert merged and (merged.level, merged.code, merged.params["first"]) == (
        Level.WARNING,
        "same_patent",
        "2",
    )
    assert repeated and (repeated.level, repeated.code, repeated.params["first"]) == (
        Level.ERROR,
        "duplicate_row",
        "2",
    )
    assert seen.check(record(专利号="201610895413.X", 申请日="2016-10-13"), 10) is None


cells = st.one_of(
    st.none(),
    st.text(max_size=40),
    st.integers(),
    st.booleans(),
    st.dates(),
    st.floats(),
    st.lists(st.text(max_size=8) | st.integers() | st.none(), max_size=3),
    st.dictionaries(st.text(max_size=3), st.text(max_size=3), max_size=2),
    st.sampled_from(
        [
            "201710601862.3",
            "CN103478755B",
            "2017-07-21",
            "9999-12-31",
            "sNaN;NaN",
            "导热材料",
            "\ud800",
            "\x00",
        ]
    ),
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), cells, max_size=12))
def test_no_row_breaks_the_reading_and_none_passes_silently(row: dict[str, object]) -> None:
    reading = RowReader({name: name for name in row}, today=TODAY).read(row)
    assert reading.record or any(problem.level is Level.ERROR for problem in reading.problems)
    for problem in reading.problems:
        assert problem_sentence(problem, "zh") and problem_sentence(problem, "en")
    told = json.dumps(asdict(reading), default=str, ensure_ascii=False)
    assert told.encode() and "\\u0000" not in told  # what a database refuses to hold


@pytest.mark.parametrize("piece", [" ", ";", ",", "、", "(", "\u3000", "有权 ", "A", "1", "-", "\n"])
@pytest.mark.parametrize("field", ["number", "title", "inventors", "ipc", "status", "filing_date", "shares"])
def test_a_cell_of_a_megabyte_costs_no_more_than_its_length(field: str, piece: str) -> None:
    row = {"number": "201710601862.3", "title": "导热材料", "owners": "某大学"}
    row[field] = "甲" + piece * (300_000 // len(piece)) + "乙"
    started = time.process_time()
    read_record(row, {name: name for name in row}, today=TODAY)
    assert time.process_time() - started < 3
