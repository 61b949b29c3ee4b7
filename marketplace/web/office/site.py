"""The settings of the site: names, contact, record numbers, who verifies parties, who runs it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from marketplace import clock
from marketplace.domain.faults import Refused
from marketplace.domain.refusals import sentence
from marketplace.store import sites
from marketplace.store.office import jobs
from marketplace.store.parties import organisations
from marketplace.store.parties.organisations import Organisation
from marketplace.usecases.office.sites import (
    SETTINGS,
    appoint_body,
    appoint_office,
    dismiss_body,
    dismiss_office,
    edit_site,
)
from marketplace.web.access import demand
from marketplace.web.locale import gettext, lang
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

blueprint = Blueprint("site", __name__, url_prefix="/site")

WHAT = ("offices", "bodies")


class SiteForm(FlaskForm):
    name_zh = StringField(
        _l("Name in Chinese"),
        [DataRequired(_l("Enter the site's name in Chinese.")), Length(max=100, message=_l("At most 100 characters."))],
    )
    name_en = StringField(_l("Name in English"), [Optional(), Length(max=100, message=_l("At most 100 characters."))])
    contact = TextAreaField(
        _l("Contact"),
        [Optional(), Length(max=300, message=_l("At most 300 characters."))],
        description=_l("Telephone, e-mail and office hours, as they stand at the foot of every page."),
    )
    icp_number = StringField(
        _l("ICP number"),
        [Optional(), Length(max=60, message=_l("At most 60 characters."))],
        description=_l("As the communications administration gave it; it links to the public register."),
    )
    psb_number = StringField(
        _l("Public security number"),
        [Optional(), Length(max=60, message=_l("At most 60 characters."))],
        description=_l("As the public security bureau gave it; it links to the public register."),
    )


@dataclass(frozen=True, slots=True)
class Circle:
    """A list of appointed organisations and who could be added."""

    what: str
    title: str
    explanation: str
    appointed: list[Organisation]
    choices: list[Organisation]


@blueprint.before_request
def for_administrators() -> None:
    demand("site.edit", _site().operator)


@blueprint.get("")
def edit() -> str:
    return _page(SiteForm(obj=_site()))


@blueprint.post("")
def update() -> ResponseReturnValue:
    form = SiteForm()
    if not form.validate_on_submit():
        return _page(form), 422
    changes = {name: form[name].data or "" for name in SETTINGS}
    try:
        edit_site(_site(), changes=changes, actor=current_actor(), now=clock.now())
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _page(form), status
    flash(gettext("Saved."), "success")
    return redirect(url_for("site.edit"))


@blueprint.get("/appointments")
def appointments() -> str:
    return render_template("office/site_appointments.html", tabs=site_tabs("site.appointments"), circles=_circles())


@blueprint.post("/appointments/<what>")
def appoint(what: str) -> ResponseReturnValue:
    return _change(what, {"offices": appoint_office, "bodies": appoint_body})


@blueprint.post("/appointments/<what>/dismissal")
def dismiss(what: str) -> ResponseReturnValue:
    return _change(what, {"offices": dismiss_office, "bodies": dismiss_body})


def site_tabs(current: str) -> list[dict[str, Any]]:
    """The pages of the operator."""
    pages = [
        ("site.edit", gettext("Names and contact")),
        ("site.appointments", gettext("Offices and public bodies")),
        ("site.parameters", gettext("Parameters")),
        ("site.statistics", gettext("Statistics of fees")),
        ("site.jobs", gettext("Queue of jobs")),
        ("site.installation", gettext("Installation")),
    ]
    dead = jobs.counts_by_state().get("dead", 0)
    return [
        {
            "label": label,
            "url": url_for(endpoint),
            "current": endpoint == current,
            "number": dead if endpoint == "site.jobs" and dead else None,
        }
        for endpoint, label in pages
    ]


def _site() -> sites.Site:
    return sites.by_id(g.site.id)


def _page(form: SiteForm) -> str:
    return render_template("office/site_edit.html", form=form, tabs=site_tabs("site.edit"))


def _circles() -> list[Circle]:
    offices, bodies = sites.offices_of(g.site.id), sites.bodies_of(g.site.id)
    operator_id = _site().operator_id
    return [
        Circle(
            "offices",
            gettext("Transfer offices that verify organisations"),
            gettext("They verify beside the operator. What they verified stays verified when they are taken off."),
            offices,
            [one for one in sites.verified_of_kind("office") if one not in offices and one.id != operator_id],
        ),
        Circle(
            "bodies",
            gettext("Public bodies that run the site"),
            gettext("They see the rows behind the figures: listing, parties, model, dates and sums."),
            bodies,
            [one for one in sites.verified_of_kind("public_body") if one not in bodies],
        ),
    ]


def _change(what: str, verbs: dict[str, Callable[..., None]]) -> ResponseReturnValue:
    organisation = organisations.by_public_id(request.form.get("organisation", ""))
    if what not in WHAT or organisation is None:
        abort(404)
    try:
        verbs[what](_site(), organisation, actor=current_actor(), now=clock.now())
    except Refused as refusal:
        flash(sentence(refusal, lang()), "error")
    else:
        flash(gettext("Saved."), "success")
    return redirect(url_for("site.appointments"))
