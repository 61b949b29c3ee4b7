"""Files made to harm: the reader refuses them, or only its child dies."""

from __future__ import annotations

import gzip
import time
from dataclasses import replace
from pathlib import Path

import pytest

from marketplace.readers.faults import ReaderFault
from marketplace.readers.files import open_rows
from marketplace.readers.guarded import run_guarded
from marketplace.readers.limits import DEFAULT, MIB
from marketplace.readers.spool import read_spool
from tests.readers.hostile import SHEET, TABLE, bloated_part, cell, row, workbook


def refusal(path: Path, limits: object = DEFAULT) -> str:
    with pytest.raises(ReaderFault) as refused:
        list(open_rows(path, limits=limits).rows)  # type: ignore[arg-type]
    return refused.value.code


def test_the_minimal_workbook_is_fine(tmp_path: Path) -> None:
    assert len(list(open_rows(workbook(tmp_path / "a.xlsx")).rows)) == 1


def test_a_zip_bomb_is_seen_before_it_is_opened(tmp_path: Path) -> None:
    assert refusal(bloated_part(tmp_path / "a.xlsx", 300)) == "zip_bomb"
    assert refusal(workbook(tmp_path / "b.xlsx", **{f"x{n}.txt": "" for n in range(2_100)})) == "zip_bomb"


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE w SYSTEM "file:///etc/passwd">',
        '<!-- <w> --><!DOCTYPE w [<!ENTITY a "ha">]>',
        f"<!-- {'x' * 5_000} --><!DOCTYPE w>",
    ],
)
def test_entities_are_refused(tmp_path: Path, prolog: str) -> None:
    assert refusal(workbook(tmp_path / "a.xlsx", SHEET.format(prolog=prolog, rows=TABLE))) == "entities"


def test_a_far_cell_costs_neither_memory_nor_time(tmp_path: Path) -> None:
    far_row = SHEET.format(
        prolog="", rows=TABLE + row(1_048_576, cell("A1048576", "US7654321"), cell("B1048576", "Far"))
    )
    started = time.monotonic()
    rows = list(open_rows(workbook(tmp_path / "a.xlsx", far_row)).rows)
    assert [found.number for found in rows] == [2, 1_048_576]
    assert time.monotonic() - started < 10
    far_column = SHEET.format(prolog="", rows=TABLE + row(3, cell("XFD3", "far")))
    assert refusal(workbook(tmp_path / "b.xlsx", far_column)) == "too_many_columns"


@pytest.mark.parametrize("place", ["A99999999999", "ZZZZZZ1", "1A", "-1", ""])
def test_impossible_cells_are_damage(tmp_path: Path, place: str) -> None:
    path = workbook(tmp_path / "a.xlsx", SHEET.format(prolog="", rows=TABLE + row(3, cell(place, "x"))))
    try:
        list(open_rows(path).rows)
    except ReaderFault as fault:
        assert fault.code in ("damaged", "too_many_columns")


@pytest.mark.parametrize(
    "sheet", ["", "<worksheet", "no xml at all", "<worksheet><sheetData><row r='x'/></sheetData></worksheet>"]
)
def test_broken_sheets_are_refused(tmp_path: Path, sheet: str) -> None:
    assert refusal(workbook(tmp_path / "a.xlsx", sheet)) in ("damaged", "entities", "no_table")


def test_a_million_columns_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text(",".join(f"c{n}" for n in range(1_000_000)) + "\n" + "," * 999_999 + "\n")
    assert refusal(path) == "too_many_columns"


def test_an_endless_line_and_an_endless_cell_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(b"a,b\n1," + b"x" * (9 * MIB))
    assert refusal(path) == "line_too_long"
    path.write_bytes(b'a,b\n1,"' + b"x\n" * MIB)
    assert refusal(path) == "cell_too_long"
    path.write_bytes(b'{"number": "1"}\n{"number": "' + b"x" * (9 * MIB))
    assert refusal(path) == "line_too_long"


