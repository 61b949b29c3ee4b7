"""The one list of periodic work. Each run is a job keyed by task and period, so two workers cannot double it."""

from __future__ import annotations

from datetime import datetime, timedelta

from marketplace.domain.days import day_of, start_of
from marketplace.store.db import transaction
from marketplace.store.office.jobs import enqueue

# asked for once each legal day, in this order
DAILY = (
    "expire_offers",
    "bring_accounts_forward",
    "check_listings",
    "send_reminders",
    "match_needs",
    "sweep_imports",
    "forget_secrets",
    "refresh_statistics",
)
# what reaches people by mail and is not urgent: not in the night
MORNING = ("send_digests",)
MORNING_BEGINS = timedelta(hours=7)


@transaction
def ask_for_periodic_work(*, now: datetime) -> None:
    """Enqueue what is due today and has not been asked for yet."""
    today = day_of(now)
    for task in DAILY:
        enqueue(task, {}, now=now, unique_key=f"{task}:{today.isoformat()}")
    for task in MORNING:
        run_at = max(now, start_of(today) + MORNING_BEGINS)
        enqueue(task, {}, now=now, run_at=run_at, unique_key=f"{task}:{today.isoformat()}")
