"""Legal status in the words of real exports, and classification symbols."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.domain.patents.classes import (
    ClassFault,
    class_sort_key,
    format_class,
    is_class_prefix,
    parse_class,
    parse_locarno,
    read_symbols,
)
from marketplace.domain.patents.status import read_status

STATUSES = {
    "授权": ("granted", set()),
    "有权-审定授权": ("granted", set()),
    "有效-授权": ("granted", set()),
    "无权-驳回": ("rejected", set()),
    "失效-未缴年费": ("lapsed_fee", set()),
    "失效-专利权终止": ("ended", set()),
    "审中-实质审查": ("pending_exam", set()),
    "实质审查的生效": ("pending_exam", set()),
    "发明专利申请公布": ("pending_published", set()),
    "发明专利申请公布后的视为撤回": ("deemed_withdrawn", set()),
    "授权 | 质押 | 权利转移": ("granted", {"pledged", "transferred"}),
    "授权 | 许可": ("granted", {"licence_recorded"}),
    "授权 | 保全": ("granted", {"preserved"}),
    "未缴年费 | 一案双申": ("lapsed_fee", {"dual_filing"}),
    "避免重复授权 | 一案双申": ("abandoned_dual", {"dual_filing"}),
    "撤回-视为撤回": ("deemed_withdrawn", set()),
    "放弃-视为放弃": ("abandoned", set()),
    "期限届满": ("expired", set()),
    "全部撤销": ("invalid", set()),
    "部分无效": ("partly_invalid", set()),
    "权利恢复": ("restored", set()),
    "实用新型 有权": ("granted", set()),
    "外观设计 失效": ("ended", set()),
    "发明公开 审中-实审": ("pending_exam", set()),
    "专利申请权、专利权的转移": (None, {"transferred"}),
    "专利权人的姓名或者名称、地址的变更": (None, set()),
    "Active": ("granted", set()),
    "Active - Reinstated": ("restored", set()),
    "Expired - Fee Related": ("lapsed_fee", set()),
    "Expired - Lifetime": ("expired", set()),
    "Not-in-force": ("ended", set()),
    "Pending": ("pending", set()),
    "granted": ("granted", set()),
    "published": ("pending_published", set()),
}


@pytest.mark.parametrize("text", STATUSES)
def test_words_of_exports(text: str) -> None:
    reading = read_status(text)
    assert (reading.status, set(reading.overlays)) == STATUSES[text]
    assert not reading.unknown


@pytest.mark.parametrize("text", ["发明公开 无效", "pending or unspecified", "开庭"])
def test_what_is_not_known_is_reported_and_not_guessed(text: str) -> None:
    assert read_status(text).status is None
    assert read_status(text).unknown


def test_a_coarse_word_before_an_unknown_one_still_counts() -> None:
    assert read_status("失效-新名词").status == "ended"
    assert read_status("失效-新名词").unknown == ("失效-新名词",)


@pytest.mark.parametrize(
    ("written", "compact", "printed"),
    [
        ("G06F17/30", "G06F17/30", "G06F 17/30"),
        ("G06F 17/30", "G06F17/30", "G06F 17/30"),
        ("E01B3/32(2006.01)I", "E01B3/32", "E01B 3/32"),
        ("A23L1/315（2006.01）I", "A23L1/315", "A23L 1/315"),
        ("C12Q-0001/6883", "C12Q1/6883", "C12Q 1/6883"),
        ("C12Q-001/68", "C12Q1/68", "C12Q 1/68"),
        ("h10f 77/00", "H10F77/00", "H10F 77/00"),
        ("Y02T10/12", "Y02T10/12", "Y02T 10/12"),
        ("A63F2009/241", "A63F2009/241", "A63F 2009/241"),
    ],
)
def test_class_symbols(written: str, compact: str, printed: str) -> None:
    assert parse_class(written) == compact
    assert format_class(compact) == printed


@pytest.mark.parametrize(
    "written", ["", "F16K", "G06F17", "Z06F17/30", "G6F17/30", "G06F17/3", "14-02", "<b>"]
)
def test_what_is_no_class_is_refused(written: str) -> None:
    with pytest.raises(ClassFault):
        parse_class(written)


@pytest.mark.parametrize(
    ("written", "compact"),
    [
        ("01-01", "01-01"),
        ("9-03", "09-03"),
        ("LOC(12)Cl.14-02", "14-02"),
        ("LOC (11) Cl. 8-05", "08-05"),
        ("32-00", "32-00"),
    ],
)
def test_locarno_symbols(written: str, compact: str) -> None:
    assert parse_locarno(written) == compact


@pytest.mark.parametrize("written", ["33-01", "00-01", "1-1", "G06F17/30"])
def test_what_is_no_locarno_symbol_is_refused(written: str) -> None:
    with pytest.raises(ClassFault):
        parse_locarno(written)


def test_cells_with_several_symbols_and_every_separator() -> None:
    cell = "E01B3/32(2006.01)I;\u2002E01B9/10(2006.01)I；G06F17/30 | H01L31/048,H01L31/18 ;; C08K"
    assert read_symbols(cell) == (
        ["E01B3/32", "E01B9/10", "G06F17/30", "H01L31/048", "H01L31/18"], [], ["C08K"],
    )  # fmt: skip
    assert read_symbols("LOC (11) Cl. 8-05, 08; 11-01") == ([], ["08-05", "08-08", "11-01"], [])


def test_subgroups_compare_as_decimal_fractions() -> None:
    symbols = ["G06F2/00", "G06F1/03", "G06F1/025", "G06F10/00", "G06F1/02", "A01B1/00"]
    assert sorted(symbols, key=class_sort_key) == [
        "A01B1/00", "G06F1/02", "G06F1/025", "G06F1/03", "G06F2/00", "G06F10/00",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["G", "G06", "G06F", "G06F17", "G06F17/", "G06F17/30"])
def test_prefixes(text: str) -> None:
    assert is_class_prefix(text)
    assert not is_class_prefix(text + "!")


symbols = st.builds(
    "{}{:02d}{}{}/{}".format,
    st.sampled_from("ABCDEFGHY"),
    st.integers(0, 99),
    st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    st.integers(1, 9999),
    st.from_regex(r"\A[0-9]{2,6}\Z"),
)


@settings(deadline=None)
@given(symbols)
def test_a_symbol_survives_printing(symbol: str) -> None:
    assert parse_class(format_class(symbol)) == symbol
    assert parse_class(f"{symbol}(2006.01)I") == symbol


@settings(deadline=None)
@given(
    st.lists(symbols, min_size=1, max_size=8, unique=True),
    st.sampled_from([";", "；", " | ", ",", "\n", "；; "]),
)
def test_a_list_survives_its_separator(many: list[str], separator: str) -> None:
    assert read_symbols(separator.join(many))[0] == many


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_text_breaks_the_readings(text: str) -> None:
    read_symbols(text)
    read_status(text)
