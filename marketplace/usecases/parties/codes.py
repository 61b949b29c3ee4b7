"""One-time codes that an office, or an administrator, hands to somebody who has no mail."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from marketplace.domain.access import Actor, allowed
from marketplace.domain.faults import Forbidden, Refused
from marketplace.store.db import db, transaction
from marketplace.store.parties import people, tokens
from marketplace.store.parties.organisations import Organisation
from marketplace.store.parties.people import Person
from marketplace.store.relations import relations_to
from marketplace.store.sites import Site, SiteBody, SiteOffice
from marketplace.usecases.parties import one_time
from marketplace.usecases.recording import record


@transaction
def issue_code(person: Person, *, actor: Actor, now: datetime) -> str:
    """A code with which a person sets a new password; shown once to whoever issues it.

    It opens the whole account, therefore the actor must be entitled in every organisation of the person, and only
    the operator may do it for people of the operator, of a verifying office or of the body that runs the site.

    Raises:
        Forbidden: `access.refused`; `person.out_of_reach` where one of the organisations is beyond the actor.
        Refused: `person.has_mail` where a confirmed address can get a link.
    """
    organisations = people.organisations_of(person.id)
    entitled = [one for one in organisations if _entitled(actor, one)]
    if not entitled and not (_entitled(actor, None) and not organisations):
        raise Forbidden("access.refused")
    if len(entitled) < len(organisations):
        raise Forbidden("person.out_of_reach")
    if not actor.system and any(channel.verified_at is not None for channel in person.channels):
        raise Refused("person.has_mail")
    tokens.withdraw("office_code", now, person_id=person.id)
    code = one_time.new_code()
    one_time.issue(
        "office_code",
        now=now,
        secret=one_time.code_secret(person.id, code),
        person_id=person.id,
        organisation_id=actor.organisation_id,
        issued_by_id=actor.person_id,
    )
    record("person.code_issued", person, actor=actor, now=now)
    return code


def _entitled(actor: Actor, organisation: Organisation | None) -> bool:
    if not allowed("party.code", actor, relations_to(actor, organisation)):
        return False
    outranks = actor.operator or actor.system
    own = organisation is not None and organisation.id == actor.organisation_id
    return outranks or own or organisation is None or not _runs_something(organisation.id)


def _runs_something(organisation_id: int) -> bool:
    """Whether an organisation operates the installation, verifies for a site or runs one."""
    duties = (
        sa.select(Site.id).where(Site.operator_id == organisation_id),
        sa.select(SiteOffice.site_id).where(SiteOffice.organisation_id == organisation_id),
        sa.select(SiteBody.site_id).where(SiteBody.organisation_id == organisation_id),
    )
    return any(db.session.scalar(duty.limit(1)) is not None for duty in duties)
