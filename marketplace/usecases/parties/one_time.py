"""Secrets that are handed out once. Called by use cases within their transaction."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from marketplace.domain.faults import Invalid
from marketplace.store.columns import ALPHABET
from marketplace.store.db import db
from marketplace.store.parties import tokens
from marketplace.store.parties.people import Token

LIFETIMES = {
    "email": timedelta(hours=48),
    "reset": timedelta(minutes=30),
    "invitation": timedelta(days=7),
    "administrator": timedelta(hours=24),
    "office_code": timedelta(hours=24),
}
CODE_GROUPS, GROUP_LENGTH = 3, 4  # 31^12: about 59 bits


def issue(kind: str, *, now: datetime, secret: str = "", **columns: object) -> str:
    """A new secret of a kind (a random link part unless given); only its digest is kept."""
    secret = secret or secrets.token_urlsafe(32)
    token = Token(
        kind=kind,
        token_hash=tokens.digest(secret),
        created_at=now,
        expires_at=now + LIFETIMES[kind],
        **columns,
    )
    db.session.add(token)
    return secret


def spend(kind: str, secret: str, *, now: datetime) -> Token:
    """Use a secret up.

    Raises:
        Invalid: `token.spent` where it was used, withdrawn, expired or never issued.
    """
    token = tokens.spend(kind, secret, now)
    if token is None:
        raise Invalid("token.spent")
    return token


def new_code() -> str:
    """A code that a person can type: `7k3m-9xqp-4tdw`, without characters that look alike."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(CODE_GROUPS))
    return "-".join(groups)


def code_secret(person_id: int, code: str) -> str:
    """What is kept of a code: bound to its person, however it is typed."""
    typed = "".join(character for character in code.lower() if character.isalnum())
    return f"{person_id}:{typed}"
