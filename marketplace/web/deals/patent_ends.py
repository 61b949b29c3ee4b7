"""The office records that a licensed patent ended, after seeing what it changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import InputRequired, Optional

from marketplace import clock
from marketplace.domain.deals.patent_ends import CAUSE_OF, likely_day
from marketplace.domain.deals.words import PATENT_ENDS
from marketplace.domain.faults import Refused
from marketplace.domain.terms.canonical import terms_hash
from marketplace.store.deals.agreements import Agreement
from marketplace.store.deals.licensed_patents import unrecorded_ends
from marketplace.usecases.deals.patent_ends import check_patent_end, record_patent_end, royalty_stop
from marketplace.web.deals.changes import Changes, changes_of
from marketplace.web.deals.fields import DayField, at_most, not_in_future
from marketplace.web.deals.finding import permit, running
from marketplace.web.deals.head import head_of
from marketplace.web.deals.wording import patent_rows, say
from marketplace.web.locale import gettext
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

blueprint = Blueprint("patent_ends", __name__, url_prefix="/deals/<public_id>/patent-ends")


class PatentEndForm(FlaskForm):
    patent = SelectField(_l("Patent"), [InputRequired(_l("Choose a patent of this licence."))], validate_choice=False)
    cause = RadioField(_l("Why it ended"), [InputRequired(_l("Choose why the patent ended."))], validate_choice=False)
    ended_on = DayField(
        _l("Last day of the patent"),
        [InputRequired(_l("Enter a day like 2026-12-01.")), not_in_future],
        description=_l("Of a declared invalidity: the day of the decision."),
    )
    source = StringField(
        _l("Where it is announced"),
        [Optional(), at_most(300)],
        description=_l("For example the number of CNIPA's gazette or of the decision."),
    )


@dataclass(frozen=True, slots=True)
class Consequence:
    """What recording an end does. `left`: how many patents of the licence live on; `changes`: where none does."""

    left: int
    changes: Changes | None
    seen: str


@blueprint.get("/new")
def new(public_id: str) -> ResponseReturnValue:
    agreement = running(public_id, "patent_end.record")
    form = end_form(agreement, formdata=None)
    waiting = unrecorded_ends(agreement)
    if waiting:
        patent = waiting[0]
        cause = CAUSE_OF[patent.status]
        form.patent.data, form.cause.data = patent.number, cause
        form.ended_on.data = likely_day(
            cause,
            term_end=patent.term_end,
            fee_paid_until=patent.fee_paid_until,
            status_as_of=patent.status_as_of,
            today=clock.today(),
        )
    return _page(agreement, form)


@blueprint.post("")
def create(public_id: str) -> ResponseReturnValue:
    """Show what it would change; once that was seen, record it."""
    agreement = running(public_id)
    permit("patent_end.record", agreement)
    form = end_form(agreement)
    if not form.validate_on_submit():
        return _page(agreement, form), 422
    end = {"patent": form.patent.data, "cause": form.cause.data, "ended_on": form.ended_on.data}
    try:
        check_patent_end(agreement, **end, today=clock.today())
        found = consequence(agreement, end)
        if "again" in request.form or request.form.get("seen") != found.seen:
            return _page(agreement, form, found)
        record_patent_end(
            agreement, **end, source=form.source.data or "", actor=current_actor(), now=clock.now()
        )
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _page(agreement, form), status
    flash(gettext("The end of the patent is recorded; both sides are told."), "success")
    return redirect(url_for("accounts.show", public_id=public_id))


def consequence(agreement: Agreement, end: dict[str, Any]) -> Consequence:
    body = royalty_stop(agreement, end["patent"], end["ended_on"])
    left = len(living(agreement)) - 1
    changes = changes_of(agreement, body) if body is not None else None
    return Consequence(left, changes, terms_hash({name: str(value) for name, value in end.items()}))


def living(agreement: Agreement) -> list[Mapping[str, Any]]:
    """The patents of a licence whose end is not recorded, as frozen."""
    facts: Any = agreement.frozen_facts
    recorded = {end.patent for end in agreement.patent_ends}
    return [patent for patent in facts["patents"] if patent["number"] not in recorded]


def end_form(agreement: Agreement, **options: Any) -> PatentEndForm:
    form = PatentEndForm(**options)
    patents = living(agreement)
    form.patent.choices = [
        SelectChoice(patent["number"], f"{row['number']} {row['title'].text}")
        for patent, row in zip(patents, patent_rows(patents), strict=True)
    ]
    form.cause.choices = [SelectChoice(code, say(pair)) for code, pair in PATENT_ENDS.items()]
    return form


def _page(agreement: Agreement, form: PatentEndForm, found: Consequence | None = None) -> str:
    return render_template(
        "deals/patent_ends_new.html",
        deal=agreement.deal,
        head=head_of(agreement.deal),
        form=form,
        found=found,
        living=len(living(agreement)),
    )
