"""The queue of effects: a job row is written in the transaction of the change that asks for it.

A worker claims a job for some minutes (`lease_until`); a job whose worker died is claimed again. What a job changes in
the database and `state = done` are committed together, guarded by `owner`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.store.columns import choice, instant
from marketplace.store.db import db, transaction

STATES = ("waiting", "running", "done", "dead")
MAX_ATTEMPTS = 8


class Job(db.Model):
    __tablename__ = "job"
    __table_args__ = (sa.Index("ix_job_state_run_at", "state", "run_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(40))
    data: Mapped[str] = mapped_column(sa.Text, default="{}")
    unique_key: Mapped[str | None] = mapped_column(sa.String(120), unique=True)  # periodic work: task and period
    run_at: Mapped[datetime] = instant()
    state: Mapped[str] = choice("state", STATES, default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    owner: Mapped[str] = mapped_column(sa.String(40), default="")
    lease_until: Mapped[datetime | None] = instant()
    error: Mapped[str] = mapped_column(sa.Text, default="")
    created_at: Mapped[datetime] = instant()

    @property
    def values(self) -> dict[str, object]:
        return json.loads(self.data)


def enqueue(
    kind: str,
    data: Mapping[str, object],
    *,
    now: datetime,
    run_at: datetime | None = None,
    unique_key: str | None = None,
) -> Job | None:
    """Ask for work after this transaction; None where a job with this key exists already."""
    if unique_key and db.session.scalar(sa.select(Job.id).filter_by(unique_key=unique_key)):
        return None
    job = Job(
        kind=kind,
        data=json.dumps(data, ensure_ascii=False, sort_keys=True),
        run_at=run_at or now,
        unique_key=unique_key,
        created_at=now,
    )
    db.session.add(job)
    return job


def enqueue_unless_waiting(kind: str, *, now: datetime, run_at: datetime) -> None:
    """Ask for work that takes in all that has gathered: one job that waits does for many who ask.

    Two who ask at the same moment may each leave a job, so the work must be harmless when done twice.
    """
    if db.session.scalar(sa.select(Job.id).filter_by(kind=kind, state="waiting").limit(1)) is None:
        enqueue(kind, {}, now=now, run_at=run_at)


@transaction
def claim(owner: str, *, now: datetime, lease: timedelta) -> int | None:
    """Take the next job that is due, or whose worker went silent; its id, or None."""
    free = sa.or_(Job.state == "waiting", sa.and_(Job.state == "running", Job.lease_until < now))
    query = sa.select(Job).where(free, Job.run_at <= now).order_by(Job.run_at, Job.id).limit(1)
    job = db.session.scalar(query.with_for_update(skip_locked=True))
    if job is None:
        return None
    job.state, job.owner, job.lease_until, job.attempts = "running", owner, now + lease, job.attempts + 1
    return job.id


def finish(job_id: int, owner: str) -> bool:
    """Mark a job done inside the transaction of its effect; False where another worker has it now."""
    done = sa.update(Job).where(Job.id == job_id, Job.owner == owner, Job.state == "running")
    return _changed(done.values(state="done", lease_until=None, error=""))


@transaction
def renew(job_id: int, owner: str, until: datetime) -> bool:
    """Lengthen a lease; False where another worker has the job now."""
    mine = sa.update(Job).where(Job.id == job_id, Job.owner == owner, Job.state == "running")
    return _changed(mine.values(lease_until=until))


def forget_values(job_id: int) -> None:
    """Drop the values of a job that is done, inside its last transaction: they held a secret."""
    db.session.execute(sa.update(Job).where(Job.id == job_id).values(data="{}"))


def forget_values_before(kinds: tuple[str, ...], instant: datetime) -> None:
    """Drop the values of old jobs of these kinds, whatever became of them."""
    db.session.execute(sa.update(Job).where(Job.kind.in_(kinds), Job.created_at < instant).values(data="{}"))


@transaction
def give_back(
    job_id: int, owner: str, error: str, *, now: datetime, given_up: Callable[[], None] | None = None
) -> None:
    """After a failure: try again later (1, 2, 4 … minutes), or leave it to a person after too many tries.

    Args:
        given_up: runs in the same transaction where it was the last try, so that nobody goes on waiting for the job.
    """
    job = db.session.get(Job, job_id)
    if job is None or job.owner != owner or job.state != "running":
        return
    job.lease_until, job.error = None, error[-4000:]
    if job.attempts < MAX_ATTEMPTS:
        job.state, job.run_at = "waiting", now + timedelta(minutes=2 ** (job.attempts - 1))
        return
    job.state = "dead"
    if given_up is not None:
        given_up()


def by_id(job_id: int) -> Job | None:
    return db.session.get(Job, job_id)


def counts_by_state() -> dict[str, int]:
    query = sa.select(Job.state, sa.func.count()).group_by(Job.state)
    return {state: number for state, number in db.session.execute(query)}


def in_state(state: str, page: int, size: int) -> tuple[list[Job], int]:
    """One page (from 1) of the jobs in a state, newest first, and how many there are in all."""
    query = sa.select(Job).filter_by(state=state)
    total = db.session.scalar(sa.select(sa.func.count()).select_from(Job).filter_by(state=state)) or 0
    return list(db.session.scalars(query.order_by(Job.id.desc()).limit(size).offset((page - 1) * size))), total


def latest_run() -> datetime | None:
    """When the daily work was last asked for: a sign that the worker runs."""
    return db.session.scalar(sa.select(sa.func.max(Job.created_at)).where(Job.unique_key.is_not(None)))


def _changed(statement: sa.Update) -> bool:
    """Whether an update met exactly the one row it was meant for."""
    result = db.session.execute(statement)
    assert isinstance(result, sa.CursorResult)
    return result.rowcount == 1
