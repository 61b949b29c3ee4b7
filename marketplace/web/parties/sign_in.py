"""Sign in and sign out."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm

from marketplace.web.locale import gettext
from marketplace.web.parties.next_page import asked_next, landing
from marketplace.web.parties.password_forms import current_password_field, sign_in_name_field
from marketplace.web.parties.signing_in import identify, leave, start_session
from marketplace.web.session import current_actor

blueprint = Blueprint("sign_in", __name__)
sign_out = Blueprint("sign_out", __name__)


class SignInForm(FlaskForm):
    name = sign_in_name_field()
    password = current_password_field(_l("Password"))


@blueprint.get("/sign-in")
def show() -> ResponseReturnValue:
    return _page(SignInForm())


@blueprint.post("/sign-in")
def create() -> ResponseReturnValue:
    form = SignInForm()
    person = identify(form.name.data, form.password.data) if form.validate_on_submit() else None
    if person is None:
        if not form.errors:
            form.form_errors.append(
                gettext("Sign-in name and password do not fit together. Check both and try again.")
            )
        return _page(form), 422
    target = asked_next()
    start_session(person)
    return redirect(target or landing(current_actor()))


@sign_out.post("/sign-out", endpoint="create")
def end() -> ResponseReturnValue:
    leave()
    flash(gettext("You have signed out."), "success")
    answer = redirect(url_for("sign_in.show"))
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def _page(form: SignInForm) -> str:
    return render_template("parties/sign_in_show.html", form=form, next=asked_next())
