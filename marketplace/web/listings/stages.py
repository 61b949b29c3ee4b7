"""What those who work on a listing can do next. What the stage means is said in `templates/listings/work_bar.html`."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from marketplace.domain.listings.states import TRANSITIONS
from marketplace.store.listings.listings import Listing
from marketplace.web.access import may
from marketplace.web.locale import gettext

# action of the life cycle → (endpoint, whether it asks something first)
STEPS = {
    "submit": ("listings.submission", False),
    "return": ("listings.return_", True),
    "publish": ("listings.approval", False),
    "suspend": ("listings.suspension", True),
    "revise": ("listings.revision", True),
    "withdraw": ("listings.withdrawal", True),
}


@dataclass(frozen=True, slots=True)
class StepButton:
    """A button of a step: a form of its own, or a link to a page that asks first."""

    url: str
    label: str
    kind: str = "secondary"
    asks: bool = False


def step_buttons(listing: Listing) -> list[StepButton]:
    """What the reader of this request can do with a listing next."""
    found = [button for action in STEPS if (button := _button(listing, action))]
    approves = may("listing.approve", listing)
    if listing.state == "filed" and approves:
        found = [
            _to(listing, "listings.announcement", gettext("Enter the announcement"), "primary", asks=True),
            _to(listing, "listings.platform_offer", gettext("Offer it on the platform meanwhile"), asks=True),
            *found,
        ]
    if listing.state == "published" and approves:
        found.insert(0, _to(listing, "listings.confirmation", gettext("Confirm that it still holds")))
    return found


def _button(listing: Listing, action: str) -> StepButton | None:
    step = TRANSITIONS.get((listing.state, action))
    if step is None or not may(step[1], listing) or (listing.state == "filed" and action == "publish"):
        return None
    endpoint, asks = STEPS[action]
    if listing.state == "suspended" and action == "publish":
        return _to(listing, "listings.resumption", gettext("Open it again"), "primary")
    labels = {
        "submit": gettext("Submit for review"),
        "return": gettext("Return with a reason"),
        "publish": gettext("Approve"),
        "suspend": gettext("Suspend"),
        "revise": gettext("Take back to change it"),
        "withdraw": gettext("Withdraw"),
    }
    kind = {"submit": "primary", "publish": "primary", "withdraw": "danger"}.get(action, "secondary")
    return _to(listing, endpoint, labels[action], kind, asks=asks)


def _to(listing: Listing, endpoint: str, label: str, kind: str = "secondary", *, asks: bool = False) -> StepButton:
    return StepButton(url_for(endpoint, public_id=listing.public_id), label, kind, asks)
