"""The one list of periodic work. Each run is a job keyed by task and period, so two workers cannot double it."""

from __future__ import annotations

from datetime import datetime

from marketplace.domain.days import day_of
from marketplace.store.db import transaction
from marketplace.store.office.jobs import enqueue

# asked for once each legal day, in this order
DAILY = (
    "expire_offers",
    "bring_accounts_forward",
    "check_listings",
    "send_reminders",
    "sweep_imports",
    "forget_secrets",
)


@transaction
def ask_for_periodic_work(*, now: datetime) -> None:
    """Enqueue what is due today and has not been asked for yet."""
    today = day_of(now)
    for task in DAILY:
        enqueue(task, {}, now=now, unique_key=f"{task}:{today.isoformat()}")
