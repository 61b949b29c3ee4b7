"""Password hashes (Argon2id). Slow on purpose, therefore never inside a write transaction."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

from marketplace.store.db import in_transaction


def hash_password(password: str) -> str:
    _stay_outside()
    return _hasher().hash(password)


def matches(stored: str, password: str) -> bool:
    """Whether a password fits; takes as long where nothing is stored, so that nobody learns which names exist."""
    _stay_outside()
    try:
        return _hasher().verify(stored or _dummy(), password) and bool(stored)
    except (VerificationError, InvalidHashError):
        return False


def _hasher() -> PasswordHasher:
    config = current_app.config
    return PasswordHasher(time_cost=config["ARGON2_TIME_COST"], memory_cost=config["ARGON2_MEMORY_KIB"], parallelism=1)


def _dummy() -> str:
    if "dummy_password_hash" not in current_app.extensions:
        current_app.extensions["dummy_password_hash"] = _hasher().hash("no account has this password")
    return str(current_app.extensions["dummy_password_hash"])


def _stay_outside() -> None:
    if in_transaction():
        raise RuntimeError("passwords are never hashed while a write transaction is open")
