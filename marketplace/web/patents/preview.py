"""A file as it would be taken in: what becomes of its rows, those that would be left out, what its columns hold."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from marketplace import clock
from marketplace.domain.patents.cells import as_text, excerpt, field_name
from marketplace.domain.patents.numbers import display
from marketplace.domain.patents.problem_words import problem_sentence
from marketplace.domain.patents.record import Level, PatentRecord, Problem, Reading
from marketplace.readers.source import SourceRow
from marketplace.store.patents import portfolio
from marketplace.store.patents.imports import PatentImport
from marketplace.usecases.patents.intake import preview
from marketplace.web.locale import lang
from marketplace.web.patents.mapping_form import NUMBERS, TITLES

MOST_READ = 500  # rows of a file that are read before it is taken in: a portfolio in a spreadsheet, about half a second
ALWAYS_SHOWN = 25
MOST_LEFT_OUT = 100
SAMPLES = 3
LONGEST_SAMPLE = 40


@dataclass(frozen=True, slots=True)
class Reason:
    """Something to know about a row; `tone` is bad where the row stays out."""

    tone: str
    text: str


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row as it would be read. `standing`: new, known, elsewhere or refused."""

    row_number: int
    standing: str
    number: str
    title: str
    kind: str = ""
    filing_date: date | None = None
    grant_date: date | None = None
    status: str = ""
    owners: str = ""
    reasons: Sequence[Reason] = ()

    @property
    def attention(self) -> bool:
        return self.standing in ("refused", "elsewhere")


@dataclass(frozen=True, slots=True)
class Preview:
    """`rows` are the first ones and those that would be left out, of the `read` ones that `counts` speaks of.

    `samples` are values of each column; None for `rows` where they have to be read from the file again.
    """

    rows: Sequence[PreviewRow] | None
    samples: Mapping[str, Sequence[str]] = field(default_factory=dict)
    read: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    left_out: int = 0


def preview_of(upload: PatentImport) -> Preview:
    """What the file would give with the columns as they are mapped now."""
    mapping = json.loads(upload.mapping)
    try:
        read = preview(upload, mapping, now=clock.now, most=MOST_READ)
    except FileNotFoundError:
        return Preview(None)
    keys = {key for _, reading in read if reading.record for key in reading.record.keys}
    known = portfolio.known_by_keys(keys)
    rows = [_row(source, reading, mapping, known, upload.organisation_id) for source, reading in read]
    left_out = [row for row in rows if row.attention]
    shown = {row.row_number for row in (*rows[:ALWAYS_SHOWN], *left_out[:MOST_LEFT_OUT])}
    return Preview(
        [row for row in rows if row.row_number in shown],
        _samples(json.loads(upload.headers), [source for source, _ in read[:ALWAYS_SHOWN]]),
        len(rows),
        Counter(row.standing for row in rows),
        len(left_out),
    )


def reason_of(problem: Problem) -> Reason:
    return Reason("bad" if problem.level is Level.ERROR else "warn", problem_sentence(problem, lang()))


def _row(
    source: SourceRow,
    reading: Reading,
    mapping: Mapping[str, str],
    known: Mapping[str, portfolio.Known],
    mine: int,
) -> PreviewRow:
    reasons = [reason_of(problem) for problem in reading.problems]
    record = reading.record
    if record is None:
        title, number = as_told(source.cells, mapping)
        return PreviewRow(source.number, "refused", number, title, reasons=reasons)
    owner = next((known[key].licensor_id for key in record.keys if key in known), None)
    if owner is not None and owner != mine:
        told = Problem(Level.ERROR, "belongs_elsewhere", "number", "", record.number.canonical)
        reasons.append(reason_of(told))
    standing = "new" if owner is None else "known" if owner == mine else "elsewhere"
    return _readable(source.number, standing, record, reasons)


def _readable(row_number: int, standing: str, record: PatentRecord, reasons: Sequence[Reason]) -> PreviewRow:
    names = [owner.name for owner in record.owners] or list(record.applicants)
    return PreviewRow(
        row_number,
        standing,
        display(record.number, granted=record.grant_date is not None),
        excerpt(
            record.title_zh if lang() == "zh" and record.title_zh else record.title_en or record.title_zh
        ),
        str(record.kind),
        record.filing_date,
        record.grant_date,
        str(record.status or ""),
        excerpt("; ".join(names)),
        reasons,
    )


def as_told(cells: Mapping[str, object], mapping: Mapping[str, str]) -> tuple[str, str]:
    """Title and number of a row as the file has them."""
    return _cell(cells, mapping, TITLES), _cell(cells, mapping, NUMBERS)


def _cell(cells: Mapping[str, object], mapping: Mapping[str, str], fields: Sequence[str]) -> str:
    """What stands in the first filled column of some fields, as written."""
    for header, target in mapping.items():
        if field_name(target) in fields and (text := excerpt(cells.get(header))):
            return text
    return ""


def _samples(headers: Sequence[str], sources: Sequence[SourceRow]) -> dict[str, list[str]]:
    samples: dict[str, list[str]] = {}
    for header in headers:
        texts = (" ".join(as_text(source.cells.get(header)).split()) for source in sources)
        found = list(dict.fromkeys(filter(None, texts)))[:SAMPLES]
        samples[header] = [
            text if len(text) <= LONGEST_SAMPLE else f"{text[:LONGEST_SAMPLE]}…" for text in found
        ]
    return samples
