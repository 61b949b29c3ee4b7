"""Demand and what people keep, as jobs."""

from __future__ import annotations

from marketplace import clock
from marketplace.jobs.ticket import Ticket
from marketplace.usecases.demand import matching
from marketplace.usecases.keeping import digests


def match_needs(ticket: Ticket) -> None:
    """Tell those who left needs of later publications that fit them."""
    matching.match_needs(now=clock.now, after_each=ticket.renew)
    ticket.done()


def send_digests(ticket: Ticket) -> None:
    """Tell the owners of saved searches of what is new in them."""
    digests.send_digests(now=clock.now, after_each=ticket.renew)
    ticket.done()
