"""Importing patents: every row is accounted for, a second time changes nothing, a kill loses nothing."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa

from marketplace import clock
from marketplace.domain.faults import Forbidden
from marketplace.jobs.worker import work_off
from marketplace.store.db import db
from marketplace.store.office.events import Event
from marketplace.store.patents.imports import ImportRow, outcome_counts
from marketplace.store.patents.patents import Patent
from marketplace.usecases.patents import intake
from marketplace.usecases.patents.imports import begin_import, map_columns
from tests.make.cast import NOW, Cast
from tests.make.patent_imports import upload, whole_import

CSV = """专利号,名称,申请人,发明人,申请日,授权公告日,法律状态,IPC
ZL 2017 1 0601862.3,一种钢管打磨装置,东湾工业大学,沈知远;陆思齐,2017-07-21,2019-05-10,授权,B24B 9/04
201710601862.4,校验位错误的一行,东湾工业大学,沈知远,2017-07-21,,授权,B24B 9/04
2005 1 0113767.6,日期颠倒的一行,东湾工业大学,沈知远,2019-10-12,2009-01-01,授权,B24B 9/04
２００５１０１１３７６７．６,一种传感器,东湾工业大学,陆思齐,2005-10-12,2009-01-01,未缴年费,G01N 21/00
"""


def test_every_row_is_in_or_reported_with_a_reason(cast: Cast) -> None:
    done = whole_import(cast.west, CSV.encode("gb18030"))
    assert (done.state, done.format, done.rows_total) == ("done", "csv", 4)
    rows = db.session.scalars(sa.select(ImportRow).filter_by(import_id=done.id).order_by(ImportRow.row_number)).all()
    assert [row.outcome for row in rows] == ["added", "refused", "refused", "added"]
    assert [row.listed_problems[0].code for row in rows[1:3]] == ["number_check_digit", "filed_after"]
    patent = db.session.scalars(sa.select(Patent).filter_by(number="CN201710601862.3")).one()
    assert [inventor.name for inventor in patent.inventors] == ["沈知远", "陆思齐"]
    assert [(owner.name, owner.organisation_id) for owner in patent.owners] == [("东湾工业大学", None)]
    assert (patent.status, patent.classes[0].code) == ("granted", "B24B9/04")
    finished = db.session.scalars(sa.select(Event).filter_by(kind="import.finished")).one()
    assert (finished.values["rows"], finished.values["added"], finished.values["refused"]) == (4, 2, 2)


def test_the_same_file_again_creates_nothing(cast: Cast) -> None:
    whole_import(cast.west, CSV.encode())
    again = whole_import(cast.west, CSV.encode())
    assert outcome_counts(again.id) == {"unchanged": 2, "refused": 2}
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Patent)) == 2


def test_what_contradicts_is_reported_and_kept_what_moves_follows_the_newer_day(cast: Cast) -> None:
    whole_import(cast.west, CSV.encode())
    newer = CSV.replace("一种钢管打磨装置", "另一个名称").replace("2019-05-10,授权", "2019-05-10,未缴年费")
    done = whole_import(cast.west, newer.encode())
    patent = db.session.scalars(sa.select(Patent).filter_by(number="CN201710601862.3")).one()
    assert (patent.title_zh, patent.status) == ("一种钢管打磨装置", "lapsed_fee")
    first = db.session.scalars(sa.select(ImportRow).filter_by(import_id=done.id).order_by(ImportRow.row_number)).first()
    assert first is not None
    assert [(p.code, p.params["told"]) for p in first.listed_problems] == [("contradiction", "另一个名称")]


def test_a_patent_of_another_organisation_is_left_alone(cast: Cast) -> None:
    whole_import(cast.west, CSV.encode())
    other = whole_import(cast.park, CSV.encode())
    assert outcome_counts(other.id) == {"refused": 4}


def test_an_office_imports_for_its_licensor_and_the_licensor_itself_does_not(cast: Cast) -> None:
    upload(cast.east, CSV.encode(), who=cast.city)
    for other in (cast.east, cast.park, cast.maker):
        with pytest.raises(Forbidden):
            upload(cast.east, CSV.encode(), who=other)


def test_a_file_that_is_no_table_fails_with_a_reason(cast: Cast) -> None:
    started = upload(cast.west, b"<html><body>no</body></html>", "patents.xlsx")
    work_off()
    assert started.state == "failed"
    assert json.loads(started.fault)["code"]


def test_an_interrupted_import_goes_on_where_it_was(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "BATCH", 1)
    started = upload(cast.west, CSV.encode())
    work_off()
    begin_import(started, actor=cast.west.actor, now=NOW)

    class Killed(Exception):
        pass

    def die() -> None:
        if started.rows_done == 2:
            raise Killed

    with pytest.raises(Killed):
        intake.take_in(started, now=clock.now, after_batch=die)
    assert (started.state, started.rows_done) == ("running", 2)
    work_off()
    assert (started.state, outcome_counts(started.id)) == ("done", {"added": 2, "refused": 2})


def test_a_column_can_be_mapped_by_hand(cast: Cast) -> None:
    started = upload(cast.west, CSV.replace("专利号", "本校编码").encode())
    work_off()
    mapping = json.loads(started.mapping)
    assert "本校编码" not in mapping
    map_columns(started, {**mapping, "本校编码": "application_number"}, actor=cast.west.actor)
    begin_import(started, actor=cast.west.actor, now=NOW)
    work_off()
    assert outcome_counts(started.id) == {"added": 2, "refused": 2}
