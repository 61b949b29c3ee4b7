"""Notices that leave the site: one letter for each notice and channel."""

from __future__ import annotations

from flask import current_app

from marketplace import clock
from marketplace.jobs.ticket import Ticket
from marketplace.notifications.letters import letter_for
from marketplace.notifications.mail import Refused, send
from marketplace.usecases.office.notices import due_deliveries, keep_delivery


def deliver_notice(ticket: Ticket) -> None:
    """Send a notice by each channel of its reader that has not had it yet.

    What was sent is kept before the next channel is tried, so a repeated run sends the rest only. A kill between
    sending and keeping leads to one repeat, which bears the same Message-ID. An address that the server refuses for
    good is kept as failed; any other fault lets the whole job be tried again.
    """
    config = current_app.config
    faults: list[Exception] = []
    for delivery in due_deliveries(ticket.number("notice_id")):
        letter = letter_for(delivery, public_url=config["PUBLIC_URL"], secret=config["SECRET_KEY"])
        state = "sent"
        try:
            send(letter, smtp_url=config["MAIL_SMTP_URL"], sender=config["MAIL_SENDER"])
        except Refused:
            state = "failed"
        except Exception as fault:  # the other channels must not wait for this one
            faults.append(fault)
            continue
        keep_delivery(delivery.notice_id, delivery.channel_id, state=state, now=clock.now())
        ticket.renew()
    if faults:
        raise faults[0]
    ticket.done()
