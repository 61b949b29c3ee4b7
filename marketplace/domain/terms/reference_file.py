"""A file of published statistics of licence fees: every line read, and everything that is wrong told at once."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from marketplace.domain.terms.reference import COLUMNS, MOST_ROWS, Band, RowFault, read_row

#: What spreadsheets write, in China too.
ENCODINGS = ("utf-8-sig", "gb18030")
#: Whoever has so many faults looks at the whole file again.
MOST_FAULTS = 200


@dataclass(frozen=True, slots=True)
class LineFault:
    """What is wrong with a line of the file (from 1, the head included; 0 for the file as a whole)."""

    line: int
    fault: RowFault


@dataclass(frozen=True, slots=True)
class StatisticsFile:
    """The lines that can be taken, in their order, the faults of the others, and the text they were read from."""

    bands: tuple[Band, ...]
    faults: tuple[LineFault, ...]
    text: str = ""


def read_statistics(data: bytes) -> StatisticsFile:
    """CSV with a head that names the columns; encoded as UTF-8 or GB18030."""
    text = _text(data)
    if text is None:
        return _refused(0, RowFault("encoding", ""))
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)  # a quote that never ends is said
    try:
        missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
        return _refused(1, RowFault("columns", ", ".join(missing))) if missing else _lines(rows, text)
    except csv.Error:
        return _refused(rows.line_num, RowFault("csv", ""))


def _lines(rows: csv.DictReader[str], text: str) -> StatisticsFile:
    bands: dict[tuple[str, str, int, str], Band] = {}
    faults: list[LineFault] = []
    for number, row in enumerate(rows):
        if number >= MOST_ROWS or len(faults) >= MOST_FAULTS:
            faults.append(LineFault(rows.line_num, RowFault("too_many", "")))
            break
        try:
            band = read_row(row)
            key = (band.measure, band.field, band.year, band.source)
            if key in bands:
                raise RowFault("twice", "")
            bands[key] = band
        except RowFault as fault:
            faults.append(LineFault(rows.line_num, fault))
    if not bands and not faults:
        faults.append(LineFault(1, RowFault("empty", "")))
    return StatisticsFile(tuple(bands.values()), tuple(faults), text)


def _text(data: bytes) -> str | None:
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _refused(line: int, fault: RowFault) -> StatisticsFile:
    return StatisticsFile((), (LineFault(line, fault),))
