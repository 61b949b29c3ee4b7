"""An import whose job is tried for the last time ends for whoever waits for it: with a sentence, a notice, a way on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from marketplace import clock
from marketplace.jobs import handlers
from marketplace.jobs.ticket import LEASE, Ticket
from marketplace.jobs.worker import work_off
from marketplace.store.db import db
from marketplace.store.office.events import Event
from marketplace.store.office.files import spool_of
from marketplace.store.office.jobs import MAX_ATTEMPTS, Job, claim
from marketplace.store.office.notices import Notice
from marketplace.store.patents.imports import PatentImport, outcome_counts
from marketplace.usecases.patents import intake
from marketplace.usecases.patents.imports import begin_import
from tests.client import CheckedClient
from tests.make.cast import NOW, Cast
from tests.make.patent_files import many
from tests.make.patent_imports import upload

Client = Callable[..., CheckedClient]
LONG = timedelta(hours=12)  # the pauses between the tries are over


@contextmanager
def breaking(kind: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A kind of job fails whenever it is tried, after it has done its work so far."""

    def fail(ticket: Ticket) -> None:
        if kind == "run_import":
            handlers.imports.run_import(ticket)
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setitem(handlers.HANDLERS, kind, fail)
        yield


def try_often(times: int = MAX_ATTEMPTS) -> None:
    for number in range(times):
        with clock.fixed(NOW + number * LONG):
            work_off()


def told_of_failures(import_id: int) -> list[int]:
    """The people who have a notice of a failed import."""
    subject = f"patent_import:{db.session.get_one(PatentImport, import_id).public_id}"
    query = sa.select(Notice.person_id).join(Event, Event.id == Notice.event_id)
    return list(db.session.scalars(query.where(Event.kind == "import.failed", Event.subject == subject)))


def test_a_file_that_cannot_be_read_in_any_try_fails_and_its_uploader_is_told(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = upload(cast.east, many(3).encode(), who=cast.city)
    with breaking("read_import", monkeypatch):
        try_often(MAX_ATTEMPTS - 1)
        assert started.state == "reading" and told_of_failures(started.id) == []
        with clock.fixed(NOW + MAX_ATTEMPTS * LONG):
            work_off()
    assert started.state == "failed" and json.loads(started.fault)["code"] == "reading_gave_up"
    assert told_of_failures(started.id) == [cast.city.person_id]


def test_a_worker_that_dies_in_every_try_says_nothing_and_yet_the_import_ends(cast: Cast) -> None:
    work_off()  # the mails of the cast
    started = upload(cast.west, many(3).encode())
    for number in range(MAX_ATTEMPTS):
        assert claim(f"worker {number}", now=NOW + number * 2 * LEASE, lease=LEASE) is not None
    assert started.state == "reading"
    with clock.fixed(NOW + MAX_ATTEMPTS * 2 * LEASE):
        work_off()
    assert started.state == "failed" and told_of_failures(started.id) == [cast.west.person_id]
    (job,) = db.session.scalars(sa.select(Job).filter_by(kind="read_import"))
    assert job.state == "dead" and "memory" in job.error


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_import_that_broke_off_says_how_far_it_came_and_goes_on(
    app: Flask, client: Client, world: Cast, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    with app.app_context():
        monkeypatch.setattr(intake, "BATCH", 2)
        import_id, page = _broken_off(world)
        db.session.remove()
    person = client(world.west, lang=lang)
    person.get(page)
    text = person.text()
    assert ("导入在完成 2 行后中断，共 5 行" if lang == "zh" else "The import stopped after 2 rows of 5.") in text
    assert ("继续导入" if lang == "zh" else "Go on with the import") in text
    person.get(f"{page}/list.xlsx")
    person.post(f"{page}/intake")
    client(world.east, lang=lang).get(page, status=404)
    with app.app_context():
        work_off()
        finished = db.session.get_one(PatentImport, import_id)
        assert (finished.state, finished.fault, outcome_counts(import_id)) == ("done", "", {"added": 5})
        db.session.remove()


def _broken_off(world: Cast) -> tuple[int, str]:
    """An import of five rows whose worker died after two of them, each time."""
    started = upload(world.west, many(5).encode())
    work_off()
    begin_import(started, actor=world.west.actor, now=NOW)

    class Killed(Exception):
        pass

    def die() -> None:
        raise Killed

    with pytest.raises(Killed):
        intake.take_in(started, now=clock.now, after_batch=die)
    for number in range(MAX_ATTEMPTS):
        claim("somebody", now=NOW + number * 2 * LEASE, lease=LEASE)
    with clock.fixed(NOW + MAX_ATTEMPTS * 2 * LEASE):
        work_off()
    assert (started.state, started.rows_done) == ("failed", 2)
    return started.id, f"/patents/imports/{started.public_id}"


def test_a_file_that_cannot_be_read_a_second_time_fails_at_once(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows read for the preview are not part of a backup; they are made from the file again."""
    started = upload(cast.west, many(3).encode())
    work_off()
    begin_import(started, actor=cast.west.actor, now=NOW)
    spool_of(started.public_id).unlink()

    def no_memory(*_: object, **__: object) -> None:
        raise intake.ReaderFault("memory")

    monkeypatch.setattr(intake, "run_guarded", no_memory)
    work_off()
    assert started.state == "failed" and json.loads(started.fault)["code"] == "memory"
    assert told_of_failures(started.id) == [cast.west.person_id]
