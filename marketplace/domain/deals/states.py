"""The life of a deal, as a table. Pages, guards and the diagram in the docs read it.

A `notice` takes an open licence (statutory or platform): the owner cannot refuse. A `request` opens a negotiation.
"""

from __future__ import annotations

DEAL_KINDS = ("notice", "request")
STATES = (
    "draft",  # the licensee prepares it
    "held",  # sent; reaches the owner's office once the licensee is verified
    "awaiting_payment",  # notice arrived; the terms ask a payment on day one
    "requested",  # request arrived; the office is to answer
    "offered",  # an offer is open; the side that did not make it is to answer
    "active",  # the licence is in effect
    "ended",  # the licence expired, lapsed, was terminated or bought out
    "closed",  # no licence came about
)
OPEN_STATES = ("draft", "held", "awaiting_payment", "requested", "offered")

# (state, action) → (next state, permission)
TRANSITIONS: dict[tuple[str, str], tuple[str, str]] = {
    ("draft", "hold"): ("held", "deal.send"),
    ("draft", "arrive_unpaid"): ("awaiting_payment", "deal.send"),
    ("draft", "arrive_effective"): ("active", "deal.send"),
    ("draft", "arrive_request"): ("requested", "deal.send"),
    ("held", "arrive_unpaid"): ("awaiting_payment", "party.verify"),
    ("held", "arrive_effective"): ("active", "party.verify"),
    ("held", "arrive_request"): ("requested", "party.verify"),
    ("awaiting_payment", "take_effect"): ("active", "payment.confirm"),
    ("requested", "offer"): ("offered", "offer.make"),
    ("offered", "offer"): ("offered", "offer.make"),
    ("offered", "conclude_unpaid"): ("awaiting_payment", "offer.accept"),
    ("offered", "conclude_effective"): ("active", "offer.accept"),
    ("draft", "close"): ("closed", "deal.withdraw"),
    ("held", "close"): ("closed", "deal.withdraw"),
    ("awaiting_payment", "close"): ("closed", "deal.close"),
    ("requested", "close"): ("closed", "deal.close"),
    ("offered", "close"): ("closed", "deal.close"),
    ("active", "end"): ("ended", "deal.end"),
}

REPORT_KINDS = (
    "first_revenue",
    "milestone_accepted",
    "product_registered",
    "financing",
    "sales",
    "choose",
    "settle_early",
    "buyout",
    "terminate",
)
REPORT_STATES = ("submitted", "accepted", "rejected")


def next_state(state: str, action: str) -> str | None:
    """Where an action leads from a state; None where it is not possible there."""
    step = TRANSITIONS.get((state, action))
    return step[0] if step else None
