"""What is kept for a while only: expired secrets, windows of tries."""

from __future__ import annotations

from datetime import datetime, timedelta

from marketplace.store.db import transaction
from marketplace.store.parties import tokens, tries

TOKENS_ARE_KEPT = timedelta(days=30)  # after they expired, to answer questions about them


@transaction
def forget_expired(*, now: datetime) -> None:
    """Daily."""
    tries.forget_ended(now)
    tokens.forget_before(now - TOKENS_ARE_KEPT)
