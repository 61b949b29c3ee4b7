"""Attachments: documents about a patent for those who consider it. Public with its listing."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import Field, StringField, ValidationError
from wtforms.validators import Length, Optional

from marketplace import clock
from marketplace.domain.faults import Refused
from marketplace.store.office.files import content_of
from marketplace.store.patents import patents, portfolio
from marketplace.store.patents.patents import Attachment, Patent
from marketplace.usecases.office.files import take_document
from marketplace.usecases.patents.attachments import add_attachment, remove_attachment
from marketplace.web.access import may
from marketplace.web.downloads import download
from marketplace.web.locale import gettext
from marketplace.web.patents.evidence import UPLOADS
from marketplace.web.patents.finding import visible_patent
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

blueprint = Blueprint("attachments", __name__)
TOO_LONG = _l("This is too long; at most %(max)d characters.")


class AttachmentForm(FlaskForm):
    file = FileField(_l("File"), [FileRequired(_l("Choose a file."))])
    title_en = StringField(_l("Heading in English"), [Optional(), Length(max=200, message=TOO_LONG)])
    title_zh = StringField(_l("Heading in Chinese"), [Length(max=200, message=TOO_LONG)])

    def validate_title_zh(self, field: Field) -> None:
        if not self.title("title_zh") and not self.title("title_en"):
            raise ValidationError(gettext("Enter a heading in Chinese or in English."))

    def title(self, name: str) -> str:
        return " ".join((self[name].data or "").split())


@blueprint.get("/patents/<patent>/attachments")
def index(patent: str) -> ResponseReturnValue:
    return _page(visible_patent(patent, "patent.edit"), AttachmentForm())


@blueprint.post("/patents/<patent>/attachments")
def create(patent: str) -> ResponseReturnValue:
    found, form = visible_patent(patent, "patent.edit"), AttachmentForm()
    if not form.validate_on_submit():
        return _page(found, form), 422
    actor, now, upload = current_actor(), clock.now(), form.file.data
    try:
        add_attachment(
            found,
            file=take_document(upload.stream, upload.filename or "", actor=actor, now=now),
            title_zh=form.title("title_zh"),
            title_en=form.title("title_en"),
            actor=actor,
            now=now,
        )
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _page(found, form), status
    flash(gettext("The attachment is added."), "success")
    return redirect(url_for("attachments.index", patent=patent))


@blueprint.get("/patents/<patent>/attachments/<file>")
def show(patent: str, file: str) -> ResponseReturnValue:
    found = patents.by_public_id(patent)
    if found is None or not _readable(found):
        abort(404)
    kept = _attachment(found, file).file
    return download(content_of(kept), kept.name, kept.media_type)


@blueprint.post("/patents/<patent>/attachments/<file>/removal")
def remove(patent: str, file: str) -> ResponseReturnValue:
    found = visible_patent(patent, "patent.edit")
    remove_attachment(found, _attachment(found, file), actor=current_actor(), now=clock.now())
    flash(gettext("The attachment is removed."), "success")
    return redirect(url_for("attachments.index", patent=patent))


def _readable(patent: Patent) -> bool:
    """Anybody may have it once a listing of the patent is public."""
    return may("patent.see", patent) or portfolio.on_public_listing(patent.id, current_actor().site_id)


def _attachment(patent: Patent, file: str) -> Attachment:
    found = portfolio.attachment_of(patent.id, file)
    if found is None:
        abort(404)
    return found


def _page(patent: Patent, form: AttachmentForm) -> str:
    found = portfolio.attachments_of(patent.id)
    return render_template(
        "patents/attachments_index.html", patent=patent, form=form, attachments=found, uploads=UPLOADS
    )
