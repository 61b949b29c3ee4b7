"""Documents about a patent for those who consider it; public with its listing."""

from __future__ import annotations

from datetime import datetime

from marketplace.domain.access import Actor
from marketplace.domain.faults import Invalid, Refused
from marketplace.store.db import db, transaction
from marketplace.store.office.files import StoredFile
from marketplace.store.patents.patents import Attachment, Patent
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record


@transaction
def add_attachment(
    patent: Patent, *, file: StoredFile, title_zh: str, title_en: str, actor: Actor, now: datetime
) -> Attachment:
    """Add a document under a heading in one language at least.

    Raises:
        Invalid: `patent.attachment_untitled`.
    """
    require(actor, "patent.edit", patent)
    if not title_zh and not title_en:
        raise Invalid("patent.attachment_untitled", field="title_zh")
    attachment = Attachment(patent_id=patent.id, file_id=file.id, title_zh=title_zh, title_en=title_en)
    db.session.add(attachment)
    record("patent.attachment_added", patent, actor=actor, now=now)
    return attachment


@transaction
def remove_attachment(patent: Patent, attachment: Attachment, *, actor: Actor, now: datetime) -> None:
    """Take a document away from a patent. Its bytes stay with the upload that brought them."""
    require(actor, "patent.edit", patent)
    if attachment.patent_id != patent.id:
        raise Refused("state.not_possible")
    db.session.delete(attachment)
    record("patent.attachment_removed", patent, actor=actor, now=now)
