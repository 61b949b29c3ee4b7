"""Tables: cells are what they say, and a text never becomes a formula or a link."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from marketplace.documents import tables
from marketplace.documents.tables import Column, csv_bytes, xlsx

COLUMNS = [
    Column("单位名称"),
    Column("金额", "money"),
    Column("金额（日元）", "money", "JPY"),
    Column("费率", "rate"),
    Column("日期", "date"),
    Column("件数", "number"),
]
ROW = ["江澜理工大学", 123456789, 5000, "2.125", date(2026, 11, 22), 7]
RISKY = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1",
    "  =1+1",
    "＝1+1",
    "－x",
    "＋x",
    "＠x",
]


def sheet_of(content: bytes):
    return load_workbook(io.BytesIO(content)).active


def test_cells_have_types_and_formats():
    sheet = sheet_of(xlsx("许可台账", COLUMNS, [ROW, [None] * 6]))
    name, money, yen, rate, day, count = next(sheet.iter_rows(min_row=2))
    assert (name.value, name.data_type) == ("江澜理工大学", "s")
    assert Decimal(str(money.value)) == Decimal("1234567.89")
    assert money.number_format == "#,##0.00;-#,##0.00"
    assert (yen.value, yen.number_format) == (5000, "#,##0;-#,##0")
    assert Decimal(str(rate.value)) == Decimal("0.02125") and rate.number_format.endswith("%")
    assert day.is_date and day.value.date() == date(2026, 11, 22)
    assert (count.value, count.data_type) == (7, "n")
    assert [cell.value for cell in sheet[3]] == [None] * 6


def test_the_head_is_frozen_filtered_and_wide_enough():
    sheet = sheet_of(xlsx("许可台账", COLUMNS, [ROW]))
    assert sheet.title == "许可台账"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:F2"
    assert all(dimension.width >= 10 for dimension in sheet.column_dimensions.values())


@pytest.mark.parametrize("minor", [1, -1, 99, 10**13 + 1, 99_999_999_999_999])
def test_amounts_survive_to_the_cent(minor):
    value = sheet_of(xlsx("t", [Column("a", "money")], [[minor]]))["A2"].value
    assert round(Decimal(str(value)) * 100) == minor


def test_no_text_becomes_a_formula_or_a_link():
    texts = [*RISKY, "https://example.org/", "mailto:a@example.org", "{=1+1}", "'=1"]
    sheet = sheet_of(xlsx("=1+1", [Column("=A1")], [[text] for text in texts]))
    cells = [row[0] for row in sheet.iter_rows()]
    assert [cell.data_type for cell in cells] == ["s"] * len(cells)
    assert not any(cell.hyperlink for cell in cells)
    assert [cell.value for cell in cells[1:]] == [text.replace("\r", "\n") for text in texts]


def test_what_a_worksheet_cannot_hold_is_marked():
    sheet = sheet_of(xlsx("t", [Column("a")], [["a\x00b\ufffec"], ["x" * 40_000]]))
    assert sheet["A2"].value == "a\ufffdb\ufffdc"
    assert len(sheet["A3"].value) == tables.LONGEST_CELL and sheet["A3"].value.endswith("[…]")


@pytest.mark.parametrize("title", ["", "a/b\\c:d*e?f[g]h", "'quoted'", "History", "很" * 60, "\x00"])
def test_any_title_gives_a_sheet(title):
    assert sheet_of(xlsx(title, [Column("a")], [["b"]]))["A2"].value == "b"


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(tables, "MOST_ROWS", 3)
    with pytest.raises(tables.TooManyRows):
        xlsx("t", [Column("a")], ([str(number)] for number in range(4)))


def test_same_rows_give_the_same_bytes():
    assert xlsx("t", COLUMNS, [ROW]) == xlsx("t", COLUMNS, iter([ROW]))


def test_a_row_of_the_wrong_width_is_refused():
    with pytest.raises(ValueError, match="zip"):
        xlsx("t", COLUMNS, [ROW[:-1]])
    with pytest.raises(ValueError, match="zip"):
        csv_bytes(COLUMNS, [ROW[:-1]])


def test_csv_is_readable_and_plain():
    content = csv_bytes(COLUMNS, [ROW, [None] * 6])
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows == [
        ["单位名称", "金额", "金额（日元）", "费率", "日期", "件数"],
        ["江澜理工大学", "1234567.89", "5000", "2.125", "2026-11-22", "7"],
        [""] * 6,
    ]


def test_csv_texts_are_harmless_and_figures_keep_their_sign():
    content = csv_bytes([Column("a"), Column("b", "money")], [[text, -150] for text in RISKY])
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[1:]
    assert [row[0] for row in rows] == ["'" + text for text in RISKY]
    assert {row[1] for row in rows} == {"-1.50"}
    quoted = csv_bytes([Column("=a")], [['x","y\n"z']]).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(quoted, newline=""))) == [["'=a"], ['x","y\n"z']]
