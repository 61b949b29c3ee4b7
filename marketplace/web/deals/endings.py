"""The office enters the end of a licence: by breach or by agreement, after seeing what it changes."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectChoice
from wtforms.validators import InputRequired

from marketplace import clock
from marketplace.domain.deals.words import END_REASONS
from marketplace.domain.faults import Refused
from marketplace.domain.terms.canonical import terms_hash
from marketplace.store.deals.agreements import Agreement
from marketplace.usecases.deals.reports import end_agreement
from marketplace.web.deals.changes import Changes, changes_of
from marketplace.web.deals.fields import DayField, not_in_future
from marketplace.web.deals.finding import permit, running
from marketplace.web.deals.head import head_of
from marketplace.web.deals.wording import say
from marketplace.web.locale import gettext
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

blueprint = Blueprint("endings", __name__, url_prefix="/deals/<public_id>/termination")


class EndingForm(FlaskForm):
    reason = RadioField(
        _l("Why the licence ends"), [InputRequired(_l("Choose why the licence ends."))], validate_choice=False
    )
    on = DayField(_l("Last day of the licence"), [InputRequired(_l("Enter a day like 2026-12-01.")), not_in_future])


@blueprint.get("")
def edit(public_id: str) -> ResponseReturnValue:
    agreement = running(public_id, "deal.end")
    form = ending_form()
    form.on.data = clock.today()
    return _page(agreement, form)


@blueprint.post("")
def create(public_id: str) -> ResponseReturnValue:
    """Show what an end would change; once that was seen, enter it."""
    agreement = running(public_id)
    permit("deal.end", agreement)
    form = ending_form()
    if not form.validate_on_submit():
        return _page(agreement, form), 422
    on, reason = form.on.data, form.reason.data
    body = {"on": on.isoformat(), "kind": "terminate", "reason": reason}
    try:
        changes = changes_of(agreement, body)
        if "again" in request.form or request.form.get("seen") != terms_hash(body):
            return _page(agreement, form, changes, terms_hash(body))
        end_agreement(agreement, on=on, reason=reason, actor=current_actor(), now=clock.now())
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _page(agreement, form), status
    flash(gettext("The end of the licence is entered."), "success")
    return redirect(url_for("accounts.show", public_id=public_id))


def ending_form() -> EndingForm:
    form = EndingForm()
    form.reason.choices = [SelectChoice(code, say(pair)) for code, pair in END_REASONS.items()]
    return form


def _page(agreement: Agreement, form: EndingForm, changes: Changes | None = None, seen: str = "") -> str:
    return render_template(
        "deals/endings_edit.html",
        deal=agreement.deal,
        head=head_of(agreement.deal),
        agreement=agreement,
        form=form,
        changes=changes,
        seen=seen,
    )
