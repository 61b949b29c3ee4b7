"""People: signing up, password, language."""

from __future__ import annotations

from datetime import datetime

from marketplace.domain.access import Actor
from marketplace.domain.faults import Invalid
from marketplace.store.db import db, transaction
from marketplace.store.parties import people
from marketplace.store.parties.people import Channel, Person
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
) -> Person:
    """A new account with a folded e-mail address or mobile number as sign-in name.

    Raises:
        Invalid: `person.name_taken` on the field that is taken.
    """
    for field, value in (("email", email), ("mobile", mobile)):
        if value and people.by_sign_in_name(value):
            raise Invalid("person.name_taken", field=field)
    person = Person(
        name=name,
        email=email or None,
        mobile=mobile or None,
        password_hash=password_hash,
        language=language,
        terms_version=terms_version,
        terms_accepted_at=now,
        created_at=now,
    )
    db.session.add(person)
    db.session.flush()
    if email:
        db.session.add(Channel(person_id=person.id, kind="mail", address=email))
    record("person.signed_up", person, actor=Actor(person_id=person.id, site_id=site_id), now=now)
    return person
