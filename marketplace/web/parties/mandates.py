"""The transfer office that acts for a licensor."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, Field, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from marketplace import clock
from marketplace.domain.faults import Refused
from marketplace.domain.parties.kinds import LICENSOR_KINDS
from marketplace.store.parties import organisations, verifications
from marketplace.store.parties.organisations import Mandate, Organisation
from marketplace.usecases.parties.mandates import end_mandate, give_mandate
from marketplace.web.locale import gettext, lang
from marketplace.web.parties.organisations import visible
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

blueprint = Blueprint("mandates", __name__)
PERMISSION = "organisation.mandate"


class DayField(DateField):
    """A day of today or later."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as fault:
            raise ValueError(gettext("Enter a day like 2026-12-01.")) from fault

    def post_validate(self, form: FlaskForm, validation_stopped: bool) -> None:
        if not validation_stopped and isinstance(self.data, date) and self.data < clock.today():
            raise ValidationError(gettext("Choose today or a later day."))


class MandateForm(FlaskForm):
    office = SelectField(_l("Transfer office"))
    starts_on = DayField(_l("First day"), [InputRequired(_l("Enter a day like 2026-12-01."))])

    def validate_office(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(gettext("Choose the office that is to act for you."))


class EndForm(FlaskForm):
    ends_on = DayField(_l("Last day of the mandate"), [InputRequired(_l("Enter a day like 2026-12-01."))])


@blueprint.get("/organisations/<organisation>/mandate")
def edit(organisation: str) -> ResponseReturnValue:
    found = _licensor(organisation)
    return _page(found, _form(found), EndForm(ends_on=clock.today()))


@blueprint.post("/organisations/<organisation>/mandate")
def give(organisation: str) -> ResponseReturnValue:
    found = _licensor(organisation)
    form, end_form = _form(found), EndForm(formdata=None, ends_on=clock.today())
    if not form.validate_on_submit():
        return _page(found, form, end_form), 422
    office = organisations.by_public_id(form.office.data)
    if office is None:
        abort(404)
    try:
        give_mandate(found, office, starts_on=form.starts_on.data, actor=current_actor(), now=clock.now())
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _page(found, form, end_form), status
    flash(gettext("The mandate has been given."), "success")
    return redirect(url_for("mandates.edit", organisation=organisation))


@blueprint.post("/organisations/<organisation>/mandate/end")
def end(organisation: str) -> ResponseReturnValue:
    found = _licensor(organisation)
    mandate = organisations.mandate_from(found.id, clock.today())
    if mandate is None:
        abort(404)
    form = EndForm()
    if not form.validate_on_submit():
        return _page(found, _form(found, fresh=True), form), 422
    try:
        end_mandate(mandate, ends_on=form.ends_on.data, actor=current_actor(), now=clock.now())
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _page(found, _form(found, fresh=True), form), status
    flash(gettext("The last day of the mandate has been set."), "success")
    return redirect(url_for("mandates.edit", organisation=organisation))


def _licensor(public_id: str) -> Organisation:
    found = visible(public_id, PERMISSION)
    if found.kind not in LICENSOR_KINDS:
        abort(404)
    return found


def _form(licensor: Organisation, *, fresh: bool = False) -> MandateForm:
    options = {"formdata": None} if fresh else {}
    form = MandateForm(starts_on=clock.today(), **options)
    offices = [office for office in verifications.offices() if office.id != licensor.id]
    form.office.choices = [SelectChoice("", gettext("Choose an office"))]
    form.office.choices += [SelectChoice(office.public_id, office.name(lang())) for office in offices]
    return form


def _page(licensor: Organisation, form: MandateForm, end_form: EndForm) -> str:
    mandate: Mandate | None = organisations.mandate_from(licensor.id, clock.today())
    return render_template(
        "parties/mandates_edit.html",
        organisation=licensor,
        mandate=mandate,
        form=form,
        end_form=end_form,
        today=clock.today(),
    )
