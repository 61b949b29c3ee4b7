"""Imports of patents: upload, check how the columns are read, start, follow."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from marketplace import clock
from marketplace.documents.tables import Column, csv_bytes, xlsx
from marketplace.domain.days import day_of
from marketplace.domain.faults import Refused
from marketplace.domain.patents.import_words import OUTCOMES
from marketplace.domain.patents.mapping import missing_fields
from marketplace.domain.patents.record import CARD_FIELDS
from marketplace.readers.limits import DEFAULT
from marketplace.store.office import files
from marketplace.store.patents import imports
from marketplace.store.patents.imports import PatentImport
from marketplace.usecases.patents.imports import (
    begin_import,
    broke_off,
    map_columns,
    read_again,
    upload_import,
)
from marketplace.usecases.patents.unstarted import discard_import, kept_until
from marketplace.web.access import demand, may
from marketplace.web.downloads import download, spreadsheet
from marketplace.web.locale import gettext, lang
from marketplace.web.patents.finding import managed_licensors, some_licensors, visible_import
from marketplace.web.patents.mapping_form import MappingForm, mapping_form
from marketplace.web.patents.preview import preview_of
from marketplace.web.patents.report import report_context
from marketplace.web.patents.wording import field_label, import_fault, import_outcome, import_state
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

blueprint = Blueprint("imports", __name__)
PAGE_SIZE = 25
BATCH = 200
REFRESH = {"reading": 2, "queued": 3, "running": 3}  # seconds; the other states wait for a person
FORMATS = ("CSV", "XLSX", "XLS", "JSON Lines")
ACCEPT = ".csv,.tsv,.txt,.xlsx,.xls,.json,.jsonl,.ndjson,.gz"
TEMPLATE = (
    "number", "title_zh", "title_en", "patent_type", "owners", "shares", "inventors", "ipc", "locarno", "filing_date",
    "publication_date", "grant_date", "status", "status_as_of", "fee_paid_until", "abstract_zh", "abstract_en",
    "industries", "emerging", "trl", *CARD_FIELDS,
)  # fmt: skip


class UploadForm(FlaskForm):
    licensor = SelectField(_l("Licensor"), invalid_choice_message=_l("Choose a licensor."))
    file = FileField(_l("File"), [FileRequired(_l("Choose a file."))])


@blueprint.get("/patents/imports")
def index() -> ResponseReturnValue:
    demand("patent.list")
    page = max(request.args.get("page", default=1, type=int), 1)
    rows, total = imports.page_of(imports.worked_by(current_actor()), page, PAGE_SIZE)
    return render_template(
        "patents/imports_index.html",
        rows=rows,
        total=total,
        page=page,
        pages=max(1, -(-total // PAGE_SIZE)),
        first=(page - 1) * PAGE_SIZE + 1,
        page_url=lambda number: url_for("imports.index", page=number),
        counts=imports.counts_of([row.id for row in rows]),
        can_import=bool(managed_licensors("patent.import")),
    )


@blueprint.get("/patents/imports/list.xlsx")
def table() -> ResponseReturnValue:
    demand("patent.list")
    columns = [
        Column(gettext("File")),
        Column(gettext("Licensor")),
        Column(gettext("Uploaded on"), "date"),
        Column(gettext("State")),
        Column(gettext("Rows"), "number"),
        *(Column(import_outcome(outcome), "number") for outcome in OUTCOMES),
    ]
    rows = (
        row
        for batch in imports.in_batches(imports.worked_by(current_actor()), BATCH)
        for row in _lines(batch)
    )
    return spreadsheet(xlsx(gettext("Imports"), columns, rows, made_at=clock.now()), "imports.xlsx")


@blueprint.get("/patents/imports/new")
def new() -> ResponseReturnValue:
    return _upload_page(_upload_form())


@blueprint.post("/patents/imports/new")
def create() -> ResponseReturnValue:
    form, licensors = _upload_form(), some_licensors("patent.import")
    if not form.validate_on_submit():
        return _upload_page(form), 422
    licensor = next(one for one in licensors if one.public_id == form.licensor.data)
    digest, size = files.keep(form.file.data.stream)
    try:
        upload = upload_import(
            licensor,
            digest=digest,
            size=size,
            name=form.file.data.filename or "",
            actor=current_actor(),
            now=clock.now(),
        )
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _upload_page(form), status
    return redirect(url_for("imports.show", upload=upload.public_id))


@blueprint.get("/patents/imports/template.<any(csv, xlsx):ending>")
def template(ending: str) -> ResponseReturnValue:
    """An empty table with the headers that an import understands."""
    some_licensors("patent.import")
    columns = [Column(field_label(name)) for name in TEMPLATE]
    if ending == "csv":
        return download(csv_bytes(columns, []), gettext("patents-template") + ".csv", "text/csv")
    content = xlsx(gettext("Patents"), columns, [], made_at=clock.now())
    return spreadsheet(content, gettext("patents-template") + ".xlsx")


@blueprint.get("/patents/imports/<upload>")
def show(upload: str) -> ResponseReturnValue:
    return _page(visible_import(upload))


@blueprint.post("/patents/imports/<upload>/mapping")
def map_file(upload: str) -> ResponseReturnValue:
    found = visible_import(upload, "patent.import")
    form = mapping_form(found)
    if not form.validate_on_submit():
        return _page(found, form), 422
    try:
        map_columns(found, form.mapping, actor=current_actor())
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _page(found, form), status
    flash(gettext("The columns are assigned anew; the preview shows how the rows are read now."), "success")
    return redirect(url_for("imports.show", upload=upload) + "#preview")


@blueprint.post("/patents/imports/<upload>/intake")
def start(upload: str) -> ResponseReturnValue:
    found = visible_import(upload, "patent.import")
    begin_import(found, actor=current_actor(), now=clock.now())
    return redirect(url_for("imports.show", upload=upload))


@blueprint.post("/patents/imports/<upload>/reading")
def read(upload: str) -> ResponseReturnValue:
    read_again(visible_import(upload, "patent.import"), actor=current_actor(), now=clock.now())
    return redirect(url_for("imports.show", upload=upload))


@blueprint.post("/patents/imports/<upload>/removal")
def discard(upload: str) -> ResponseReturnValue:
    found = visible_import(upload, "patent.import")
    discard_import(found, actor=current_actor(), now=clock.now())
    flash(gettext("The upload is deleted. Nothing of it was imported."), "success")
    return redirect(url_for("imports.index"))


@blueprint.get("/patents/imports/<upload>/file")
def original(upload: str) -> Response:
    file = visible_import(upload).file
    return download(files.content_of(file), file.name, "application/octet-stream")


def _lines(batch: Sequence[PatentImport]) -> Iterator[list[Any]]:
    counts = imports.counts_of([row.id for row in batch])
    for row in batch:
        head = [row.file.name, row.organisation.name(lang()), day_of(row.created_at), import_state(row.state)]
        yield [*head, row.rows_total, *(counts[row.id].get(outcome, 0) for outcome in OUTCOMES)]


def upload_limit() -> int:
    """Bytes that an upload may have: what the site takes and what the readers take."""
    return min(int(current_app.config["MAX_CONTENT_LENGTH"]), DEFAULT.file)


def _upload_form() -> UploadForm:
    form, licensors = UploadForm(licensor=request.args.get("licensor")), some_licensors("patent.import")
    form.licensor.choices = [SelectChoice(one.public_id, one.name(lang())) for one in licensors]
    return form


def _upload_page(form: UploadForm) -> str:
    return render_template(
        "patents/imports_new.html",
        form=form,
        formats=("、" if lang() == "zh" else ", ").join(FORMATS),
        limit=upload_limit(),
        accept=ACCEPT,
    )


def _page(upload: PatentImport, form: MappingForm | None = None) -> str:
    context: dict[str, Any] = {"upload": upload, "can_import": may("patent.import", upload)}
    if upload.state == "ready":
        form = form or mapping_form(upload)
        context |= {
            "form": form,
            "preview": preview_of(upload),
            "other_sheets": json.loads(upload.other_sheets),
            "kept_until": kept_until(upload),
        }
        context["missing"] = missing_fields(json.loads(upload.mapping))
    elif upload.state == "failed":
        kept = sum(imports.outcome_counts(upload.id).values())
        context |= {"fault": import_fault(upload.fault), "kept": kept, "can_go_on": broke_off(upload)}
    elif upload.state == "done":
        context |= report_context(upload)
    return render_template(
        f"patents/imports_{PAGES[upload.state]}.html", refresh_seconds=REFRESH.get(upload.state), **context
    )


PAGES = {
    "reading": "working",
    "ready": "ready",
    "queued": "working",
    "running": "working",
    "done": "done",
    "failed": "failed",
}
