"""Act for another of one's organisations."""

from __future__ import annotations

from flask import Blueprint, abort, flash, g, redirect, request
from flask.typing import ResponseReturnValue

from marketplace.store.parties import organisations
from marketplace.usecases.parties.sessions import act_for
from marketplace.web.locale import gettext, lang
from marketplace.web.parties.next_page import landing
from marketplace.web.session import current_actor, current_session

blueprint = Blueprint("acting", __name__)


@blueprint.post("/acting")
def change() -> ResponseReturnValue:
    organisation = organisations.by_public_id(request.form.get("organisation", ""))
    row = current_session()
    if organisation is None or row is None:
        abort(404)
    act_for(row, organisation)
    g.pop("actor", None)
    flash(gettext("You now act for %(name)s.", name=organisation.name(lang())), "success")
    return redirect(landing(current_actor()))
