"""Organisations: registered by a person, kept up to date by their members, verified by an office."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from marketplace.domain.access import Actor
from marketplace.domain.faults import Invalid, Refused, Stale
from marketplace.domain.parties.uscc import check_uscc
from marketplace.store.db import db, lock, transaction
from marketplace.store.listings import search_rows
from marketplace.store.office import outbox
from marketplace.store.parties import organisations
from marketplace.store.parties.organisations import BankAccount, Organisation
from marketplace.store.parties.people import Membership
from marketplace.usecases.deals.deals import arrive_held
from marketplace.usecases.parties.sessions import act_for_first
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record

FOUNDER_ROLES = ("administrator", "editor", "approver", "signatory", "finance")
FOUND_BY = frozenset({"name_zh", "name_en", "country", "region"})  # what the search knows of a licensor or owner
IDENTITY = frozenset({"kind", "name_zh", "country", "uscc", "registry_number"})  # fixed once verified


@transaction
def found_organisation(
    *, actor: Actor, now: datetime, uscc: str | None = None, **details: Any
) -> Organisation:
    """Register an organisation; the founder becomes its administrator with every role.

    Args:
        details: columns of Organisation (kind, name_zh, name_en, country, region, address, contact_…, code).

    Raises:
        Invalid: `organisation.uscc_taken`, `organisation.code_taken`.
        Refused: `organisation.individual_exists`.
    """
    require(actor, "organisation.found")
    return add_organisation(actor=actor, now=now, uscc=uscc, **details)


def add_organisation(*, actor: Actor, now: datetime, uscc: str | None = None, **details: Any) -> Organisation:
    """`found_organisation` within the transaction of another use case, without asking for the permission."""
    _require_free(uscc=uscc, code=details.get("code"))
    if details["kind"] == "individual" and _is_registered_alone(actor):
        raise Refused("organisation.individual_exists")
    organisation = Organisation(uscc=uscc or None, created_at=now, **details)
    db.session.add(organisation)
    db.session.flush()
    if actor.person_id is not None:
        act_for_first(actor.person_id, organisation.id)
        for role in FOUNDER_ROLES:
            membership = Membership(
                person_id=actor.person_id, organisation_id=organisation.id, role=role, created_at=now
            )
            db.session.add(membership)
    record("organisation.founded", organisation, actor=actor, now=now)
    return organisation


@transaction
def change_organisation(
    organisation: Organisation, *, version: int, actor: Actor, now: datetime, **details: Any
) -> None:
    """Change columns of an organisation; what was verified stays as it is.

    Args:
        version: of the row that the actor looked at.

    Raises:
        Stale: `record.stale`.
        Refused: `organisation.identity_fixed`.
        Invalid: `organisation.uscc_taken`, `organisation.code_taken`.
    """
    require(actor, "organisation.edit", organisation)
    lock(organisation)
    if organisation.version != version:
        raise Stale("record.stale")
    details = {**details, "uscc": details.get("uscc") or None} if "uscc" in details else details
    changed = {name: new for name, new in details.items() if getattr(organisation, name) != new}
    if organisation.verified and IDENTITY & changed.keys():
        raise Refused("organisation.identity_fixed")
    _require_free(uscc=changed.get("uscc"), code=changed.get("code"))
    for name, new in changed.items():
        setattr(organisation, name, new)
    if FOUND_BY & changed.keys():
        outbox.announce(search_rows.naming(organisation.id), now=now)
    if changed:
        record("organisation.changed", organisation, actor=actor, now=now, fields=",".join(sorted(changed)))


@transaction
def ask_verification(organisation: Organisation, *, actor: Actor, now: datetime) -> None:
    """Ask the office to verify an organisation."""
    require(actor, "organisation.edit", organisation)
    lock(organisation)
    if organisation.verification == "verified":
        raise Refused("organisation.verified_already")
    if organisation.verification == "pending":
        return  # a second click
    organisation.verification = "pending"
    organisation.verification_asked_at = now
    organisation.verification_note = ""
    record("organisation.asked", organisation, actor=actor, now=now)


@transaction
def verify_organisation(
    organisation: Organisation,
    *,
    note: str = "",
    uscc_reason: str = "",
    version: int | None = None,
    actor: Actor,
    now: datetime,
) -> None:
    """Confirm that an organisation is who it says it is; what it has sent so far now reaches the owners.

    Args:
        uscc_reason: how a social credit code whose check digit fails was found to be right all the same.
        version: of the row that the actor looked at.

    Raises:
        Refused: `organisation.verified_already`, `organisation.not_own`.
        Stale: `record.stale`.
        Invalid: `organisation.uscc_reason`.
    """
    _begin_answer(organisation, version, actor)
    if organisation.verified:
        raise Refused("organisation.verified_already")
    if organisation.uscc and not check_uscc(organisation.uscc).check_ok:
        if not uscc_reason:
            raise Invalid("organisation.uscc_reason", field="uscc_reason")
        organisation.uscc_override_reason = uscc_reason
        record("organisation.uscc_overridden", organisation, actor=actor, now=now)
    organisation.verification, organisation.verified_at = "verified", now
    organisation.verification_note = note
    record("organisation.verified", organisation, actor=actor, now=now)
    arrive_held(organisation, actor=actor, now=now)


@transaction
def reject_organisation(
    organisation: Organisation,
    *,
    note: str,
    release_uscc: bool = False,
    version: int | None = None,
    actor: Actor,
    now: datetime,
) -> None:
    """Send an application back, or withdraw a verification, with a reason that the organisation reads.

    Args:
        release_uscc: the social credit code is somebody else's, who may now register with it.

    Raises:
        Refused: `state.not_possible`, `organisation.not_own`.
        Stale: `record.stale`.
    """
    _begin_answer(organisation, version, actor)
    if organisation.verification not in ("pending", "verified"):
        raise Refused("state.not_possible")
    withdrawn = organisation.verified
    organisation.verification, organisation.verification_note = "rejected", note
    organisation.uscc_override_reason = ""
    if release_uscc:
        organisation.uscc = None
    kind = "organisation.verification_withdrawn" if withdrawn else "organisation.rejected"
    record(kind, organisation, actor=actor, now=now)


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


def _begin_answer(organisation: Organisation, version: int | None, actor: Actor) -> None:
    require(actor, "party.verify", organisation)
    if actor.organisation_id == organisation.id and not actor.system:
        raise Refused("organisation.not_own")
    lock(organisation)
    if version is not None and organisation.version != version:
        raise Stale("record.stale")


def _require_free(*, uscc: str | None, code: str | None) -> None:
    if uscc and organisations.by_uscc(uscc):
        raise Invalid("organisation.uscc_taken", field="uscc")
    if code and organisations.by_code(code):
        raise Invalid("organisation.code_taken", field="code")


def _is_registered_alone(actor: Actor) -> bool:
    query = (
        sa.select(Organisation.id)
        .join(Membership, Membership.organisation_id == Organisation.id)
        .where(Membership.person_id == actor.person_id, Organisation.kind == "individual")
    )
    return db.session.scalar(query.limit(1)) is not None
