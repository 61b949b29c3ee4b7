"""The site a request belongs to. One row today; listings, requests and links carry it from the first."""

from __future__ import annotations

from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.store.columns import public_id, reference
from marketplace.store.db import db
from marketplace.store.parties.organisations import Organisation


class Site(db.Model):
    """A branded front of the installation, with what a site in China must show."""

    __tablename__ = "site"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id()
    host: Mapped[str] = mapped_column(sa.String(200), default="")  # empty: any host
    path_prefix: Mapped[str] = mapped_column(sa.String(60), default="")
    name_zh: Mapped[str] = mapped_column(sa.String(100))
    name_en: Mapped[str] = mapped_column(sa.String(100))
    operator_id: Mapped[int | None] = reference("organisation.id")
    contact: Mapped[str] = mapped_column(sa.String(300), default="")
    icp_number: Mapped[str] = mapped_column(sa.String(60), default="")
    psb_number: Mapped[str] = mapped_column(sa.String(60), default="")
    demo: Mapped[bool] = mapped_column(default=False)

    operator: Mapped[Organisation | None] = relationship()

    def name(self, lang: str) -> str:
        """The name for a reader of `lang`, else the other one."""
        return (self.name_zh or self.name_en) if lang == "zh" else (self.name_en or self.name_zh)


class SiteOffice(db.Model):
    """A transfer office that verifies parties for a site, beside the operator."""

    __tablename__ = "site_office"

    site_id: Mapped[int] = mapped_column(sa.ForeignKey("site.id"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), primary_key=True)


class SiteBody(db.Model):
    """A public body that runs a site and sees the rows behind its figures."""

    __tablename__ = "site_body"

    site_id: Mapped[int] = mapped_column(sa.ForeignKey("site.id"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), primary_key=True)


class Operator(NamedTuple):
    """Who runs a site, as pages name it."""

    public_id: str
    name_zh: str
    name_en: str

    def name(self, lang: str) -> str:
        """The name for a reader of `lang`, else the other one."""
        return (self.name_zh or self.name_en) if lang == "zh" else (self.name_en or self.name_zh)


class SiteShown(NamedTuple):
    """A site as every page needs it. Equal ones look the same, so what is printed of them can be kept."""

    id: int
    name_zh: str
    name_en: str
    contact: str
    icp_number: str
    psb_number: str
    demo: bool
    operator: Operator | None

    def name(self, lang: str) -> str:
        """The name for a reader of `lang`, else the other one."""
        return (self.name_zh or self.name_en) if lang == "zh" else (self.name_en or self.name_zh)


# made once, and of columns: every request asks it
_SITE, _OPERATOR = Site.__table__, Organisation.__table__
_FOR_HOST = (
    sa.select(
        *[_SITE.c[name] for name in SiteShown._fields[:-1]],
        *[_OPERATOR.c[name] for name in Operator._fields],
    )
    .select_from(_SITE.outerjoin(_OPERATOR, _OPERATOR.c.id == _SITE.c.operator_id))
    .where(sa.or_(_SITE.c.host == sa.bindparam("host"), _SITE.c.host == ""))
    .order_by(_SITE.c.host.desc())
    .limit(1)
)


def for_host(host: str) -> SiteShown | None:
    """The site that answers on a host: its own one, else the one for any host."""
    row = db.session.connection().execute(_FOR_HOST, {"host": host}).first()
    if row is None:
        return None
    *site, public_id, name_zh, name_en = row
    operator = Operator(public_id, name_zh, name_en) if public_id is not None else None
    return SiteShown._make([*site, operator])


def by_id(site_id: int) -> Site:
    return db.session.get_one(Site, site_id)


def first() -> Site | None:
    """The site that was opened with the installation."""
    return db.session.scalar(sa.select(Site).order_by(Site.id).limit(1))


def verifies(site_id: int, organisation_id: int) -> bool:
    return db.session.get(SiteOffice, (site_id, organisation_id)) is not None


def runs(site_id: int, organisation_id: int) -> bool:
    return db.session.get(SiteBody, (site_id, organisation_id)) is not None


def offices_of(site_id: int) -> list[Organisation]:
    """The transfer offices that verify parties for a site, beside the operator."""
    query = sa.select(Organisation).join(SiteOffice, SiteOffice.organisation_id == Organisation.id)
    return list(db.session.scalars(query.where(SiteOffice.site_id == site_id).order_by(Organisation.id)))


def bodies_of(site_id: int) -> list[Organisation]:
    """The public bodies that run a site."""
    query = sa.select(Organisation).join(SiteBody, SiteBody.organisation_id == Organisation.id)
    return list(db.session.scalars(query.where(SiteBody.site_id == site_id).order_by(Organisation.id)))


def verified_of_kind(kind: str) -> list[Organisation]:
    """The verified organisations of a kind, by name: who can be appointed."""
    query = sa.select(Organisation).filter_by(kind=kind, verification="verified")
    return list(db.session.scalars(query.order_by(Organisation.name_zh, Organisation.id)))
