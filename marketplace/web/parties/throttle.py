"""How many tries at a secret anybody gets: by account and address, and by address alone.

Nobody can lock somebody else out: the limit of an account holds for the address that used it up. The limit of an
address alone is many times higher, because a campus or a company is one address.
"""

from __future__ import annotations

from datetime import timedelta

from flask import current_app, request

from marketplace import clock
from marketplace.store.parties.people import Person
from marketplace.store.parties.tries import key_of
from marketplace.usecases.parties.tries import Limit, count_try, forget_tries

SECRETS = timedelta(minutes=5)
LETTERS = timedelta(hours=1)
MOST_LETTERS = 5  # links asked for by one address for one account in an hour
MOST_LETTERS_FOR_ACCOUNT = 20  # and by all addresses together, so that nobody's mailbox is filled


def account_key(person: Person | None, typed: str) -> str:
    """By what tries at an account are counted, whichever of its names was typed; unknown names count alike."""
    return f"person:{person.id}" if person else f"name:{typed}"


def admit_try(scope: str, account: str) -> None:
    """Count a try at a password or code.

    Raises:
        TooManyTries: answered with 429.
    """
    tries, factor = current_app.config["SIGN_IN_TRIES"], current_app.config["TRIES_PER_ADDRESS"]
    limits = {
        _pair(scope, account): Limit(tries, SECRETS),
        key_of(scope, "address", _address()): Limit(tries * factor, SECRETS),
    }
    _count(limits)


def admit_letter(account: str) -> None:
    """Count a request for a mail to somebody.

    Raises:
        TooManyTries: answered with 429.
    """
    factor = current_app.config["TRIES_PER_ADDRESS"]
    limits = {
        _pair("letter", account): Limit(MOST_LETTERS, LETTERS),
        key_of("letter", "account", account): Limit(MOST_LETTERS_FOR_ACCOUNT, LETTERS),
        key_of("letter", "address", _address()): Limit(MOST_LETTERS * factor, LETTERS),
    }
    _count(limits)


def admit_account() -> None:
    """Count a new account asked for from this address.

    Raises:
        TooManyTries: answered with 429.
    """
    tries = current_app.config["SIGN_IN_TRIES"] * current_app.config["TRIES_PER_ADDRESS"]
    _count({key_of("account", "address", _address()): Limit(tries, LETTERS)})


def forget(scope: str, account: str) -> None:
    """The secret was right: the tries before it no longer count."""
    if current_app.config["RATELIMIT_ENABLED"]:
        forget_tries([_pair(scope, account)])


def _count(limits: dict[str, Limit]) -> None:
    if current_app.config["RATELIMIT_ENABLED"]:
        count_try(limits, now=clock.now())


def _pair(scope: str, account: str) -> str:
    return key_of(scope, "pair", account, _address())


def _address() -> str:
    return request.remote_addr or ""
