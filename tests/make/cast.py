"""The cast: a small world with one of everybody, built by calling use cases.

A city office acts for East University by mandate; West University has its own office (itself).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, date, datetime

import sqlalchemy as sa

from marketplace.domain.access import SYSTEM, Actor
from marketplace.passwords import hash_password
from marketplace.store import sites
from marketplace.store.acting import actor_of
from marketplace.store.db import db
from marketplace.store.parties.organisations import Organisation
from marketplace.store.parties.people import Person
from marketplace.usecases.office.sites import appoint_body, appoint_office, appoint_operator, open_site
from marketplace.usecases.parties.mandates import give_mandate
from marketplace.usecases.parties.organisations import found_organisation, verify_organisation
from marketplace.usecases.parties.people import sign_up

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)  # noon of a Monday in Shanghai
TODAY = date(2026, 3, 2)
PASSWORD = "correct horse battery staple"  # noqa: S105 - of invented people


@dataclass(frozen=True)
class Member:
    """An organisation of the cast and the person who holds every role in it."""

    organisation_id: int
    public_id: str
    person_id: int
    email: str

    @property
    def organisation(self) -> Organisation:
        return db.session.get_one(Organisation, self.organisation_id)

    @property
    def person(self) -> Person:
        return db.session.get_one(Person, self.person_id)

    @property
    def actor(self) -> Actor:
        """As the web makes it for this member, with every role."""
        site_id = db.session.scalars(sa.select(sites.Site.id)).one()
        return actor_of(self.person_id, self.organisation, site_id=site_id, on=TODAY)


@dataclass(frozen=True)
class Cast:
    operator: Member
    body: Member  # runs the site
    city: Member  # transfer office, mandated by east, verifies parties
    park: Member  # another transfer office, mandated by nobody
    east: Member  # university with a mandate
    west: Member  # university that is its own office
    maker: Member  # verified enterprise, the licensee of most tests
    stranger: Member  # verified enterprise that has nothing to do with the matter
    newcomer: Member  # enterprise waiting for verification
    inventor_id: int  # a person without an organisation

    def members(self) -> dict[str, Member]:
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name != "inventor_id"}


ORGANISATIONS = {
    "operator": ("office", "江澜市知识产权运营中心", "Jianglan IP Operation Centre", "OPER"),
    "body": ("public_body", "江澜市知识产权局", "Jianglan IP Administration", None),
    "city": ("office", "江澜市技术转移中心", "Jianglan Technology Transfer Centre", "CITY"),
    "park": ("office", "云溪园区转移中心", "Yunxi Park Transfer Centre", "PARK"),
    "east": ("university", "东湾工业大学", "Dongwan University of Technology", "EAST"),
    "west": ("university", "西岭科技大学", "Xiling University", "WEST"),
    "maker": ("enterprise", "江澜恒固钢管有限公司", "Jianglan Henggu Steel Pipe Co., Ltd.", None),
    "stranger": ("enterprise", "江澜远帆物流有限公司", "Jianglan Yuanfan Logistics Co., Ltd.", None),
    "newcomer": ("enterprise", "江澜新芽农业有限公司", "Jianglan Xinya Farming Co., Ltd.", None),
}


def make_person(name: str, email: str, *, site_id: int, language: str = "zh") -> Person:
    return sign_up(
        name=name,
        email=email,
        password_hash=hash_password(PASSWORD),
        language=language,
        terms_version="1",
        site_id=site_id,
        now=NOW,
        confirmed=True,
    )


def make_cast() -> Cast:
    """Build the cast in the database of the present app context."""
    site = open_site(name_zh="江澜专利开放许可平台", name_en="Jianglan Open Patent Licensing")
    site_id = site.id
    made: dict[str, Member] = {}
    for key, (kind, name_zh, name_en, code) in ORGANISATIONS.items():
        email = f"{key}@example.org"
        person_id = make_person(f"{name_zh[:2]}管理员", email, site_id=site_id).id
        founder = Actor(person_id=person_id, site_id=site_id)
        organisation = found_organisation(
            kind=kind, name_zh=name_zh, name_en=name_en, code=code, region="420700", actor=founder, now=NOW
        )
        made[key] = Member(organisation.id, organisation.public_id, person_id, email)
        if key != "newcomer":
            verify_organisation(organisation, actor=SYSTEM, now=NOW)
    appoint_operator(site, made["operator"].organisation, actor=SYSTEM, now=NOW)
    appoint_office(site, made["city"].organisation, actor=SYSTEM, now=NOW)
    appoint_body(site, made["body"].organisation, actor=SYSTEM, now=NOW)
    east, city = made["east"], made["city"]
    give_mandate(east.organisation, city.organisation, starts_on=date(2026, 1, 1), actor=SYSTEM, now=NOW)
    inventor_id = make_person("沈知远", "inventor@example.org", site_id=site_id).id
    return Cast(inventor_id=inventor_id, **made)
