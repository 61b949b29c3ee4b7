"""Notices: who is told of what, once each; reminders; words and places of every kind of event."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from marketplace.domain.access import SYSTEM
from marketplace.domain.events import KINDS, sentence
from marketplace.notifications import places
from marketplace.notifications.places import path_to, places_of
from marketplace.notifications.recipients import AUDIENCES
from marketplace.store.db import db
from marketplace.store.office.notices import Notice
from marketplace.store.parties.people import Person
from marketplace.usecases.deals.deals import assign_deal, remind_of_deal
from marketplace.usecases.office.notices import read_all_notices, read_notice, remind_assignees
from marketplace.usecases.parties.members import set_members_roles
from tests.make.cast import NOW, TODAY, Cast
from tests.make.deals import days_later
from tests.make.listings import DEFERRED
from tests.make.office import licence, make_busy_office, request


def kinds_told(person_id: int) -> list[str]:
    db.session.rollback()
    query = sa.select(Notice).filter_by(person_id=person_id).order_by(Notice.id)
    return [notice.event.kind for notice in db.session.scalars(query)]


def reminded(cast: Cast, person_id: int | None = None) -> int:
    return kinds_told(person_id or cast.city.person_id).count("deal.reminded")


def test_every_audience_is_of_a_known_event() -> None:
    assert set(AUDIENCES) <= set(KINDS)
    assert set(places.ELSEWHERE) | set(places.MANDATES) <= set(KINDS)


@pytest.mark.parametrize(
    ("kind", "data", "zh", "en"),
    [
        (
            "listing.blocked",
            {"code": "listing.patent_fee_unpaid"},
            "“年费已按规定缴纳”不再满足",
            "“Annual fees are paid”",
        ),
        (
            "listing.overridden",
            {"code": "OL10"},
            "“使用费不高于一般上限”",
            "“Fees stay below the general ceilings”",
        ),
        (
            "listing.changed",
            {"fields": "texts, patents, limits"},
            "文字、专利、适用范围",
            "texts, patents, limits",
        ),
        (
            "site.parameter_added",
            {"key": "lpr_1y", "scope": "", "valid_from": "2026-03-20"},
            "“一年期贷款市场报价利率”自 2026-03-20 起",
            "One-year loan prime rate",
        ),
        (
            "site.job_retried",
            {"job": 7, "kind": "send_reminders"},
            "任务 7（发送到期提醒）",
            "job 7 again (Send reminders)",
        ),
    ],
)
def test_codes_in_events_are_worded(kind: str, data: dict[str, object], zh: str, en: str) -> None:
    assert zh in sentence(kind, data, "zh") and en in sentence(kind, data, "en")


def test_one_event_puts_one_notice_into_an_inbox(cast: Cast) -> None:
    licence(cast, DEFERRED)
    db.session.rollback()
    rows = db.session.execute(
        sa.select(Notice.person_id, Notice.event_id, sa.func.count()).group_by(
            Notice.person_id, Notice.event_id
        )
    ).all()
    assert rows and all(number == 1 for _, _, number in rows)
    assert "deal.arrived" not in kinds_told(cast.maker.person_id)  # who did it is not told
    assert "deal.arrived" not in kinds_told(cast.park.person_id)


def test_a_reminder_is_sent_once_and_stays_until_it_is_cleared(cast: Cast) -> None:
    deal = request(cast)
    remind_of_deal(deal, remind_on=TODAY + timedelta(days=3), actor=cast.city.actor, now=NOW)
    assert remind_assignees(actor=SYSTEM, now=days_later(2)) == 0
    assert [remind_assignees(actor=SYSTEM, now=days_later(days)) for days in (3, 3, 4)] == [1, 0, 0]
    assert reminded(cast) == 1 and deal.remind_on == TODAY + timedelta(days=3)
    remind_of_deal(deal, remind_on=TODAY + timedelta(days=9), actor=cast.city.actor, now=days_later(5))
    assert [remind_assignees(actor=SYSTEM, now=days_later(days)) for days in (8, 9, 10)] == [0, 1, 0]
    remind_of_deal(deal, remind_on=None, actor=cast.city.actor, now=days_later(11))
    assert remind_assignees(actor=SYSTEM, now=days_later(20)) == 0


def test_a_missed_day_is_made_up_for(cast: Cast) -> None:
    deal = request(cast)
    remind_of_deal(deal, remind_on=TODAY + timedelta(days=3), actor=cast.city.actor, now=NOW)
    assert remind_assignees(actor=SYSTEM, now=days_later(7)) == 1


def test_the_one_in_charge_is_reminded_and_nobody_else(cast: Cast) -> None:
    colleague = db.session.get_one(Person, cast.inventor_id)
    set_members_roles(
        cast.city.organisation, colleague, frozenset({"editor"}), actor=cast.city.actor, now=NOW
    )
    deal = request(cast)
    assign_deal(deal, colleague, actor=cast.city.actor, now=NOW)
    remind_of_deal(deal, remind_on=TODAY, actor=cast.city.actor, now=NOW)
    remind_assignees(actor=SYSTEM, now=NOW)
    assert (reminded(cast), reminded(cast, cast.inventor_id)) == (0, 1)


def test_reading_is_for_ones_own_notices(cast: Cast) -> None:
    request(cast)
    mine = sa.select(Notice).filter_by(person_id=cast.city.person_id, read_at=None)
    notice = db.session.scalars(mine).first()
    assert notice is not None
    read_notice(notice, actor=cast.maker.actor, now=NOW)
    assert notice.read_at is None
    read_notice(notice, actor=cast.city.actor, now=NOW)
    assert notice.read_at == NOW
    read_all_notices(actor=cast.city.actor, now=NOW)
    assert db.session.scalars(mine).all() == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_notice_is_worded_and_leads_to_a_page(app: Flask, cast: Cast, lang: str) -> None:
    make_busy_office(cast)
    db.session.rollback()
    notices = list(db.session.scalars(sa.select(Notice)))
    adapter = app.url_map.bind("localhost")
    for notice_id, place in places_of(notices, lang).items():
        assert place.about and not re.search(r"[{}_]", place.about), notice_id
        assert adapter.match(place.path)[0]
    assert len({notice.event.kind for notice in notices}) >= 8


def test_every_kind_of_row_has_a_page(app: Flask) -> None:
    adapter = app.url_map.bind("localhost")
    for table in (*places.KINDS, "verification"):
        assert adapter.match(path_to(table, "k7m2xq9tdw"))[0], table
    for path in ("/office", *places.ELSEWHERE.values()):
        assert adapter.match(path.format(id="k7m2xq9tdw"))[0], path


def test_a_mandated_office_is_led_to_its_own_work(cast: Cast) -> None:
    notices = db.session.scalars(sa.select(Notice).filter_by(person_id=cast.city.person_id))
    given = [notice for notice in notices if notice.event.kind == "mandate.given"]
    assert [place.path for place in places_of(given, "zh").values()] == ["/office"]
