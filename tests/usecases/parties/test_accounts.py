"""Accounts: names, confirmed addresses, passwords set anew by a link or a code."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from marketplace.domain.access import Actor
from marketplace.domain.faults import Forbidden, Invalid, Refused
from marketplace.domain.parties import mails
from marketplace.jobs.worker import work_off
from marketplace.store.db import db
from marketplace.store.office.notices import Notice
from marketplace.store.parties.people import Person, Token, UserSession
from marketplace.usecases.parties.cleaning import forget_expired
from marketplace.usecases.parties.codes import issue_code
from marketplace.usecases.parties.members import set_members_roles
from marketplace.usecases.parties.passwords import ask_reset, change_password, redeem_code, reset_password
from marketplace.usecases.parties.people import add_address, confirm_address, sign_up, switch_channel
from marketplace.usecases.parties.sessions import open_session
from tests.make.cast import NOW, Cast
from tests.usecases.parties.letters import letters, reset_link, secret_of

SITE = 1


def make(**changed: object) -> Person:
    values = {
        "name": "沈知远",
        "password_hash": "old",
        "language": "zh",
        "terms_version": "1",
        "site_id": SITE,
        "now": NOW,
    }
    return sign_up(**{**values, **changed})


def open_sessions(person: Person) -> int:
    query = (
        sa.select(sa.func.count()).select_from(UserSession).filter_by(person_id=person.id, revoked_at=None)
    )
    return db.session.scalar(query) or 0


def test_a_name_has_one_account_whichever_kind_it_is(cast: Cast) -> None:
    make(email="shen@example.org")
    with pytest.raises(Invalid, match="name_taken") as refusal:
        make(email="shen@example.org")
    assert refusal.value.field == "email"
    make(mobile="13812345678")
    with pytest.raises(Invalid, match="name_taken"):
        make(mobile="13812345678")


def test_the_accepted_terms_are_recorded(cast: Cast) -> None:
    person = make(mobile="13812345678", terms_version="2026-01")
    assert (person.terms_version, person.terms_accepted_at) == ("2026-01", NOW)


def test_an_address_carries_nothing_before_it_is_confirmed(cast: Cast) -> None:
    person = make(email="shen@example.org")
    assert not person.channels[0].active
    letter = letters(mails.CONFIRMATION)[-1]
    assert letter["to"] == "shen@example.org"
    assert confirm_address(secret_of(letter), site_id=SITE, now=NOW).id == person.id
    assert person.channels[0].active
    with pytest.raises(Invalid, match="token.spent"):
        confirm_address(secret_of(letter), site_id=SITE, now=NOW)


def test_a_second_address_is_asked_for_once_and_can_be_paused(cast: Cast) -> None:
    person = make(mobile="13812345678")
    actor = Actor(person_id=person.id, site_id=SITE)
    channel = add_address(person, "shen@example.org", actor=actor, now=NOW)
    with pytest.raises(Invalid, match="address_in_use"):
        add_address(person, "shen@example.org", actor=actor, now=NOW)
    switch_channel(channel, active=True, actor=actor, now=NOW)
    assert not channel.active, "an address that nobody confirmed cannot be switched on"
    confirm_address(secret_of(letters(mails.CONFIRMATION)[-1]), site_id=SITE, now=NOW)
    switch_channel(channel, active=False, actor=actor, now=NOW)
    assert not channel.active
    with pytest.raises(Forbidden):
        switch_channel(channel, active=True, actor=cast.maker.actor, now=NOW)


def test_a_reset_link_works_once_ends_all_sign_ins_and_proves_the_address(cast: Cast) -> None:
    person = make(email="shen@example.org")
    open_session(person, token_hash="a", now=NOW)
    open_session(person, token_hash="b", now=NOW)
    reset_link("shen@example.org")
    letter = letters(mails.RESET)[-1]
    reset_password(secret_of(letter), password_hash="new", site_id=SITE, now=NOW)
    assert person.password_hash == "new"
    assert open_sessions(person) == 0
    assert person.channels[0].verified_at is not None
    assert letters(mails.PASSWORD_CHANGED)[-1]["to"] == "shen@example.org"
    with pytest.raises(Invalid, match="token.spent"):
        reset_password(secret_of(letter), password_hash="third", site_id=SITE, now=NOW)
    assert person.password_hash == "new"


def test_only_the_newest_reset_link_works_and_not_for_long(cast: Cast) -> None:
    person = make(email="shen@example.org")
    reset_link("shen@example.org")
    reset_link("shen@example.org")
    first, second = map(secret_of, letters(mails.RESET))
    with pytest.raises(Invalid, match="token.spent"):
        reset_password(first, password_hash="new", site_id=SITE, now=NOW)
    with pytest.raises(Invalid, match="token.spent"):
        reset_password(second, password_hash="new", site_id=SITE, now=NOW + timedelta(minutes=30))
    assert person.password_hash == "old"


def test_a_reset_goes_to_the_confirmed_address_first(cast: Cast) -> None:
    person = make(mobile="13812345678")
    reset_link("13812345678")
    assert letters(mails.RESET) == [], "there is no address to send it to"
    add_address(person, "shen@example.org", actor=Actor(person_id=person.id, site_id=SITE), now=NOW)
    reset_link("13812345678")
    assert letters(mails.RESET) == [], "an address that nobody confirmed may be somebody else's"
    confirm_address(secret_of(letters(mails.CONFIRMATION)[-1]), site_id=SITE, now=NOW)
    reset_link("13812345678")
    assert letters(mails.RESET)[-1]["to"] == "shen@example.org"


def test_nobody_learns_from_a_reset_whether_there_is_an_account(cast: Cast) -> None:
    for name in (cast.maker.email, "nobody@example.org"):
        ask_reset(name, site_id=SITE, now=NOW)
    asked = letters("ask_reset")
    assert [set(values) for values in asked] == [{"name", "site_id"}] * 2, "the same work, the rest is the worker's"
    reset_link("nobody@example.org")
    assert letters(mails.RESET) == []


def test_the_worker_issues_the_link_and_forgets_the_name(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    ask_reset(cast.maker.email, site_id=SITE, now=NOW)
    work_off()
    assert letters("ask_reset") == [{}]
    assert letters(mails.RESET) == [{}], "sent, and its secret dropped"
    assert "/password-reset/" in capsys.readouterr().err


def test_secrets_are_kept_as_digests_only(cast: Cast) -> None:
    make(email="shen@example.org")
    reset_link("shen@example.org")
    secret = secret_of(letters(mails.RESET)[-1])
    kept = db.session.scalars(sa.select(Token.token_hash)).all()
    assert secret not in kept
    assert len(secret) >= 43, "256 bits"


def test_changing_the_password_is_for_the_owner(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        change_password(cast.east.person, password_hash="x", actor=cast.operator.actor, now=NOW)


def test_a_code_from_the_office_works_once_however_it_is_typed(cast: Cast) -> None:
    person = make(mobile="13812345678", password_hash="")
    code = issue_code(person, actor=cast.city.actor, now=NOW)
    notice = db.session.scalars(sa.select(Notice).filter_by(person_id=person.id)).one()
    assert notice.event.kind == "person.code_issued", "the person is told"
    typed = code.upper().replace("-", " ")
    with pytest.raises(Invalid, match="token.spent"):
        redeem_code("13812345679", typed, password_hash="new", site_id=SITE, now=NOW)
    assert redeem_code("13812345678", typed, password_hash="new", site_id=SITE, now=NOW).id == person.id
    assert person.password_hash == "new"
    with pytest.raises(Invalid, match="token.spent"):
        redeem_code("13812345678", code, password_hash="third", site_id=SITE, now=NOW)


def test_a_newer_code_replaces_the_older_and_all_expire(cast: Cast) -> None:
    person = make(mobile="13812345678")
    first = issue_code(person, actor=cast.city.actor, now=NOW)
    second = issue_code(person, actor=cast.city.actor, now=NOW)
    for code, at in ((first, NOW), (second, NOW + timedelta(hours=24))):
        with pytest.raises(Invalid, match="token.spent"):
            redeem_code("13812345678", code, password_hash="new", site_id=SITE, now=at)


def test_who_may_issue_a_code(cast: Cast) -> None:
    person = make(mobile="13812345678")
    for actor in (cast.park.actor, cast.maker.actor, cast.body.actor):
        with pytest.raises(Forbidden):
            issue_code(person, actor=actor, now=NOW)
    set_members_roles(cast.maker.organisation, person, frozenset({"reader"}), actor=cast.maker.actor, now=NOW)
    assert issue_code(person, actor=cast.maker.actor, now=NOW)
    set_members_roles(cast.east.organisation, person, frozenset({"reader"}), actor=cast.east.actor, now=NOW)
    with pytest.raises(Forbidden, match="out_of_reach"):
        issue_code(person, actor=cast.maker.actor, now=NOW)
    assert issue_code(person, actor=cast.city.actor, now=NOW), "the verifying office looks after both"


def test_a_verifying_office_cannot_open_accounts_of_the_operator(cast: Cast) -> None:
    person = make(mobile="13812345678")
    set_members_roles(
        cast.operator.organisation, person, frozenset({"editor"}), actor=cast.operator.actor, now=NOW
    )
    with pytest.raises(Forbidden):
        issue_code(person, actor=cast.city.actor, now=NOW)
    assert issue_code(person, actor=cast.operator.actor, now=NOW)


def test_who_has_a_confirmed_address_gets_no_code(cast: Cast) -> None:
    with pytest.raises(Refused, match="has_mail"):
        issue_code(cast.maker.person, actor=cast.operator.actor, now=NOW)


def test_expired_secrets_are_forgotten(cast: Cast) -> None:
    make(email="shen@example.org")
    forget_expired(now=NOW + timedelta(days=40))
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Token)) == 0
    assert letters(mails.CONFIRMATION) == [{}]
