"""The own account: name, language, addresses, password."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, RadioField, StringField, ValidationError
from wtforms.validators import DataRequired, Length

from marketplace import clock
from marketplace.domain.faults import Invalid
from marketplace.domain.parties.sign_in_names import fold
from marketplace.passwords import hash_password
from marketplace.store.parties import inventors
from marketplace.store.parties.people import Channel, Person
from marketplace.usecases.parties.passwords import change_password
from marketplace.usecases.parties.people import (
    add_address,
    ask_confirmation,
    change_profile,
    confirm_address,
    switch_channel,
)
from marketplace.web.locale import gettext
from marketplace.web.parties.password_forms import (
    LANGUAGES,
    NewPasswordForm,
    current_password_field,
    folded_name,
)
from marketplace.web.parties.signing_in import proves, start_session
from marketplace.web.parties.throttle import admit_letter
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor, current_session

blueprint = Blueprint("account", __name__)


class ProfileForm(FlaskForm):
    name = StringField(
        _l("Full name"),
        [DataRequired(_l("Enter your name.")), Length(max=100, message=_l("At most 100 characters."))],
        render_kw={"autocomplete": "name"},
    )
    language = RadioField(_l("Language of pages and mails"), choices=LANGUAGES)


class AddressForm(FlaskForm):
    address = StringField(
        _l("E-mail address"),
        [DataRequired(_l("Enter an e-mail address like name@example.com.")), Length(max=200)],
        render_kw={"autocomplete": "email", "type": "email"},
    )

    def validate_address(self, field: Field) -> None:
        name = fold(field.data or "")
        if name is None or name.kind != "email":
            raise ValidationError(gettext("Enter an e-mail address like name@example.com."))


class ChangePasswordForm(NewPasswordForm):
    password = current_password_field(_l("Present password"))


@blueprint.get("/account")
def show() -> ResponseReturnValue:
    person = _person()
    return _page(ProfileForm(name=person.name, language=person.language), AddressForm(formdata=None))


@blueprint.post("/account")
def update() -> ResponseReturnValue:
    form = ProfileForm()
    if not form.validate_on_submit():
        return _page(form, AddressForm(formdata=None)), 422
    details = {"name": " ".join(form.name.data.split()), "language": form.language.data}
    change_profile(_person(), **details, actor=current_actor(), now=clock.now())
    flash(gettext("Saved."), "success")
    return redirect(url_for("account.show"))


@blueprint.post("/account/addresses")
def add() -> ResponseReturnValue:
    form, person = AddressForm(), _person()
    profile = ProfileForm(formdata=None, name=person.name, language=person.language)
    if not form.validate_on_submit():
        return _page(profile, form), 422
    name = folded_name(form.address)
    admit_letter(f"address:{name.value}")
    try:
        add_address(person, name.value, actor=current_actor(), now=clock.now())
    except Invalid as refusal:
        status = put_refusal(form, refusal)
        return _page(profile, form), status
    flash(gettext("Open the link in the mail we have sent to this address to confirm it."), "success")
    return redirect(url_for("account.show"))


@blueprint.post("/account/addresses/confirmation")
def confirm_again() -> ResponseReturnValue:
    channel = _channel()
    admit_letter(f"address:{channel.address}")
    ask_confirmation(channel, actor=current_actor(), now=clock.now())
    flash(gettext("Open the link in the mail we have sent to this address to confirm it."), "success")
    return redirect(url_for("account.show"))


@blueprint.post("/account/addresses/state")
def switch() -> ResponseReturnValue:
    active = request.form.get("active") == "yes"
    switch_channel(_channel(), active=active, actor=current_actor(), now=clock.now())
    flash(gettext("Saved."), "success")
    return redirect(url_for("account.show"))


@blueprint.get("/account/confirmations/<secret>")
def confirmation(secret: str) -> ResponseReturnValue:
    """A page of its own, for mail programs open links without being asked."""
    return render_template("parties/account_confirmation.html", secret=secret)


@blueprint.post("/account/confirmations/<secret>")
def confirm(secret: str) -> ResponseReturnValue:
    confirm_address(secret, site_id=current_actor().site_id, now=clock.now())
    flash(gettext("The address is confirmed. Notices will reach you there, too."), "success")
    return redirect(url_for("account.show") if current_session() else url_for("sign_in.show"))


@blueprint.get("/account/password")
def password() -> ResponseReturnValue:
    return render_template("parties/account_password.html", form=ChangePasswordForm())


@blueprint.post("/account/password")
def change() -> ResponseReturnValue:
    form, person = ChangePasswordForm(), _person()
    form.known = [person.name, person.email or "", person.mobile or ""]
    if not form.validate_on_submit():
        return render_template("parties/account_password.html", form=form), 422
    if not proves(person, form.password.data):
        status = put_refusal(form, Invalid("person.wrong_password", field="password"))
        return render_template("parties/account_password.html", form=form), status
    password_hash = hash_password(form.new_password.data)
    change_password(person, password_hash=password_hash, actor=current_actor(), now=clock.now())
    start_session(person)
    flash(gettext("Your new password is set. Every earlier sign-in has been ended."), "success")
    return redirect(url_for("account.show"))


def _person() -> Person:
    row = current_session()
    if row is None:
        abort(404)
    return row.person


def _channel() -> Channel:
    address = request.form.get("address", "")
    for channel in _person().channels:
        if channel.address == address:
            return channel
    abort(404)


def _page(profile: ProfileForm, address: AddressForm) -> str:
    person = _person()
    return render_template(
        "parties/account_show.html",
        form=profile,
        address_form=address,
        person=person,
        is_inventor=bool(inventors.inventions_of(person.id)),
    )
