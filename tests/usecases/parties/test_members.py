"""Members: invited by a link that works once, kept in order by administrators."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from marketplace.domain.faults import Forbidden, Invalid, Refused
from marketplace.domain.parties import mails
from marketplace.domain.parties.sign_in_names import SignInName
from marketplace.store.db import db
from marketplace.store.office import events
from marketplace.store.office.notices import Notice
from marketplace.store.parties import people, tokens
from marketplace.store.parties.people import Person, UserSession
from marketplace.usecases.parties.members import (
    accept_invitation,
    invite_member,
    set_members_roles,
    sign_up_by_invitation,
    withdraw_invitation,
)
from marketplace.usecases.parties.sessions import open_session
from marketplace.usecases.recording import subject_of
from tests.make.cast import NOW, Cast
from tests.usecases.parties.letters import letters

MAIL = SignInName("email", "chen@example.org")
ROLES = frozenset({"editor", "signatory"})
NEW = {
    "name": "陈",
    "email": "chen@example.org",
    "password_hash": "x",
    "language": "zh",
    "terms_version": "1",
}


def invite(cast: Cast, name: SignInName = MAIL) -> str:
    return invite_member(cast.maker.organisation, name, ROLES, language="zh", actor=cast.maker.actor, now=NOW)


def inventor(cast: Cast) -> Person:
    return db.session.get_one(Person, cast.inventor_id)


def test_the_mail_carries_the_link_and_the_roles_in_words(cast: Cast) -> None:
    secret = invite(cast)
    letter = letters(mails.INVITATION)[-1]
    assert letter["to"] == "chen@example.org"
    assert letter["path"].endswith(secret)
    assert letter["roles"] == "编辑、签约人"


def test_an_invitation_to_a_mobile_number_sends_no_mail(cast: Cast) -> None:
    assert invite(cast, SignInName("mobile", "13812345678"))
    assert letters(mails.INVITATION) == []


def test_a_new_person_joins_with_the_roles_of_the_invitation(cast: Cast) -> None:
    person = sign_up_by_invitation(invite(cast), site_id=1, now=NOW, **NEW)
    assert people.roles_of(person.id, cast.maker.organisation_id) == ROLES
    kinds = [event.kind for event in events.of_subject(subject_of(cast.maker.organisation))]
    assert kinds[-2:] == ["member.invited", "member.joined"]


def test_an_invitation_works_once(cast: Cast) -> None:
    secret = invite(cast)
    accept_invitation(secret, inventor(cast), site_id=1, now=NOW)
    with pytest.raises(Invalid, match="token.spent"):
        accept_invitation(secret, cast.stranger.person, site_id=1, now=NOW)
    with pytest.raises(Invalid, match="token.spent"):
        sign_up_by_invitation(secret, site_id=1, now=NOW, **NEW)
    assert people.by_sign_in_name("chen@example.org") is None, "nothing of a refused sign-up stays"


def test_an_invitation_expires_and_can_be_withdrawn(cast: Cast) -> None:
    with pytest.raises(Invalid, match="token.spent"):
        accept_invitation(invite(cast), inventor(cast), site_id=1, now=NOW + timedelta(days=7))
    secret = invite(cast)
    open_ones = tokens.open_invitations(cast.maker.organisation_id, NOW)
    withdraw_invitation(open_ones[0], actor=cast.maker.actor, now=NOW)
    with pytest.raises(Invalid, match="token.spent"):
        accept_invitation(secret, inventor(cast), site_id=1, now=NOW)


def test_who_joins_keeps_what_they_had_and_acts_for_it_if_for_nobody(cast: Cast) -> None:
    person = inventor(cast)
    open_session(person, token_hash="a", now=NOW)
    accept_invitation(invite(cast), person, site_id=1, now=NOW)
    row = db.session.scalars(sa.select(UserSession).filter_by(token_hash="a")).one()
    assert row.organisation_id == cast.maker.organisation_id
    more = invite_member(
        cast.maker.organisation, SignInName("mobile", "13812345678"), frozenset({"finance"}), language="zh",
        actor=cast.maker.actor, now=NOW,
    )  # fmt: skip
    accept_invitation(more, person, site_id=1, now=NOW)
    assert people.roles_of(person.id, cast.maker.organisation_id) == ROLES | {"finance"}


def test_a_member_is_not_invited_again(cast: Cast) -> None:
    with pytest.raises(Invalid, match="member.exists"):
        invite(cast, SignInName("email", cast.maker.email))


def test_only_administrators_of_the_organisation_invite(cast: Cast) -> None:
    for member in (cast.stranger, cast.operator, cast.city):
        with pytest.raises(Forbidden):
            invite_member(cast.maker.organisation, MAIL, ROLES, language="zh", actor=member.actor, now=NOW)


def test_the_last_administrator_stays(cast: Cast) -> None:
    maker = cast.maker
    with pytest.raises(Refused, match="last_administrator"):
        set_members_roles(maker.organisation, maker.person, frozenset({"reader"}), actor=maker.actor, now=NOW)
    with pytest.raises(Refused, match="last_administrator"):
        set_members_roles(maker.organisation, maker.person, frozenset(), actor=maker.actor, now=NOW)
    set_members_roles(
        maker.organisation, inventor(cast), frozenset({"administrator"}), actor=maker.actor, now=NOW
    )
    set_members_roles(maker.organisation, maker.person, frozenset({"reader"}), actor=maker.actor, now=NOW)
    assert maker.actor.roles == {"reader"}


def test_whose_roles_change_is_told(cast: Cast) -> None:
    person = inventor(cast)
    for roles in (frozenset({"reader"}), frozenset({"finance"}), frozenset()):
        set_members_roles(cast.maker.organisation, person, roles, actor=cast.maker.actor, now=NOW)
    told = db.session.scalars(sa.select(Notice).filter_by(person_id=person.id).order_by(Notice.id))
    assert [notice.event.kind for notice in told] == ["member.joined", "member.changed", "member.removed"]
