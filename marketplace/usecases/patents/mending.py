"""Single rows that an import left out: mended by a person and taken in, or skipped for good."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from marketplace.domain.access import Actor
from marketplace.domain.days import day_of
from marketplace.domain.faults import Refused
from marketplace.domain.patents.reading import read_record
from marketplace.domain.patents.record import Reading
from marketplace.store.db import lock, transaction
from marketplace.store.patents.imports import ImportRow, PatentImport
from marketplace.usecases.patents.keeping import Kept, keep_records
from marketplace.usecases.patents.patents import tell_listings
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record

OPEN = ("refused", "skipped")


def mend_row(
    upload: PatentImport, row: ImportRow, cells: Mapping[str, object], *, actor: Actor, now: datetime
) -> Kept:
    """Read a row again with corrected cells (header → cell) and take it in.

    Returns:
        What became of it; "refused" with its problems where it still cannot be taken in and nothing was changed.

    Raises:
        Refused: `state.not_possible` where the import is not finished or the row is in.
    """
    require(actor, "patent.import", upload)
    _require_open(upload, row)
    reading = read_record(cells, json.loads(upload.mapping), today=day_of(now))
    if reading.record is None:
        return Kept(row.row_number, "refused", problems=list(reading.problems))
    return _take_in(upload, row, reading, actor=actor, now=now)


@transaction
def skip_row(upload: PatentImport, row: ImportRow, *, actor: Actor, now: datetime) -> None:
    """Leave a row out on purpose; it can still be mended later."""
    require(actor, "patent.import", upload)
    _require_open(upload, lock(row))
    if row.outcome == "refused":
        row.outcome = "skipped"
        record("import.row_skipped", upload, actor=actor, now=now, row=row.row_number)


@transaction
def _take_in(upload: PatentImport, row: ImportRow, reading: Reading, *, actor: Actor, now: datetime) -> Kept:
    require(actor, "patent.import", upload)
    _require_open(upload, lock(row))
    readings = [(row.row_number, reading)]
    told, changed = keep_records(readings, upload.organisation, source=upload.source, import_id=upload.id, now=now)
    kept = told[0]
    if kept.outcome == "refused":
        return kept
    row.outcome, row.patent_id, row.number = kept.outcome, kept.patent_id, kept.number[:60]
    row.problems, row.reasons, row.cells = kept.problems_json(), kept.reasons, ""
    record("import.row_mended", upload, actor=actor, now=now, row=row.row_number, outcome=row.outcome)
    tell_listings(changed, actor=actor, now=now)
    return kept


def _require_open(upload: PatentImport, row: ImportRow) -> None:
    if upload.state != "done" or row.import_id != upload.id or row.outcome not in OPEN:
        raise Refused("state.not_possible")
