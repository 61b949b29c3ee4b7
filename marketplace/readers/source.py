"""What every reader gives: headers, and rows as they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from marketplace.domain.patents.record import Level, Problem

Cell = str | int | date | list[object] | None
OpenBytes = Callable[[], BinaryIO]
"""Opens the file afresh (decompressed), so that a reader can look at it before it reads it."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row: its number as a person counts in the file, its cells by header, and what was wrong with its form."""

    number: int
    cells: Mapping[str, object]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class RowSource:
    """A file being read. `rows` can be walked once and may raise ReaderFault on the way.

    `format` is csv, xlsx, xls, jsonl, json or patentscope_list; `encoding` is empty for spreadsheets. Headers of
    JSON are those of the first thousand rows. `other_sheets` are sheets with content that are not read,
    `skipped_lines` what stood above the headers.
    """

    format: str
    headers: tuple[str, ...]
    rows: Iterator[SourceRow]
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    skipped_lines: int = 0


def row_problem(code: str, value: str = "", *, level: Level = Level.ERROR, **params: str) -> Problem:
    """A problem of the row's form; worded with those of the patents."""
    return Problem(level, code, "row", "", value[:80], params)


def unique_headers(cells: Sequence[object]) -> tuple[str, ...]:
    """Headers as text without trailing blanks; blank ones get their column letter, repeated ones a number."""
    texts = ["" if cell is None else _printable(str(cell)) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    headers: list[str] = []
    for index, text in enumerate(texts):
        name = base = text or f"[{column_letter(index)}]"
        repeat = 2
        while name in headers:
            name, repeat = f"{base} ({repeat})", repeat + 1
        headers.append(name)
    return tuple(headers)


def _printable(text: str) -> str:
    return "".join(filter(str.isprintable, " ".join(text.split())))


def column_letter(index: int) -> str:
    """The spreadsheet name of a column counted from 0."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def row_from_cells(
    number: int, headers: Sequence[str], cells: Sequence[Cell], *, level: Level
) -> SourceRow | None:
    """Cells by header; None for a blank row. Content right of the last header is reported at `level`."""
    if not any(cell not in (None, "") for cell in cells):
        return None
    problems: tuple[Problem, ...] = ()
    extra = [str(cell) for cell in cells[len(headers) :] if cell not in (None, "")]
    if extra:
        problems = (row_problem("extra_cells", " | ".join(extra[:5]), level=level, count=str(len(extra))),)
    return SourceRow(number, dict(zip(headers, cells, strict=False)), problems)
