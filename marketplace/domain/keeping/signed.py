"""A link that stops mails without signing in: whose it is, signed with the installation's secret."""

from __future__ import annotations

import base64
import hashlib
import hmac

_LENGTH = 15  # bytes of the signature: 120 bits, 24 characters


def token_of(table: str, public_id: str, secret: str) -> str:
    """A token that names a row and proves that this installation wrote it: `saved_search.k7m2xq9tdw.mfrgg…`."""
    return f"{table}.{public_id}.{_signature(table, public_id, secret)}"


def named_by(token: str, secret: str) -> tuple[str, str] | None:
    """Table and public id of a genuine token; None for any other text."""
    table, _, rest = token.partition(".")
    public_id, _, signature = rest.partition(".")
    if not hmac.compare_digest(signature.encode(), _signature(table, public_id, secret).encode()):
        return None
    return table, public_id


def _signature(table: str, public_id: str, secret: str) -> str:
    made = hmac.new(f"unsubscribe {secret}".encode(), f"{table}.{public_id}".encode(), hashlib.sha256)
    return base64.b32encode(made.digest()[:_LENGTH]).decode().lower()
