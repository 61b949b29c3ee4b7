"""Listings as jobs."""

from __future__ import annotations

from marketplace import clock
from marketplace.domain.access import SYSTEM
from marketplace.jobs.ticket import Ticket
from marketplace.usecases.office.watch import watch_listings, watch_listings_of


def check_listings(ticket: Ticket) -> None:
    """Ask the checks of publication again of every published listing."""
    watch_listings(actor=SYSTEM, now=clock.now, after_batch=ticket.renew)
    ticket.done()


def check_patents(ticket: Ticket) -> None:
    """Ask them again of the published listings of patents that changed."""
    patents = ticket.values["patents"]
    assert isinstance(patents, list)
    watch_listings_of(patents, actor=SYSTEM, now=clock.now, after_batch=ticket.renew)
    ticket.done()
