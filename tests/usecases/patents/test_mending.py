"""Rows an import left out: mended and taken in, or skipped; nothing happens twice or to a stranger's import."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from marketplace.domain.faults import Forbidden, Refused
from marketplace.jobs.worker import work_off
from marketplace.store.db import db
from marketplace.store.office.events import Event
from marketplace.store.office.notices import Notice
from marketplace.store.patents.imports import ImportRow, outcome_counts, reason_counts, report, row_of
from marketplace.store.patents.patents import Patent
from marketplace.usecases.patents.mending import mend_row, skip_row
from tests.make.cast import NOW, Cast
from tests.usecases.patents.test_imports import CSV, upload, whole_import


def row_number(import_id: int, number: int) -> ImportRow:
    row = row_of(import_id, number)
    assert row is not None
    return row


def test_a_refused_row_keeps_its_cells_and_is_taken_in_once_mended(cast: Cast) -> None:
    done = whole_import(cast.west, CSV.encode("gb18030"))
    row = row_number(done.id, 3)
    cells = row.listed_cells
    assert cells["专利号"] == "201710601862.4"
    still = mend_row(done, row, {**cells, "专利号": "201710601862.9"}, actor=cast.west.actor, now=NOW)
    assert (still.outcome, still.problems[0].code) == ("refused", "number_check_digit")
    assert row_number(done.id, 3).outcome == "refused"
    mended = {**cells, "专利号": "95115608.X", "申请日": "1995-07-01"}
    kept = mend_row(done, row, mended, actor=cast.west.actor, now=NOW)
    assert kept.outcome == "added"
    mended = row_number(done.id, 3)
    assert (mended.outcome, mended.number, mended.cells) == ("added", "CN95115608.X", "")
    assert mended.patent is not None and mended.patent.title_zh == "校验位错误的一行"
    with pytest.raises(Refused, match="state.not_possible"):
        mend_row(done, mended, cells, actor=cast.west.actor, now=NOW)


def test_a_row_that_names_a_patent_of_the_same_file_completes_it(cast: Cast) -> None:
    done = whole_import(cast.west, CSV.encode())
    row = row_number(done.id, 3)
    cells = {**row.listed_cells, "专利号": "201710601862.3", "IPC": "B24B 9/04"}
    kept = mend_row(done, row, cells, actor=cast.west.actor, now=NOW)
    assert kept.outcome == "unchanged"
    assert [problem.code for problem in kept.problems] == ["contradiction", "contradiction"]
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Patent)) == 2


def test_a_skipped_row_is_accounted_for_and_can_still_be_mended(cast: Cast) -> None:
    done = whole_import(cast.west, CSV.encode())
    skip_row(done, row_number(done.id, 4), actor=cast.west.actor, now=NOW)
    assert outcome_counts(done.id) == {"added": 2, "refused": 1, "skipped": 1}
    cells = {**row_number(done.id, 4).listed_cells, "专利号": "95115608.X", "申请日": "1995-07-01"}
    assert mend_row(done, row_number(done.id, 4), cells, actor=cast.west.actor, now=NOW).outcome == "added"
    kinds = db.session.scalars(sa.select(Event.kind).where(Event.kind.like("import.row%")).order_by(Event.id)).all()
    assert kinds == ["import.row_skipped", "import.row_mended"]


def test_only_the_office_mends_and_skips(cast: Cast) -> None:
    done = whole_import(cast.west, CSV.encode())
    row = row_number(done.id, 3)
    for other in (cast.city, cast.east, cast.maker, cast.operator):
        with pytest.raises(Forbidden):
            mend_row(done, row, row.listed_cells, actor=other.actor, now=NOW)
        with pytest.raises(Forbidden):
            skip_row(done, row, actor=other.actor, now=NOW)


def test_a_row_of_a_patent_that_belongs_elsewhere_stays_out(cast: Cast) -> None:
    whole_import(cast.west, CSV.encode())
    other = whole_import(cast.park, CSV.encode())
    row = row_number(other.id, 2)
    kept = mend_row(other, row, row.listed_cells, actor=cast.park.actor, now=NOW)
    assert [problem.code for problem in kept.problems] == ["belongs_elsewhere"]
    assert row_number(other.id, 2).outcome == "refused"


def test_the_report_is_found_by_outcome_and_by_any_of_its_reasons(cast: Cast) -> None:
    done = whole_import(cast.west, CSV.encode())
    assert reason_counts(done.id, "refused") == {"filed_after": 1, "number_check_digit": 1, "year_differs": 1}
    found = db.session.scalars(report(done.id, outcome="refused", reason="year_differs")).all()
    assert [row.row_number for row in found] == [4]
    assert db.session.scalars(report(done.id, reason="number")).all() == [], "a part of a code is no code"


def test_whoever_uploaded_is_told_how_it_ended_also_where_an_office_acts(cast: Cast) -> None:
    upload(cast.east, b"<html>no</html>", who=cast.city)
    work_off()
    readers = db.session.scalars(sa.select(Notice.person_id).join(Event).where(Event.kind == "import.failed")).all()
    assert readers == [cast.city.person_id]
