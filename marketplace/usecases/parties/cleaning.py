"""What is kept for a while only: expired secrets, windows of tries."""

from __future__ import annotations

from datetime import datetime, timedelta

from marketplace.domain.parties import mails
from marketplace.store.db import transaction
from marketplace.store.office import jobs
from marketplace.store.parties import tokens, tries
from marketplace.usecases.parties.passwords import ASK_RESET

TOKENS_ARE_KEPT = timedelta(days=30)  # after they expired, to answer questions about them

UNSENT_MAILS_ARE_KEPT = timedelta(days=7)  # their links have expired long before


@transaction
def forget_expired(*, now: datetime) -> None:
    """Daily."""
    tries.forget_ended(now)
    tokens.forget_before(now - TOKENS_ARE_KEPT)
    jobs.forget_values_before((*mails.KINDS, ASK_RESET), now - UNSENT_MAILS_ARE_KEPT)
