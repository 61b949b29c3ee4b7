"""The page of one report: what was said, what accepting it would change, and the forms of whoever judges it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import abort, render_template
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import DataRequired, InputRequired

from marketplace import clock
from marketplace.domain.faults import Refused
from marketplace.domain.refusals import sentence
from marketplace.store.deals.agreements import Agreement, Report
from marketplace.web.access import may
from marketplace.web.deals.changes import changes_of
from marketplace.web.deals.fields import DayField, at_most, not_in_future
from marketplace.web.deals.finding import running
from marketplace.web.deals.head import head_of
from marketplace.web.deals.report_rows import report_row
from marketplace.web.deals.reporting import again_url
from marketplace.web.locale import lang


class AcceptanceForm(FlaskForm):
    """A milestone counts from its acceptance; any other fact from the day it happened, so that nothing is asked."""

    on = DayField(
        _l("Day of acceptance"),
        [InputRequired(_l("Enter a day like 2026-12-01.")), not_in_future],
        description=_l("The sum arises on this day."),
    )


class RejectionForm(FlaskForm):
    reason = TextAreaField(
        _l("Reason"),
        [DataRequired(_l("Say what is missing or wrong; the licensee reads it.")), at_most(500)],
        description=_l("The licensee reads it and can report again."),
    )


def found(public_id: str, report: str) -> tuple[Agreement, Report]:
    """A report of a visible agreement; 404 otherwise."""
    agreement = running(public_id)
    one = next((one for one in agreement.reports if one.public_id == report), None)
    if one is None:
        abort(404)
    return agreement, one


def acceptance_form(report: Report, **options: Any) -> AcceptanceForm:
    form = AcceptanceForm(**options)
    if report.kind != "milestone_accepted":
        del form.on
    elif form.on.data is None:
        form.on.data = clock.today()
    return form


def accepted_body(report: Report, on: date | None = None) -> Mapping[str, object]:
    """The event that accepting a report would enter."""
    if report.kind != "milestone_accepted":
        return report.values
    return {**report.values, "on": (on or clock.today()).isoformat()}


def report_page(agreement: Agreement, report: Report, **forms: FlaskForm) -> str:
    """The page as the reader's side sees it; `forms`: those that came back refused."""
    waits = report.state == "submitted"
    judges = waits and may("report.judge", agreement)
    changes, refusal = None, ""
    if waits:
        try:
            changes = changes_of(agreement, accepted_body(report))
        except Refused as refused:
            refusal = sentence(refused, lang())
    return render_template(
        "deals/reports_show.html",
        deal=agreement.deal,
        head=head_of(agreement.deal),
        report=report,
        row=report_row(report, agreement),
        changes=changes,
        refusal=refusal,
        again=again_url(agreement, report) if _can_repeat(agreement, report) else "",
        form=forms.get("acceptance") or forms.get("rejection"),
        acceptance=forms.get("acceptance") or (acceptance_form(report, formdata=None) if judges else None),
        rejection=forms.get("rejection") or (RejectionForm(formdata=None) if judges else None),
    )


def _can_repeat(agreement: Agreement, report: Report) -> bool:
    """Whether the reader can make a rejected report again: not where a later one of the same matter stands."""
    key = ("kind", "component", "period_start", "milestone")
    matter = [report.values.get(name) for name in key]
    later = any(
        one.id > report.id and one.state != "rejected" and [one.values.get(name) for name in key] == matter
        for one in agreement.reports
    )
    return report.state == "rejected" and not later and may("report.submit", agreement)
