"""Notices by mail: in the reader's language, once for each channel, tried again where the server is away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask, current_app

from marketplace import clock
from marketplace.jobs.worker import work_off
from marketplace.store.db import db, transaction
from marketplace.store.deals.deals import Deal
from marketplace.store.office.jobs import MAX_ATTEMPTS, Job
from marketplace.store.office.notices import Delivery
from marketplace.store.parties.people import Channel, Person
from marketplace.usecases.parties.members import set_members_roles
from tests.jobs.postbox import Postbox, open_postbox
from tests.make.cast import NOW, Cast
from tests.make.listings import LUMP
from tests.make.office import licence, request

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def postbox(app: Flask) -> Iterator[Postbox]:
    with open_postbox() as box:
        app.config["MAIL_SMTP_URL"] = box.url
        yield box
        app.config["MAIL_SMTP_URL"] = ""


@pytest.fixture
def quiet(cast: Cast) -> Cast:
    """The cast, with nothing waiting in the queue."""

    @transaction
    def clear() -> None:
        db.session.execute(sa.delete(Job))

    clear()
    return cast


@transaction
def speak(person: Person, language: str) -> None:
    person.language = language


@transaction
def add_channel(person: Person, address: str, *, active: bool = True) -> None:
    db.session.add(Channel(person_id=person.id, kind="mail", address=address, active=active, verified_at=NOW))


def states(kind: str = "deliver_notice") -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(sa.select(Job.state).filter_by(kind=kind).order_by(Job.id)))


def test_a_letter_is_in_the_readers_language_with_a_link(quiet: Cast, postbox: Postbox) -> None:
    speak(quiet.maker.person, "en")
    deal = licence(quiet, LUMP)
    deal_path = f"http://localhost/deals/{deal.public_id}"
    work_off()
    zh = next(message for message in postbox.messages if message["To"] == quiet.city.email)
    assert zh["Subject"] == "许可事务《一种钢管焊缝低噪声打磨装置》：送达许可方办理机构"
    assert zh["From"] == "江澜专利开放许可平台 <no-reply@127.0.0.1>"
    assert zh["Auto-Submitted"] == "auto-generated" and zh["Content-Language"] == "zh-Hans"
    lines = zh.get_content().splitlines()
    assert lines[0] == "江澜管理员，您好：" and f"详情请登录查看：{deal_path}" in lines
    assert "操作方：江澜恒固钢管有限公司" in lines
    assert lines[-2:] == ["江澜专利开放许可平台", "本邮件由系统发出，请勿直接回复。"]
    en = [message for message in postbox.messages if message["To"] == quiet.maker.email]
    assert en == []  # the one who did it is not told


def test_an_english_reader_gets_english(quiet: Cast, postbox: Postbox) -> None:
    speak(quiet.city.person, "en")
    request(quiet)
    work_off()
    (letter,) = [message for message in postbox.messages if message["To"] == quiet.city.email]
    assert letter["Subject"] == "Deal “Low-noise grinding device for pipe welds”: reached the licensor's office"
    assert "By: Jianglan Henggu Steel Pipe Co., Ltd." in letter.get_content()
    assert letter["Content-Language"] == "en"


def test_a_notice_goes_out_once_for_each_channel(quiet: Cast, postbox: Postbox) -> None:
    add_channel(quiet.city.person, "second@example.org")
    add_channel(quiet.city.person, "off@example.org", active=False)
    request(quiet)
    assert work_off() > 0
    mine = [message["To"] for message in postbox.messages]
    assert sorted(mine) == sorted([quiet.city.email, "second@example.org"])
    sent = len(postbox.messages)

    @transaction
    def forget_that_it_was_done() -> None:
        db.session.execute(sa.update(Job).values(state="waiting"))

    forget_that_it_was_done()
    work_off()
    assert len(postbox.messages) == sent
    assert set(states()) == {"done"}


def test_an_address_refused_for_good_does_not_hold_the_others_up(quiet: Cast, postbox: Postbox) -> None:
    add_channel(quiet.city.person, "second@example.org")
    postbox.answers[quiet.city.email] = "550 5.1.1 no such user"
    request(quiet)
    work_off()
    assert [message["To"] for message in postbox.messages] == ["second@example.org"]
    assert set(states()) == {"done"}
    outcomes = db.session.execute(sa.select(Channel.address, Delivery.state).join(Channel)).all()
    assert dict(map(tuple, outcomes)) == {quiet.city.email: "failed", "second@example.org": "sent"}


def test_one_channel_that_fails_for_now_is_tried_again_alone(quiet: Cast, postbox: Postbox) -> None:
    add_channel(quiet.city.person, "second@example.org")
    postbox.answers[quiet.city.email] = "451 4.3.0 come back later"
    request(quiet)
    work_off()
    assert [message["To"] for message in postbox.messages] == ["second@example.org"]
    assert states() == ["waiting"]
    postbox.answers.clear()
    with clock.fixed(NOW + timedelta(minutes=2)):
        work_off()
    assert [message["To"] for message in postbox.messages] == ["second@example.org", quiet.city.email]
    assert states() == ["done"]


def test_a_server_that_is_away_is_tried_with_growing_pauses_and_then_given_up(quiet: Cast) -> None:
    current_app.config["MAIL_SMTP_URL"] = "smtp://127.0.0.1:1"  # nobody listens
    try:
        request(quiet)
        now, pauses = NOW, []
        for _ in range(MAX_ATTEMPTS):
            with clock.fixed(now):
                assert work_off() == 1
            db.session.rollback()
            job = db.session.scalars(sa.select(Job).filter_by(kind="deliver_notice")).one()
            pauses.append(int((job.run_at - now).total_seconds()) // 60)
            now = job.run_at
        assert pauses == [1, 2, 4, 8, 16, 32, 64, 0]  # the last try has no next one
        assert job.state == "dead" and "ConnectionRefusedError" in job.error
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Delivery)) == 0
    finally:
        current_app.config["MAIL_SMTP_URL"] = ""


def test_people_who_were_disabled_get_no_mail(quiet: Cast, postbox: Postbox) -> None:
    request(quiet)

    @transaction
    def disable() -> None:
        db.session.execute(sa.update(Person).where(Person.id == quiet.city.person_id).values(disabled_at=NOW))

    disable()
    work_off()
    assert postbox.messages == [] and states() == ["done"]


def test_a_title_cannot_add_a_header(quiet: Cast, postbox: Postbox) -> None:
    deal = request(quiet)

    @transaction
    def spoil() -> None:
        listing = db.session.get_one(Deal, deal.id).listing
        listing.title_zh = "焊缝\r\nBcc: everybody@example.org"

    spoil()
    work_off()
    (letter,) = postbox.messages
    assert letter["Bcc"] is None and "Bcc: everybody@example.org" in letter["Subject"]


def test_who_belongs_to_several_organisations_begins_in_the_inbox(quiet: Cast, postbox: Postbox) -> None:
    park = quiet.park
    set_members_roles(park.organisation, quiet.city.person, frozenset({"reader"}), actor=park.actor, now=NOW)
    request(quiet)
    work_off()
    arrived = [message for message in postbox.messages if "送达" in message["Subject"]]
    assert "http://localhost/inbox\n" in arrived[0].get_content()


def test_without_a_server_mail_is_printed(quiet: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    request(quiet)
    work_off()
    assert "送达许可方办理机构" in capsys.readouterr().err and set(states()) == {"done"}


def test_a_worker_killed_between_sending_and_keeping_repeats_under_the_same_name(
    quiet: Cast, postbox: Postbox, database_url: str, tmp_path: Path
) -> None:
    request(quiet)
    db.session.rollback()
    folder = {"DATA_DIR": str(tmp_path / "worker"), "SEARCH_INDEX_DIR": str(tmp_path / "index")}
    settings = {**os.environ, **folder, "DATABASE_URL": database_url, "MAIL_SMTP_URL": postbox.url}
    settings["PUBLIC_URL"] = "http://127.0.0.1"
    worker = subprocess.Popen([sys.executable, "-m", "marketplace.jobs"], cwd=ROOT, env=settings)
    postbox.arrived = lambda: os.kill(worker.pid, signal.SIGKILL)
    try:
        assert worker.wait(timeout=90) == -signal.SIGKILL
    finally:
        worker.kill()
    postbox.arrived = lambda: None
    assert len(postbox.messages) == 1 and states() == ["running"]
    with clock.fixed(datetime.now(UTC) + timedelta(minutes=6)):  # its lease is over
        work_off()
    first, second = postbox.messages
    assert first["Message-ID"] == second["Message-ID"] and first["Date"] == second["Date"]
    assert first.get_content() == second.get_content().replace("http://localhost", "http://127.0.0.1")
    assert db.session.scalars(sa.select(Delivery.state)).all() == ["sent"]
    with clock.fixed(datetime.now(UTC) + timedelta(minutes=20)):
        work_off()
    assert len(postbox.messages) == 2
