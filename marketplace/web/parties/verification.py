"""The work of those who verify organisations: who waits, who they are, yes or no."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import HiddenInput

from marketplace import clock
from marketplace.documents.tables import Column, xlsx
from marketplace.domain.days import day_of
from marketplace.domain.events import sentence
from marketplace.domain.faults import Refused
from marketplace.domain.parties import words
from marketplace.domain.parties.kinds import ORGANISATION_KINDS, VERIFICATIONS
from marketplace.domain.parties.uscc import check_uscc
from marketplace.domain.parties.waiting import usual_days
from marketplace.domain.regions import province_name
from marketplace.store.office import events
from marketplace.store.parties import memberships, verifications
from marketplace.store.parties.organisations import Organisation
from marketplace.usecases.parties.organisations import reject_organisation, verify_organisation
from marketplace.usecases.recording import subject_of
from marketplace.web.access import demand, may
from marketplace.web.locale import gettext, lang
from marketplace.web.parties.organisations import visible
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

blueprint = Blueprint("verification", __name__)
PAGE_SIZE = 25
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class AnswerForm(FlaskForm):
    version = IntegerField(widget=HiddenInput())


class ApprovalForm(AnswerForm):
    note = TextAreaField(
        _l("How the identity was checked"),
        [Optional(), Length(max=500)],
        description=_l("For the file, for example the public register and the day you looked."),
    )
    uscc_reason = TextAreaField(
        _l("Why the social credit code is right although its check character fails"),
        [Optional(), Length(max=500)],
    )


class RejectionForm(AnswerForm):
    reason = TextAreaField(
        _l("Reason"),
        [DataRequired(_l("Say what is missing or wrong; the organisation reads it.")), Length(max=500)],
        description=_l("The organisation reads it and can correct its details."),
    )
    release_uscc = BooleanField(
        _l("The social credit code belongs to somebody else: let its owner register with it.")
    )


@blueprint.get("/verification")
def index() -> ResponseReturnValue:
    demand("party.list")
    filters = _filters()
    page = max(request.args.get("page", default=1, type=int), 1)
    rows, total = verifications.page_of(verifications.work_list(**filters), page, PAGE_SIZE)
    return render_template(
        "parties/verification_index.html",
        rows=rows,
        total=total,
        page=page,
        pages=max(1, -(-total // PAGE_SIZE)),
        first=(page - 1) * PAGE_SIZE + 1,
        filters=filters,
        kinds=ORGANISATION_KINDS,
        page_url=partial(_page_url, filters),
        counts=verifications.counts_by_state(),
        usual=usual_days(verifications.answered_cases()),
    )


@blueprint.get("/verification/list.xlsx")
def table() -> ResponseReturnValue:
    demand("party.list")
    rows = verifications.everything_of(verifications.work_list(**_filters()))
    content = xlsx(gettext("Organisations"), _columns(), map(_cells, rows), made_at=clock.now())
    name = f"organisations-{clock.today().isoformat()}.xlsx"
    return Response(
        content, mimetype=SPREADSHEET, headers={"Content-Disposition": f"attachment; filename={name}"}
    )


@blueprint.get("/verification/<organisation>")
def show(organisation: str) -> ResponseReturnValue:
    demand("party.list")
    found = visible(organisation)
    return _page(found, ApprovalForm(version=found.version), RejectionForm(version=found.version))


@blueprint.post("/verification/<organisation>/approval")
def approve(organisation: str) -> ResponseReturnValue:
    found = visible(organisation, "party.verify")
    form = ApprovalForm()
    other = RejectionForm(formdata=None, version=found.version)
    if not form.validate_on_submit():
        return _page(found, form, other), 422
    try:
        verify_organisation(
            found,
            note=(form.note.data or "").strip(),
            uscc_reason=(form.uscc_reason.data or "").strip(),
            version=form.version.data,
            actor=current_actor(),
            now=clock.now(),
        )
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _page(found, form, other), status
    flash(gettext("%(name)s is verified.", name=found.name(lang())), "success")
    return redirect(url_for("verification.index"))


@blueprint.post("/verification/<organisation>/rejection")
def reject(organisation: str) -> ResponseReturnValue:
    found = visible(organisation, "party.verify")
    form = RejectionForm()
    other = ApprovalForm(formdata=None, version=found.version)
    if not form.validate_on_submit():
        return _page(found, other, form), 422
    try:
        reject_organisation(
            found,
            note=form.reason.data.strip(),
            release_uscc=form.release_uscc.data,
            version=form.version.data,
            actor=current_actor(),
            now=clock.now(),
        )
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _page(found, other, form), status
    flash(gettext("%(name)s has been told what is missing.", name=found.name(lang())), "success")
    return redirect(url_for("verification.index"))


def _filters() -> dict[str, str]:
    state, kind = request.args.get("state", ""), request.args.get("kind", "")
    return {
        "state": state if state in VERIFICATIONS else "",
        "kind": kind if kind in ORGANISATION_KINDS else "",
        "words": request.args.get("q", "").strip()[:100],
    }


def _page_url(filters: dict[str, str], page: int) -> str:
    kept = {"state": filters["state"], "kind": filters["kind"], "q": filters["words"]}
    return url_for("verification.index", page=page, **_given(kept))


def _given(values: dict[str, str]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _columns() -> list[Column]:
    return [
        Column(gettext("Name in Chinese")),
        Column(gettext("Name in English")),
        Column(gettext("Kind of organisation")),
        Column(gettext("Verification")),
        Column(gettext("Unified social credit code")),
        Column(gettext("Country")),
        Column(gettext("Province")),
        Column(gettext("Contact person")),
        Column(gettext("Telephone")),
        Column(gettext("E-mail for business")),
        Column(gettext("Asked on"), "date"),
        Column(gettext("Verified on"), "date"),
    ]


def _cells(row: Organisation) -> list[Any]:
    return [
        row.name_zh,
        row.name_en,
        words.word(words.ORGANISATION_KINDS[row.kind], lang()),
        words.word(words.VERIFICATIONS[row.verification], lang()),
        row.uscc or "",
        row.country,
        province_name(row.region, lang()),
        row.contact_name,
        row.contact_phone,
        row.contact_email,
        day_of(row.verification_asked_at) if row.verification_asked_at else None,
        day_of(row.verified_at) if row.verified_at else None,
    ]


def _page(organisation: Organisation, approval: ApprovalForm, rejection: RejectionForm) -> str:
    code = check_uscc(organisation.uscc) if organisation.uscc else None
    chain = events.of_subject(subject_of(organisation))
    history = [
        {
            "at": event.at,
            "text": sentence(event.kind, event.values, lang()),
            "who": event.actor and event.actor.name,
        }
        for event in reversed(chain)
    ]
    return render_template(
        "parties/verification_show.html",
        organisation=organisation,
        code=code,
        warning=words.uscc_warning(code, lang()) if code else "",
        unlikely_kind=bool(code and code.kind_hint and code.kind_hint != organisation.kind),
        members=memberships.members_of(organisation.id),
        history=history,
        approval=approval,
        rejection=rejection,
        may_answer=may("party.verify", organisation) and organisation.id != current_actor().organisation_id,
        may_issue=may("party.code", organisation),
    )
