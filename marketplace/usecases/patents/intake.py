"""Reading and taking in an import, step by step so that a killed worker goes on where it was.

Several transactions on purpose: one for what was read, one for each batch of rows together with the mark of progress.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from marketplace.domain.access import Actor
from marketplace.domain.days import day_of
from marketplace.domain.patents.duplicates import SeenPatents
from marketplace.domain.patents.mapping import suggest_mapping
from marketplace.domain.patents.reading import RowReader
from marketplace.domain.patents.record import Level, Reading
from marketplace.readers.faults import ReaderFault
from marketplace.readers.guarded import run_guarded
from marketplace.readers.source import SourceRow
from marketplace.readers.spool import Spooled, read_spool
from marketplace.store.db import db
from marketplace.store.office.files import path_of, spool_of
from marketplace.store.patents.imports import PatentImport
from marketplace.usecases.patents.imports import (
    fail_import,
    finish_import,
    keep_batch,
    keep_reading,
    note_reading,
)

BATCH = 500  # rows in one transaction
TELL_EVERY = 5_000  # rows read between two marks of progress

Now = Callable[[], datetime]


def read_file(upload: PatentImport, *, now: Now, meanwhile: Callable[[], None] = lambda: None) -> None:
    """Read the file in a guarded child, keep its rows in the spool, suggest a mapping.

    Args:
        meanwhile: called every now and then while the child works.
    """
    told = 0

    def progress(rows: int) -> None:
        nonlocal told
        if rows - told >= TELL_EVERY:
            told = rows
            note_reading(upload, rows)
            meanwhile()

    try:
        found = _spooled(upload, progress)
    except ReaderFault as fault:
        fail_import(upload, code=fault.code, params=fault.params, actor=_worker(upload), now=now())
        return
    keep_reading(upload, found, suggest_mapping(found.headers).mapping)


def _spooled(upload: PatentImport, progress: Callable[[int], None] | None = None) -> Spooled:
    """Have the child write the rows; they take their place at once and whole, since somebody may be reading them."""
    spool = spool_of(upload.public_id)
    spool.parent.mkdir(parents=True, exist_ok=True)
    draft = spool.with_name(f"{spool.name}.{secrets.token_hex(4)}")
    source, name = path_of(upload.file.digest), upload.file.name
    db.session.rollback()  # no read transaction stays open while the child works
    found = run_guarded(source, draft, name=name, progress=progress)
    draft.replace(spool)
    return found


def take_in(upload: PatentImport, *, now: Now, after_batch: Callable[[], None] = lambda: None) -> None:
    """Take in what an import has not taken in yet, then close it."""
    actor, spool = importer(upload), spool_of(upload.public_id)
    if not spool.exists():  # it is not part of a backup, and another machine may have made it
        try:
            _spooled(upload)
        except ReaderFault as fault:
            fail_import(upload, code=fault.code, params=fault.params, actor=_worker(upload), now=now())
            return
    reader = RowReader(json.loads(upload.mapping), today=day_of(now()))
    done, position, seen = upload.rows_done, 0, SeenPatents()
    rows = read_spool(spool)
    while batch := list(islice(rows, BATCH)):
        readings = list(readings_of(batch, reader, seen))
        position += len(batch)
        if position <= done:
            continue  # kept before an interruption; read again only to know the duplicates
        cells = {row.number: row.cells for row in batch}
        keep_batch(upload, readings, cells, rows_done=position, actor=actor, now=now())
        after_batch()
    finish_import(upload, actor=_worker(upload), now=now())
    spool.unlink(missing_ok=True)


def preview(upload: PatentImport, mapping: dict[str, str], *, now: Now, most: int) -> list[tuple[SourceRow, Reading]]:
    """The first rows as they would be read with a mapping.

    Raises:
        FileNotFoundError: the rows are not at hand any more; see `imports.read_again`.
    """
    rows = list(islice(read_spool(spool_of(upload.public_id)), most))
    readings = readings_of(rows, RowReader(mapping, today=day_of(now())), SeenPatents())
    return [(row, reading) for row, (_, reading) in zip(rows, readings, strict=True)]


def readings_of(
    batch: Sequence[SourceRow], reader: RowReader, seen: SeenPatents
) -> Iterator[tuple[int, Reading]]:
    """(row number, what came of reading it) for each row."""
    for row in batch:
        if any(problem.level is Level.ERROR for problem in row.problems):
            yield row.number, Reading(None, row.problems)
            continue
        reading = reader.read(row.cells)
        problems = (*row.problems, *reading.problems)
        record = reading.record
        again = seen.check(record, row.number) if record else None
        if again is not None:
            problems = (*problems, again)
            record = None if again.level is Level.ERROR else record
        yield row.number, Reading(record, problems)


def importer(upload: PatentImport) -> Actor:
    """The worker acts for whoever uploaded the file."""
    return Actor(person_id=upload.created_by_id, organisation_id=upload.organisation_id, system=True)


def _worker(upload: PatentImport) -> Actor:
    """The worker itself, so that whoever uploaded the file is told how it ended."""
    return Actor(organisation_id=upload.organisation_id, system=True)
