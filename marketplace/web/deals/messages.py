"""Messages between the sides of a deal, and notes of one side for itself; each may carry a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import FileField, RadioField, SelectChoice, TextAreaField
from wtforms.validators import DataRequired

from marketplace import clock
from marketplace.domain.deals.words import AUDIENCES
from marketplace.domain.faults import Refused
from marketplace.store.deals.deals import Deal, DealNote
from marketplace.store.office.files import StoredFile, content_of
from marketplace.usecases.deals.deals import note_on_deal
from marketplace.usecases.office.files import take_document
from marketplace.web.deals.fields import at_most
from marketplace.web.deals.finding import side, visible
from marketplace.web.deals.head import head_of
from marketplace.web.deals.wording import say
from marketplace.web.downloads import download
from marketplace.web.locale import gettext, lang
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

blueprint = Blueprint("messages", __name__, url_prefix="/deals/<public_id>/messages")


class MessageForm(FlaskForm):
    text = TextAreaField(
        _l("Message"),
        [DataRequired(_l("Write the message.")), at_most(4000)],
    )
    audience = RadioField(_l("Who reads it"), default="both")
    file = FileField(_l("Attachment"))


@dataclass(frozen=True, slots=True)
class Messages:
    """What the reader's side may read, oldest first, and the form to write more."""

    shown: list[dict[str, Any]]
    form: MessageForm


def messages_of(deal: Deal, form: MessageForm | None = None) -> Messages:
    return Messages([_shown(note, deal) for note in readable(deal)], form or message_form(deal))


def message_form(deal: Deal, **options: Any) -> MessageForm:
    form = MessageForm(**options)
    form.audience.choices = [SelectChoice(code, say(AUDIENCES[code])) for code in ("both", side(deal))]
    return form


def readable(deal: Deal) -> list[DealNote]:
    """Messages for both sides, and the notes of the reader's own."""
    return [note for note in deal.notes if note.audience in ("both", side(deal))]


@blueprint.get("")
def index(public_id: str) -> ResponseReturnValue:
    deal = visible(public_id)
    return _page(deal, message_form(deal, formdata=None))


@blueprint.post("")
def create(public_id: str) -> ResponseReturnValue:
    deal = visible(public_id)
    form = message_form(deal)
    if not form.validate_on_submit():
        return _page(deal, form), 422
    try:
        file = uploaded("file")
        note_on_deal(
            deal,
            form.text.data.strip(),
            audience=form.audience.data,
            file=file,
            actor=current_actor(),
            now=clock.now(),
        )
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _page(deal, form), status
    flash(gettext("Sent.") if form.audience.data == "both" else gettext("Noted."), "success")
    return redirect(f"{url_for('deals.show', public_id=public_id)}#messages")


@blueprint.get("/<int:number>/file")
def file(public_id: str, number: int) -> Response:
    """The attachment of a message; `number` counts all messages of the deal from 1."""
    deal = visible(public_id)
    if not 1 <= number <= len(deal.notes):
        abort(404)
    note = deal.notes[number - 1]
    if note.file is None or note not in readable(deal):
        abort(404)
    return stored_file(note.file)


def uploaded(name: str) -> StoredFile | None:
    """The document sent in a field, checked and kept; None where none was chosen.

    Raises:
        Invalid: `file.empty`, `file.too_large`, `file.type`.
    """
    sent = request.files.get(name)
    if sent is None or not sent.filename:
        return None
    return take_document(sent.stream, sent.filename, actor=current_actor(), now=clock.now())


def stored_file(file: StoredFile) -> Response:
    return download(content_of(file), file.name, file.media_type)


def _page(deal: Deal, form: MessageForm) -> str:
    return render_template(
        "deals/messages_new.html", deal=deal, head=head_of(deal), messages=messages_of(deal, form), form=form
    )


def _shown(note: DealNote, deal: Deal) -> dict[str, Any]:
    number = deal.notes.index(note) + 1
    return {
        "at": note.at,
        "who": note.organisation.name(lang()) if note.organisation else "",
        "person": note.by.name if note.organisation_id == current_actor().organisation_id else "",
        "audience": note.audience,
        "audience_word": say(AUDIENCES[note.audience]),
        "text": note.text,
        "file": note.file,
        "file_url": url_for("messages.file", public_id=deal.public_id, number=number) if note.file else "",
    }
