"""The queue: nothing is lost, nothing is done twice, and what the clock does is asked for once a day."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from marketplace import clock
from marketplace.domain.days import SHANGHAI, day_of, start_of
from marketplace.domain.office.job_words import JOBS, STATES
from marketplace.jobs import handlers
from marketplace.jobs.handlers import HANDLERS
from marketplace.jobs.periodic import DAILY, MORNING, ask_for_periodic_work
from marketplace.jobs.ticket import LEASE, LeaseLost, Ticket
from marketplace.jobs.worker import work_off, work_once
from marketplace.store.db import db, transaction
from marketplace.store.office import jobs
from marketplace.store.office.jobs import Job, claim, enqueue
from tests.make.cast import NOW, Cast


@transaction
def ask(kind: str = "send_reminders") -> int:
    db.session.execute(sa.delete(Job))
    job = enqueue(kind, {}, now=NOW)
    assert job is not None
    db.session.flush()
    return job.id


def job(job_id: int) -> Job:
    db.session.rollback()
    return db.session.get_one(Job, job_id)


def test_every_job_is_worded_in_both_languages() -> None:
    assert set(JOBS) == set(HANDLERS) and set(STATES) == set(jobs.STATES)
    assert all(zh and en for zh, en in (*JOBS.values(), *STATES.values()))


def test_daily_work_is_asked_for_once_a_day(cast: Cast) -> None:
    for _ in range(3):
        ask_for_periodic_work(now=NOW)
    asked = sa.select(Job.kind).where(Job.unique_key.is_not(None)).order_by(Job.id)
    assert tuple(db.session.scalars(asked)) == (*DAILY, *MORNING)
    ask_for_periodic_work(now=NOW + timedelta(days=1))
    assert len(db.session.scalars(asked).all()) == 2 * len((*DAILY, *MORNING))


def test_what_goes_out_by_mail_waits_for_the_morning(cast: Cast) -> None:
    midnight = start_of(day_of(NOW)) + timedelta(minutes=1)
    ask_for_periodic_work(now=midnight)
    runs = dict(db.session.execute(sa.select(Job.kind, Job.run_at).where(Job.unique_key.is_not(None))).all())
    assert runs["send_digests"].astimezone(SHANGHAI).hour == 7 and runs["match_needs"] == midnight


def test_a_day_of_daily_work_runs_to_its_end(cast: Cast) -> None:
    ask_for_periodic_work(now=NOW)
    work_off()
    states = db.session.execute(sa.select(Job.kind, Job.state).where(Job.unique_key.is_not(None))).all()
    assert {state for _, state in states} == {"done"}, states


def test_a_job_whose_worker_went_silent_is_done_by_another(cast: Cast) -> None:
    number = ask()
    assert claim("first", now=NOW, lease=LEASE) == number
    assert claim("second", now=NOW + LEASE, lease=LEASE) is None  # it may still be at work
    later = NOW + LEASE + timedelta(seconds=1)
    assert claim("second", now=later, lease=LEASE) == number
    with pytest.raises(LeaseLost):
        Ticket(number, "first", "send_reminders", {}, NOW).done()
    assert (job(number).state, job(number).owner) == ("running", "second")
    Ticket(number, "second", "send_reminders", {}, NOW).done()
    assert job(number).state == "done"


def test_what_a_job_changes_is_kept_only_with_its_end(cast: Cast) -> None:
    number = ask()
    claim("first", now=NOW, lease=LEASE)
    claim("second", now=NOW + 2 * LEASE, lease=LEASE)
    changed: list[str] = []
    with pytest.raises(LeaseLost):
        Ticket(number, "first", "send_reminders", {}, NOW).done(lambda: changed.append("twice"))
    assert changed == []


def test_a_fault_gives_the_job_back_with_its_reason(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_ticket: Ticket) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setitem(handlers.HANDLERS, "send_reminders", fail)
    number = ask()
    assert work_once("here")
    given = job(number)
    assert (given.state, given.attempts) == ("waiting", 1) and "the disk is full" in given.error
    assert given.run_at == NOW + timedelta(minutes=1)
    assert not work_once("here")  # not before its time


def test_jobs_done_long_ago_are_forgotten_and_dead_ones_kept(cast: Cast) -> None:
    number = ask()
    work_off()
    assert job(number).state == "done"
    with clock.fixed(NOW + timedelta(days=31)):
        ask_for_periodic_work(now=clock.now())
        work_off()
    db.session.rollback()
    assert db.session.get(Job, number) is None
    assert db.session.scalars(sa.select(Job.state).distinct()).all() == ["done"]
