"""Set a password with a one-time code: redeemed by whoever has no mail, issued by the office."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from marketplace import clock
from marketplace.domain.faults import Invalid, Refused
from marketplace.passwords import hash_password
from marketplace.store.parties import people
from marketplace.store.parties.people import Person
from marketplace.usecases.parties.codes import issue_code
from marketplace.usecases.parties.one_time import LIFETIMES
from marketplace.usecases.parties.passwords import redeem_code
from marketplace.web.access import demand
from marketplace.web.locale import gettext
from marketplace.web.parties.next_page import landing
from marketplace.web.parties.password_forms import NewPasswordForm, sign_in_name_field
from marketplace.web.parties.signing_in import folded, start_session
from marketplace.web.parties.throttle import account_key, admit_try, forget
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

blueprint = Blueprint("codes", __name__)
HOURS = int(LIFETIMES["office_code"].total_seconds()) // 3600


class RedeemForm(NewPasswordForm):
    sign_in_name = sign_in_name_field()
    code = StringField(
        _l("One-time code"),
        [DataRequired(_l("Enter the code the office gave you.")), Length(max=40)],
        description=_l("Three groups of four characters, for example 7k3m-9xqp-4tdw."),
        render_kw={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"},
    )


class IssueForm(FlaskForm):
    name = sign_in_name_field(_l("Of the person who asks for a code."))
    identified = BooleanField(
        _l("I have seen an identity document of this person, or know the person."),
        [InputRequired(_l("Make sure who asks before you hand out a code."))],
    )


@blueprint.get("/codes")
def show() -> ResponseReturnValue:
    return render_template("parties/codes_show.html", form=RedeemForm(), hours=HOURS)


@blueprint.post("/codes")
def create() -> ResponseReturnValue:
    form = RedeemForm()
    if not form.validate_on_submit():
        return render_template("parties/codes_show.html", form=form, hours=HOURS), 422
    name = folded(form.sign_in_name.data)
    account = account_key(people.by_sign_in_name(name), name)
    admit_try("code", account)
    password_hash = hash_password(form.new_password.data)
    try:
        person = redeem_code(
            name,
            form.code.data,
            password_hash=password_hash,
            site_id=current_actor().site_id,
            now=clock.now(),
        )
    except Invalid:
        form.form_errors.append(
            gettext("Sign-in name and code do not fit together, or the code has been used or has expired.")
        )
        return render_template("parties/codes_show.html", form=form, hours=HOURS), 422
    forget("code", account)
    start_session(person)
    flash(gettext("Your new password is set. Every earlier sign-in has been ended."), "success")
    return redirect(landing(current_actor()))


@blueprint.get("/verification/codes")
def new() -> ResponseReturnValue:
    demand("party.list")
    return render_template("parties/codes_new.html", form=IssueForm())


@blueprint.post("/verification/codes")
def issue() -> ResponseReturnValue:
    demand("party.list")
    form = IssueForm()
    if not form.validate_on_submit():
        return render_template("parties/codes_new.html", form=form), 422
    person = people.by_sign_in_name(folded(form.name.data))
    try:
        if person is None:
            raise Invalid("person.unknown", field="name")
        return show_code(person)
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return render_template("parties/codes_new.html", form=form), status


def show_code(person: Person) -> str:
    """Issue a code and show it, this once.

    Raises:
        Refused: as the use case.
    """
    code = issue_code(person, actor=current_actor(), now=clock.now())
    return render_template("parties/codes_issued.html", code=code, person=person, hours=HOURS)
