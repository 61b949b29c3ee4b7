"""The site: opened once, then set up by its operator."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from marketplace.domain.access import Actor
from marketplace.domain.faults import Refused
from marketplace.domain.parameters import DEFAULT_PARAMETERS
from marketplace.store.db import db, transaction
from marketplace.store.office.parameters import Parameter
from marketplace.store.parties.organisations import Organisation
from marketplace.store.sites import Site, SiteBody, SiteOffice
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record


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
def appoint_office(site: Site, office: Organisation, *, actor: Actor, now: datetime) -> None:
    """Let a transfer office verify parties of this site."""
    require(actor, "site.edit", office)
    db.session.add(SiteOffice(site_id=site.id, organisation_id=office.id))
    record("site.changed", site, actor=actor, now=now, fields="office")


@transaction
def appoint_body(site: Site, body: Organisation, *, actor: Actor, now: datetime) -> None:
    """Name a public body that runs the site and reads the rows behind its figures."""
    require(actor, "site.edit", body)
    db.session.add(SiteBody(site_id=site.id, organisation_id=body.id))
    record("site.changed", site, actor=actor, now=now, fields="body")
