"""Tables in every format and encoding that is read, made here byte by byte."""

from __future__ import annotations

import codecs
import gzip
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from marketplace.readers.faults import ReaderFault
from marketplace.readers.files import open_rows
from marketplace.readers.source import RowSource, SourceRow, column_letter, unique_headers

HEADERS = ["专利号", "名称", "申请日"]
ROWS = [
    ["201710601862.3", "一种导热材料，及其方法", "2017-07-21"],
    ["201610895413.X", "超声探头", "2016-10-13"],
]
TRADITIONAL = [["專利號", "專利名稱", "申請日"], ["201710601862.3", "導熱材料及其製備方法", "2017-07-21"]]


def read(path: Path) -> tuple[RowSource, list[SourceRow]]:
    source = open_rows(path, name=path.name)
    return source, list(source.rows)


def written(folder: Path, content: bytes, name: str = "upload") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def lines(rows: list[list[str]], delimiter: str = ",", end: str = "\n") -> str:
    return end.join(delimiter.join(row) for row in rows) + end


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_delimited_text_in_every_dress(tmp_path: Path, delimiter: str, end: str, codec: str) -> None:
    source, rows = read(written(tmp_path, lines([HEADERS, *ROWS], delimiter, end).encode(codec)))
    assert (source.format, source.delimiter, source.headers) == ("csv", delimiter, tuple(HEADERS))
    assert [list(row.cells.values()) for row in rows] == ROWS
    assert [row.number for row in rows] == [2, 3]


def test_utf16_without_a_mark(tmp_path: Path) -> None:
    source, rows = read(
        written(tmp_path, lines([["number", "title"], ["US1234567", "Valve"]]).encode("utf-16-le"))
    )
    assert (source.encoding, rows[0].cells) == ("utf-16-le", {"number": "US1234567", "title": "Valve"})


def test_big5_is_told_from_gb18030(tmp_path: Path) -> None:
    source, rows = read(written(tmp_path, lines(TRADITIONAL).encode("big5")))
    assert source.encoding == "big5hkscs"
    assert list(rows[0].cells.values()) == TRADITIONAL[1]
    source, rows = read(written(tmp_path, lines(TRADITIONAL).encode("gb18030")))
    assert list(rows[0].cells.values()) == TRADITIONAL[1]


def test_a_few_western_letters_do_not_make_a_chinese_file(tmp_path: Path) -> None:
    content = lines(
        [["Publication Number", "Applicants"], *[["EP1820402", "ØSTERGAARD, Ole"]] * 3], ";"
    ).encode("cp1252")
    source, rows = read(written(tmp_path, content))
    assert (source.encoding, rows[0].cells["Applicants"]) == ("cp1252", "ØSTERGAARD, Ole")


def test_chinese_that_only_begins_far_down_is_found(tmp_path: Path) -> None:
    plain = [["number", "title"], *[[f"US{number}", "Valve"] for number in range(4_000_000, 4_020_000)]]
    _, rows = read(
        written(tmp_path, lines([*plain, ["201710601862.3", "导热材料及其制备方法"]]).encode("gb18030"))
    )
    assert len(rows) == 20_001
    assert rows[-1].cells["title"] == "导热材料及其制备方法"


def test_lines_above_the_headers_are_skipped_and_counted(tmp_path: Path) -> None:
    above = "search URL:,https://patents.google.com/?q=1\n"
    source, rows = read(written(tmp_path, (above + lines([HEADERS, *ROWS])).encode()))
    assert (source.skipped_lines, source.headers) == (1, tuple(HEADERS))
    assert [row.number for row in rows] == [3, 4]


def test_quoted_cells_may_hold_separators_and_line_ends(tmp_path: Path) -> None:
    content = '专利号,名称\n201710601862.3,"导热""膜"",\n第二行"\n201610895413.X,探头\n'
    _, rows = read(written(tmp_path, content.encode()))
    assert [row.cells["名称"] for row in rows] == ['导热"膜",\n第二行', "探头"]
    assert [row.number for row in rows] == [2, 4]
    assert not rows[0].problems


def test_an_open_quotation_mark_is_reported_with_the_lines_it_swallowed(tmp_path: Path) -> None:
    content = '专利号,名称\n201710601862.3,"导热\n201610895413.X,探头\n201610859128.2,检票\n'
    _, rows = read(written(tmp_path, content.encode()))
    [problem] = rows[-1].problems
    assert (problem.code, problem.params) == ("open_quote", {"first": "2", "last": "4"})


def test_cells_beyond_the_headers_are_reported(tmp_path: Path) -> None:
    _, rows = read(written(tmp_path, lines([HEADERS, [*ROWS[0], "多", "余"], ROWS[1]]).encode()))
    assert [(problem.code, problem.params["count"]) for problem in rows[0].problems] == [("extra_cells", "2")]
    assert not rows[1].problems


def test_blank_rows_and_short_rows(tmp_path: Path) -> None:
    _, rows = read(written(tmp_path, lines([HEADERS, ["", "", ""], ROWS[0], ["201610895413.X"]]).encode()))
    assert [row.number for row in rows] == [3, 4]
    assert rows[1].cells == {"专利号": "201610895413.X"}


