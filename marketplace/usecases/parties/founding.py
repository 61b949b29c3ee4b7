"""The first administrator: a one-time link printed on the machine founds the operator of the installation."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from marketplace.domain.access import Actor
from marketplace.domain.faults import Refused
from marketplace.store.db import lock, transaction
from marketplace.store.parties import people, tokens
from marketplace.store.parties.people import Person
from marketplace.store.sites import Site
from marketplace.usecases.parties import one_time
from marketplace.usecases.parties.organisations import add_organisation
from marketplace.usecases.parties.people import add_person
from marketplace.usecases.recording import record


@transaction
def issue_founding_secret(site: Site, *, now: datetime) -> str:
    """The secret of a link with which the operator can be founded; earlier ones no longer work.

    Raises:
        Refused: `site.has_administrator`.
    """
    _require_unfounded(site)
    tokens.withdraw("administrator", now)
    return one_time.issue("administrator", now=now)


@transaction
def found_operator(
    secret: str, site: Site, *, person: dict[str, Any], organisation: dict[str, Any], now: datetime
) -> Person:
    """Make the first account, the operator organisation, verified at once, and put it in charge of the site.

    Args:
        person: as `sign_up` takes them. organisation: columns of Organisation.

    Raises:
        Invalid: `token.spent`, `person.name_taken`, `organisation.uscc_taken`.
        Refused: `site.has_administrator`.
    """
    lock(site)
    _require_unfounded(site)
    one_time.spend("administrator", secret, now=now)
    founder = add_person(site_id=site.id, now=now, **person)
    actor = Actor(person_id=founder.id, site_id=site.id)
    operator = add_organisation(actor=actor, now=now, **organisation)
    operator.verification, operator.verification_asked_at, operator.verified_at = "verified", now, now
    site.operator_id = operator.id
    record("organisation.verified", operator, actor=actor, now=now)
    record("site.changed", site, actor=actor, now=now, fields="operator")
    return founder


def has_administrator(site: Site) -> bool:
    """Whether somebody can already set the site up."""
    if site.operator_id is None:
        return False
    return bool(people.members_with(site.operator_id, frozenset({"administrator"})))


def _require_unfounded(site: Site) -> None:
    if site.operator_id is not None and has_administrator(site):
        raise Refused("site.has_administrator")
