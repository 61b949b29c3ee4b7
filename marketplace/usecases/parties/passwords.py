"""Passwords: changed by their owner, set anew by a mailed link or by a code from the office.

Every change ends all sign-ins of the account. Hashes are made by the caller, for it takes long on purpose.
"""

from __future__ import annotations

from datetime import datetime

from marketplace.domain.access import Actor
from marketplace.domain.days import SHANGHAI
from marketplace.domain.faults import Forbidden
from marketplace.domain.parties import mails
from marketplace.store.db import db, transaction
from marketplace.store.office.jobs import enqueue
from marketplace.store.parties import people, tokens
from marketplace.store.parties.people import Person
from marketplace.usecases.parties import one_time
from marketplace.usecases.parties.people import mark_confirmed, site_name
from marketplace.usecases.parties.sessions import revoke_sessions
from marketplace.usecases.recording import record

ASK_RESET = "ask_reset"  # kind of job


@transaction
def ask_reset(sign_in_name: str, *, site_id: int, now: datetime) -> None:
    """Have a link sent by which the password can be set anew, if there is such an account.

    Whether there is one is looked up by the worker (`issue_reset`): to whoever asks, all names take the same time.
    """
    enqueue(ASK_RESET, {"name": sign_in_name, "site_id": site_id}, now=now)


def issue_reset(sign_in_name: str, *, site_id: int, now: datetime) -> None:
    """Within the transaction of the job: a link to the confirmed address, or else the one signed in with."""
    person = people.by_sign_in_name(sign_in_name)
    if person is None or person.disabled_at is not None or not (address := _address_of(person)):
        return
    tokens.withdraw("reset", now, person_id=person.id)
    secret = one_time.issue("reset", now=now, person_id=person.id, address=address)
    values = mails.job_data(
        mails.RESET,
        to=address,
        language=person.language,
        path=f"/password-reset/{secret}",
        site=site_name(site_id, person.language),
        name=person.name,
        minutes=str(int(one_time.LIFETIMES["reset"].total_seconds()) // 60),
    )
    enqueue(mails.RESET, values, now=now)


@transaction
def reset_password(secret: str, *, password_hash: str, site_id: int, now: datetime) -> Person:
    """Set the password by a mailed link, which also proves the address it was sent to.

    Raises:
        Invalid: `token.spent`.
    """
    token = one_time.spend("reset", secret, now=now)
    person = db.session.get_one(Person, token.person_id)
    mark_confirmed(person, token.address, site_id=site_id, now=now)
    _set(person, password_hash, actor=Actor(person_id=person.id, site_id=site_id), now=now)
    return person


@transaction
def change_password(person: Person, *, password_hash: str, actor: Actor, now: datetime) -> None:
    """By the owner, who has just given the present password."""
    if actor.person_id != person.id:
        raise Forbidden("access.refused")
    _set(person, password_hash, actor=actor, now=now)


@transaction
def redeem_code(sign_in_name: str, code: str, *, password_hash: str, site_id: int, now: datetime) -> Person:
    """Set the password by a code that an office handed out.

    Raises:
        Invalid: `token.spent`, also where there is no such account.
    """
    person = people.by_sign_in_name(sign_in_name)
    person_id = person.id if person and person.disabled_at is None else 0
    token = one_time.spend("office_code", one_time.code_secret(person_id, code), now=now)
    person = db.session.get_one(Person, token.person_id)
    _set(person, password_hash, actor=Actor(person_id=person.id, site_id=site_id), now=now)
    return person


def _set(person: Person, password_hash: str, *, actor: Actor, now: datetime) -> None:
    person.password_hash = password_hash
    revoke_sessions(person.id, now=now)
    for kind in ("reset", "office_code"):
        tokens.withdraw(kind, now, person_id=person.id)
    record("person.password_changed", person, actor=actor, now=now)
    for channel in person.channels:
        if channel.verified_at is not None:
            values = mails.job_data(
                mails.PASSWORD_CHANGED,
                to=channel.address,
                language=person.language,
                path="/password-reset",
                site=site_name(actor.site_id, person.language),
                name=person.name,
                at=now.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M"),
            )
            enqueue(mails.PASSWORD_CHANGED, values, now=now)


def _address_of(person: Person) -> str:
    confirmed = [channel.address for channel in person.channels if channel.verified_at is not None]
    return person.email if person.email in confirmed else next(iter(confirmed), person.email or "")
