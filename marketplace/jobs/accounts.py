"""Mails about accounts, and the daily forgetting of spent secrets."""

from __future__ import annotations

from flask import current_app

from marketplace import clock
from marketplace.domain.parties.mails import compose
from marketplace.jobs.ticket import Ticket
from marketplace.notifications.mail import Mail, send
from marketplace.store.office.jobs import forget_values
from marketplace.usecases.parties.cleaning import forget_expired


def send_account_mail(ticket: Ticket) -> None:
    """Send a link or a warning; the values of the job, the secret among them, are dropped once it is out."""
    config = current_app.config
    values = {name: str(value) for name, value in ticket.values.items()}
    letter = compose(ticket.kind, values, public_url=config["PUBLIC_URL"])
    mail = Mail(f"account-{ticket.job_id}", letter.to, letter.subject, letter.text)
    send(mail, smtp_url=config["MAIL_SMTP_URL"], sender=config["MAIL_SENDER"])
    ticket.done(lambda: forget_values(ticket.job_id))


def forget_secrets(ticket: Ticket) -> None:
    forget_expired(now=clock.now())
    ticket.done()
