"""Ending what came to nothing: the licensee withdraws, the office closes, each with a reason on a page of its own."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import DataRequired

from marketplace import clock
from marketplace.domain.deals.states import OPEN_STATES
from marketplace.domain.faults import Refused
from marketplace.store.deals.deals import Deal
from marketplace.usecases.deals.deals import close_deal, withdraw_deal
from marketplace.usecases.deals.offers import decline_offer
from marketplace.web.deals.fields import at_most
from marketplace.web.deals.finding import permit, visible
from marketplace.web.deals.head import head_of
from marketplace.web.locale import gettext
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

blueprint = Blueprint("closings", __name__, url_prefix="/deals/<public_id>")


class ReasonForm(FlaskForm):
    reason = TextAreaField(
        _l("Reason"),
        [DataRequired(_l("Give a reason; the other side reads it.")), at_most(500)],
        description=_l("The other side reads it."),
    )


@blueprint.get("/closing")
def edit(public_id: str) -> ResponseReturnValue:
    """The office closes a deal."""
    return _page(_open(public_id, "deal.close"), ReasonForm(), "closing")


@blueprint.post("/closing")
def close(public_id: str) -> ResponseReturnValue:
    deal, form = visible(public_id), ReasonForm()
    permit("deal.close", deal)
    if not form.validate_on_submit():
        return _page(deal, form, "closing"), 422
    try:
        close_deal(deal, reason=form.reason.data, actor=current_actor(), now=clock.now())
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _page(deal, form, "closing"), status
    flash(gettext("The deal is closed."), "success")
    return redirect(url_for("deals.show", public_id=public_id))


@blueprint.get("/withdrawal")
def withdraw(public_id: str) -> ResponseReturnValue:
    """The licensee takes back its notice or request."""
    return _page(_open(public_id, "deal.withdraw"), ReasonForm(), "withdrawal")


@blueprint.post("/withdrawal")
def create_withdrawal(public_id: str) -> ResponseReturnValue:
    deal, form = visible(public_id), ReasonForm()
    permit("deal.withdraw", deal)
    if not _is_open(deal, "deal.withdraw"):
        raise Refused("state.not_possible")
    if not form.validate_on_submit():
        return _page(deal, form, "withdrawal"), 422
    try:
        _take_back(deal, form.reason.data)
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _page(deal, form, "withdrawal"), status
    flash(gettext("It has been withdrawn."), "success")
    return redirect(url_for("deals.show", public_id=public_id))


def _take_back(deal: Deal, reason: str) -> None:
    actor, now = current_actor(), clock.now()
    if deal.state in ("requested", "offered"):
        decline_offer(deal, len(deal.offers), reason=reason, actor=actor, now=now)
    else:
        withdraw_deal(deal, reason=reason, actor=actor, now=now)


def _open(public_id: str, permission: str) -> Deal:
    deal = visible(public_id, permission)
    if not _is_open(deal, permission):
        abort(404)
    return deal


def _is_open(deal: Deal, permission: str) -> bool:
    """Whether a deal can still come to nothing; a notice that has arrived is not taken back."""
    taken_back = permission == "deal.withdraw" and deal.state == "awaiting_payment"
    return deal.state in OPEN_STATES and not taken_back


def _page(deal: Deal, form: ReasonForm, way: str) -> str:
    return render_template("deals/closings_edit.html", deal=deal, head=head_of(deal), form=form, way=way)
