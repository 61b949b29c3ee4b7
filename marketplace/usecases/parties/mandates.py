"""Mandates: from when to when a transfer office acts for a licensor."""

from __future__ import annotations

from datetime import date, datetime

from marketplace.domain.access import Actor
from marketplace.domain.faults import Invalid, Refused
from marketplace.domain.parties.kinds import LICENSOR_KINDS
from marketplace.store.db import db, lock, transaction
from marketplace.store.parties import organisations
from marketplace.store.parties.organisations import Mandate, Organisation
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record


@transaction
def give_mandate(
    licensor: Organisation, office: Organisation, *, starts_on: date, actor: Actor, now: datetime
) -> Mandate:
    """Have a transfer office act for a licensor from a day on.

    Raises:
        Invalid: `mandate.not_an_office`.
        Refused: `mandate.not_a_licensor`; `mandate.exists` where another mandate covers the day or a later one.
    """
    require(actor, "organisation.mandate", licensor)
    lock(licensor)
    if licensor.kind not in LICENSOR_KINDS:
        raise Refused("mandate.not_a_licensor")
    if office.kind != "office" or not office.verified:
        raise Invalid("mandate.not_an_office", field="office")
    if organisations.mandate_from(licensor.id, starts_on) is not None:
        raise Refused("mandate.exists")
    mandate = Mandate(licensor_id=licensor.id, office_id=office.id, starts_on=starts_on, created_at=now)
    db.session.add(mandate)
    data = {"office": office.public_id, "starts_on": starts_on.isoformat()}
    record("mandate.given", licensor, actor=actor, now=now, **data)
    return mandate


@transaction
def end_mandate(mandate: Mandate, *, ends_on: date, actor: Actor, now: datetime) -> None:
    """Let a mandate end; deals under way go on with whoever acts from the next day on."""
    licensor = mandate.licensor
    require(actor, "organisation.mandate", licensor)
    lock(licensor)
    if ends_on < mandate.starts_on:
        raise Invalid("mandate.ends_before_start", field="ends_on")
    mandate.ends_on = ends_on
    data = {"office": mandate.office.public_id, "ends_on": ends_on.isoformat()}
    record("mandate.ended", licensor, actor=actor, now=now, **data)
