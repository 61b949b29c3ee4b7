"""What lies over a patent for a time: pledge, preservation, exclusive licence … entered and ended."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from marketplace import clock
from marketplace.domain.faults import Refused
from marketplace.domain.patents.status import Overlay
from marketplace.store.patents.patents import Patent, PatentOverlay
from marketplace.usecases.patents.patents import lay_overlay, lift_overlay
from marketplace.web.locale import gettext
from marketplace.web.patents import wording
from marketplace.web.patents.finding import visible_patent
from marketplace.web.patents.text_fields import DayField, day_field
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

blueprint = Blueprint("overlays", __name__)
TOO_LONG = _l("This is too long; at most %(max)d characters.")


class OverlayForm(FlaskForm):
    kind = SelectField(_l("Kind"), invalid_choice_message=_l("Choose a kind of encumbrance from the list."))
    starts_on = day_field(_l("First day"))
    ends_on = day_field(_l("Last day"), _l("The last day; empty while no end is known."))
    source = StringField(
        _l("Source"),
        [DataRequired(_l("Enter where you read it.")), Length(max=100, message=TOO_LONG)],
        description=_l("For example: register extract, pledge contract, court order."),
    )
    note = StringField(
        _l("Note"),
        [Optional(), Length(max=500, message=TOO_LONG)],
        description=_l("For example the pledgee or the number of the contract."),
    )

    def fit(self) -> None:
        self.kind.choices = [SelectChoice("", gettext("Choose a kind"))] + [
            SelectChoice(str(kind), wording.overlay(kind)) for kind in Overlay
        ]


class EndingForm(FlaskForm):
    ends_on = DayField(_l("Last day"), [InputRequired(_l("Enter the last day."))])


@blueprint.get("/patents/<patent>/overlays")
def index(patent: str) -> ResponseReturnValue:
    return _page(visible_patent(patent, "patent.edit"), _form())


@blueprint.post("/patents/<patent>/overlays")
def create(patent: str) -> ResponseReturnValue:
    found, form = visible_patent(patent, "patent.edit"), _form()
    if not form.validate_on_submit():
        return _page(found, form), 422
    try:
        lay_overlay(
            found,
            kind=form.kind.data,
            starts_on=form.starts_on.data,
            ends_on=form.ends_on.data,
            note=(form.note.data or "").strip(),
            source=form.source.data.strip(),
            actor=current_actor(),
            now=clock.now(),
        )
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _page(found, form), status
    flash(gettext("The encumbrance is entered."), "success")
    return redirect(url_for("overlays.index", patent=patent))


@blueprint.get("/patents/<patent>/overlays/<int:number>/ending")
def edit_ending(patent: str, number: int) -> ResponseReturnValue:
    found = visible_patent(patent, "patent.edit")
    return _ending_page(found, number, EndingForm(ends_on=clock.today()))


@blueprint.post("/patents/<patent>/overlays/<int:number>/ending")
def end(patent: str, number: int) -> ResponseReturnValue:
    found, form = visible_patent(patent, "patent.edit"), EndingForm()
    overlay = _overlay(found, number)
    if not form.validate_on_submit():
        return _ending_page(found, number, form), 422
    try:
        lift_overlay(
            found, overlay, ends_on=form.ends_on.data or clock.today(), actor=current_actor(), now=clock.now()
        )
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _ending_page(found, number, form), status
    flash(gettext("The end is recorded."), "success")
    return redirect(url_for("overlays.index", patent=patent))


def _overlay(patent: Patent, number: int) -> PatentOverlay:
    """An encumbrance by its place in the patent's list, from 1."""
    if not 1 <= number <= len(patent.overlays):
        abort(404)
    return patent.overlays[number - 1]


def _form() -> OverlayForm:
    form = OverlayForm()
    form.fit()
    return form


def _page(patent: Patent, form: OverlayForm) -> str:
    numbered = list(enumerate(patent.overlays, 1))
    return render_template(
        "patents/overlays_index.html", patent=patent, form=form, overlays=numbered, today=clock.today()
    )


def _ending_page(patent: Patent, number: int, form: EndingForm) -> str:
    overlay = _overlay(patent, number)
    return render_template("patents/overlays_ending.html", patent=patent, overlay=overlay, form=form)
