"""The life of a listing, as a table. Pages, guards and the diagram in the docs read it.

`statutory`: open licence under Patent Law Art. 50, announced by CNIPA, open to anybody.
`platform`: a standing ordinary-licence offer on this site, at its own terms, possibly limited to a group.
`negotiated`: an invitation to ask; terms are agreed one by one.
"""

from __future__ import annotations

LISTING_KINDS = ("statutory", "platform", "negotiated")
STATES = ("draft", "review", "filed", "published", "suspended", "withdrawn")
PUBLIC_STATES = ("published", "suspended", "withdrawn")  # have a public page; only `published` can be taken

# (state, action) → (next state, permission)
TRANSITIONS: dict[tuple[str, str], tuple[str, str]] = {
    ("draft", "submit"): ("review", "listing.edit"),
    ("review", "return"): ("draft", "listing.approve"),
    ("review", "publish"): ("published", "listing.approve"),
    ("review", "file"): ("filed", "listing.approve"),  # statutory, not yet announced by CNIPA
    ("filed", "publish"): ("published", "listing.approve"),  # announcement number and date entered
    ("filed", "revise"): ("draft", "listing.edit"),
    ("published", "suspend"): ("suspended", "listing.approve"),
    ("suspended", "publish"): ("published", "listing.approve"),
    ("published", "revise"): ("draft", "listing.approve"),
    ("suspended", "revise"): ("draft", "listing.approve"),
    ("filed", "withdraw"): ("withdrawn", "listing.approve"),
    ("published", "withdraw"): ("withdrawn", "listing.approve"),
    ("suspended", "withdraw"): ("withdrawn", "listing.approve"),
}


def next_state(state: str, action: str) -> str | None:
    """Where an action leads from a state; None where it is not possible there."""
    step = TRANSITIONS.get((state, action))
    return step[0] if step else None


def actions_from(state: str) -> list[tuple[str, str]]:
    """The actions possible in a state, each with the permission it needs."""
    return [(action, permission) for (start, action), (_, permission) in TRANSITIONS.items() if start == state]
