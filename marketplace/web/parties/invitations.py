"""Answer an invitation to join an organisation: with the account one is signed in with, or with a new one."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.domain.faults import Invalid
from marketplace.domain.parties.sign_in_names import fold
from marketplace.passwords import hash_password
from marketplace.store.parties import people, tokens
from marketplace.usecases.parties.members import accept_invitation, sign_up_by_invitation
from marketplace.usecases.parties.sessions import act_for
from marketplace.web.locale import gettext
from marketplace.web.parties.sign_up import PersonForm, name_taken
from marketplace.web.parties.signing_in import start_session
from marketplace.web.parties.throttle import admit_account
from marketplace.web.session import current_actor, current_session

blueprint = Blueprint("invitations", __name__)


@blueprint.get("/invitations/<secret>")
def show(secret: str) -> ResponseReturnValue:
    invitation = tokens.usable("invitation", secret, clock.now())
    form = PersonForm(sign_in_name=invitation.address if invitation else "")
    return _page(secret, form)


@blueprint.post("/invitations/<secret>/acceptance")
def accept(secret: str) -> ResponseReturnValue:
    row = current_session()
    if row is None:
        return redirect(url_for("invitations.show", secret=secret))
    organisation = accept_invitation(secret, row.person, site_id=current_actor().site_id, now=clock.now())
    act_for(row, organisation)
    flash(gettext("You are a member now."), "success")
    return redirect(url_for("organisations.show", organisation=organisation.public_id))


@blueprint.post("/invitations/<secret>")
def create(secret: str) -> ResponseReturnValue:
    form = PersonForm()
    if not form.validate_on_submit():
        return _page(secret, form), 422
    admit_account()
    password_hash = hash_password(form.new_password.data)
    site_id = current_actor().site_id
    try:
        person = sign_up_by_invitation(
            secret, site_id=site_id, now=clock.now(), password_hash=password_hash, **form.details
        )
    except Invalid as refusal:
        status = name_taken(form, refusal)
        return _page(secret, form), status
    start_session(person)
    flash(gettext("Your account has been opened, and you are a member now."), "success")
    return redirect(url_for("organisations.own"))


def _page(secret: str, form: PersonForm) -> str:
    invitation = tokens.usable("invitation", secret, clock.now())
    name = fold(invitation.address) if invitation else None
    known = people.by_sign_in_name(name.value) if name else None
    return render_template(
        "parties/invitations_show.html",
        form=form,
        secret=secret,
        invitation=invitation,
        has_account=known is not None,
    )
