"""Uploads that nobody took in: thrown away by a person, or by the clock after a while."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from marketplace.domain.access import Actor
from marketplace.domain.days import day_of
from marketplace.domain.faults import Refused
from marketplace.store.db import after_commit, db, lock, transaction
from marketplace.store.office import files
from marketplace.store.patents import imports
from marketplace.store.patents.imports import PatentImport
from marketplace.usecases.permission import require

KEPT = timedelta(days=30)


def kept_until(upload: PatentImport) -> date:
    """The day before which an import has to be started, else the upload is deleted."""
    return day_of(upload.created_at + KEPT)


@transaction
def discard_import(upload: PatentImport, *, actor: Actor, now: datetime) -> None:
    """Throw away an upload before anything of it was taken in, with its file.

    Raises:
        Refused: `state.not_possible`.
    """
    require(actor, "patent.import", upload)
    lock(upload)
    if upload.state != "ready":
        raise Refused("state.not_possible")
    _delete(upload, now)


@transaction
def sweep_unstarted(*, now: datetime) -> int:
    """Delete the uploads that were looked at and not started for long; returns how many. Daily."""
    old = imports.unstarted_before(now - KEPT)
    for upload in old:
        _delete(upload, now)
    return len(old)


def _delete(upload: PatentImport, now: datetime) -> None:
    """Nothing refers to an import that was never started: it has no rows, no events and no patents."""
    file, spool = upload.file, files.spool_of(upload.public_id)
    digest = file.digest
    db.session.delete(upload)
    db.session.flush()
    db.session.delete(file)
    after_commit(lambda: spool.unlink(missing_ok=True))
    after_commit(lambda: files.forget(digest, now=now))
