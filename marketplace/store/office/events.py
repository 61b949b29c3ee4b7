"""The event log: append-only, one hash chain per subject. Triggers on both databases refuse UPDATE and DELETE.

`data` holds ids, codes, dates and amounts only; names and free text stay in rows that can be corrected or erased.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.store.columns import UtcDateTime, reference
from marketplace.store.db import db
from marketplace.store.parties.organisations import Organisation
from marketplace.store.parties.people import Person

FIRST = "0" * 64  # the hash before the first event of a chain


class Event(db.Model):
    __tablename__ = "event"
    __table_args__ = (sa.Index("ix_event_subject_id", "subject", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[int | None] = reference("person.id")  # None: the clock or a command
    organisation_id: Mapped[int | None] = reference("organisation.id")  # for whom the actor acted
    site_id: Mapped[int] = reference("site.id", index=False)
    kind: Mapped[str] = mapped_column(sa.String(60), index=True)
    subject: Mapped[str] = mapped_column(sa.String(60))  # "deal:k7m2xq9tdw"
    data: Mapped[str] = mapped_column(sa.Text)  # canonical JSON
    prev_hash: Mapped[str] = mapped_column(sa.String(64))
    hash: Mapped[str] = mapped_column(sa.String(64))

    actor: Mapped[Person | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship()

    @property
    def values(self) -> dict[str, object]:
        return json.loads(self.data)


def append(
    kind: str,
    subject: str,
    data: Mapping[str, object],
    *,
    actor_id: int | None,
    organisation_id: int | None,
    site_id: int,
    at: datetime,
) -> Event:
    """Add the next link to a subject's chain."""
    if db.session.get_bind().dialect.name == "postgresql":  # two writers must not both continue the same link
        key = int.from_bytes(hashlib.sha256(subject.encode()).digest()[:8], "big", signed=True)
        db.session.execute(sa.select(sa.func.pg_advisory_xact_lock(key)))
    last = db.session.scalar(sa.select(Event.hash).filter_by(subject=subject).order_by(Event.id.desc()).limit(1))
    event = Event(
        at=at,
        actor_id=actor_id,
        organisation_id=organisation_id,
        site_id=site_id,
        kind=kind,
        subject=subject,
        data=json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
        prev_hash=last or FIRST,
    )
    event.hash = link_hash(event)
    db.session.add(event)
    db.session.flush()
    return event


def link_hash(event: Event | sa.Row[*tuple[Any, ...]]) -> str:
    """SHA-256 over the previous hash and every field of an event."""
    fields = [event.prev_hash, event.at.isoformat(timespec="microseconds"), event.actor_id, event.organisation_id]
    fields += [event.site_id, event.kind, event.subject, event.data]
    return hashlib.sha256(json.dumps(fields, ensure_ascii=False).encode()).hexdigest()


def of_subject(subject: str) -> list[Event]:
    """A subject's events, oldest first."""
    return list(db.session.scalars(sa.select(Event).filter_by(subject=subject).order_by(Event.id)))


def broken_links(subject: str) -> list[int]:
    """The ids of events whose hash or link does not hold."""
    broken, before = [], FIRST
    for event in of_subject(subject):
        if event.prev_hash != before or event.hash != link_hash(event):
            broken.append(event.id)
        before = event.hash
    return broken
