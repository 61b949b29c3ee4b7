"""Offers and counter-offers: every version stays as it was; what changed stands beside it in words."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.domain.deals.states import next_state
from marketplace.domain.faults import Refused
from marketplace.domain.refusals import sentence
from marketplace.domain.terms.differences import differences
from marketplace.domain.terms.reading import read_terms
from marketplace.store.db import db
from marketplace.store.deals.deals import Deal, Offer
from marketplace.usecases.deals.offers import accept_offer, decline_offer
from marketplace.web.access import may
from marketplace.web.deals.closings import ReasonForm
from marketplace.web.deals.finding import permit, side, visible
from marketplace.web.deals.head import head_of
from marketplace.web.deals.plan import plan_of
from marketplace.web.deals.terms import sent_sheet
from marketplace.web.deals.wording import say
from marketplace.web.locale import gettext, lang
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

blueprint = Blueprint("offers", __name__, url_prefix="/deals/<public_id>/offers")


@blueprint.get("")
def index(public_id: str) -> ResponseReturnValue:
    deal = negotiated(public_id)
    return render_template(
        "deals/offers_index.html",
        deal=deal,
        head=head_of(deal),
        offers=[(offer, len(changes_since(deal, offer) or [])) for offer in reversed(deal.offers)],
        may_offer=may_offer(deal),
    )


@blueprint.get("/<int:number>")
def show(public_id: str, number: int) -> ResponseReturnValue:
    return _page(*found(public_id, number))


@blueprint.post("/<int:number>/acceptance")
def accept(public_id: str, number: int) -> ResponseReturnValue:
    """Accept the version that was read; a second click leads to what the first one brought."""
    deal, offer = found(public_id, number)
    permit("offer.accept", deal)
    if offer.state != "accepted":
        try:
            sheet_hash = request.form.get("sheet_hash", "")
            accept_offer(deal, number, sheet_hash=sheet_hash, actor=current_actor(), now=clock.now())
        except Refused as refusal:
            db.session.refresh(offer)
            if offer.state != "accepted":
                return _page(deal, offer, refused=sentence(refusal, lang())), refusal.status
    return redirect(url_for("deals.receipt", public_id=public_id))


@blueprint.get("/<int:number>/decline")
def decline(public_id: str, number: int) -> ResponseReturnValue:
    """The licensee ends the negotiation; the office does so by closing the deal."""
    deal, offer = found(public_id, number)
    if side(deal) == "office":
        return redirect(url_for("closings.edit", public_id=public_id))
    if offer.state != "open" or not may("deal.withdraw", deal):
        abort(404)
    return _decline_page(deal, offer, ReasonForm())


@blueprint.post("/<int:number>/decline")
def create_decline(public_id: str, number: int) -> ResponseReturnValue:
    deal, offer = found(public_id, number)
    permit("deal.withdraw", deal)
    form = ReasonForm()
    if not form.validate_on_submit():
        return _decline_page(deal, offer, form), 422
    try:
        decline_offer(deal, number, reason=form.reason.data, actor=current_actor(), now=clock.now())
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _decline_page(deal, offer, form), status
    flash(gettext("The offer is declined and the deal closed."), "success")
    return redirect(url_for("deals.show", public_id=public_id))


def negotiated(public_id: str, permission: str = "deal.see") -> Deal:
    """A request that has arrived; 404 for everything else."""
    deal = visible(public_id, permission)
    if deal.kind != "request" or deal.arrived_at is None:
        abort(404)
    return deal


def found(public_id: str, number: int) -> tuple[Deal, Offer]:
    """One version of the offer; 404 where there is none."""
    deal = negotiated(public_id)
    if not 1 <= number <= len(deal.offers):
        abort(404)
    return deal, deal.offers[number - 1]


def may_offer(deal: Deal) -> bool:
    """Whether the reader can put terms on the table now: the office first, then whoever wants to counter."""
    first = not deal.offers and side(deal) == "licensee"
    return next_state(deal.state, "offer") is not None and not first and may("offer.make", deal)


def changes_since(deal: Deal, offer: Offer) -> list[dict[str, Any]] | None:
    """What an offer changes against the version before, the first one against what was requested; None: nothing."""
    before = deal.offers[offer.number - 2].terms if offer.number > 1 else sent_sheet(deal)
    if before is None:
        return None
    found = differences(read_terms(before), read_terms(offer.terms))
    return [{"kind": change.kind, "text": say((change.zh, change.en))} for change in found]


def _page(deal: Deal, offer: Offer, refused: str = "") -> str:
    newest = offer.number == len(deal.offers)
    open_ = offer.state == "open" and newest and offer.expires_on >= clock.today()
    answers = open_ and offer.side != side(deal)
    return render_template(
        "deals/offers_show.html",
        deal=deal,
        head=head_of(deal),
        offer=offer,
        plan=plan_of(offer.terms, clock.today(), deal.licensor.vat_rate),
        changes=changes_since(deal, offer),
        newest=newest,
        refused=refused,
        may_accept=answers and may("offer.accept", deal),
        may_counter=newest and may_offer(deal),
        may_decline=answers and side(deal) == "licensee" and may("deal.withdraw", deal),
        may_close=answers and side(deal) == "office" and may("deal.close", deal),
    )


def _decline_page(deal: Deal, offer: Offer, form: ReasonForm) -> str:
    return render_template("deals/offers_decline.html", deal=deal, head=head_of(deal), offer=offer, form=form)
