"""Result lists copied from PATENTSCOPE: a numbered block of lines for each document, without any separators."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence

from marketplace.readers.faults import ReaderFault
from marketplace.readers.limits import Limits
from marketplace.readers.source import OpenBytes, RowSource, SourceRow, row_problem

HEADERS = (
    "publication_number",
    "title",
    "country",
    "publication_date",
    "ipc",
    "application_number",
    "applicants",
    "inventors",
    "abstract",
)
_FIRST = re.compile(r"(\d+)\. (\S+) (.+)")
_OFFICE = re.compile(r"[A-Z]{2}")
_DAY = re.compile(r"\d{2}\.\d{2}\.\d{4}")
_FILLER = "Loading..."
_BLOCK = 9


def looks_like_result_list(lines: Sequence[str]) -> bool:
    """Whether the first lines are a numbered title, an office code and a day."""
    return (
        len(lines) > 2
        and _FIRST.fullmatch(lines[0].strip()) is not None
        and _OFFICE.fullmatch(lines[1].strip()) is not None
        and _DAY.fullmatch(lines[2].strip()) is not None
    )


def open_result_list(open_bytes: OpenBytes, limits: Limits) -> RowSource:
    """One row a block, numbered by its first line. Raises ReaderFault."""
    with io.TextIOWrapper(open_bytes(), encoding="utf-8-sig", errors="replace") as text:
        content = text.read(limits.json_document)
    if len(content) >= limits.json_document:
        raise ReaderFault("too_large", limit=str(limits.json_document >> 20))
    lines = [line.strip() for line in content.splitlines()]
    return RowSource("patentscope_list", HEADERS, _rows(lines, limits), "utf-8")


def _rows(lines: list[str], limits: Limits) -> Iterator[SourceRow]:
    starts = [
        index
        for index in range(len(lines) - 2)
        if _FIRST.fullmatch(lines[index]) and _OFFICE.fullmatch(lines[index + 1]) and _DAY.fullmatch(lines[index + 2])
    ]
    if len(starts) > limits.rows:
        raise ReaderFault("too_many_rows", limit=str(limits.rows))
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield _block(start + 1, lines[start:end])


def _block(number: int, lines: list[str]) -> SourceRow:
    """Number and title, office, day, class twice, application number, applicant, inventor, class, abstract."""
    kept = [line.removesuffix(_FILLER).strip() for line in lines if line not in ("", _FILLER)]
    title = _FIRST.fullmatch(kept[0])
    if title is None or len(kept) < _BLOCK:
        return SourceRow(number, {}, (row_problem("block_incomplete", kept[0]),))
    values = (title[2], title[3], kept[1], kept[2], kept[3], kept[5], kept[6], kept[7], " ".join(kept[9:]))
    return SourceRow(number, dict(zip(HEADERS, values, strict=True)))
