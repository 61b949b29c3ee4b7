"""Organisations of the signed-in person: choose, found, look at, change, have verified."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.domain.faults import Refused
from marketplace.domain.parties.kinds import LICENSOR_KINDS
from marketplace.domain.parties.waiting import usual_days
from marketplace.store.parties import inventors, memberships, organisations, people, verifications
from marketplace.store.parties.organisations import Organisation
from marketplace.usecases.parties.organisations import (
    ask_verification,
    change_organisation,
    found_organisation,
)
from marketplace.usecases.parties.sessions import act_for
from marketplace.web.access import demand, may
from marketplace.web.locale import gettext, lang
from marketplace.web.parties.organisation_choices import (
    CHINESE_KINDS,
    FOREIGN_KINDS,
    country_choices,
    kind_choices,
    kind_hints,
)
from marketplace.web.parties.organisation_forms import (
    ChineseForm,
    ContactForm,
    ForeignForm,
    IndividualForm,
    ProfileForm,
)
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor, current_session

blueprint = Blueprint("organisations", __name__)
FORMS = ("chinese", "foreign", "individual")


@dataclass(frozen=True, slots=True)
class EditForms:
    """The page of changes: identity and contact in one form, the profile in the other, sent together."""

    identity: ContactForm
    profile: ProfileForm


@blueprint.get("/organisations/mine")
def choose() -> ResponseReturnValue:
    row = current_session()
    return render_template(
        "parties/organisations_choose.html",
        belongings=_belongings(),
        is_inventor=bool(row and inventors.inventions_of(row.person_id)),
    )


@blueprint.get("/organisations/own")
def own() -> ResponseReturnValue:
    actor = current_actor()
    found = [one for one in _belongings() if one.organisation.id == actor.organisation_id]
    if not found:
        return redirect(url_for("organisations.choose"))
    return redirect(url_for("organisations.show", organisation=found[0].organisation.public_id))


@blueprint.get("/organisations/new")
def new() -> ResponseReturnValue:
    form_name = request.args.get("form", "")
    if form_name not in FORMS:
        return render_template("parties/organisations_new.html")
    return _new_page(form_name, _new_form(form_name))


@blueprint.post("/organisations/new")
def create() -> ResponseReturnValue:
    form_name = request.args.get("form", "")
    if form_name not in FORMS:
        abort(404)
    form = _new_form(form_name)
    if not form.validate_on_submit():
        return _new_page(form_name, form), 422
    try:
        organisation = found_organisation(**form.details, actor=current_actor(), now=clock.now())
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _new_page(form_name, form), status
    if row := current_session():
        act_for(row, organisation)
    flash(gettext("Registered. Ask the office to verify it when all details are right."), "success")
    return redirect(url_for("organisations.show", organisation=organisation.public_id))


@blueprint.get("/organisations/<organisation>")
def show(organisation: str) -> ResponseReturnValue:
    found = organisations.by_public_id(organisation)
    row = current_session()
    if found and row and not may("organisation.see", found) and people.roles_of(row.person_id, found.id):
        flash(gettext("Choose %(name)s first to see this page.", name=found.name(lang())), "info")
        return redirect(url_for("organisations.choose"))
    shown = visible(organisation)
    today = clock.today()
    return render_template(
        "parties/organisations_show.html",
        organisation=shown,
        account=organisations.account_of(shown.id),
        size=organisations.size_of(shown.id, today),
        mandate=organisations.mandate_from(shown.id, today),
        member_count=len(memberships.members_of(shown.id)),
        usual=usual_days(verifications.answered_cases()),
        can_license=shown.kind in LICENSOR_KINDS,
        today=today,
    )


@blueprint.get("/organisations/<organisation>/edit")
def edit(organisation: str) -> ResponseReturnValue:
    found = visible(organisation, "organisation.edit")
    return _edit_page(found, _edit_forms(found))


@blueprint.post("/organisations/<organisation>/edit")
def update(organisation: str) -> ResponseReturnValue:
    found = visible(organisation, "organisation.edit")
    forms = _edit_forms(found)
    valid = [form.validate_on_submit() for form in (forms.identity, forms.profile)]
    if not all(valid):
        return _edit_page(found, forms), 422
    details = (forms.identity.contact if found.verified else forms.identity.details) | forms.profile.profile
    version = request.form.get("version", type=int, default=0)
    try:
        change_organisation(found, version=version, **details, actor=current_actor(), now=clock.now())
    except Refused as refusal:
        on = forms.profile if refusal.field in forms.profile else forms.identity
        status = put_refusal(on, refusal)
        return _edit_page(found, forms), status
    flash(gettext("Saved."), "success")
    return redirect(url_for("organisations.show", organisation=organisation))


@blueprint.post("/organisations/<organisation>/verification")
def ask(organisation: str) -> ResponseReturnValue:
    found = visible(organisation, "organisation.edit")
    ask_verification(found, actor=current_actor(), now=clock.now())
    flash(gettext("The office has been asked to verify the organisation."), "success")
    return redirect(url_for("organisations.show", organisation=organisation))


def visible(public_id: str, permission: str = "organisation.see") -> Organisation:
    """An organisation the actor may see or, with another permission, work on; 404 otherwise."""
    found = organisations.by_public_id(public_id)
    if found is None:
        abort(404)
    demand(permission, found)
    return found


def _belongings() -> list[memberships.Belonging]:
    row = current_session()
    return memberships.belongings_of(row.person_id) if row else []


def _new_form(name: str) -> ContactForm:
    if name == "foreign":
        foreign = ForeignForm()
        foreign.kind.choices, foreign.country.choices = (
            kind_choices(FOREIGN_KINDS),
            country_choices(with_china=False),
        )
        return foreign
    if name == "individual":
        row = current_session()
        individual = IndividualForm(name=row.person.name if row else "")
        individual.country.choices = country_choices(with_china=True)
        return individual
    chinese = ChineseForm()
    chinese.kind.choices = kind_choices(CHINESE_KINDS)
    return chinese


def _edit_forms(organisation: Organisation) -> EditForms:
    columns = {name: getattr(organisation, name) for name in Organisation.__mapper__.columns.keys()}
    profile = ProfileForm(**columns)
    profile.fit(organisation.kind)
    if organisation.verified:
        return EditForms(ContactForm(**columns), profile)
    if organisation.kind == "individual":
        individual = IndividualForm(**columns, name=organisation.name(lang()))
        individual.country.choices = country_choices(with_china=True)
        return EditForms(individual, profile)
    if organisation.country != "CN":
        foreign = ForeignForm(**columns)
        foreign.kind.choices, foreign.country.choices = (
            kind_choices(FOREIGN_KINDS),
            country_choices(with_china=False),
        )
        return EditForms(foreign, profile)
    chinese = ChineseForm(**columns)
    chinese.kind.choices = kind_choices(CHINESE_KINDS)
    return EditForms(chinese, profile)


def _new_page(form_name: str, form: ContactForm) -> str:
    return render_template(f"parties/organisations_new_{form_name}.html", form=form, hints=kind_hints())


def _edit_page(organisation: Organisation, forms: EditForms) -> str:
    return render_template(
        "parties/organisations_edit.html",
        organisation=organisation,
        form=forms.identity,
        profile=forms.profile,
        hints=kind_hints(),
    )
