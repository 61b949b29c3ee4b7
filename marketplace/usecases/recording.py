"""Record an event once; the timeline, notices, mail and audit are derived from it."""

from __future__ import annotations

from datetime import datetime

from marketplace.domain import events as kinds
from marketplace.domain.access import Actor
from marketplace.notifications.recipients import notify
from marketplace.store.office import events
from marketplace.store.office.events import Event


def record(kind: str, subject: object, /, *, actor: Actor, now: datetime, **data: object) -> Event:
    """Append an event to the chain of a row with a public id and put notices in the inboxes it concerns."""
    event = events.append(
        kind,
        subject_of(subject),
        kinds.checked(kind, data),
        actor_id=actor.person_id,
        organisation_id=actor.organisation_id,
        site_id=actor.site_id,
        at=now,
    )
    notify(event, subject, now=now)
    return event


def subject_of(row: object) -> str:
    """The name of a row's chain: table and public id."""
    return f"{row.__tablename__}:{row.public_id}"  # type: ignore[attr-defined]
