"""What waits in the queue for an address."""

from __future__ import annotations

import sqlalchemy as sa

from marketplace.store.db import db
from marketplace.store.office.jobs import Job


def letters(kind: str) -> list[dict[str, str]]:
    """The values of the waiting mails of a kind, oldest first."""
    jobs = db.session.scalars(sa.select(Job).filter_by(kind=kind).order_by(Job.id))
    return [dict(job.values) for job in jobs]


def secret_of(letter: dict[str, str]) -> str:
    return letter["path"].rsplit("/", 1)[-1]
