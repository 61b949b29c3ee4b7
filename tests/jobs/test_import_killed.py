"""A worker killed in the middle of an import: the next one goes on, and every row is accounted for once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from marketplace.store.db import db, transaction
from marketplace.store.office import files
from marketplace.store.office.jobs import Job
from marketplace.store.patents.imports import ImportRow, PatentImport, outcome_counts
from marketplace.store.patents.patents import Patent
from marketplace.usecases.patents.imports import begin_import, upload_import
from tests.make.cast import Cast
from tests.make.patent_files import many

ROOT = Path(__file__).resolve().parents[2]
ROWS, FAULTY_EVERY = 1_500, 10


@contextmanager
def worker(database_url: str, data: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`python -m marketplace.jobs` on the database and files of this test."""
    environment = {**os.environ, "DATABASE_URL": database_url, "DATA_DIR": str(data), "PYTHONPATH": str(ROOT)}
    with (data / "worker.log").open("ab") as log:
        command = [sys.executable, "-m", "marketplace.jobs"]
        process = subprocess.Popen(command, cwd=data, env=environment, stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def wait_for(upload_id: int, is_there: Callable[[PatentImport], bool], data: Path) -> PatentImport:
    """The import as soon as it is as far as that."""
    deadline = time.monotonic() + 90
    while True:
        db.session.rollback()
        upload = db.session.get_one(PatentImport, upload_id)
        if is_there(upload):
            return upload
        assert time.monotonic() < deadline, (upload.state, (data / "worker.log").read_text()[-2000:])
        time.sleep(0.01)


@transaction
def let_leases_run_out() -> None:
    """As if the five minutes were over for which a worker holds a job."""
    held = sa.update(Job).where(Job.state == "running")
    db.session.execute(held.values(lease_until=datetime(2020, 1, 1, tzinfo=UTC)))


def test_a_killed_import_is_finished_by_the_next_worker(
    app: Flask, cast: Cast, database_url: str, tmp_path: Path
) -> None:
    now = datetime.now(UTC)  # the worker is a process of its own, on the clock of the machine
    digest, size = files.keep(BytesIO(many(ROWS, faulty_every=FAULTY_EVERY).encode("gb18030")))
    upload = upload_import(
        cast.west.organisation, digest=digest, size=size, name="patents.csv", actor=cast.west.actor, now=now
    )
    with worker(database_url, tmp_path) as process:
        upload = wait_for(upload.id, lambda one: one.state == "ready", tmp_path)
        begin_import(upload, actor=cast.west.actor, now=now)
        wait_for(upload.id, lambda one: one.rows_done > 0, tmp_path)
        process.kill()
        process.wait(10)
        half = wait_for(upload.id, lambda one: True, tmp_path)
        done_before = half.rows_done
        assert half.state == "running" and 0 < done_before < ROWS, "killed in the middle"
        assert _accounted(upload.id) == done_before, "what is marked as done is stored, and nothing else"
    let_leases_run_out()
    with worker(database_url, tmp_path):
        wait_for(upload.id, lambda one: one.state == "done", tmp_path)
    print(f"killed after {done_before} of {ROWS} rows")
    faulty = ROWS // FAULTY_EVERY
    assert outcome_counts(upload.id) == {"added": ROWS - faulty, "refused": faulty}
    numbers = db.session.scalars(sa.select(ImportRow.row_number).order_by(ImportRow.row_number)).all()
    assert numbers == list(range(2, ROWS + 2)), "every row of the file, each once"
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Patent)) == ROWS - faulty


def _accounted(import_id: int) -> int:
    query = sa.select(sa.func.count()).select_from(ImportRow).where(ImportRow.import_id == import_id)
    return db.session.scalar(query) or 0
