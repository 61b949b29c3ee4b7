"""A deal from its start on a listing's page to its arrival: draft, check of the answers, sending, receipt, overview."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.domain.dates import add_months
from marketplace.domain.deals.states import OPEN_STATES
from marketplace.domain.faults import Refused
from marketplace.domain.refusals import reason_words, sentence
from marketplace.store.db import db
from marketplace.store.deals.deals import Deal
from marketplace.store.listings import listings
from marketplace.store.listings.taken import deal_under_way
from marketplace.store.office.parameters import value
from marketplace.store.parties.organisations import Organisation
from marketplace.usecases.deals.deals import describe_use, outside_reason, send_deal, start_deal
from marketplace.usecases.deals.outlook import use_complete
from marketplace.usecases.listings.standing import hindrance
from marketplace.web.access import may
from marketplace.web.deals.blueprint import blueprint
from marketplace.web.deals.finding import permit, visible
from marketplace.web.deals.handling import handling_of
from marketplace.web.deals.head import head_of
from marketplace.web.deals.messages import messages_of
from marketplace.web.deals.money_now import money_tiles
from marketplace.web.deals.plan import plan_of
from marketplace.web.deals.timeline import timeline_of
from marketplace.web.deals.use_forms import option_hints, option_label, use_form
from marketplace.web.deals.wording import listing_title, patent_rows
from marketplace.web.locale import gettext, lang
from marketplace.web.session import current_actor


@blueprint.post("")
def create() -> ResponseReturnValue:
    """Begin a notice or request; a second click leads to the one that was begun."""
    actor = current_actor()
    listing = listings.by_public_id(request.form.get("listing", ""), actor)
    if listing is None or actor.organisation_id is None:
        abort(404)
    organisation = db.session.get_one(Organisation, actor.organisation_id)
    under_way = deal_under_way(listing.id, organisation.id)
    if under_way is not None:
        return redirect(url_for("deals.show", public_id=under_way.public_id))
    position = request.form.get("option", type=int)
    deal = start_deal(listing, organisation, option_position=position, actor=actor, now=clock.now())
    return redirect(url_for("deals.edit", public_id=deal.public_id))


@blueprint.get("/<public_id>")
def show(public_id: str) -> ResponseReturnValue:
    deal = visible(public_id)
    return render_template(
        "deals/deals_show.html",
        deal=deal,
        head=head_of(deal),
        patents=patent_rows(facts_of(deal)["patents"]) if deal.frozen or deal.agreement else [],
        option=chosen_option(deal),
        timeline=timeline_of(deal),
        messages=messages_of(deal),
        handling=handling_of(deal),
        further=further_of(deal),
        record_by=record_by(deal),
        money=money_tiles(deal),
        closed_reason=reason_words(deal.closed_reason, lang()),
    )


@blueprint.get("/<public_id>/use")
def edit(public_id: str) -> ResponseReturnValue:
    deal = visible(public_id, "deal.edit")
    if deal.state != "draft":
        return redirect(url_for("deals.show", public_id=public_id))
    return _use_page(deal, use_form(deal))


@blueprint.post("/<public_id>/use")
def update(public_id: str) -> ResponseReturnValue:
    deal = visible(public_id)
    permit("deal.edit", deal)
    form = use_form(deal)
    if not form.validate_on_submit():
        return _use_page(deal, form), 422
    describe_use(
        deal,
        option_position=form.option_position,
        product=(form.product.data or "").strip(),
        place=(form.place.data or "").strip(),
        volume=(form.volume.data or "").strip(),
        wished_start=form.wished_start.data,
        message=(form.message.data or "").strip(),
        actor=current_actor(),
        now=clock.now(),
    )
    flash(gettext("Saved."), "success")
    onward = "deals.review" if request.form.get("go") == "review" else "deals.edit"
    return redirect(url_for(onward, public_id=public_id))


@blueprint.get("/<public_id>/review")
def review(public_id: str) -> ResponseReturnValue:
    deal = visible(public_id, "deal.edit")
    if deal.state != "draft":
        return redirect(url_for("deals.receipt", public_id=public_id))
    return render_template("deals/deals_review.html", **_review(deal))


@blueprint.post("/<public_id>/sending")
def send(public_id: str) -> ResponseReturnValue:
    """Send what was read; a second click leads to the receipt of the first."""
    deal = visible(public_id)
    permit("deal.send", deal)
    if deal.state == "draft":
        try:
            sheet_hash = request.form.get("sheet_hash", "")
            send_deal(deal, sheet_hash=sheet_hash, actor=current_actor(), now=clock.now())
        except Refused as refusal:
            db.session.refresh(deal)
            if deal.state == "draft":
                page = render_template("deals/deals_review.html", **_review(deal), refused=sentence(refusal, lang()))
                return page, refusal.status
    return redirect(url_for("deals.receipt", public_id=public_id))


@blueprint.get("/<public_id>/receipt")
def receipt(public_id: str) -> ResponseReturnValue:
    deal = visible(public_id)
    if deal.sent_at is None:
        return redirect(url_for("deals.show", public_id=public_id))
    return render_template("deals/deals_receipt.html", deal=deal, head=head_of(deal), agreement=deal.agreement)


def chosen_option(deal: Deal) -> str:
    """The name of the chosen way to pay; "" where none was chosen or it is gone."""
    chosen = next((one for one in deal.listing.options if one.position == deal.option_position), None)
    return option_label(chosen) if chosen else ""


def facts_of(deal: Deal) -> dict[str, Any]:
    """The facts frozen with the agreement, before there is one those frozen when it was sent."""
    if deal.agreement is not None:
        return dict(deal.agreement.frozen_facts)
    return dict(json.loads(deal.frozen)["facts"])


def further_of(deal: Deal) -> list[tuple[str, str]]:
    """What the reader can do beside the next step."""
    found = []
    open_ = deal.state in OPEN_STATES
    if open_ and deal.state != "awaiting_payment" and may("deal.withdraw", deal):
        found.append((gettext("Withdraw"), "closings.withdraw"))
    if open_ and deal.arrived_at is not None and may("deal.close", deal):
        found.append((gettext("Close the deal"), "closings.edit"))
    if deal.sent_at is not None:
        found.append((gettext("Receipt"), "deals.receipt"))
    return [(label, url_for(endpoint, public_id=deal.public_id)) for label, endpoint in found]


def record_by(deal: Deal) -> date | None:
    """The last day to file a licence in effect for recording; None where there is none or it is over."""
    effective_on = deal.agreement.effective_on if deal.agreement else None
    if effective_on is None or deal.state != "active":
        return None
    months = int(str(value("recording_months", clock.today())))
    return add_months(effective_on, months)


def _use_page(deal: Deal, form: Any) -> str:
    return render_template(
        "deals/deals_use.html", deal=deal, head=head_of(deal), form=form, hints=option_hints(deal)
    )


def _review(deal: Deal) -> dict[str, Any]:
    today = clock.today()
    option = next((one for one in deal.listing.options if one.position == deal.option_position), None)
    reason = hindrance(deal.listing, today=today) or outside_reason(deal.listing, deal.licensee, today)
    calculator = "listings.show" in current_app.view_functions
    return {
        "deal": deal,
        "head": head_of(deal),
        "title": listing_title(deal),
        "option": option,
        "option_name": option_label(option) if option else "",
        "plan": plan_of(option.terms, today, deal.licensor.vat_rate) if option else None,
        "complete": use_complete(deal),
        "hindrance": sentence(Refused(reason), lang()) if reason else "",
        "calculator_url": url_for("listings.show", public_id=deal.listing.public_id) if calculator else "",
        "first_payment_days": value("first_payment_days", today),
        "may_send": may("deal.send", deal),
        "may_edit": may("deal.edit", deal),
    }
