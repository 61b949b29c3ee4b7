"""How the office works a deal: who is in charge, when to be reminded."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectChoice, SelectField
from wtforms.validators import Optional

from marketplace import clock
from marketplace.store.deals.deals import Deal
from marketplace.store.parties import memberships, organisations, people
from marketplace.usecases.deals.deals import assign_deal, remind_of_deal
from marketplace.web.access import may
from marketplace.web.deals.fields import DayField
from marketplace.web.deals.finding import permit, visible
from marketplace.web.locale import gettext
from marketplace.web.session import current_actor

blueprint = Blueprint("handling", __name__, url_prefix="/deals/<public_id>")


class AssignmentForm(FlaskForm):
    person = SelectField(_l("In charge"), validate_choice=False)


class ReminderForm(FlaskForm):
    remind_on = DayField(_l("Remind us on"), [Optional()])


@dataclass(frozen=True, slots=True)
class Handling:
    """The forms of the office; they stand on the overview of a deal."""

    assignment: AssignmentForm
    reminder: ReminderForm


def handling_of(deal: Deal) -> Handling | None:
    """The office's forms for whoever works the deal; None for everybody else."""
    if not may("deal.work", deal):
        return None
    office = organisations.acting_office_id(deal.licensor_id, clock.today())
    assignment = AssignmentForm(formdata=None, person=deal.assignee.public_id if deal.assignee else "")
    assignment.person.choices = [SelectChoice("", gettext("Nobody in particular"))] + [
        SelectChoice(member.person.public_id, member.person.name) for member in memberships.members_of(office)
    ]
    return Handling(assignment, ReminderForm(formdata=None, remind_on=deal.remind_on))


@blueprint.post("/assignment")
def assign(public_id: str) -> ResponseReturnValue:
    deal = visible(public_id)
    permit("deal.work", deal)
    form = AssignmentForm()
    person = people.by_public_id(form.person.data) if form.person.data else None
    if form.person.data and person is None:
        abort(404)
    assign_deal(deal, person, actor=current_actor(), now=clock.now())
    flash(gettext("Saved."), "success")
    return redirect(url_for("deals.show", public_id=public_id))


@blueprint.post("/reminder")
def remind(public_id: str) -> ResponseReturnValue:
    deal = visible(public_id)
    permit("deal.work", deal)
    form = ReminderForm()
    if not form.validate_on_submit():
        flash(gettext("Enter a day like 2026-12-01."), "error")
        return redirect(url_for("deals.show", public_id=public_id))
    remind_of_deal(deal, remind_on=form.remind_on.data, actor=current_actor(), now=clock.now())
    flash(gettext("Saved."), "success")
    return redirect(url_for("deals.show", public_id=public_id))
