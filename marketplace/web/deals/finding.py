"""Find the deal a page is about, through the eyes of whoever asks."""

from __future__ import annotations

from flask import abort

from marketplace.domain.faults import Forbidden
from marketplace.store.deals import deals
from marketplace.store.deals.agreements import Agreement
from marketplace.store.deals.deals import Deal
from marketplace.usecases.deals.offers import side_of
from marketplace.web.access import demand, may
from marketplace.web.session import current_actor


def visible(public_id: str, permission: str = "deal.see") -> Deal:
    """A deal of which the reader holds a permission; what they may not see does not exist."""
    deal = deals.by_public_id(public_id, current_actor())
    if deal is None:
        abort(404)
    demand(permission, deal)
    return deal


def concluded(public_id: str, permission: str = "deal.see") -> Agreement:
    """The agreement of a visible deal; 404 where there is none yet."""
    deal = visible(public_id, permission)
    if deal.agreement is None:
        abort(404)
    return deal.agreement


def running(public_id: str, permission: str = "deal.see") -> Agreement:
    """An agreement that has taken effect; 404 before."""
    agreement = concluded(public_id, permission)
    if agreement.effective_on is None:
        abort(404)
    return agreement


def permit(permission: str, thing: object) -> None:
    """Refuse whoever may see a thing but not do this to it, before a form of theirs is looked at.

    Raises:
        Forbidden: `access.refused`.
    """
    if not may(permission, thing):
        raise Forbidden("access.refused")


def side(deal: Deal) -> str:
    """On which side of a deal the reader stands: licensee or office (the licensor's)."""
    return side_of(deal, current_actor())
