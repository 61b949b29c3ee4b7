"""An upload that nobody takes in leaves nothing behind: thrown away by a person, or by the clock after thirty days."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
import sqlalchemy as sa

from marketplace.domain.faults import Forbidden, Refused
from marketplace.jobs.worker import work_off
from marketplace.store.db import db
from marketplace.store.office.files import StoredFile, path_of, spool_of
from marketplace.store.patents.imports import PatentImport
from marketplace.usecases.patents.imports import begin_import
from marketplace.usecases.patents.unstarted import KEPT, discard_import, sweep_unstarted
from tests.make.cast import NOW, Cast
from tests.make.patent_files import many
from tests.make.patent_imports import upload, whole_import

CONTENT = many(3).encode()


def ready(cast: Cast) -> PatentImport:
    """Read and waiting; its file was written two days before."""
    started = upload(cast.west, CONTENT)
    work_off()
    assert started.state == "ready" and spool_of(started.public_id).exists()
    written = (NOW - timedelta(days=2)).timestamp()
    os.utime(path_of(started.file.digest), (written, written))
    return started


def left_over() -> tuple[int, int]:
    """How many imports and how many files there are."""
    counts = [sa.select(sa.func.count()).select_from(table) for table in (PatentImport, StoredFile)]
    imports, files = (db.session.scalar(count) or 0 for count in counts)
    return imports, files


def test_what_was_never_started_goes_after_thirty_days_and_not_before(cast: Cast) -> None:
    waiting = ready(cast)
    place, spool = path_of(waiting.file.digest), spool_of(waiting.public_id)
    assert sweep_unstarted(now=NOW + KEPT) == 0 and left_over() == (1, 1)
    assert sweep_unstarted(now=NOW + KEPT + timedelta(seconds=1)) == 1
    assert left_over() == (0, 0) and not place.exists() and not spool.exists()


def test_what_was_started_stays_however_old_it_is(cast: Cast) -> None:
    done = whole_import(cast.west, CONTENT)
    assert sweep_unstarted(now=NOW + 10 * KEPT) == 0
    assert done.state == "done" and path_of(done.file.digest).exists()


def test_a_content_that_another_row_names_stays(cast: Cast) -> None:
    done, again = whole_import(cast.west, CONTENT), ready(cast)
    discard_import(again, actor=cast.west.actor, now=NOW)
    assert left_over() == (1, 1) and path_of(done.file.digest).read_bytes() == CONTENT


def test_a_content_written_a_moment_ago_may_be_about_to_get_its_row(cast: Cast) -> None:
    waiting = ready(cast)
    place = path_of(waiting.file.digest)
    os.utime(place, (NOW.timestamp(), NOW.timestamp()))
    discard_import(waiting, actor=cast.west.actor, now=NOW)
    assert left_over() == (0, 0) and place.exists()


def test_only_who_may_import_throws_away_and_only_what_was_not_started(cast: Cast) -> None:
    waiting = ready(cast)
    for other in (cast.east, cast.park, cast.maker):
        with pytest.raises(Forbidden):
            discard_import(waiting, actor=other.actor, now=NOW)
    begin_import(waiting, actor=cast.west.actor, now=NOW)
    with pytest.raises(Refused):
        discard_import(waiting, actor=cast.west.actor, now=NOW)
    assert left_over() == (1, 1)
