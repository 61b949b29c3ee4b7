"""Who belongs to what, read for pages: members with their roles, a person's organisations with theirs."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from marketplace.domain.parties.kinds import ROLES
from marketplace.store.db import db
from marketplace.store.parties.organisations import Organisation
from marketplace.store.parties.people import Membership, Person


@dataclass(frozen=True, slots=True)
class Member:
    """A person in an organisation, with the roles held there in the order of the list of roles."""

    person: Person
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Belonging:
    """An organisation a person may act for, with the roles held there."""

    organisation: Organisation
    roles: tuple[str, ...]


def members_of(organisation_id: int) -> list[Member]:
    """The members in order of joining."""
    query = (
        sa.select(Person, Membership.role)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.organisation_id == organisation_id)
        .order_by(Membership.id)
    )
    held: dict[Person, list[str]] = {}
    for person, role in db.session.execute(query):
        held.setdefault(person, []).append(role)
    return [Member(person, _sorted(roles)) for person, roles in held.items()]


def member(organisation_id: int, person_public_id: str) -> Member | None:
    """One member of an organisation; None for everybody else."""
    found = (one for one in members_of(organisation_id) if one.person.public_id == person_public_id)
    return next(found, None)


def belongings_of(person_id: int) -> list[Belonging]:
    """The organisations of a person in order of joining."""
    query = (
        sa.select(Organisation, Membership.role)
        .join(Membership, Membership.organisation_id == Organisation.id)
        .where(Membership.person_id == person_id)
        .order_by(Membership.id)
    )
    held: dict[Organisation, list[str]] = {}
    for organisation, role in db.session.execute(query):
        held.setdefault(organisation, []).append(role)
    return [Belonging(organisation, _sorted(roles)) for organisation, roles in held.items()]


def _sorted(roles: list[str]) -> tuple[str, ...]:
    return tuple(sorted(roles, key=ROLES.index))
