"""Old XLS workbooks by xlrd."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import xlrd

from marketplace.domain.patents.record import Level
from marketplace.readers.faults import ReaderFault
from marketplace.readers.header_row import LOOK_AT, find_header
from marketplace.readers.limits import MIB, Limits
from marketplace.readers.source import Cell, RowSource, SourceRow, row_from_cells, unique_headers
from marketplace.readers.xlsx_file import MAX_FILE, plain_cell

_PARSING = (
    xlrd.XLRDError, xlrd.compdoc.CompDocError, AssertionError, struct.error, IndexError, KeyError, ValueError,
    TypeError, AttributeError, OverflowError, NotImplementedError,
)  # fmt: skip


def open_xls(path: Path, limits: Limits) -> RowSource:
    """The first visible sheet that holds a table. Raises ReaderFault."""
    if path.stat().st_size > min(limits.file, MAX_FILE):
        raise ReaderFault("too_large", limit=str(min(limits.file, MAX_FILE) // MIB))
    book = _load(path)
    others: list[str] = []
    found: tuple[Any, int, tuple[str, ...]] | None = None
    for sheet in book.sheets():
        if sheet.visibility or not sheet.nrows:
            continue
        first = [_cells(book, sheet, index) for index in range(min(LOOK_AT, sheet.nrows))]
        header = find_header(first)
        if header is not None and found is None:
            found = sheet, header, unique_headers(first[header])
        else:
            others.append(sheet.name)
    if found is None:
        raise ReaderFault("no_table")
    sheet, header, headers = found
    if sheet.ncols > limits.columns:
        raise ReaderFault("too_many_columns", limit=str(limits.columns))
    rows = _rows(book, sheet, headers, header, limits)
    return RowSource(
        "xls", headers, rows, sheet=sheet.name, other_sheets=tuple(others), skipped_lines=header
    )


def _load(path: Path) -> Any:
    head = path.read_bytes()[: 1 << 20]
    if "EncryptedPackage".encode("utf-16-le") in head:
        raise ReaderFault("encrypted")
    try:
        return xlrd.open_workbook(path, logfile=io.StringIO(), ragged_rows=True)
    except _PARSING as error:
        encrypted = "encrypt" in str(error).lower()
        raise ReaderFault("encrypted" if encrypted else "damaged") from error


def _cells(book: Any, sheet: Any, index: int) -> list[Cell]:
    """The cells of a row; error cells keep their sign (`#N/A`), which the reading of the record understands."""
    cells: list[Cell] = []
    for cell in sheet.row(index):
        if cell.ctype == xlrd.XL_CELL_DATE:
            cells.append(_day(cell.value, book.datemode))
        elif cell.ctype == xlrd.XL_CELL_ERROR:
            cells.append(xlrd.error_text_from_code.get(cell.value, "#N/A"))
        elif cell.ctype == xlrd.XL_CELL_BOOLEAN:
            cells.append("TRUE" if cell.value else "FALSE")
        else:
            cells.append(plain_cell(cell.value))
    return cells


def _day(value: float, datemode: int) -> Cell:
    try:
        return date(*xlrd.xldate_as_tuple(value, datemode)[:3])
    except (xlrd.XLDateError, ValueError):
        return plain_cell(value)


def _rows(book: Any, sheet: Any, headers: tuple[str, ...], header: int, limits: Limits) -> Iterator[SourceRow]:
    if sheet.nrows - header > limits.rows:
        raise ReaderFault("too_many_rows", limit=str(limits.rows))
    for index in range(header + 1, sheet.nrows):
        row = row_from_cells(index + 1, headers, _cells(book, sheet, index), level=Level.WARNING)
        if row is not None:
            yield row
