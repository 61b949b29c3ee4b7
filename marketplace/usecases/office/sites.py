"""The site: opened once, then set up by its operator."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from marketplace.domain.access import Actor
from marketplace.domain.faults import Invalid, Refused
from marketplace.domain.parameters import DEFAULT_PARAMETERS
from marketplace.store.db import db, lock, transaction
from marketplace.store.office.parameters import Parameter
from marketplace.store.parties.organisations import Organisation
from marketplace.store.sites import Site, SiteBody, SiteOffice
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record

#: what an operator writes on the page of settings
SETTINGS = ("name_zh", "name_en", "contact", "icp_number", "psb_number")


@transaction
def open_site(*, name_zh: str, name_en: str, demo: bool = False) -> Site:
    """The installation's first site, with the numbers of law and policy as shipped.

    Raises:
        Refused: `site.exists`.
    """
    if db.session.scalar(sa.select(Site.id).limit(1)) is not None:
        raise Refused("site.exists")
    site = Site(name_zh=name_zh, name_en=name_en, demo=demo)
    db.session.add(site)
    for key, scope, valid_from, value, source in DEFAULT_PARAMETERS:
        db.session.add(Parameter(key=key, scope=scope, valid_from=valid_from, value=value, source=source))
    return site


@transaction
def appoint_operator(site: Site, operator: Organisation, *, actor: Actor, now: datetime) -> None:
    """Name the organisation that operates the installation."""
    require(actor, "site.edit", operator)
    site.operator_id = operator.id
    record("site.changed", site, actor=actor, now=now, fields="operator")


@transaction
def edit_site(site: Site, *, changes: Mapping[str, str], actor: Actor, now: datetime) -> list[str]:
    """Set names, contact and record numbers; returns what was changed. `changes`: field → text.

    Raises:
        Invalid: `site.name_missing`.
        KeyError: not a setting.
    """
    require(actor, "site.edit", site.operator)
    lock(site)
    if unknown := set(changes) - set(SETTINGS):
        raise KeyError(*unknown)
    wanted = {field: changes[field].strip() for field in SETTINGS if field in changes}
    changed = [field for field, text in wanted.items() if getattr(site, field) != text]
    for field in changed:
        setattr(site, field, wanted[field])
    if not site.name_zh:
        raise Invalid("site.name_missing", field="name_zh")
    if changed:
        record("site.changed", site, actor=actor, now=now, fields=", ".join(changed))
    return changed


@transaction
def appoint_office(site: Site, office: Organisation, *, actor: Actor, now: datetime) -> None:
    """Let a transfer office verify parties of this site.

    Raises:
        Refused: `site.not_an_office`, `site.appointed_already`.
    """
    require(actor, "site.edit", site.operator)
    _appoint(SiteOffice, site, office, kind="office", actor=actor)
    record("site.changed", site, actor=actor, now=now, fields="office")


@transaction
def appoint_body(site: Site, body: Organisation, *, actor: Actor, now: datetime) -> None:
    """Name a public body that runs the site and reads the rows behind its figures.

    Raises:
        Refused: `site.not_a_body`, `site.appointed_already`.
    """
    require(actor, "site.edit", site.operator)
    _appoint(SiteBody, site, body, kind="public_body", actor=actor)
    record("site.changed", site, actor=actor, now=now, fields="body")


@transaction
def dismiss_office(site: Site, office: Organisation, *, actor: Actor, now: datetime) -> None:
    """A transfer office verifies no more parties of this site. What it verified stays verified."""
    require(actor, "site.edit", site.operator)
    _dismiss(SiteOffice, site, office)
    record("site.changed", site, actor=actor, now=now, fields="office")


@transaction
def dismiss_body(site: Site, body: Organisation, *, actor: Actor, now: datetime) -> None:
    """A public body no longer runs the site."""
    require(actor, "site.edit", site.operator)
    _dismiss(SiteBody, site, body)
    record("site.changed", site, actor=actor, now=now, fields="body")


def _appoint(
    table: type[SiteOffice | SiteBody], site: Site, organisation: Organisation, *, kind: str, actor: Actor
) -> None:
    if organisation.kind != kind or not (organisation.verified or actor.system):
        raise Refused("site.not_an_office" if kind == "office" else "site.not_a_body")
    if db.session.get(table, (site.id, organisation.id)) is not None:
        raise Refused("site.appointed_already")
    db.session.add(table(site_id=site.id, organisation_id=organisation.id))


def _dismiss(table: type[SiteOffice | SiteBody], site: Site, organisation: Organisation) -> None:
    row = db.session.get(table, (site.id, organisation.id))
    if row is None:
        raise Refused("state.not_possible")
    db.session.delete(row)
