"""The office's word on a report: accepted, or rejected with a reason."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.domain.faults import Refused
from marketplace.usecases.deals.reports import accept_report, reject_report
from marketplace.web.deals.finding import permit
from marketplace.web.deals.report_page import RejectionForm, acceptance_form, found, report_page
from marketplace.web.locale import gettext
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

blueprint = Blueprint("judgements", __name__, url_prefix="/deals/<public_id>/reports/<report>")


@blueprint.post("/acceptance")
def accept(public_id: str, report: str) -> ResponseReturnValue:
    agreement, one = found(public_id, report)
    permit("report.judge", agreement)
    form = acceptance_form(one)
    if not form.validate_on_submit():
        return report_page(agreement, one, acceptance=form), 422
    on = form.on.data if "on" in form else None
    try:
        accept_report(one, agreement, on=on, actor=current_actor(), now=clock.now())
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return report_page(agreement, one, acceptance=form), status
    flash(gettext("The report is accepted; the account has moved."), "success")
    return redirect(url_for("accounts.show", public_id=public_id))


@blueprint.post("/rejection")
def reject(public_id: str, report: str) -> ResponseReturnValue:
    agreement, one = found(public_id, report)
    permit("report.judge", agreement)
    form = RejectionForm()
    if not form.validate_on_submit():
        return report_page(agreement, one, rejection=form), 422
    try:
        reject_report(one, agreement, reason=form.reason.data, actor=current_actor(), now=clock.now())
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return report_page(agreement, one, rejection=form), status
    flash(gettext("The report is rejected; the licensee reads why."), "success")
    return redirect(url_for("reports.show", public_id=public_id, report=report))
