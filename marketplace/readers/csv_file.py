"""Delimited text: any of the usual separators, line ends and encodings, with or without lines above the headers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TextIO

from marketplace.domain.patents.record import Level
from marketplace.readers.encodings import detect_encoding
from marketplace.readers.faults import ReaderFault
from marketplace.readers.header_row import LOOK_AT, find_header
from marketplace.readers.limits import Limits
from marketplace.readers.source import (
    OpenBytes,
    RowSource,
    SourceRow,
    row_from_cells,
    row_problem,
    unique_headers,
)

DELIMITERS = ",;\t|"


class _Lines:
    """The lines of a text, none longer than allowed; remembers how many quotation marks a record has used."""

    def __init__(self, text: TextIO, limits: Limits) -> None:
        self._text, self._limit = text, limits.line
        self.quotes = 0

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(self._limit):
            if len(line) >= self._limit:
                raise ReaderFault("line_too_long", limit=str(self._limit >> 20))
            self.quotes += line.count('"')
            yield line


def open_csv(open_bytes: OpenBytes, limits: Limits) -> RowSource:
    """Rows of a delimited text. Raises ReaderFault `no_table`, `too_many_columns`, `encoding` and others."""
    encoding = detect_encoding(open_bytes, limits)
    csv.field_size_limit(limits.cell_characters)
    first = _first_lines(open_bytes, encoding, limits)
    delimiter = _delimiter(first)
    records = [(number, cells) for number, cells, _ in _records(iter(first), delimiter, limits)]
    header = find_header([[cell for cell in cells] for _, cells in records])
    if header is None:
        raise ReaderFault("no_table")
    headers = unique_headers(records[header][1])
    return RowSource(
        "csv",
        headers,
        _rows(open_bytes, encoding, delimiter, headers, header, limits),
        encoding,
        delimiter,
        skipped_lines=header,
    )


def _open_text(open_bytes: OpenBytes, encoding: str) -> TextIO:
    return io.TextIOWrapper(open_bytes(), encoding=encoding, errors="replace", newline="")


def _first_lines(open_bytes: OpenBytes, encoding: str, limits: Limits) -> list[str]:
    with _open_text(open_bytes, encoding) as text:
        return [line for line, _ in zip(_Lines(text, limits), range(4 * LOOK_AT), strict=False)]


def _delimiter(lines: list[str]) -> str:
    """The separator that cuts at least half of the lines into the same number of cells, more than one."""

    def score(delimiter: str) -> tuple[int, int]:
        try:
            widths = [len(cells) for cells in csv.reader(lines, delimiter=delimiter) if cells]
        except csv.Error:  # the whole of a very long line as one cell
            return 0, 0
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        agreeing = widths.count(usual)
        return (agreeing, usual) if usual > 1 and agreeing * 2 >= len(widths) else (0, 0)

    scores = {delimiter: score(delimiter) for delimiter in DELIMITERS}
    best = max(scores, key=lambda delimiter: scores[delimiter])
    if not scores[best][0]:
        raise ReaderFault("no_table")
    return best


def _records(
    lines: Iterator[str], delimiter: str, limits: Limits
) -> Iterator[tuple[int, list[str], int]]:
    """(number of the first line, cells, lines used) of each record, blank lines included."""
    reader = csv.reader(lines, delimiter=delimiter)
    before = 0
    try:
        for cells in reader:
            if len(cells) > limits.columns:
                raise ReaderFault("too_many_columns", limit=str(limits.columns))
            yield before + 1, cells, reader.line_num - before
            before = reader.line_num
    except csv.Error as error:
        raise ReaderFault("cell_too_long", limit=str(limits.cell_characters)) from error


def _rows(
    open_bytes: OpenBytes, encoding: str, delimiter: str, headers: tuple[str, ...], header: int, limits: Limits
) -> Iterator[SourceRow]:
    with _open_text(open_bytes, encoding) as text:
        lines = _Lines(text, limits)
        taken = 0
        for index, (number, cells, used) in enumerate(_records(iter(lines), delimiter, limits)):
            open_quote, lines.quotes = used > 1 and lines.quotes % 2 == 1, 0
            if index <= header:
                continue
            row = row_from_cells(number, headers, cells, level=Level.ERROR)
            if row is None:
                continue
            taken += 1
            if taken > limits.rows:
                raise ReaderFault("too_many_rows", limit=str(limits.rows))
            if open_quote:
                problem = row_problem("open_quote", "", first=str(number), last=str(number + used - 1))
                row = SourceRow(number, row.cells, (*row.problems, problem))
            yield row
