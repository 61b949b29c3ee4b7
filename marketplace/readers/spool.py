"""The spool file between the reading child and the importing worker: one JSON array a line for each row."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from marketplace.domain.patents.record import Level, Problem
from marketplace.readers.source import SourceRow


@dataclass(frozen=True, slots=True)
class Spooled:
    """What the child found: as `RowSource`, with all headers of the file, the number of rows and its peak memory."""

    format: str
    headers: tuple[str, ...]
    rows: int
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    skipped_lines: int = 0
    peak_bytes: int = 0


def spool_line(row: SourceRow) -> str:
    """A row as one line of text; days become ISO texts."""
    problems = [asdict(problem) for problem in row.problems]
    return json.dumps([row.number, row.cells, problems], ensure_ascii=False, default=_plain) + "\n"


def read_spool(path: Path, *, skip: int = 0) -> Iterator[SourceRow]:
    """The rows of a spool file, from after the first `skip` (to go on after an interruption)."""
    with path.open(encoding="utf-8") as lines:
        for index, line in enumerate(lines):
            if index < skip:
                continue
            number, cells, problems = json.loads(line)
            found = tuple(Problem(**{**problem, "level": Level(problem["level"])}) for problem in problems)
            yield SourceRow(number, cells, found)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
