"""How the reader of a listing stands to it: may they take it, and if not, why and what helps."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request, url_for

from marketplace import clock
from marketplace.domain.faults import Refused
from marketplace.domain.refusals import sentence
from marketplace.store.db import db
from marketplace.store.listings.listings import Listing
from marketplace.store.listings.taken import deal_under_way
from marketplace.store.parties.organisations import Organisation
from marketplace.usecases.deals.deals import outside_reason
from marketplace.usecases.listings.standing import hindrance
from marketplace.web.access import may
from marketplace.web.locale import gettext, lang
from marketplace.web.session import current_actor

LONGEST_WAY_BACK = 400  # of an address to come back to after signing in
SIZE_REASONS = ("deal.size_not_declared", "deal.size_unknown", "deal.size_outside")


@dataclass(frozen=True, slots=True)
class Standing:
    """`way` is take (a form), link (a button to `url`) or none; `reason` says why not, `help` what to do about it."""

    way: str
    reason: str = ""
    url: str = ""
    label: str = ""
    help_url: str = ""
    help_label: str = ""


def standing_of(listing: Listing) -> Standing:
    """The next step this reader can take with a listing."""
    actor = current_actor()
    if listing.state in ("withdrawn", "suspended"):
        return Standing("none", _closed(listing))
    hindering = hindrance(listing, today=clock.today())
    if hindering is not None:
        return Standing("none", sentence(Refused(hindering), lang()))
    label = take_label(listing)
    if actor.person_id is None:
        here = request.full_path if len(request.full_path) < LONGEST_WAY_BACK else request.path
        back = f"{here.rstrip('?')}#take"
        return Standing("link", url=url_for("sign_in.show", next=back), label=label)
    if actor.organisation_id is None:
        why = gettext("Say first for whom you act: choose or register an organisation, or yourself alone.")
        return Standing("link", why, url_for("organisations.choose"), label)
    organisation = db.session.get_one(Organisation, actor.organisation_id)
    if listing.licensor_id == organisation.id or may("listing.work", listing):
        return Standing("none", gettext("Your organisation offers this licence or looks after it."))
    return _of_member(listing, organisation, label)


def _of_member(listing: Listing, organisation: Organisation, label: str) -> Standing:
    outside = outside_reason(listing, organisation, clock.today())
    if outside in SIZE_REASONS and may("organisation.size", organisation):
        link = url_for("sizes.edit", organisation=organisation.public_id)
        words = gettext("Declare the size of your organisation")
        return Standing("none", sentence(Refused(outside), lang()), help_url=link, help_label=words)
    if outside is not None:
        return Standing("none", sentence(Refused(outside), lang()))
    deal = deal_under_way(listing.id, organisation.id)
    if deal is not None:
        words = gettext("Go on with what you have begun")
        link = url_for("deals.show", public_id=deal.public_id)
        return Standing("link", sentence(Refused("deal.under_way"), lang()), link, words)
    if not may("deal.start"):
        why = gettext(
            "Your role does not allow you to start a licence for your organisation. Ask its administrator for the "
            "role of editor or signatory."
        )
        return Standing("none", why)
    return Standing("take", label=label)


def take_label(listing: Listing) -> str:
    """What the button says."""
    return gettext("Request a licence") if listing.kind == "negotiated" else gettext("Take this licence")


def _closed(listing: Listing) -> str:
    if listing.state == "withdrawn":
        return gettext(
            "Withdrawn from %(day)s. Nobody can take it any more; licences taken before go on unchanged.",
            day=listing.withdrawn_on.isoformat() if listing.withdrawn_on else "",
        )
    return gettext("Suspended for now. It cannot be taken until the licensor opens it again.")
