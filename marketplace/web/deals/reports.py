"""Reports: what the licensee can say, how it looks before it is sent, what the office makes of it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.domain.deals.words import REPORT_KINDS
from marketplace.domain.faults import Refused
from marketplace.domain.terms.canonical import terms_hash
from marketplace.store.deals.agreements import Agreement
from marketplace.usecases.deals.reports import ONE_SIDED, submit_report
from marketplace.web.access import may
from marketplace.web.deals.changes import Changes, changes_of
from marketplace.web.deals.finding import permit, running
from marketplace.web.deals.head import head_of
from marketplace.web.deals.messages import stored_file, uploaded
from marketplace.web.deals.report_forms import ReportForm, SalesForm
from marketplace.web.deals.report_page import found, report_page
from marketplace.web.deals.report_rows import report_rows
from marketplace.web.deals.reporting import explanation_of, offered_reports, report_form, reportable_now
from marketplace.web.deals.wording import say
from marketplace.web.locale import gettext
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

blueprint = Blueprint("reports", __name__, url_prefix="/deals/<public_id>/reports")


@blueprint.get("")
def index(public_id: str) -> ResponseReturnValue:
    agreement = running(public_id)
    return render_template(
        "deals/reports_index.html",
        deal=agreement.deal,
        head=head_of(agreement.deal),
        reports=report_rows(agreement),
        offered=offered_reports(agreement) if may("report.submit", agreement) else None,
    )


@blueprint.get("/new")
def new(public_id: str) -> ResponseReturnValue:
    agreement = running(public_id, "report.submit")
    return _page(agreement, _asked_form(agreement, formdata=None))


@blueprint.post("")
def create(public_id: str) -> ResponseReturnValue:
    """Show what a report would change; once that was seen, submit it."""
    agreement = running(public_id)
    permit("report.submit", agreement)
    form = _asked_form(agreement)
    go = request.form.get("go", "")
    if isinstance(form, SalesForm):
        form.nil = go == "nil" or (go == "submit" and request.form.get("nil") == "1")
    if not form.validate_on_submit() or _missing(form):
        return _page(agreement, form), 422
    body = form.body()
    try:
        changes = changes_of(agreement, body)
        if go != "submit" or request.form.get("seen") != terms_hash(body):
            return _page(agreement, form, changes, seen=terms_hash(body))
        file = uploaded("file")
        note = (form.note.data or "").strip()
        report = submit_report(agreement, body, note=note, file=file, actor=current_actor(), now=clock.now())
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _page(agreement, form), status
    if report.kind in ONE_SIDED:
        flash(gettext("Done. The account has moved."), "success")
        return redirect(url_for("accounts.show", public_id=public_id))
    flash(gettext("The report has been sent; the licensor's office accepts or rejects it."), "success")
    return redirect(url_for("reports.show", public_id=public_id, report=report.public_id))


@blueprint.get("/<report>")
def show(public_id: str, report: str) -> ResponseReturnValue:
    return report_page(*found(public_id, report))


@blueprint.get("/<report>/file")
def file(public_id: str, report: str) -> Response:
    """The evidence of a report, for both sides."""
    _, one = found(public_id, report)
    if one.file is None:
        abort(404)
    return stored_file(one.file)


def _asked_form(agreement: Agreement, **options: Any) -> ReportForm:
    """The form of the kind that is asked for; 404 for a kind the terms cannot use now."""
    asked = reportable_now(agreement)
    kind = request.values.get("kind", "")
    if kind not in asked.kinds:
        abort(404)
    return report_form(kind, agreement, asked, **options)


def _missing(form: ReportForm) -> bool:
    """Name the figures that were asked and left out."""
    missing = form.missing() if isinstance(form, SalesForm) else []
    for name in missing:
        form[name].errors = [*form[name].errors, gettext("Enter the figure, or report that nothing was sold.")]
    return bool(missing)


def _page(agreement: Agreement, form: ReportForm, changes: Changes | None = None, seen: str = "") -> str:
    return render_template(
        "deals/reports_new.html",
        deal=agreement.deal,
        head=head_of(agreement.deal),
        agreement=agreement,
        form=form,
        kind_word=say(REPORT_KINDS[form.kind]),
        explanation=explanation_of(form.kind, agreement),
        one_sided=form.kind in ONE_SIDED,
        changes=changes,
        seen=seen,
    )
