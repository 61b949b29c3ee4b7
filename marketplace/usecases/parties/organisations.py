"""Organisations: registered by a person, verified by an office, run by their members."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa

from marketplace.domain.access import Actor
from marketplace.domain.faults import Invalid, Refused
from marketplace.store.db import db, lock, transaction
from marketplace.store.parties import organisations, people
from marketplace.store.parties.organisations import BankAccount, Mandate, Organisation
from marketplace.store.parties.people import Membership, Person
from marketplace.usecases.deals.deals import arrive_held
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record

FOUNDER_ROLES = ("administrator", "editor", "approver", "signatory", "finance")


@transaction
def found_organisation(*, actor: Actor, now: datetime, uscc: str | None = None, **details: object) -> Organisation:
    """Register an organisation; the founder becomes its administrator with every role.

    Args:
        details: columns of Organisation (kind, name_zh, name_en, country, region, address, contact_…, code).

    Raises:
        Invalid: `organisation.uscc_taken`.
    """
    require(actor, "organisation.found")
    if uscc and organisations.by_uscc(uscc):
        raise Invalid("organisation.uscc_taken", field="uscc")
    organisation = Organisation(uscc=uscc, created_at=now, **details)
    db.session.add(organisation)
    db.session.flush()
    if actor.person_id is not None:
        for role in FOUNDER_ROLES:
            db.session.add(
                Membership(
                    person_id=actor.person_id, organisation_id=organisation.id, role=role, created_at=now
                )
            )
    record("organisation.founded", organisation, actor=actor, now=now)
    return organisation


@transaction
def ask_verification(organisation: Organisation, *, actor: Actor, now: datetime) -> None:
    """Ask the office to verify an organisation."""
    require(actor, "organisation.edit", organisation)
    if organisation.verification == "verified":
        raise Refused("organisation.verified_already")
    organisation.verification = "pending"
    organisation.verification_asked_at = now
    organisation.verification_note = ""
    record("organisation.asked", organisation, actor=actor, now=now)


@transaction
def verify_organisation(organisation: Organisation, *, note: str = "", actor: Actor, now: datetime) -> None:
    """Confirm that an organisation is who it says it is."""
    require(actor, "party.verify", organisation)
    lock(organisation)
    if organisation.verified:
        raise Refused("organisation.verified_already")
    organisation.verification, organisation.verified_at = "verified", now
    organisation.verification_note = note
    record("organisation.verified", organisation, actor=actor, now=now)
    arrive_held(organisation, actor=actor, now=now)


@transaction
def reject_organisation(organisation: Organisation, *, note: str, actor: Actor, now: datetime) -> None:
    """Send an application for verification back with a reason the organisation reads."""
    require(actor, "party.verify", organisation)
    lock(organisation)
    if organisation.verification != "pending":
        raise Refused("state.not_possible")
    organisation.verification, organisation.verification_note = "rejected", note
    record("organisation.rejected", organisation, actor=actor, now=now)


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
    administrators = people.members_with(organisation.id, frozenset({"administrator"}))
    if "administrator" in before - roles and len(administrators) == 1:
        raise Refused("organisation.last_administrator")
    _replace_roles(organisation.id, person.id, roles, now)
    kind = "member.changed" if before and roles else "member.removed" if before else "member.joined"
    data = {} if kind == "member.removed" else {"roles": ", ".join(sorted(roles))}
    record(kind, organisation, actor=actor, now=now, **data)


def _replace_roles(organisation_id: int, person_id: int, roles: frozenset[str], now: datetime) -> None:
    held = sa.select(Membership).filter_by(organisation_id=organisation_id, person_id=person_id)
    for membership in db.session.scalars(held):
        if membership.role not in roles:
            db.session.delete(membership)
    for role in sorted(roles - people.roles_of(person_id, organisation_id)):
        db.session.add(
            Membership(person_id=person_id, organisation_id=organisation_id, role=role, created_at=now)
        )


@transaction
def set_bank_account(
    organisation: Organisation, *, holder: str, bank: str, number: str, actor: Actor, now: datetime
) -> BankAccount:
    """Name the account fees are paid to; agreements concluded before keep theirs."""
    require(actor, "organisation.account", organisation)
    lock(organisation)
    before = organisations.account_of(organisation.id)
    if before is not None:
        before.replaced_at = now
    account = BankAccount(
        organisation_id=organisation.id, holder=holder, bank=bank, number=number, created_at=now
    )
    db.session.add(account)
    record("organisation.account_set", organisation, actor=actor, now=now, tail=number[-4:])
    return account


@transaction
def give_mandate(
    licensor: Organisation, office: Organisation, *, starts_on: date, actor: Actor, now: datetime
) -> Mandate:
    """Have a transfer office act for a licensor from a day on.

    Raises:
        Invalid: `mandate.not_an_office`.
        Refused: `mandate.exists` where another mandate covers the day or a later one.
    """
    require(actor, "organisation.mandate", licensor)
    lock(licensor)
    if office.kind != "office" or not office.verified:
        raise Invalid("mandate.not_an_office", field="office")
    if organisations.mandate_from(licensor.id, starts_on) is not None:
        raise Refused("mandate.exists")
    mandate = Mandate(licensor_id=licensor.id, office_id=office.id, starts_on=starts_on, created_at=now)
    db.session.add(mandate)
    record(
        "mandate.given", licensor, actor=actor, now=now, office=office.public_id, starts_on=starts_on.isoformat()
    )
    return mandate


@transaction
def end_mandate(mandate: Mandate, *, ends_on: date, actor: Actor, now: datetime) -> None:
    """Let a mandate end; deals under way go on with whoever acts from the next day on."""
    licensor = mandate.licensor
    require(actor, "organisation.mandate", licensor)
    if ends_on < mandate.starts_on:
        raise Invalid("mandate.ends_before_start", field="ends_on")
    mandate.ends_on = ends_on
    record(
        "mandate.ended",
        licensor,
        actor=actor,
        now=now,
        office=mandate.office.public_id,
        ends_on=ends_on.isoformat(),
    )
