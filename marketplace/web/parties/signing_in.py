"""Who somebody is, and the browser's session that follows from it."""

from __future__ import annotations

import secrets

from flask import g, request, session

from marketplace import clock
from marketplace.domain.parties.devices import device_of
from marketplace.domain.parties.sign_in_names import fold
from marketplace.passwords import matches
from marketplace.store.parties import people
from marketplace.store.parties.people import Person
from marketplace.usecases.parties.sessions import end_session, open_session
from marketplace.web.parties.throttle import account_key, admit_try, forget
from marketplace.web.session import TOKEN_KEY, current_session, token_hash


def folded(typed: str) -> str:
    """A typed sign-in name as it would be stored; what is no name is kept as it is and finds nobody."""
    name = fold(typed)
    return name.value if name else typed.strip()


def identify(typed: str, password: str) -> Person | None:
    """The person with this sign-in name and password. Takes as long where there is none.

    Raises:
        TooManyTries: the password was not looked at.
    """
    name = folded(typed)
    person = people.by_sign_in_name(name)
    return person if proves(person, password, name) else None


def proves(person: Person | None, password: str, typed: str = "") -> bool:
    """Whether a password is the person's; for nobody, never, after the same work.

    Raises:
        TooManyTries: the password was not looked at.
    """
    account = account_key(person, typed)
    admit_try("password", account)
    stored = person.password_hash if person and person.disabled_at is None else ""
    if not matches(stored, password):
        return False
    forget("password", account)
    return True


def start_session(person: Person) -> None:
    """Sign a person in with a new token; what this browser was signed in with before ends."""
    token = secrets.token_urlsafe(32)
    before = current_session()
    device = device_of(request.user_agent.string)
    open_session(person, token_hash=token_hash(token), device=device, now=clock.now())
    if before is not None:
        end_session(before, now=clock.now())
    session.clear()
    session[TOKEN_KEY] = token
    for known in ("user_session", "actor"):
        g.pop(known, None)


def leave() -> None:
    """End this browser's sign-in."""
    row = current_session()
    if row is not None:
        end_session(row, now=clock.now())
    session.clear()
    for known in ("user_session", "actor"):
        g.pop(known, None)
