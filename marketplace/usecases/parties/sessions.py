"""Sign-ins: opened, moved to another organisation, ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from marketplace.domain.faults import Forbidden
from marketplace.store.db import db, transaction
from marketplace.store.parties import people
from marketplace.store.parties.organisations import Organisation
from marketplace.store.parties.people import Person, UserSession


@transaction
def open_session(person: Person, *, token_hash: str, now: datetime) -> UserSession:
    """Sign a person in; they act for the organisation they joined first until they choose another."""
    choices = people.organisations_of(person.id)
    row = UserSession(
        token_hash=token_hash,
        person_id=person.id,
        organisation_id=choices[0].id if choices else None,
        created_at=now,
        seen_at=now,
    )
    db.session.add(row)
    return row


@transaction
def act_for(row: UserSession, organisation: Organisation) -> None:
    """Continue a sign-in on behalf of another organisation of the person.

    Raises:
        Forbidden: the person holds no role there.
    """
    if not people.roles_of(row.person_id, organisation.id):
        raise Forbidden("access.refused")
    row.organisation_id = organisation.id


@transaction
def end_session(row: UserSession, *, now: datetime) -> None:
    row.revoked_at = now


@transaction
def end_all_sessions(person: Person, *, now: datetime) -> None:
    """After a change of password or when an account is disabled."""
    mine = sa.update(UserSession).where(UserSession.person_id == person.id, UserSession.revoked_at.is_(None))
    db.session.execute(mine.values(revoked_at=now))


@transaction
def touch_sessions(seen: Mapping[int, datetime]) -> None:
    """Note when sessions were last used."""
    for session_id, at in seen.items():
        db.session.execute(sa.update(UserSession).where(UserSession.id == session_id).values(seen_at=at))
