"""The publication checks of a listing: what is green, what is missing, and the documents that answer it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, DateField
from wtforms.validators import Optional

from marketplace import clock
from marketplace.domain.faults import Refused
from marketplace.domain.listings import words
from marketplace.domain.listings.checks import CEILING_FINDINGS, EVIDENCE_KINDS
from marketplace.domain.listings.gate import Outcome
from marketplace.domain.uploads import FORMATS, LIMIT, TYPES
from marketplace.store.listings.listings import Listing
from marketplace.store.patents.patents import Evidence, Patent
from marketplace.usecases.listings.gate import findings_of, gate_of
from marketplace.usecases.listings.listings import override_check
from marketplace.usecases.office.files import take_document
from marketplace.usecases.patents.evidence import add_evidence
from marketplace.web.access import demand, may
from marketplace.web.listings.blueprint import blueprint
from marketplace.web.listings.finding import worked
from marketplace.web.listings.gate_shown import ShownCheck, shown_checks, tally
from marketplace.web.listings.patents_shown import number_words, shown_patent
from marketplace.web.listings.stages import step_buttons
from marketplace.web.listings.steps import ReasonForm
from marketplace.web.locale import gettext, lang
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

# check → the page of the patent on which what it looks at is brought up to date
FIX_PAGES = {
    "OL01": "bibliography.edit",
    "OL02": "patent_status.edit",
    "OL03": "patent_status.edit",
    "OL04": "overlays.index",
    "OL05": "overlays.index",
    "OL06": "overlays.index",
    "OL07": "owners.edit",
    "OL12": "overlays.index",
    "OL16": "overlays.index",
}


def fix_page(check: ShownCheck) -> str:
    """The page of the patent on which what a check found is brought up to date; "" where none does."""
    if check.finding == "encumbrances_unknown":
        return "patent_status.edit"  # it asks for the day of the look-up
    return FIX_PAGES.get(check.code, "")


class EvidenceForm(FlaskForm):
    file = FileField(_l("Document"), [FileRequired(_l("Choose a file."))])
    issued_on = DateField(_l("Date of the document"), [Optional()])
    negative = BooleanField(_l("The document speaks against the patent (a defect was found, consent was refused)"))


@blueprint.get("/listings/<public_id>/checks")
def checks(public_id: str) -> ResponseReturnValue:
    return _page(worked(public_id))


@blueprint.route("/listings/<public_id>/checks/evidence/<patent_id>/<kind>", methods=["GET", "POST"])
def evidence(public_id: str, patent_id: str, kind: str) -> ResponseReturnValue:
    listing = worked(public_id)
    patent = next((one for one in listing.patents if one.public_id == patent_id), None)
    if patent is None or kind not in EVIDENCE_KINDS:
        abort(404)
    demand("patent.edit", patent)
    form = EvidenceForm()
    if not form.validate_on_submit():
        return _evidence_page(listing, patent, kind, form), 422 if form.is_submitted() else 200
    try:
        _add(patent, kind, form)
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _evidence_page(listing, patent, kind, form), status
    flash(gettext("The document has been added; the checks were run again."), "success")
    return redirect(url_for("listings.checks", public_id=public_id))


@blueprint.route("/listings/<public_id>/checks/<code>/override", methods=["GET", "POST"])
def override(public_id: str, code: str) -> ResponseReturnValue:
    listing = worked(public_id, "listing.approve")
    outcome = next((one for one in gate_of(listing, today=clock.today()) if one.code == code and one.blocks), None)
    if outcome is None:
        abort(404)
    form = ReasonForm()
    if not form.validate_on_submit():
        return _override_page(listing, outcome, form), 422 if form.is_submitted() else 200
    try:
        override_check(listing, code, reason=form.reason.data, actor=current_actor(), now=clock.now())
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _override_page(listing, outcome, form), status
    flash(gettext("The check has been set aside with your reason."), "success")
    return redirect(url_for("listings.checks", public_id=public_id))


def _add(patent: Patent, kind: str, form: EvidenceForm) -> None:
    actor, now = current_actor(), clock.now()
    upload = form.file.data
    document = take_document(upload.stream, upload.filename or "", actor=actor, now=now)
    add_evidence(
        patent,
        kind=kind,
        file=document,
        positive=not form.negative.data,
        issued_on=form.issued_on.data,
        actor=actor,
        now=now,
    )


def _page(listing: Listing) -> str:
    today = clock.today()
    outcomes = gate_of(listing, today=today)
    shown = _in_words(listing, outcomes)
    return render_template(
        "listings/listings_checks.html",
        listing=listing,
        tally=tally(outcomes),
        general=[check for check in shown if not check.patent],
        patents=[
            {
                "patent": shown_patent(patent, today),
                "checks": [check for check in shown if check.patent == patent.number],
                "evidence": [_evidence_row(one) for one in patent.evidence],
                "editable": may("patent.edit", patent),
            }
            for patent in listing.patents
        ],
        fix_page=fix_page,
        overrides=[(words.check_title(one.code, lang()), one.reason, one.at) for one in listing.overrides],
        buttons=step_buttons(listing),
    )


def _in_words(listing: Listing, outcomes: Sequence[Outcome]) -> list[ShownCheck]:
    """The checks; what was found in the term sheets is said in sentences, with the way to pay it concerns."""
    several = len(listing.options) > 1
    sentences = []
    for position, finding in findings_of(listing, clock.today()):
        if finding.code in CEILING_FINDINGS:
            continue
        text = finding.zh if lang() == "zh" else finding.en
        sentences.append(gettext("Way %(number)s: %(text)s", number=position, text=text) if several else text)
    return shown_checks(outcomes, list(dict.fromkeys(sentences)))


def _evidence_page(listing: Listing, patent: Patent, kind: str, form: EvidenceForm) -> str:
    return render_template(
        "listings/listings_evidence.html",
        listing=listing,
        patent=patent,
        number=number_words(patent),
        kind=kind,
        kind_name=words.word(words.EVIDENCE[kind], lang()),
        form=form,
        formats=FORMATS,
        limit=LIMIT,
        accept=",".join(f".{ending}" for ending in TYPES),
    )


def _evidence_row(one: Evidence) -> dict[str, Any]:
    return {
        "name": words.word(words.EVIDENCE[one.kind], lang()),
        "file": one.file,
        "positive": one.positive,
        "issued_on": one.issued_on,
        "added_at": one.added_at,
    }


def _override_page(listing: Listing, outcome: Outcome, form: ReasonForm) -> str:
    (check,) = shown_checks([outcome])
    return render_template("listings/listings_override.html", listing=listing, check=check, form=form)
