"""On whose behalf a person acts, put together from rows: the same for pages, commands and tests."""

from __future__ import annotations

from datetime import date

from marketplace.domain.access import Actor
from marketplace.store import sites
from marketplace.store.db import db
from marketplace.store.parties import organisations, people
from marketplace.store.parties.organisations import Organisation


def actor_of(person_id: int, organisation: Organisation | None, *, site_id: int, on: date) -> Actor:
    """The actor a person is while acting for an organisation; alone where they hold no role there (any more)."""
    roles = people.roles_of(person_id, organisation.id) if organisation else frozenset()
    if organisation is None or not roles:
        return Actor(person_id=person_id, site_id=site_id)
    site = db.session.get(sites.Site, site_id)
    return Actor(
        person_id=person_id,
        organisation_id=organisation.id,
        organisation_kind=organisation.kind,
        roles=roles,
        office_for=organisations.licensors_of(organisation.id, on),
        site_id=site_id,
        operator=bool(site and site.operator_id == organisation.id),
        verifier=sites.verifies(site_id, organisation.id),
        body=sites.runs(site_id, organisation.id),
    )
