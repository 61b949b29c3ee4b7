"""Evidence: the documents that answer a publication check."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from marketplace import clock
from marketplace.domain.faults import Refused
from marketplace.domain.listings.checks import EVIDENCE_KINDS
from marketplace.domain.uploads import FORMATS, LIMIT, TYPES
from marketplace.store.office.files import content_of
from marketplace.store.patents import portfolio
from marketplace.store.patents.patents import Patent
from marketplace.usecases.office.files import take_document
from marketplace.usecases.patents.evidence import add_evidence
from marketplace.web.downloads import download
from marketplace.web.locale import gettext
from marketplace.web.patents import wording
from marketplace.web.patents.finding import visible_patent
from marketplace.web.patents.text_fields import day_field
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

blueprint = Blueprint("evidence", __name__)
UPLOADS = {"formats": FORMATS, "limit": LIMIT, "accept": ",".join(f".{ending}" for ending in TYPES)}


class EvidenceForm(FlaskForm):
    kind = SelectField(
        _l("Kind of document"),
        [InputRequired(_l("Choose a kind of document from the list."))],
        invalid_choice_message=_l("Choose a kind of document from the list."),
    )
    file = FileField(_l("File"), [FileRequired(_l("Choose a file."))])
    issued_on = day_field(_l("Issued on"))
    finding = RadioField(
        _l("What it says"),
        default="positive",
        invalid_choice_message=_l("Choose what the document says."),
        description=_l("An evaluation report may find a defect, a consent may be refused."),
    )

    def fit(self) -> None:
        self.kind.choices = [SelectChoice("", gettext("Choose a kind"))] + [
            SelectChoice(kind, wording.evidence_kind(kind)) for kind in EVIDENCE_KINDS
        ]
        self.finding.choices = [
            SelectChoice("positive", gettext("It speaks for the patent")),
            SelectChoice("negative", gettext("It speaks against the patent")),
        ]


@blueprint.get("/patents/<patent>/evidence")
def index(patent: str) -> ResponseReturnValue:
    return _page(visible_patent(patent, "patent.edit"), _form())


@blueprint.post("/patents/<patent>/evidence")
def create(patent: str) -> ResponseReturnValue:
    found, form = visible_patent(patent, "patent.edit"), _form()
    if not form.validate_on_submit():
        return _page(found, form), 422
    actor, now, upload = current_actor(), clock.now(), form.file.data
    try:
        add_evidence(
            found,
            kind=form.kind.data,
            file=take_document(upload.stream, upload.filename or "", actor=actor, now=now),
            positive=form.finding.data == "positive",
            issued_on=form.issued_on.data,
            actor=actor,
            now=now,
        )
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _page(found, form), status
    flash(gettext("The document is on file."), "success")
    return redirect(url_for("evidence.index", patent=patent))


@blueprint.get("/patents/<patent>/evidence/<file>")
def show(patent: str, file: str) -> ResponseReturnValue:
    found = portfolio.evidence_of(visible_patent(patent, "patent.work").id, file)
    if found is None:
        abort(404)
    return download(content_of(found.file), found.file.name, found.file.media_type)


def _form() -> EvidenceForm:
    form = EvidenceForm()
    form.fit()
    return form


def _page(patent: Patent, form: EvidenceForm) -> str:
    return render_template("patents/evidence_index.html", patent=patent, form=form, uploads=UPLOADS)