def test_headers_are_unique_and_named(tmp_path: Path) -> None:
    assert unique_headers(["名称", None, "名称", " ", "a\nb", None]) == (
        "名称",
        "[B]",
        "名称 (2)",
        "[D]",
        "a b",
    )
    assert [column_letter(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def workbook(folder: Path, *sheets: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"表{number}")
        for row in rows:
            sheet.append(row)
    path = folder / "book.xlsx"
    book.save(path)
    return path


def test_a_workbook_with_a_title_above_its_headers(tmp_path: Path) -> None:
    rows = [
        ["某大学专利清单"],
        [],
        HEADERS,
        [2017106018623, "导热材料", datetime(2017, 7, 21)],
        [None] * 3,
        ROWS[1],
    ]
    source, found = read(workbook(tmp_path, rows, [["说明", "请勿修改"]]))
    assert (source.format, source.sheet, source.other_sheets) == ("xlsx", "表1", ("表2",))
    assert found[0].cells == {"专利号": 2017106018623, "名称": "导热材料", "申请日": date(2017, 7, 21)}
    assert [row.number for row in found] == [4, 6]


def test_formulas_are_never_computed(tmp_path: Path) -> None:
    _, rows = read(workbook(tmp_path, [HEADERS, ["=1+1", "导热材料", '=HYPERLINK("http://x","y")']]))
    assert rows[0].cells == {"专利号": None, "名称": "导热材料", "申请日": None}


def test_an_empty_first_sheet_is_passed_over(tmp_path: Path) -> None:
    source, rows = read(workbook(tmp_path, [], [HEADERS, *ROWS]))
    assert (source.sheet, len(rows)) == ("表2", 2)


def test_json_lines_and_what_is_no_object_in_them(tmp_path: Path) -> None:
    good = {"number": "CN103478755B", "title": "鸭肉棒", "ipc": ["A23L1/315"]}
    content = "\n".join(
        [json.dumps(good, ensure_ascii=False), "{broken", "[1, 2]", "", json.dumps({"number": "x"})]
    )
    source, rows = read(written(tmp_path, content.encode()))
    assert (source.format, source.headers) == ("jsonl", ("number", "title", "ipc"))
    assert rows[0].cells == good
    assert [(row.number, [problem.code for problem in row.problems]) for row in rows] == [
        (1, []),
        (2, ["line_not_json"]),
        (3, ["line_not_object"]),
        (5, []),
    ]


def test_a_line_in_another_encoding_is_reported(tmp_path: Path) -> None:
    content = b'{"number": "1"}\n' + '{"number": "专利"}\n'.encode("gb18030")
    _, rows = read(written(tmp_path, content))
    assert [problem.code for problem in rows[1].problems] == ["line_not_utf8"]


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_a_document_with_a_list_of_wrapped_records(tmp_path: Path, mark: bytes) -> None:
    records = [{"fields": {"an": f"CN{n}", "ti": "鸭", "pn": "x"}, "marked": {"ti": "鸭"}} for n in range(3)]
    document = {"answer": {"took": 73, "documents": records, "facets": [{"a": 1}]}}
    for indent in (None, 1):
        content = mark + json.dumps(document, indent=indent, ensure_ascii=False).encode()
        source, rows = read(written(tmp_path, content))
        assert (source.format, source.headers, len(rows)) == ("json", ("an", "ti", "pn"), 3)


def test_one_line_alone_is_a_row_when_it_is_a_patent(tmp_path: Path) -> None:
    only = {"number": "CN103478755B", "title": "鸭肉棒", "owners": [{"name": "某公司"}]}
    _, rows = read(written(tmp_path, json.dumps(only).encode()))
    assert [row.cells for row in rows] == [only]


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.csv.gz", "misnamed.xlsx"])
def test_compressed_text_is_read_whatever_its_name(tmp_path: Path, name: str) -> None:
    content = (
        lines([HEADERS, *ROWS]).encode("gb18030") if "csv" in name else b'{"number":"1"}\n{"number":"2"}\n'
    )
    _, rows = read(written(tmp_path, gzip.compress(content), name))
    assert len(rows) == 2


def test_a_result_list_without_separators(tmp_path: Path) -> None:
    block = (
        "{n}. 205095159 注射装置\nCN\n23.03.2016\nA61M 5/20 Loading...\nA61M 5/20\nLoading...\n201520787791.7\n"
        "甲公司\n张三\nA61M 5/20\nLoading...\n本实用新型公开了一种装置。\n"
    )
    source, rows = read(
        written(tmp_path, (block.format(n=1) + block.format(n=2) + "3. 1 残\nCN\n23.03.2016\n").encode())
    )
    assert source.format == "patentscope_list"
    assert rows[1].cells["application_number"] == "201520787791.7"
    assert rows[1].number == 13
    assert [problem.code for problem in rows[2].problems] == ["block_incomplete"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\n \n", "no_table"),
        (b"one column\nonly\n", "no_table"),
        (b"%PDF-1.7 ...", "other_format"),
        (b"\x89PNG\r\n\x1a\n", "other_format"),
        (b"<?xml version='1.0'?><patents/>", "other_format"),
        (b"<!DOCTYPE html><html><table><tr><td>1</td></tr></table></html>", "markup"),
        (b"\xef\xbb\xbf<html><table></table></html>", "markup"),
        ("<html><table></table>".encode("utf-16"), "markup"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "markup"),
        (b"a,b\n1,\x00\x01\x02\n", "binary"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00", "binary"),
        (b"{}", "no_table"),
        (b"[]", "no_table"),
        (b"[1, 2, 3]", "no_table"),
        (b'{"a": ', "damaged"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 broken", "damaged"),
        (b"\x1f\x8b broken", "damaged"),
        (gzip.compress(gzip.compress(b"a,b\n1,2\n", mtime=0), mtime=0), "zip_archive"),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(tmp_path: Path, content: bytes, code: str) -> None:
    with pytest.raises(ReaderFault) as refused:
        list(open_rows(written(tmp_path, content), name="upload").rows)
    assert refused.value.code == code
