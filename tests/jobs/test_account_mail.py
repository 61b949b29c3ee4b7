"""Mails about accounts: the link arrives, and the queue keeps no secret once it is out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask import Flask, current_app

from marketplace import clock
from marketplace.domain.parties import mails
from marketplace.domain.parties.sign_in_names import fold
from marketplace.jobs.worker import work_off
from marketplace.store.db import db, transaction
from marketplace.store.office.jobs import Job
from marketplace.usecases.parties.members import invite_member
from tests.jobs.postbox import Postbox, open_postbox
from tests.make.cast import NOW, Cast


@pytest.fixture
def postbox(app: Flask) -> Iterator[Postbox]:
    with open_postbox() as box:
        app.config["MAIL_SMTP_URL"] = box.url
        yield box
        app.config["MAIL_SMTP_URL"] = ""


def invite(cast: Cast, language: str = "zh") -> str:
    """Invite somebody by mail; returns the secret of the link."""

    @transaction
    def clear() -> None:
        db.session.execute(sa.delete(Job))

    clear()
    maker = cast.maker
    name = fold("chen@example.org")
    assert name is not None
    return invite_member(
        maker.organisation, name, frozenset({"finance"}), language=language, actor=maker.actor, now=NOW
    )


def kept() -> Job:
    db.session.rollback()
    return db.session.scalars(sa.select(Job).filter_by(kind=mails.INVITATION)).one()


@pytest.mark.parametrize(
    ("language", "subject"),
    [("zh", "江澜管理员邀请您加入“江澜恒固钢管有限公司”"), ("en", "江澜管理员 invites you to join")],
)
def test_the_link_arrives_and_the_queue_forgets_it(
    cast: Cast, postbox: Postbox, language: str, subject: str
) -> None:
    secret = invite(cast, language)
    assert secret in kept().data
    work_off()
    (letter,) = postbox.messages
    assert letter["To"] == "chen@example.org" and letter["Subject"].startswith(subject)
    assert f"http://localhost/invitations/{secret}" in letter.get_content()
    assert (kept().state, kept().data) == ("done", "{}")


def test_a_mail_that_could_not_be_sent_keeps_its_link_for_the_next_try(cast: Cast, postbox: Postbox) -> None:
    current_app.config["MAIL_SMTP_URL"] = "smtp://127.0.0.1:1"
    secret = invite(cast)
    work_off()
    assert kept().state == "waiting" and secret in kept().data
    current_app.config["MAIL_SMTP_URL"] = postbox.url
    with clock.fixed(kept().run_at):
        work_off()
    assert len(postbox.messages) == 1 and kept().data == "{}"


def test_the_report_of_a_failure_holds_no_secret(cast: Cast, postbox: Postbox) -> None:
    postbox.answers["chen@example.org"] = "451 4.3.0 come back later"
    secret = invite(cast)
    work_off()
    assert kept().error and secret not in kept().error
