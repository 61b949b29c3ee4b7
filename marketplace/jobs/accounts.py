"""Mails about accounts: links that work once, and warnings."""

from __future__ import annotations

from flask import current_app

from marketplace import clock
from marketplace.domain.parties.mails import compose
from marketplace.jobs.ticket import Ticket
from marketplace.notifications.mail import Mail, send
from marketplace.store.office.jobs import forget_values
from marketplace.usecases.parties.passwords import issue_reset


def issue_reset_link(ticket: Ticket) -> None:
    """Issue a link for a new password, if the name has an account, and drop the name."""
    name, site_id = str(ticket.values["name"]), ticket.number("site_id")

    def effect() -> None:
        issue_reset(name, site_id=site_id, now=clock.now())
        forget_values(ticket.job_id)

    ticket.done(effect)


def send_account_mail(ticket: Ticket) -> None:
    """Send a link or a warning; the values of the job, the secret among them, are dropped once it is out."""
    config = current_app.config
    values = {name: str(value) for name, value in ticket.values.items()}
    letter = compose(ticket.kind, values, public_url=config["PUBLIC_URL"])
    mail = Mail(
        key=f"account-{ticket.job_id}-{ticket.created_at:%Y%m%d%H%M%S}",
        to=letter.to,
        subject=letter.subject,
        text=letter.text,
        language=values["language"],
        sender_name=values["site"],
        written_at=ticket.created_at,
    )
    send(mail, smtp_url=config["MAIL_SMTP_URL"], sender=config["MAIL_SENDER"])
    ticket.done(lambda: forget_values(ticket.job_id))
