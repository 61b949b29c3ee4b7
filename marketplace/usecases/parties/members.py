"""Members of an organisation: invited, joined, given roles, removed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from marketplace.domain.access import Actor
from marketplace.domain.faults import Invalid, Refused
from marketplace.domain.parties import mails
from marketplace.domain.parties.kinds import ROLES
from marketplace.domain.parties.sign_in_names import SignInName
from marketplace.domain.parties.words import ROLES as ROLE_WORDS
from marketplace.domain.parties.words import word
from marketplace.store.db import db, lock, transaction
from marketplace.store.office.jobs import enqueue
from marketplace.store.parties import people
from marketplace.store.parties.organisations import Organisation
from marketplace.store.parties.people import Membership, Person, Token
from marketplace.usecases.parties import one_time
from marketplace.usecases.parties.people import add_person, site_name
from marketplace.usecases.parties.sessions import act_for_first
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record

ADMINISTRATOR = frozenset({"administrator"})


@transaction
def invite_member(
    organisation: Organisation,
    name: SignInName,
    roles: frozenset[str],
    *,
    language: str,
    actor: Actor,
    now: datetime,
) -> str:
    """Invite whoever holds the link; a mail takes it to an e-mail address, and the inviter may hand it over.

    Returns:
        the secret of the link, shown once.

    Raises:
        Invalid: `member.exists`.
    """
    require(actor, "organisation.members", organisation)
    known = people.by_sign_in_name(name.value)
    if known is not None and people.roles_of(known.id, organisation.id):
        raise Invalid("member.exists", field="name")
    listed = _listed(roles)
    secret = one_time.issue(
        "invitation",
        now=now,
        organisation_id=organisation.id,
        address=name.value,
        roles=listed,
        issued_by_id=actor.person_id,
    )
    record("member.invited", organisation, actor=actor, now=now, roles=listed)
    if name.kind == "email":
        _send_invitation(organisation, name.value, listed, secret, language=language, actor=actor, now=now)
    return secret


@transaction
def withdraw_invitation(invitation: Token, *, actor: Actor, now: datetime) -> None:
    """Make an invitation useless that nobody has accepted yet."""
    organisation = db.session.get_one(Organisation, invitation.organisation_id)
    require(actor, "organisation.members", organisation)
    lock(invitation)
    if invitation.used_at is None:
        invitation.used_at = now
        record("member.invitation_withdrawn", organisation, actor=actor, now=now)


@transaction
def accept_invitation(secret: str, person: Person, *, site_id: int, now: datetime) -> Organisation:
    """Join the organisation of an invitation with its roles.

    Raises:
        Invalid: `token.spent`.
    """
    return _join(one_time.spend("invitation", secret, now=now), person, site_id=site_id, now=now)


@transaction
def sign_up_by_invitation(secret: str, *, site_id: int, now: datetime, **details: Any) -> Person:
    """A new account that joins the organisation of an invitation at once.

    Args:
        details: as `sign_up` takes them.

    Raises:
        Invalid: `token.spent`, `person.name_taken`.
    """
    invitation = one_time.spend("invitation", secret, now=now)
    person = add_person(site_id=site_id, now=now, **details)
    _join(invitation, person, site_id=site_id, now=now)
    return person


@transaction
def set_members_roles(
    organisation: Organisation, person: Person, roles: frozenset[str], *, actor: Actor, now: datetime
) -> None:
    """Give a person exactly these roles; none removes them.

    Raises:
        Refused: `organisation.last_administrator`.
    """
    require(actor, "organisation.members", organisation)
    lock(organisation)
    before = people.roles_of(person.id, organisation.id)
    if before == roles:
        return
    if "administrator" in before - roles and len(people.members_with(organisation.id, ADMINISTRATOR)) == 1:
        raise Refused("organisation.last_administrator")
    _replace_roles(organisation.id, person.id, roles, now)
    kind = "member.changed" if before and roles else "member.removed" if before else "member.joined"
    data = {"person": person.public_id} | ({} if kind == "member.removed" else {"roles": _listed(roles)})
    record(kind, organisation, actor=actor, now=now, **data)


def _join(invitation: Token, person: Person, *, site_id: int, now: datetime) -> Organisation:
    organisation = db.session.get_one(Organisation, invitation.organisation_id)
    lock(organisation)
    act_for_first(person.id, organisation.id)
    roles = people.roles_of(person.id, organisation.id) | set(invitation.roles.split(","))
    _replace_roles(organisation.id, person.id, frozenset(roles), now)
    actor = Actor(person_id=person.id, organisation_id=organisation.id, site_id=site_id)
    data = {"person": person.public_id, "roles": _listed(frozenset(roles))}
    record("member.joined", organisation, actor=actor, now=now, **data)
    return organisation


def _replace_roles(organisation_id: int, person_id: int, roles: frozenset[str], now: datetime) -> None:
    held = sa.select(Membership).filter_by(organisation_id=organisation_id, person_id=person_id)
    for membership in db.session.scalars(held):
        if membership.role not in roles:
            db.session.delete(membership)
    for role in sorted(roles - people.roles_of(person_id, organisation_id)):
        db.session.add(
            Membership(person_id=person_id, organisation_id=organisation_id, role=role, created_at=now)
        )


def _listed(roles: frozenset[str]) -> str:
    """Role codes as they stand in events and invitations: in the order of the list, comma-separated."""
    return ",".join(sorted(roles, key=ROLES.index))


def _send_invitation(
    organisation: Organisation,
    address: str,
    listed: str,
    secret: str,
    *,
    language: str,
    actor: Actor,
    now: datetime,
) -> None:
    inviter = db.session.get(Person, actor.person_id) if actor.person_id else None
    words = [word(ROLE_WORDS[role], language) for role in listed.split(",")]
    name = organisation.name(language)
    values = mails.job_data(
        mails.INVITATION,
        to=address,
        language=language,
        path=f"/invitations/{secret}",
        site=site_name(actor.site_id, language),
        inviter=inviter.name if inviter else name,
        organisation=name,
        roles=("、" if language == "zh" else ", ").join(words),
        days=str(one_time.LIFETIMES["invitation"].days),
    )
    enqueue(mails.INVITATION, values, now=now)
