"""The people and organisations of the demo, entered through the use cases."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass
from datetime import datetime

from marketplace.demo.content import Row, rows
from marketplace.demo.world import World
from marketplace.domain.access import SYSTEM, Actor
from marketplace.domain.parties.consent import TERMS_OF_USE_VERSION
from marketplace.passwords import hash_password
from marketplace.store.db import db
from marketplace.store.parties.people import Person
from marketplace.store.sites import Site
from marketplace.usecases.office.sites import appoint_body, appoint_office, appoint_operator, edit_site
from marketplace.usecases.parties.mandates import end_mandate, give_mandate
from marketplace.usecases.parties.members import set_members_roles
from marketplace.usecases.parties.organisations import (
    ask_verification,
    found_organisation,
    set_bank_account,
    verify_organisation,
)
from marketplace.usecases.parties.people import sign_up
from marketplace.usecases.parties.sizes import declare_size

OPERATOR, OFFICE, BODY = "OPER", "JLTO", "JLIP"
SITE_SETTINGS = {
    "contact": "service@oper.example.org\n周一至周五 9:00–17:00 (Mon–Fri)",
    "icp_number": "演示ICP备00000000号",
    "psb_number": "演示公网安备00000000000000号",
}
# who gets a password: one sign-in for each role that a visitor may want to try
ACCOUNTS: tuple[tuple[str, str, str], ...] = (
    ("rdwe-boss", "企业负责人（中小企业）", "Owner of a small enterprise"),
    ("rdwe-office", "企业财务", "Accountant of that enterprise"),
    ("xqny-boss", "待认证企业", "Enterprise waiting for verification"),
    ("linxi", "市技术转移中心经办人", "Officer of the city's transfer office"),
    ("duheng", "市技术转移中心审批人", "Approver of the city's transfer office"),
    ("yiping", "市技术转移中心财务", "Finance of the city's transfer office"),
    ("zhaoyue", "高校转移办经办人", "Officer of a university with its own office"),
    ("tangjing", "高校转移办审批人", "Approver of that university"),
    ("pengfei", "高校转移办财务", "Finance of that university"),
    ("zhouyanping", "发明人", "Inventor"),
    ("shanwanqing", "知识产权主管部门", "City bureau"),
    ("jiaowenshan", "平台运营方", "Operator of the site"),
)


@dataclass(frozen=True, slots=True)
class Account:
    """A sign-in of the demo, kept in DATA_DIR and printed at every start."""

    sign_in: str
    password: str
    role_zh: str
    role_en: str


def make_people(world: World) -> list[Account]:
    """Everybody of the data; those in ACCOUNTS can sign in with a password made for this installation."""
    accounts = {}
    passwords = {key: secrets.token_urlsafe(9) for key, _, _ in ACCOUNTS}
    hashes = {key: hash_password(password) for key, password in passwords.items()}
    roles = {key: (zh, en) for key, zh, en in ACCOUNTS}
    for row in rows("people"):
        person = sign_up(
            name=row["name"],
            email=row["email"],
            password_hash=hashes.get(row["key"], ""),
            language=row["language"],
            terms_version=TERMS_OF_USE_VERSION,
            site_id=world.site_id,
            now=world.at(-1200),
            confirmed=True,
        )
        world.people[row["key"]] = person.id
        for membership in row["memberships"]:
            known = world.members.setdefault(membership["organisation"], [])
            known.append((row["key"], frozenset(membership["roles"])))
        if row["key"] in passwords:
            accounts[row["key"]] = Account(row["email"], passwords[row["key"]], *roles[row["key"]])
    return [accounts[key] for key, _, _ in ACCOUNTS]


def register(world: World, row: Row, now: datetime) -> None:
    """Found an organisation by its administrator and give its members their roles."""
    world.actors.clear()
    members = world.members[row["code"]]
    founder = next(key for key, roles in members if "administrator" in roles)
    details = {
        name: row[name]
        for name in (
            "code kind name_zh name_en country registry_number region address contact_name contact_phone "
            "contact_email about_zh about_en vat_rate two_person_rule"
        ).split()
    }
    actor = Actor(person_id=world.people[founder], site_id=world.site_id)
    organisation = found_organisation(uscc=row["uscc"] or None, actor=actor, now=now, **details)
    world.organisations[row["code"]] = organisation.id
    for key, roles in sorted(members, key=lambda member: member[0] == founder):
        set_members_roles(organisation, db.session.get_one(Person, world.people[key]), roles, actor=SYSTEM, now=now)
    if account := row["account"]:
        set_bank_account(organisation, **account, actor=SYSTEM, now=now)
    if row["verification"] != "none":
        ask_verification(organisation, actor=world.member(row["code"], "administrator", now.date()), now=now)


def verify(world: World, row: Row, now: datetime) -> None:
    """Verification by the operator."""
    world.actors.clear()
    verify_organisation(
        world.organisation(row["code"]), note=row["verification_note"], actor=_as(SYSTEM, world), now=now
    )


def declare(world: World, row: Row, size: Row, now: datetime) -> None:
    declare_size(
        world.organisation(row["code"]),
        sector=size["sector"],
        staff=size["staff"],
        revenue=size["revenue"],
        assets=size["assets"],
        basis_year=now.year - size["basis_years_back"],
        actor=world.member(row["code"], "editor", now.date()),
        now=now,
    )


def appoint(world: World, now: datetime) -> None:
    """Say who operates the site, who verifies parties beside them, who runs it."""
    world.actors.clear()
    site, actor = db.session.get_one(Site, world.site_id), _as(SYSTEM, world)
    appoint_operator(site, world.organisation(OPERATOR), actor=actor, now=now)
    appoint_office(site, world.organisation(OFFICE), actor=actor, now=now)
    appoint_body(site, world.organisation(BODY), actor=actor, now=now)
    edit_site(site, changes=SITE_SETTINGS, actor=actor, now=now)


def mandate(world: World, row: Row, now: datetime) -> None:
    world.actors.clear()
    given = give_mandate(
        world.organisation(row["licensor"]),
        world.organisation(row["office"]),
        starts_on=world.day(row["starts"]),
        actor=_as(SYSTEM, world),
        now=now,
    )
    if row["ends"] is not None:
        end_mandate(given, ends_on=world.day(row["ends"]), actor=_as(SYSTEM, world), now=now)


def account_rows(accounts: list[Account]) -> list[dict[str, str]]:
    return [asdict(account) for account in accounts]


def _as(actor: Actor, world: World) -> Actor:
    return Actor(person_id=actor.person_id, site_id=world.site_id, system=actor.system)
