"""Tables for people to keep: XLSX with real cells, and CSV that no spreadsheet can take for a program.

The kind of a column says what its values are:

* ``text``   – a string, written as text whatever it begins with
* ``money``  – integer minor units of the column's currency
* ``rate``   – percent as a decimal string: "2.5" is 2.5 %
* ``date``   – `datetime.date`
* ``number`` – int or Decimal

None leaves a cell empty.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from marketplace.domain.money import DECIMALS, format_minor

Kind = Literal["text", "money", "rate", "date", "number"]

LONGEST_CELL = 32_767  # characters, of a worksheet
MOST_ROWS = 1_048_575  # of a worksheet, the head not counted
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
_WIDTHS = {"money": 16, "rate": 10, "date": 12, "number": 12}
_WIDEST_TEXT = 48
_UNDATED = datetime(2000, 1, 1)  # noqa: DTZ001 – a workbook property knows no time zone


class TooManyRows(ValueError):
    """More rows than a worksheet holds."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its label in the reader's language, the kind of its values, the currency of money."""

    label: str
    kind: Kind = "text"
    currency: str = "CNY"


def xlsx(
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Any]],
    *,
    made_at: datetime | None = None,
    note: str = "",
) -> bytes:
    """A workbook with one sheet: frozen head, filter, formats and widths by kind; no formulas and no links.

    Same input and ``made_at`` (written into its properties) give the same bytes. Rows are streamed. ``note`` stands
    under the table, with a row between.

    :raises TooManyRows: more than `MOST_ROWS`.
    """
    buffer = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        created = made_at.replace(tzinfo=None) if made_at else _UNDATED
        book.set_properties({"title": _cell_text(title), "created": created})
        sheet = book.add_worksheet(_sheet_name(title))
        formats = [book.add_format(_format(column)) for column in columns]
        _head(book, sheet, columns)
        last = 0
        for last, row in enumerate(rows, start=1):
            if last > MOST_ROWS:
                raise TooManyRows(f"more than {MOST_ROWS} rows")
            for place, (column, value) in enumerate(zip(columns, row, strict=True)):
                _write(sheet, last, place, column, value, formats[place])
        sheet.autofilter(0, 0, last, len(columns) - 1)
        if note:
            sheet.write_string(last + 2, 0, _cell_text(note))
    return buffer.getvalue()


def csv_bytes(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> bytes:
    """The lines of `csv_lines` in one piece."""
    return b"".join(csv_lines(columns, rows))


def csv_lines(
    columns: Sequence[Column], rows: Iterable[Sequence[Any]], *, note: str = ""
) -> Iterator[bytes]:
    """CSV (RFC 4180) in UTF-8 with a byte order mark, line by line: plain amounts, ISO dates, rates in percent.

    A text that a spreadsheet would take for a formula gets an apostrophe in front. ``note`` is a last line of its own,
    as wide as the others.
    """
    yield codecs.BOM_UTF8 + _csv_line([_harmless(column.label) for column in columns])
    for row in rows:
        yield _csv_line([_plain(column, value) for column, value in zip(columns, row, strict=True)])
    if note:
        yield _csv_line([_harmless(note), *[""] * (len(columns) - 1)])


def _csv_line(cells: Sequence[str]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue().encode(errors="replace")


def _head(book: Workbook, sheet: Worksheet, columns: Sequence[Column]) -> None:
    bold = book.add_format(
        {"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter", "bg_color": "#E9EEFA"}
    )
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    for place, column in enumerate(columns):
        wide = _width(column.label) + 4  # room for the filter's button
        shown = _WIDTHS.get(column.kind, 24)
        sheet.set_column(place, place, min(max(wide, shown), _WIDEST_TEXT))
        sheet.write_string(0, place, _cell_text(column.label), bold)


def _format(column: Column) -> dict[str, Any]:
    if column.kind == "money":
        places = DECIMALS[column.currency]
        digits = "#,##0" + ("." + "0" * places if places else "")
        return {"num_format": f"{digits};-{digits}", "valign": "top"}
    if column.kind == "rate":
        return {"num_format": "0.00####%", "valign": "top"}
    if column.kind == "date":
        return {"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}
    if column.kind == "number":
        return {"num_format": "General", "valign": "top"}
    return {"num_format": "@", "text_wrap": True, "valign": "top"}


def _write(sheet: Worksheet, row: int, place: int, column: Column, value: Any, shape: Any) -> None:
    if value is None:
        sheet.write_blank(row, place, None, shape)
    elif column.kind == "money":
        # a Decimal, so that no float comes between the minor units and the sixteen digits a cell can hold
        sheet.write_number(row, place, Decimal(value).scaleb(-DECIMALS[column.currency]), shape)
    elif column.kind == "rate":
        sheet.write_number(row, place, Decimal(value).scaleb(-2), shape)
    elif column.kind == "date":
        sheet.write_datetime(row, place, value, shape)
    elif column.kind == "number":
        sheet.write_number(row, place, value, shape)
    else:
        sheet.write_string(row, place, _cell_text(str(value)), shape)


def _plain(column: Column, value: Any) -> str:
    if value is None:
        return ""
    if column.kind == "money":
        return format_minor(value, column.currency)
    if column.kind == "date":
        return date.isoformat(value)
    if column.kind in ("rate", "number"):
        return str(value)
    return _harmless(str(value))


def _harmless(text: str) -> str:
    """Blanks in front are looked past: a spreadsheet may trim them."""
    risky = text.startswith(_FORMULA_STARTS) or text.lstrip().startswith(_FORMULA_STARTS)
    return f"'{text}" if risky else text


def _cell_text(text: str) -> str:
    """What a worksheet can hold: no character XML forbids; what is too long ends in a visible mark."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 3] + "[…]"


def _sheet_name(title: str) -> str:
    """At most 31 characters, none of []:*?/\\, no apostrophe at the ends."""
    name = re.sub(r"[\[\]:*?/\\]", " ", _NOT_IN_XML.sub("", title))[:31].strip().strip("'").strip()
    return name if name and name.lower() != "history" else "Table"


def _width(text: str) -> int:
    """Columns of a fixed-width display: Chinese counts double."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
