"""The queue as the operator sees it: a job that gave up is tried again; what is done is forgotten in time."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from marketplace.domain.access import Actor
from marketplace.domain.faults import Refused
from marketplace.domain.parties import mails
from marketplace.store.db import db, lock, transaction
from marketplace.store.office.jobs import Job
from marketplace.store.sites import Site
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record

DONE_JOBS_ARE_KEPT = timedelta(days=30)


@transaction
def retry_job(site: Site, job: Job, *, actor: Actor, now: datetime) -> None:
    """Give a job that has given up a fresh set of tries.

    Raises:
        Refused: `job.not_dead`, `job.secret_gone`.
    """
    require(actor, "site.edit", site.operator)
    lock(job)
    if job.state != "dead":
        raise Refused("job.not_dead")
    if job.kind in mails.KINDS and not job.values:
        raise Refused("job.secret_gone")
    job.state, job.attempts, job.run_at, job.owner = "waiting", 0, now, ""
    record("site.job_retried", site, actor=actor, now=now, job=job.id, kind=job.kind)


@transaction
def forget_done_jobs(*, now: datetime) -> None:
    """Remove what was done long ago. Daily."""
    old = sa.delete(Job).where(Job.state == "done", Job.created_at < now - DONE_JOBS_ARE_KEPT)
    db.session.execute(old)
