"""XLSX workbooks by openpyxl in read-only mode: stored values only, formulas are never computed."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl

from marketplace.domain.patents.record import Level
from marketplace.readers.faults import ReaderFault
from marketplace.readers.header_row import LOOK_AT, find_header
from marketplace.readers.limits import MIB, Limits
from marketplace.readers.source import Cell, RowSource, SourceRow, row_from_cells, unique_headers
from marketplace.readers.zip_guard import check_workbook

MAX_FILE = 64 * MIB
_PARSING = (
    ValueError, KeyError, TypeError, IndexError, AttributeError, SyntaxError, OSError, EOFError, zipfile.BadZipFile,
    zlib.error, OverflowError,
)  # fmt: skip
"""What openpyxl and the XML parser raise on broken workbooks (ParseError is a SyntaxError)."""


def open_xlsx(path: Path, limits: Limits) -> RowSource:
    """The first visible sheet that holds a table. Raises ReaderFault."""
    if path.stat().st_size > min(limits.file, MAX_FILE):
        raise ReaderFault("too_large", limit=str(min(limits.file, MAX_FILE) // MIB))
    check_workbook(path, limits)
    workbook = _load(path)
    sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    found: tuple[Any, int, tuple[str, ...]] | None = None
    others: list[str] = []
    for sheet in sheets:
        first = _first_rows(sheet, limits)
        header = find_header([cells for _, cells in first])
        if header is not None and found is None:
            found = sheet, first[header][0], unique_headers(first[header][1])
        elif first:
            others.append(sheet.title)
    if found is None:
        raise ReaderFault("no_table")
    sheet, header_number, headers = found
    rows = _rows(sheet, headers, header_number, limits)
    return RowSource(
        "xlsx", headers, rows, sheet=sheet.title, other_sheets=tuple(others), skipped_lines=header_number - 1
    )


def _load(path: Path) -> Any:
    """The workbook, over a copy in memory, so that no file stays open when nobody walks the rows to their end."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # unknown extensions and missing styles do not concern the values
            copy = io.BytesIO(path.read_bytes())
            return openpyxl.load_workbook(copy, read_only=True, data_only=True, keep_links=False)
    except _PARSING as error:
        raise ReaderFault("damaged") from error


def _filled(sheet: Any, limits: Limits) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """(row number, cells) of every row with content."""
    sheet.reset_dimensions()  # what a file says of its own size is not believed
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
                if not values or not any(value is not None for value in values):
                    continue
                if len(values) > limits.columns and any(value is not None for value in values[limits.columns :]):
                    raise ReaderFault("too_many_columns", limit=str(limits.columns))
                yield number, tuple(plain_cell(value) for value in values[: limits.columns])
    except _PARSING as error:
        raise ReaderFault("damaged") from error


def _first_rows(sheet: Any, limits: Limits) -> list[tuple[int, tuple[Cell, ...]]]:
    rows = _filled(sheet, limits)
    first = [row for row, _ in zip(rows, range(LOOK_AT), strict=False)]
    rows.close()  # type: ignore[attr-defined]
    return first


def _rows(sheet: Any, headers: tuple[str, ...], header_number: int, limits: Limits) -> Iterator[SourceRow]:
    taken = 0
    for number, cells in _filled(sheet, limits):
        if number <= header_number:
            continue
        row = row_from_cells(number, headers, cells, level=Level.WARNING)
        if row is None:
            continue
        taken += 1
        if taken > limits.rows:
            raise ReaderFault("too_many_rows", limit=str(limits.rows))
        yield row


def plain_cell(value: object) -> Cell:
    """A spreadsheet value as text, whole number or day; other numbers keep their shortest decimal form."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return int(value) if value.is_integer() else repr(value)
    if isinstance(value, int):
        return value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return value.isoformat() if isinstance(value, time) else str(value)
