"""Set a forgotten password anew: ask for a link, follow it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from marketplace import clock
from marketplace.domain.faults import Invalid
from marketplace.passwords import hash_password
from marketplace.store.parties import people, tokens
from marketplace.usecases.parties.one_time import LIFETIMES
from marketplace.usecases.parties.passwords import ask_reset, reset_password
from marketplace.web.locale import gettext
from marketplace.web.parties.next_page import landing
from marketplace.web.parties.password_forms import NewPasswordForm, sign_in_name_field
from marketplace.web.parties.signing_in import folded, start_session
from marketplace.web.parties.throttle import account_key, admit_letter
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

blueprint = Blueprint("password_reset", __name__)
MINUTES = int(LIFETIMES["reset"].total_seconds()) // 60


class AskResetForm(FlaskForm):
    name = sign_in_name_field()


@blueprint.get("/password-reset")
def show() -> ResponseReturnValue:
    return render_template("parties/password_reset_show.html", form=AskResetForm(), minutes=MINUTES)


@blueprint.post("/password-reset")
def create() -> ResponseReturnValue:
    """Answers the same whether there is such an account or not."""
    form = AskResetForm()
    if not form.validate_on_submit():
        return render_template("parties/password_reset_show.html", form=form, minutes=MINUTES), 422
    name = folded(form.name.data)
    admit_letter(account_key(people.by_sign_in_name(name), name))
    ask_reset(name, site_id=current_actor().site_id, now=clock.now())
    return redirect(url_for("password_reset.sent"))


@blueprint.get("/password-reset/sent")
def sent() -> ResponseReturnValue:
    return render_template("parties/password_reset_sent.html", minutes=MINUTES)


@blueprint.get("/password-reset/<secret>")
def edit(secret: str) -> ResponseReturnValue:
    return _page(secret, NewPasswordForm())


@blueprint.post("/password-reset/<secret>")
def update(secret: str) -> ResponseReturnValue:
    form = NewPasswordForm()
    if not form.validate_on_submit():
        return _page(secret, form), 422
    password_hash = hash_password(form.new_password.data)
    site_id = current_actor().site_id
    try:
        person = reset_password(secret, password_hash=password_hash, site_id=site_id, now=clock.now())
    except Invalid as refusal:
        status = put_refusal(form, refusal)
        return _page(secret, form), status
    start_session(person)
    flash(gettext("Your new password is set. Every earlier sign-in has been ended."), "success")
    return redirect(landing(current_actor()))


def _page(secret: str, form: NewPasswordForm) -> str:
    token = tokens.usable("reset", secret, clock.now())
    return render_template("parties/password_reset_edit.html", form=form, usable=token is not None)
