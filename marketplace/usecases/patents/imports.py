"""An import of patents: uploaded, read by the worker, looked at by a person, then taken in batch by batch."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa

from marketplace.domain.access import Actor
from marketplace.domain.faults import Invalid, Refused
from marketplace.domain.patents.mapping import FIELDS, missing_fields
from marketplace.domain.patents.record import Reading
from marketplace.readers.spool import Spooled
from marketplace.store.db import db, lock, transaction
from marketplace.store.office.files import StoredFile
from marketplace.store.office.jobs import enqueue
from marketplace.store.parties.organisations import Organisation
from marketplace.store.patents.imports import ImportRow, PatentImport, outcome_counts
from marketplace.usecases.patents.keeping import Kept, keep_records
from marketplace.usecases.patents.patents import tell_listings
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record

OUTCOMES = ("added", "updated", "unchanged", "refused", "skipped")
INTAKE_GAVE_UP = "intake_gave_up"


@transaction
def upload_import(
    organisation: Organisation,
    *,
    digest: str,
    size: int,
    name: str,
    media_type: str = "application/octet-stream",
    actor: Actor,
    now: datetime,
) -> PatentImport:
    """Take in a stored file (see `store.files.keep`); the worker reads it next."""
    upload = PatentImport(organisation=organisation, created_by_id=actor.person_id, created_at=now)
    upload.organisation_id = organisation.id
    require(actor, "patent.import", upload)
    file = StoredFile(
        digest=digest,
        size=size,
        media_type=media_type,
        name=name[:200],
        organisation_id=organisation.id,
        uploaded_by_id=actor.person_id,
        created_at=now,
    )
    db.session.add(file)
    db.session.flush()
    upload.file_id, upload.source, upload.state = file.id, name[:100], "reading"
    db.session.add(upload)
    db.session.flush()
    enqueue("read_import", {"import_id": upload.id}, now=now)
    return upload


@transaction
def note_reading(upload: PatentImport, rows: int) -> None:
    """How many rows have been read so far."""
    if upload.state == "reading":
        upload.rows_done = rows


@transaction
def keep_reading(upload: PatentImport, found: Spooled, mapping: Mapping[str, str]) -> None:
    """What the worker found in the file; a person looks at it next."""
    if upload.state != "reading":
        return  # another worker was faster
    upload.format, upload.encoding, upload.delimiter = found.format, found.encoding, found.delimiter
    upload.sheet, upload.skipped_lines = found.sheet[:100], found.skipped_lines
    upload.other_sheets = json.dumps(found.other_sheets, ensure_ascii=False)
    upload.headers = json.dumps(found.headers, ensure_ascii=False)
    upload.mapping = json.dumps(dict(mapping), ensure_ascii=False)
    upload.rows_total, upload.rows_done, upload.state = found.rows, 0, "ready"


@transaction
def read_again(upload: PatentImport, *, actor: Actor, now: datetime) -> None:
    """Have a file read once more whose rows are not at hand any more (they are not part of a backup)."""
    require(actor, "patent.import", upload)
    lock(upload)
    if upload.state != "ready":
        raise Refused("state.not_possible")
    upload.state = "reading"
    enqueue("read_import", {"import_id": upload.id}, now=now)


@transaction
def fail_import(upload: PatentImport, *, code: str, params: Mapping[str, str], actor: Actor, now: datetime) -> None:
    """The file cannot be read; the person learns why and what to do."""
    _fail(upload, code, params, actor=actor, now=now)


def give_up_import(upload: PatentImport, *, during: Collection[str], code: str, now: datetime) -> None:
    """Within the transaction of a job that was tried for the last time: end what still waits for it."""
    if upload.state in during:
        _fail(upload, code, {}, actor=Actor(organisation_id=upload.organisation_id, system=True), now=now)


def broke_off(upload: PatentImport) -> bool:
    """Whether the rows were being taken in when the worker gave up, so that the rest can still follow."""
    return upload.state == "failed" and json.loads(upload.fault)["code"] == INTAKE_GAVE_UP


@transaction
def map_columns(upload: PatentImport, mapping: Mapping[str, str], *, actor: Actor) -> None:
    """Say which column gives which field (header → field).

    Raises:
        Invalid: `import.unknown_field`; `import.mapping_incomplete` where no row could be read.
    """
    require(actor, "patent.import", upload)
    if upload.state != "ready":
        raise Refused("state.not_possible")
    known = {*FIELDS, *json.loads(upload.mapping).values()}
    if not set(mapping.values()) <= known or not set(mapping) <= set(json.loads(upload.headers)):
        raise Invalid("import.unknown_field")
    if missing_fields(dict(mapping)):
        raise Invalid("import.mapping_incomplete")
    upload.mapping = json.dumps(dict(mapping), ensure_ascii=False)


@transaction
def begin_import(upload: PatentImport, *, actor: Actor, now: datetime) -> None:
    """Have the worker take the rows in; where it had to give up before, those that it has not taken in yet."""
    require(actor, "patent.import", upload)
    lock(upload)
    if upload.state != "ready" and not broke_off(upload):
        raise Refused("state.not_possible")
    if missing_fields(json.loads(upload.mapping)):
        raise Invalid("import.mapping_incomplete")
    upload.state, upload.fault, upload.finished_at = "queued", "", None
    enqueue("run_import", {"import_id": upload.id}, now=now)


@transaction
def keep_batch(
    upload: PatentImport,
    readings: Sequence[tuple[int, Reading]],
    cells: Mapping[int, Mapping[str, object]],
    *,
    rows_done: int,
    actor: Actor,
    now: datetime,
) -> list[Kept]:
    """Store one batch of rows and how far the import has come, together. Going on after a crash repeats nothing.

    Args:
        cells: by row number, as read; those of rows that are not taken in are kept, so that they can be mended.
    """
    lock(upload)
    if upload.rows_done >= rows_done or upload.state not in ("queued", "running"):
        return []  # another worker was faster
    upload.state = "running"
    kept, changed = keep_records(readings, upload.organisation, source=upload.source, import_id=upload.id, now=now)
    rows = [
        {
            "import_id": upload.id,
            "row_number": row.row_number,
            "outcome": row.outcome,
            "patent_id": row.patent_id,
            "number": row.number[:60],
            "problems": row.problems_json(),
            "reasons": row.reasons,
            "cells": json.dumps(cells[row.row_number], ensure_ascii=False) if row.outcome == "refused" else "",
        }
        for row in kept
    ]
    if rows:
        db.session.execute(sa.insert(ImportRow), rows)
    upload.rows_done = rows_done
    tell_listings(changed, actor=actor, now=now)
    return kept


@transaction
def finish_import(upload: PatentImport, *, actor: Actor, now: datetime) -> None:
    """Close an import whose rows are all accounted for."""
    lock(upload)
    if upload.state not in ("queued", "running"):
        return
    counts = outcome_counts(upload.id)
    upload.state, upload.finished_at = "done", now
    record(
        "import.finished",
        upload,
        actor=actor,
        now=now,
        rows=sum(counts.values()),
        report_digest=_report_digest(upload.id),
        **{outcome: counts.get(outcome, 0) for outcome in OUTCOMES},
    )


def _fail(upload: PatentImport, code: str, params: Mapping[str, str], *, actor: Actor, now: datetime) -> None:
    upload.state, upload.finished_at = "failed", now
    upload.fault = json.dumps({"code": code, "params": dict(params)}, ensure_ascii=False)
    record("import.failed", upload, actor=actor, now=now, code=code)


def _report_digest(import_id: int) -> str:
    """SHA-256 over the outcome of every row, in the order of the file."""
    digest = hashlib.sha256()
    query = sa.select(ImportRow.row_number, ImportRow.outcome, ImportRow.number, ImportRow.problems)
    rows = query.filter_by(import_id=import_id).order_by(ImportRow.row_number).execution_options(yield_per=1000)
    for row in db.session.execute(rows):
        digest.update(json.dumps(list(row), ensure_ascii=False).encode())
    return digest.hexdigest()