def test_too_many_rows_are_refused(tmp_path: Path) -> None:
    few = replace(DEFAULT, rows=10)
    path = tmp_path / "many.csv"
    path.write_text("a,b\n" + "1,2\n" * 11)
    assert refusal(path, few) == "too_many_rows"
    path.write_text('{"a": 1}\n' * 11)
    assert refusal(path, few) == "too_many_rows"
    sheet = SHEET.format(
        prolog="", rows="".join(row(n, cell(f"A{n}", "x"), cell(f"B{n}", "y")) for n in range(1, 13))
    )
    assert refusal(workbook(tmp_path / "many.xlsx", sheet), few) == "too_many_rows"


def test_gzip_that_expands_without_end_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "bomb.csv.gz"
    path.write_bytes(gzip.compress(b"a,b\n" + b"1,2\n" * (8 * MIB)))
    assert refusal(path, replace(DEFAULT, expanded=16 * MIB)) in ("expands_too_far", "too_large")
    path.write_bytes(gzip.compress(b"a,b\n1,2\n" * 1_000)[:-20])
    assert refusal(path) == "damaged"


def test_deeply_nested_json_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "deep.json"
    path.write_bytes(b"[" * 200_000)
    assert refusal(path) == "damaged"
    path.write_bytes(b'{"number": "1"}\n' + b"[" * 200_000 + b"\n")
    [_, deep] = open_rows(path).rows
    assert [problem.code for problem in deep.problems] == ["line_not_json"]


def test_the_child_reads_a_good_file_and_leaves_its_rows(tmp_path: Path) -> None:
    path, spool = tmp_path / "good.csv", tmp_path / "spool"
    path.write_text("专利号,名称\n" + "201710601862.3,导热材料\n" * 2_500 + "1,2,3\n", encoding="gb18030")
    steps: list[int] = []
    found = run_guarded(path, spool, name="good.csv", progress=steps.append)
    assert (found.format, found.encoding, found.headers, found.rows) == (
        "csv",
        "gb18030",
        ("专利号", "名称"),
        2_501,
    )
    assert steps == [1_000, 2_000]
    rows = list(read_spool(spool))
    assert rows[0].cells == {"专利号": "201710601862.3", "名称": "导热材料"}
    assert [problem.code for problem in rows[-1].problems] == ["extra_cells"]
    assert [row.number for row in read_spool(spool, skip=2_499)] == [2_501, 2_502]


def test_the_child_knows_keys_that_come_late(tmp_path: Path) -> None:
    path = tmp_path / "late.jsonl"
    path.write_text('{"number": "1"}\n' * 1_200 + '{"number": "2", "grant_number": "3"}\n')
    assert run_guarded(path, tmp_path / "spool").headers == ("number", "grant_number")


def test_a_refusal_of_the_child_arrives_with_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(ReaderFault) as refused:
        run_guarded(path, tmp_path / "spool")
    assert (refused.value.code, refused.value.params) == ("other_format", {"format": "pdf"})
    assert not (tmp_path / "spool").exists()


def test_a_memory_bomb_kills_only_the_child(tmp_path: Path) -> None:
    path = tmp_path / "bomb.json"
    path.write_bytes(b'[{"number": "1"}' + b',{"number":"1"}' * 3_000_000 + b"]")
    started = time.monotonic()
    with pytest.raises(ReaderFault) as refused:
        run_guarded(path, tmp_path / "spool", limits=replace(DEFAULT, memory=256 * MIB))
    assert refused.value.code in ("memory", "reader_died")
    assert time.monotonic() - started < 60
    assert not (tmp_path / "spool").exists()


def test_a_reader_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("number,title\n" + "US1234567,Valve\n" * 450_000)
    with pytest.raises(ReaderFault) as refused:
        run_guarded(path, tmp_path / "spool", limits=replace(DEFAULT, seconds=1))
    assert (refused.value.code, refused.value.params) == ("time", {"limit": "1"})
    assert not (tmp_path / "spool").exists()
