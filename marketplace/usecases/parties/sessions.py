"""Sign-ins: opened, moved to another organisation, ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from marketplace.domain.faults import Forbidden
from marketplace.store.db import db, transaction
from marketplace.store.parties import people
from marketplace.store.parties.organisations import Organisation
from marketplace.store.parties.people import Membership, Person, UserSession


@transaction
def open_session(person: Person, *, token_hash: str, device: str = "", now: datetime) -> UserSession:
    """Sign a person in; they act for the organisation they joined first until they choose another."""
    choices = people.organisations_of(person.id)
    row = UserSession(
        token_hash=token_hash,
        person_id=person.id,
        organisation_id=choices[0].id if choices else None,
        device=device,
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
    if row.revoked_at is None:
        row.revoked_at = now


@transaction
def end_all_sessions(person: Person, *, now: datetime, but: UserSession | None = None) -> None:
    """End every sign-in of a person, `but` one excepted."""
    revoke_sessions(person.id, now=now, but_id=but.id if but else None)


def revoke_sessions(person_id: int, *, now: datetime, but_id: int | None = None) -> None:
    """Within a transaction: after a change of password or when an account is disabled."""
    mine = sa.update(UserSession).where(UserSession.person_id == person_id, UserSession.revoked_at.is_(None))
    if but_id is not None:
        mine = mine.where(UserSession.id != but_id)
    db.session.execute(mine.values(revoked_at=now))


def act_for_first(person_id: int, organisation_id: int) -> None:
    """Within a transaction: let the sign-ins that act for nobody go on for the organisation just joined."""
    belongs = sa.select(Membership.organisation_id).where(Membership.person_id == person_id)
    idle = sa.or_(UserSession.organisation_id.is_(None), UserSession.organisation_id.not_in(belongs))
    mine = sa.update(UserSession).where(
        UserSession.person_id == person_id, UserSession.revoked_at.is_(None), idle
    )
    db.session.execute(
        mine.values(organisation_id=organisation_id), execution_options={"synchronize_session": False}
    )


@transaction
def touch_sessions(seen: Mapping[int, datetime]) -> None:
    """Note when sessions were last used."""
    for session_id, at in seen.items():
        db.session.execute(sa.update(UserSession).where(UserSession.id == session_id).values(seen_at=at))
