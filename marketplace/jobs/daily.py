"""What the clock does once each legal day."""

from __future__ import annotations

from marketplace import clock
from marketplace.domain.access import SYSTEM
from marketplace.jobs.ticket import Ticket
from marketplace.store.db import db
from marketplace.store.deals.agreements import Agreement, living_ids
from marketplace.usecases.deals.agreements import bring_account_forward
from marketplace.usecases.deals.offers import expire_offers
from marketplace.usecases.office import upkeep
from marketplace.usecases.office.jobs import forget_done_jobs
from marketplace.usecases.office.notices import remind_assignees
from marketplace.usecases.parties.cleaning import forget_expired
from marketplace.usecases.patents.unstarted import sweep_unstarted


def expire_open_offers(ticket: Ticket) -> None:
    """Close the offers whose last day has passed."""
    expire_offers(actor=SYSTEM, now=clock.now())
    ticket.done()


def bring_accounts_forward(ticket: Ticket) -> None:
    """Evaluate every licence in effect as of today."""
    for position, agreement_id in enumerate(living_ids(), 1):
        bring_account_forward(db.session.get_one(Agreement, agreement_id), actor=SYSTEM, now=clock.now())
        if position % 100 == 0:
            ticket.renew()
    ticket.done()


def send_reminders(ticket: Ticket) -> None:
    """Tell the office of reminders that fell due."""
    remind_assignees(actor=SYSTEM, now=clock.now())
    ticket.done()


def forget_secrets(ticket: Ticket) -> None:
    """Drop spent secrets, old attempts to sign in and jobs that were done long ago."""
    forget_expired(now=clock.now())
    forget_done_jobs(now=clock.now())
    ticket.done()


def sweep_imports(ticket: Ticket) -> None:
    """Delete uploads that were looked at long ago and never taken in."""
    sweep_unstarted(now=clock.now())
    ticket.done()


def refresh_statistics(ticket: Ticket) -> None:
    """Let the database know how its values are spread by now."""
    upkeep.refresh_statistics()
    ticket.done()
