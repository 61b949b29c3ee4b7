"""What the worker can do: kind of job → function. Each reads, works outside any transaction, and ends with `ticket.done`."""

from __future__ import annotations

from collections.abc import Callable

from flask import current_app

from marketplace import clock
from marketplace.domain.access import SYSTEM
from marketplace.domain.parties import mails
from marketplace.jobs.accounts import forget_secrets, send_account_mail
from marketplace.jobs.imports import read_import, run_import
from marketplace.jobs.ticket import Ticket
from marketplace.notifications.letters import letter_for
from marketplace.notifications.mail import send
from marketplace.store.db import db
from marketplace.store.deals.agreements import Agreement, living_ids
from marketplace.usecases.deals.agreements import bring_account_forward
from marketplace.usecases.deals.offers import expire_offers
from marketplace.usecases.office.notices import due_deliveries, keep_delivery, remind_assignees

Handler = Callable[[Ticket], None]


def deliver_notice(ticket: Ticket) -> None:
    """Send a notice by each channel of its reader that has not had it yet."""
    config = current_app.config
    for delivery in due_deliveries(ticket.number("notice_id")):
        letter = letter_for(delivery, public_url=config["PUBLIC_URL"])
        send(letter, smtp_url=config["MAIL_SMTP_URL"], sender=config["MAIL_SENDER"])
        keep_delivery(delivery.notice_id, delivery.channel_id, now=clock.now())
        ticket.renew()
    ticket.done()


def bring_accounts_forward(ticket: Ticket) -> None:
    """Evaluate every licence in effect as of today."""
    for position, agreement_id in enumerate(living_ids(), 1):
        bring_account_forward(db.session.get_one(Agreement, agreement_id), actor=SYSTEM, now=clock.now())
        if position % 100 == 0:
            ticket.renew()
    ticket.done()


def expire_open_offers(ticket: Ticket) -> None:
    expire_offers(actor=SYSTEM, now=clock.now())
    ticket.done()


def send_reminders(ticket: Ticket) -> None:
    remind_assignees(actor=SYSTEM, now=clock.now())
    ticket.done()


HANDLERS: dict[str, Handler] = {
    "deliver_notice": deliver_notice,
    "bring_accounts_forward": bring_accounts_forward,
    "expire_offers": expire_open_offers,
    "send_reminders": send_reminders,
    "forget_secrets": forget_secrets,
    "read_import": read_import,
    "run_import": run_import,
} | dict.fromkeys(mails.KINDS, send_account_mail)
