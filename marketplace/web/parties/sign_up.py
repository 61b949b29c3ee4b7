"""A new account."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from marketplace import clock
from marketplace.domain.faults import Invalid, Refused
from marketplace.domain.parties.consent import TERMS_OF_USE_VERSION
from marketplace.domain.parties.sign_in_names import fold
from marketplace.passwords import hash_password
from marketplace.usecases.parties.people import sign_up
from marketplace.web.locale import gettext, lang
from marketplace.web.parties.next_page import asked_next, landing
from marketplace.web.parties.password_forms import NewPasswordForm, is_sign_in_name, sign_in_name_field
from marketplace.web.parties.signing_in import start_session
from marketplace.web.parties.throttle import admit_account
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

blueprint = Blueprint("sign_up", __name__)


class PersonForm(NewPasswordForm):
    """Who a new account is for."""

    name = StringField(
        _l("Your name"),
        [DataRequired(_l("Enter your name.")), Length(max=100, message=_l("At most 100 characters."))],
        render_kw={"autocomplete": "name"},
    )
    sign_in_name = sign_in_name_field()
    agreed = BooleanField(
        _l("I accept the terms of use and have read the privacy notice."),
        [InputRequired(_l("Accept the terms of use to have an account."))],
    )

    def validate_sign_in_name(self, field: StringField) -> None:
        is_sign_in_name(self, field)

    @property
    def details(self) -> dict[str, Any]:
        """What the use case takes, but for the hash of the password."""
        name = fold(self.sign_in_name.data or "")
        return {
            "name": " ".join((self.name.data or "").split()),
            "email": name.value if name and name.kind == "email" else None,
            "mobile": name.value if name and name.kind == "mobile" else None,
            "language": lang(),
            "terms_version": TERMS_OF_USE_VERSION,
        }

    def validate(self, extra_validators: object = None) -> bool:
        self.known = [self.name.data or "", self.sign_in_name.data or ""]
        return super().validate(extra_validators)


def name_taken(form: PersonForm, refusal: Refused) -> int:
    """Show a refusal about one of the two kinds of name on the one field for both."""
    refusal.field = "sign_in_name" if refusal.field in ("email", "mobile") else refusal.field
    return put_refusal(form, refusal)


@blueprint.get("/sign-up")
def show() -> ResponseReturnValue:
    return _page(PersonForm())


@blueprint.post("/sign-up")
def create() -> ResponseReturnValue:
    form = PersonForm()
    if not form.validate_on_submit():
        return _page(form), 422
    admit_account()
    password_hash = hash_password(form.new_password.data)
    try:
        person = sign_up(
            **form.details, password_hash=password_hash, site_id=current_actor().site_id, now=clock.now()
        )
    except Invalid as refusal:
        status = name_taken(form, refusal)
        return _page(form), status
    target = asked_next()
    start_session(person)
    flash(gettext("Your account has been opened."), "success")
    return redirect(target or landing(current_actor()))


def _page(form: PersonForm) -> str:
    return render_template("parties/sign_up_show.html", form=form, next=asked_next())
