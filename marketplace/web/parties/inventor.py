"""The inventor's page, and the link between a name on a patent and a person."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from marketplace import clock
from marketplace.domain.faults import Invalid, Refused
from marketplace.store.parties import inventors, people
from marketplace.store.patents import patents
from marketplace.store.patents.patents import Patent, PatentInventor
from marketplace.usecases.parties.inventors import link_inventor, unlink_inventor
from marketplace.web.access import demand
from marketplace.web.locale import gettext
from marketplace.web.parties.password_forms import sign_in_name_field
from marketplace.web.parties.signing_in import folded
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

blueprint = Blueprint("inventor", __name__)
links = Blueprint("inventors", __name__)
PERMISSION = "patent.edit"


class LinkForm(FlaskForm):
    name = sign_in_name_field()


@blueprint.get("/inventor")
def show() -> ResponseReturnValue:
    demand("inventor.see")
    person_id = current_actor().person_id
    found = inventors.inventions_of(person_id) if person_id else []
    return render_template("parties/inventor_show.html", inventions=found)


@links.get("/patents/<patent>/inventors")
def edit(patent: str) -> ResponseReturnValue:
    return _page(_patent(patent), LinkForm(formdata=None), 0)


@links.post("/patents/<patent>/inventors/<int:position>/person")
def link(patent: str, position: int) -> ResponseReturnValue:
    found, form = _patent(patent), LinkForm()
    inventor = _inventor(found, position)
    if not form.validate_on_submit():
        return _page(found, form, position), 422
    person = people.by_sign_in_name(folded(form.name.data))
    try:
        if person is None:
            raise Invalid("person.unknown", field="name")
        link_inventor(inventor, person, actor=current_actor(), now=clock.now())
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _page(found, form, position), status
    flash(gettext("%(name)s now sees the patent.", name=person.name), "success")
    return redirect(url_for("inventors.edit", patent=patent))


@links.post("/patents/<patent>/inventors/<int:position>/person/removal")
def unlink(patent: str, position: int) -> ResponseReturnValue:
    found = _patent(patent)
    unlink_inventor(_inventor(found, position), actor=current_actor(), now=clock.now())
    flash(gettext("The link has been taken back."), "success")
    return redirect(url_for("inventors.edit", patent=patent))


def _patent(public_id: str) -> Patent:
    found = patents.by_public_id(public_id)
    if found is None:
        abort(404)
    demand(PERMISSION, found)
    return found


def _inventor(patent: Patent, position: int) -> PatentInventor:
    found = inventors.of_patent(patent.id, position)
    if found is None:
        abort(404)
    return found


def _page(patent: Patent, form: LinkForm, position: int) -> str:
    """`position`: of the inventor whose form was refused and is shown with its errors."""
    asked = position or request.args.get("position", default=0, type=int)
    return render_template("parties/inventors_edit.html", patent=patent, form=form, position=asked)
