"""The inbox: unread first to be seen, opened where it happened, for people with and without organisations."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask

from marketplace.store.db import db
from marketplace.store.office.notices import Notice, unread_count
from marketplace.store.parties.people import Person, UserSession
from marketplace.usecases.parties.members import set_members_roles
from tests.client import CheckedClient
from tests.make.cast import NOW, Cast
from tests.make.listings import DEFERRED
from tests.make.office import licence, request

Client = Callable[..., CheckedClient]


@pytest.fixture
def told(app: Flask, world: Cast) -> Cast:
    """Something happened between `maker` and the office of `city`."""
    with app.app_context():
        licence(world, DEFERRED)
    return world


def unread(app: Flask, person_id: int) -> int:
    with app.app_context():
        return unread_count(person_id)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_notices_are_worded_newest_first_and_counted(app: Flask, told: Cast, client: Client, lang: str) -> None:
    reader = client(told.city, lang=lang)
    reader.get("/inbox")
    lines = reader.page.select(".inbox > li")
    assert len(lines) == unread(app, told.city.person_id) == len(reader.page.select(".is-unread"))
    assert str(len(lines)) in reader.page.select_one(".site-header .count").get_text()
    first = " ".join(lines[0].get_text(" ").split())
    assert ("许可自 2026-03-02 起生效" if lang == "zh" else "licence in effect from 2026-03-02") in first
    assert {"zh": "江澜恒固钢管有限公司", "en": "Jianglan Henggu Steel Pipe"}[lang] in first


def test_opening_marks_one_as_read_and_leads_to_the_place(app: Flask, told: Cast, client: Client) -> None:
    before = unread(app, told.city.person_id)
    reader = client(told.city)
    reader.get("/inbox")
    form = reader.page.select_one(".inbox form")
    notice = form.select_one("[name=notice]")["value"]
    answer = reader.post(form["action"], {"notice": notice})
    assert answer.headers["Location"].startswith("/deals/")
    assert unread(app, told.city.person_id) == before - 1
    reader.get("/inbox?unread=1")
    assert len(reader.page.select(".inbox > li")) == before - 1


def test_nobody_opens_the_notice_of_another(app: Flask, told: Cast, client: Client) -> None:
    with app.app_context():
        notice = db.session.scalars(sa.select(Notice).filter_by(person_id=told.city.person_id)).first()
        assert notice is not None
        number = notice.id
    client(told.stranger).post("/inbox/opening", {"notice": str(number)}, status=404)
    with app.app_context():
        assert db.session.get_one(Notice, number).read_at is None


def test_all_can_be_marked_as_read(app: Flask, told: Cast, client: Client) -> None:
    reader = client(told.city)
    reader.post("/inbox/reading")
    assert unread(app, told.city.person_id) == 0
    assert unread(app, told.maker.person_id) > 0  # only one's own
    reader.get("/inbox")
    assert not reader.page.select(".is-unread") and reader.page.select(".inbox > li")


def test_opening_acts_for_the_organisation_that_was_told(app: Flask, told: Cast, client: Client) -> None:
    with app.app_context():
        person = db.session.get_one(Person, told.city.person_id)
        set_members_roles(told.park.organisation, person, frozenset({"reader"}), actor=told.park.actor, now=NOW)
    reader = client(told.city)
    reader.post("/acting", {"organisation": told.park.public_id})
    reader.get(f"/inbox?organisation={told.city.public_id}")
    assert "接收单位：江澜市技术转移中心" in reader.text()
    newest = reader.page.select_one(".inbox [name=notice]")["value"]
    answer = reader.post("/inbox/opening", {"notice": newest})
    assert answer.headers["Location"].startswith("/deals/")
    with app.app_context():
        row = db.session.scalars(sa.select(UserSession).order_by(UserSession.id.desc())).first()
        assert row is not None and row.organisation_id == told.city.organisation_id


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_people_without_an_organisation_have_an_inbox(world: Cast, client: Client, lang: str) -> None:
    inventor = client(person_id=world.inventor_id, lang=lang)
    inventor.get("/inbox")
    assert inventor.page.select(".empty")
    client(lang=lang).get("/inbox", status=302)


def test_a_long_inbox_is_paged(app: Flask, world: Cast, client: Client) -> None:
    with app.app_context():
        for _ in range(26):
            request(world)
    reader = client(world.city)
    reader.get("/inbox")
    assert len(reader.page.select(".inbox > li")) == 25
    reader.get("/inbox?page=2")
    assert 0 < len(reader.page.select(".inbox > li")) < 25
