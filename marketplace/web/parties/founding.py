"""Found the operator of the installation with the one-time link that its command line prints."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, Length

from marketplace import clock
from marketplace.domain.faults import Refused
from marketplace.passwords import hash_password
from marketplace.store import sites
from marketplace.store.parties import tokens
from marketplace.usecases.parties.founding import found_operator
from marketplace.web.locale import gettext
from marketplace.web.parties.organisation_choices import kind_choices
from marketplace.web.parties.sign_up import PersonForm, name_taken
from marketplace.web.parties.signing_in import start_session

blueprint = Blueprint("founding", __name__)
OPERATOR_KINDS = ("office", "public_body", "university", "institute", "agency", "enterprise")


class FoundingForm(PersonForm):
    """The first administrator and the operator's organisation."""

    kind = SelectField(_l("Kind of organisation"))
    name_zh = StringField(
        _l("Name in Chinese"),
        [DataRequired(_l("Enter the registered name.")), Length(max=200)],
        description=_l("As it stands in the licence or certificate."),
    )
    name_en = StringField(_l("Name in English"), [Length(max=200)])

    @property
    def organisation_details(self) -> dict[str, str]:
        return {
            "kind": self.kind.data,
            "name_zh": self.name_zh.data or "",
            "name_en": self.name_en.data or "",
        }


@blueprint.get("/founding/<secret>")
def show(secret: str) -> ResponseReturnValue:
    return _page(secret, _form())


@blueprint.post("/founding/<secret>")
def create(secret: str) -> ResponseReturnValue:
    form = _form()
    if not form.validate_on_submit():
        return _page(secret, form), 422
    person = {**form.details, "password_hash": hash_password(form.new_password.data)}
    try:
        founder = found_operator(
            secret, sites.by_id(g.site.id), person=person, organisation=form.organisation_details, now=clock.now()
        )
    except Refused as refusal:
        status = name_taken(form, refusal)
        return _page(secret, form), status
    start_session(founder)
    flash(gettext("The operator has been founded. You are its administrator."), "success")
    return redirect(url_for("organisations.own"))


def _form() -> FoundingForm:
    form = FoundingForm()
    form.kind.choices = kind_choices(OPERATOR_KINDS)
    return form


def _page(secret: str, form: FoundingForm) -> str:
    usable = tokens.usable("administrator", secret, clock.now()) is not None
    return render_template("parties/founding_show.html", form=form, usable=usable)
