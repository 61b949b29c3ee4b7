"""Members of an organisation: list, invite, give roles, remove, help back in."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, RadioField, SelectMultipleField, ValidationError, widgets
from wtforms.fields.choices import SelectChoice

from marketplace import clock
from marketplace.domain.faults import Refused
from marketplace.domain.parties import words
from marketplace.domain.parties.kinds import ROLES
from marketplace.store.parties import memberships, tokens
from marketplace.store.parties.organisations import Organisation
from marketplace.usecases.parties.members import invite_member, set_members_roles, withdraw_invitation
from marketplace.usecases.parties.one_time import LIFETIMES
from marketplace.web.locale import gettext, lang
from marketplace.web.parties.codes import show_code
from marketplace.web.parties.organisations import visible
from marketplace.web.parties.password_forms import LANGUAGES, folded_name, is_sign_in_name, sign_in_name_field
from marketplace.web.parties.throttle import admit_letter
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

blueprint = Blueprint("members", __name__)
PERMISSION = "organisation.members"


class RolesForm(FlaskForm):
    roles = SelectMultipleField(
        _l("Roles"), option_widget=widgets.CheckboxInput(), widget=widgets.ListWidget(prefix_label=False)
    )

    def validate_roles(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(gettext("Choose at least one role."))

    @property
    def chosen(self) -> frozenset[str]:
        return frozenset(self.roles.data or ())


class InviteForm(RolesForm):
    name = sign_in_name_field(_l("An e-mail address gets the invitation by mail."))
    language = RadioField(_l("Language of the invitation"), choices=LANGUAGES)

    def validate_name(self, field: Field) -> None:
        is_sign_in_name(self, field)


@blueprint.get("/organisations/<organisation>/members")
def index(organisation: str) -> ResponseReturnValue:
    return _page(visible(organisation), _invite_form())


@blueprint.post("/organisations/<organisation>/members")
def invite(organisation: str) -> ResponseReturnValue:
    found = visible(organisation, PERMISSION)
    form = _invite_form()
    if not form.validate_on_submit():
        return _page(found, form), 422
    name = folded_name(form.name)
    admit_letter(f"address:{name.value}")
    try:
        secret = invite_member(
            found, name, form.chosen, language=form.language.data, actor=current_actor(), now=clock.now()
        )
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _page(found, form), status
    return render_template(
        "parties/members_invited.html",
        organisation=found,
        name=name,
        secret=secret,
        days=LIFETIMES["invitation"].days,
    )


@blueprint.post("/organisations/<organisation>/members/withdrawal")
def withdraw(organisation: str) -> ResponseReturnValue:
    found = visible(organisation, PERMISSION)
    address = request.form.get("address", "")
    invited = [one for one in tokens.open_invitations(found.id, clock.now()) if one.address == address]
    if not invited:
        abort(404)
    withdraw_invitation(invited[0], actor=current_actor(), now=clock.now())
    flash(gettext("The invitation has been withdrawn."), "success")
    return redirect(url_for("members.index", organisation=organisation))


@blueprint.get("/organisations/<organisation>/members/<person>")
def edit(organisation: str, person: str) -> ResponseReturnValue:
    found = visible(organisation, PERMISSION)
    member = _member(found, person)
    return _edit_page(found, member, _roles_form(member.roles))


@blueprint.post("/organisations/<organisation>/members/<person>")
def update(organisation: str, person: str) -> ResponseReturnValue:
    found = visible(organisation, PERMISSION)
    member, form = _member(found, person), _roles_form()
    if not form.validate_on_submit():
        return _edit_page(found, member, form), 422
    try:
        set_members_roles(found, member.person, form.chosen, actor=current_actor(), now=clock.now())
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _edit_page(found, member, form), status
    flash(gettext("Saved."), "success")
    return redirect(url_for("members.index", organisation=organisation))


@blueprint.post("/organisations/<organisation>/members/<person>/removal")
def remove(organisation: str, person: str) -> ResponseReturnValue:
    found = visible(organisation, PERMISSION)
    member = _member(found, person)
    set_members_roles(found, member.person, frozenset(), actor=current_actor(), now=clock.now())
    flash(gettext("The member has been removed."), "success")
    return redirect(url_for("members.index", organisation=organisation))


@blueprint.post("/organisations/<organisation>/members/<person>/code")
def code(organisation: str, person: str) -> ResponseReturnValue:
    found = visible(organisation, "party.code")
    return show_code(_member(found, person).person)


def _member(organisation: Organisation, person: str) -> memberships.Member:
    member = memberships.member(organisation.id, person)
    if member is None:
        abort(404)
    return member


def _role_hints() -> dict[str, str]:
    return {
        "administrator": gettext("Members, mandate, details of the organisation; and everything below."),
        "editor": gettext("Prepares listings, notices and requests."),
        "approver": gettext("Approves listings and verifies."),
        "signatory": gettext("Sends notices, makes and accepts offers: binds the organisation."),
        "finance": gettext("Bank account, payments, reports on sales."),
        "reader": gettext("Sees everything of the organisation, changes nothing."),
    }


def _role_choices() -> list[SelectChoice]:
    return [SelectChoice(role, words.word(words.ROLES[role], lang())) for role in ROLES]


def _roles_form(held: tuple[str, ...] = ()) -> RolesForm:
    form = RolesForm(roles=list(held))
    form.roles.choices = _role_choices()
    return form


def _invite_form() -> InviteForm:
    form = InviteForm(language=lang(), roles=["reader"])
    form.roles.choices = _role_choices()
    return form


def _page(organisation: Organisation, form: InviteForm) -> str:
    return render_template(
        "parties/members_index.html",
        organisation=organisation,
        members=memberships.members_of(organisation.id),
        invitations=tokens.open_invitations(organisation.id, clock.now()),
        form=form,
        role_hints=_role_hints(),
        own_id=current_actor().person_id,
    )


def _edit_page(organisation: Organisation, member: memberships.Member, form: RolesForm) -> str:
    return render_template(
        "parties/members_edit.html",
        organisation=organisation,
        member=member,
        form=form,
        role_hints=_role_hints(),
    )
