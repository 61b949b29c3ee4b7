"""People: signing up, their details, the addresses by which they are reached."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from marketplace.domain.access import Actor
from marketplace.domain.faults import Forbidden, Invalid
from marketplace.domain.parties import mails
from marketplace.store.db import db, transaction
from marketplace.store.office.jobs import enqueue
from marketplace.store.parties import people, tokens
from marketplace.store.parties.people import Channel, Person
from marketplace.store.sites import Site
from marketplace.usecases.parties import one_time
from marketplace.usecases.recording import record


@transaction
def sign_up(
    *,
    name: str,
    email: str | None = None,
    mobile: str | None = None,
    password_hash: str,
    language: str,
    terms_version: str,
    site_id: int,
    now: datetime,
    confirmed: bool = False,
) -> Person:
    """A new account with a folded e-mail address or mobile number as sign-in name.

    Args:
        confirmed: the address was confirmed elsewhere; otherwise a mail asks for it and it carries nothing before.

    Raises:
        Invalid: `person.name_taken` on the field that is taken.
    """
    return add_person(
        name=name,
        email=email,
        mobile=mobile,
        password_hash=password_hash,
        language=language,
        terms_version=terms_version,
        site_id=site_id,
        now=now,
        confirmed=confirmed,
    )


def add_person(
    *,
    email: str | None = None,
    mobile: str | None = None,
    site_id: int,
    now: datetime,
    confirmed: bool = False,
    **details: str,
) -> Person:
    """`sign_up` within the transaction of another use case (invitation, founding)."""
    for field, value in (("email", email), ("mobile", mobile)):
        if value and people.by_sign_in_name(value):
            raise Invalid("person.name_taken", field=field)
    person = Person(
        email=email or None, mobile=mobile or None, terms_accepted_at=now, created_at=now, **details
    )
    db.session.add(person)
    db.session.flush()
    if email:
        _add_channel(person, email, site_id=site_id, now=now, confirmed=confirmed)
    record("person.signed_up", person, actor=Actor(person_id=person.id, site_id=site_id), now=now)
    return person


@transaction
def change_profile(person: Person, *, name: str, language: str, actor: Actor, now: datetime) -> None:
    """The name others read and the language of pages and mails."""
    _require_self(person, actor)
    if (person.name, person.language) != (name, language):
        person.name, person.language = name, language
        record("person.profile_changed", person, actor=actor, now=now)


@transaction
def add_address(person: Person, address: str, *, actor: Actor, now: datetime) -> Channel:
    """A further e-mail address for notices; it has to be confirmed first.

    Args:
        address: folded.

    Raises:
        Invalid: `person.address_in_use`.
    """
    _require_self(person, actor)
    if any(channel.address == address for channel in person.channels):
        raise Invalid("person.address_in_use", field="address")
    return _add_channel(person, address, site_id=actor.site_id, now=now)


@transaction
def ask_confirmation(channel: Channel, *, actor: Actor, now: datetime) -> None:
    """Send the mail again that asks to confirm an address."""
    _require_self(channel.person, actor)
    if channel.verified_at is None:
        _ask_to_confirm(channel, site_id=actor.site_id, now=now)


@transaction
def confirm_address(secret: str, *, site_id: int, now: datetime) -> Person:
    """The bearer of the link reads mail at the address: notices may go there.

    Raises:
        Invalid: `token.spent`.
    """
    token = one_time.spend("email", secret, now=now)
    person = db.session.get_one(Person, token.person_id)
    mark_confirmed(person, token.address, site_id=site_id, now=now)
    return person


def mark_confirmed(person: Person, address: str, *, site_id: int, now: datetime) -> None:
    """Within a transaction: an address of a person has proved itself."""
    for channel in person.channels:
        if channel.address == address and channel.verified_at is None:
            channel.verified_at, channel.active = now, True
            actor = Actor(person_id=person.id, site_id=site_id)
            record("person.address_confirmed", person, actor=actor, now=now)


@transaction
def switch_channel(channel: Channel, *, active: bool, actor: Actor, now: datetime) -> None:
    """Have notices sent by a confirmed channel, or not."""
    _require_self(channel.person, actor)
    channel.active = active and channel.verified_at is not None
    record("person.profile_changed", channel.person, actor=actor, now=now)


def _add_channel(
    person: Person, address: str, *, site_id: int, now: datetime, confirmed: bool = False
) -> Channel:
    channel = Channel(
        person=person, kind="mail", address=address, active=confirmed, verified_at=now if confirmed else None
    )
    db.session.add(channel)
    db.session.flush()
    if not confirmed:
        _ask_to_confirm(channel, site_id=site_id, now=now)
    return channel


def _ask_to_confirm(channel: Channel, *, site_id: int, now: datetime) -> None:
    person, language = channel.person, channel.person.language
    tokens.withdraw("email", now, person_id=person.id, address=channel.address)
    secret = one_time.issue("email", now=now, person_id=person.id, address=channel.address)
    values = mails.job_data(
        mails.CONFIRMATION,
        to=channel.address,
        language=language,
        path=f"/account/confirmations/{secret}",
        site=site_name(site_id, language),
        name=person.name,
        hours=str(one_time.LIFETIMES["email"].days * 24),
    )
    enqueue(mails.CONFIRMATION, values, now=now)


def site_name(site_id: int, language: str) -> str:
    site = db.session.scalars(sa.select(Site).filter_by(id=site_id)).one()
    return site.name_zh if language == "zh" else site.name_en


def _require_self(person: Person, actor: Actor) -> None:
    if actor.person_id != person.id:
        raise Forbidden("access.refused")
