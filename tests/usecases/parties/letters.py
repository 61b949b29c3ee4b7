"""What waits in the queue for an address, and the links that the worker issues."""

from __future__ import annotations

import sqlalchemy as sa

from marketplace.store.db import db, transaction
from marketplace.store.office.jobs import Job
from marketplace.usecases.parties.passwords import issue_reset
from tests.make.cast import NOW


def letters(kind: str) -> list[dict[str, str]]:
    """The values of the waiting mails of a kind, oldest first."""
    jobs = db.session.scalars(sa.select(Job).filter_by(kind=kind).order_by(Job.id))
    return [dict(job.values) for job in jobs]


def secret_of(letter: dict[str, str]) -> str:
    return letter["path"].rsplit("/", 1)[-1]


@transaction
def reset_link(name: str) -> None:
    """What the worker does for a name that asked for a new password."""
    issue_reset(name, site_id=1, now=NOW)
