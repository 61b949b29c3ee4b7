"""Legal status, annual fee and the day of the last word on encumbrances."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from marketplace import clock
from marketplace.domain.faults import Refused
from marketplace.domain.patents.status import IN_FORCE, PENDING, PatentStatus
from marketplace.store.patents.patents import Patent
from marketplace.usecases.patents.patents import state_status
from marketplace.web.locale import gettext
from marketplace.web.patents.finding import visible_patent
from marketplace.web.patents.text_fields import DayField, VersionField, day_field
from marketplace.web.patents.wording import UNKNOWN, patent_status
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

blueprint = Blueprint("patent_status", __name__)


class StatusForm(FlaskForm):
    version = VersionField()
    status = SelectField(
        _l("Legal status"), invalid_choice_message=_l("Choose a legal status from the list.")
    )
    as_of = DayField(_l("Known as of"), [InputRequired(_l("Enter the day on which this was known."))])
    source = StringField(
        _l("Source"),
        [
            DataRequired(_l("Enter where you read it.")),
            Length(max=100, message=_l("This is too long; at most %(max)d characters.")),
        ],
        description=_l("For example: extract of the patent register, or CNIPA's search page."),
    )
    fee_paid_until = day_field(
        _l("Annual fee paid until"),
        _l("The last day covered, which is the day before the filing day returns."),
    )
    encumbrances_as_of = day_field(
        _l("Pledges, licences and suspensions checked on"),
        _l("The day of the register extract or of your own check. The publication checks ask for it."),
    )

    def fit(self) -> None:
        groups = (
            (gettext("Rights in force"), [status for status in PatentStatus if status in IN_FORCE]),
            (gettext("Pending applications"), [status for status in PatentStatus if status in PENDING]),
            (
                gettext("Rights that have ended"),
                [status for status in PatentStatus if status not in IN_FORCE | PENDING],
            ),
        )
        self.status.choices = [SelectChoice("", gettext("Choose a status"))] + [
            SelectChoice(str(status), patent_status(status), optgroup=group)
            for group, statuses in groups
            for status in statuses
        ]


@blueprint.get("/patents/<patent>/status")
def edit(patent: str) -> ResponseReturnValue:
    found = visible_patent(patent, "patent.edit")
    return _page(found, _form(found))


@blueprint.post("/patents/<patent>/status")
def update(patent: str) -> ResponseReturnValue:
    found = visible_patent(patent, "patent.edit")
    form = _form(found)
    if not form.validate_on_submit():
        return _page(found, form), 422
    try:
        state_status(
            found,
            status=form.status.data,
            as_of=form.as_of.data or clock.today(),
            source=form.source.data.strip(),
            fee_paid_until=form.fee_paid_until.data,
            encumbrances_as_of=form.encumbrances_as_of.data,
            version=form.version.data,
            actor=current_actor(),
            now=clock.now(),
        )
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _page(found, form), status
    flash(gettext("The status is recorded with its source and day."), "success")
    return redirect(url_for("patents.show", patent=patent))


def _form(patent: Patent) -> StatusForm:
    form = StatusForm(
        version=patent.version,
        status="" if patent.status == UNKNOWN else patent.status,
        as_of=clock.today(),
        fee_paid_until=patent.fee_paid_until,
        encumbrances_as_of=patent.encumbrances_as_of,
    )
    form.fit()
    return form


def _page(patent: Patent, form: StatusForm) -> str:
    return render_template("patents/status_edit.html", patent=patent, form=form)
