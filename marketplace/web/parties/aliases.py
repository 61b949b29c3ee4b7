"""Short and former names by which the search finds an organisation."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import Length, Optional

from marketplace import clock
from marketplace.domain.faults import Refused
from marketplace.domain.parties.aliases import LONGEST, MOST
from marketplace.store.parties.organisations import Organisation
from marketplace.usecases.parties.aliases import name_aliases
from marketplace.web.access import may
from marketplace.web.locale import gettext
from marketplace.web.parties.organisations import visible
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

blueprint = Blueprint("aliases", __name__)
PERMISSION = "organisation.aliases"


class AliasesForm(FlaskForm):
    aliases = TextAreaField(
        _l("Short and former names"),
        [
            Optional(),
            Length(max=2 * MOST * LONGEST, message=_l("This is too long; at most %(max)d characters.")),
        ],
        description=_l("One on each line, in Chinese or English; at most 20, each of 2 to 40 characters."),
    )


@blueprint.get("/organisations/<organisation>/aliases")
def edit(organisation: str) -> ResponseReturnValue:
    found = visible(organisation, PERMISSION)
    return _page(found, AliasesForm(aliases=found.aliases))


@blueprint.post("/organisations/<organisation>/aliases")
def update(organisation: str) -> ResponseReturnValue:
    found, form = visible(organisation, PERMISSION), AliasesForm()
    if not form.validate_on_submit():
        return _page(found, form), 422
    version = request.form.get("version", type=int, default=0)
    try:
        name_aliases(
            found, aliases=form.aliases.data or "", version=version, actor=current_actor(), now=clock.now()
        )
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _page(found, form), status
    flash(gettext("Saved. The search follows within a second."), "success")
    return redirect(_back_url(found))


def _page(organisation: Organisation, form: AliasesForm) -> str:
    return render_template(
        "parties/aliases_edit.html", organisation=organisation, form=form, back_url=_back_url(organisation)
    )


def _back_url(organisation: Organisation) -> str:
    """The organisation's page; an office that only acts for it stays here."""
    seen = may("organisation.see", organisation)
    return url_for("organisations.show" if seen else "aliases.edit", organisation=organisation.public_id)
