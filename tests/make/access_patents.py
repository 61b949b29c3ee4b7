"""What the placeholders of the patents' access table stand for."""

from __future__ import annotations

from io import BytesIO

from marketplace.domain.patents.record import Level, Problem, Reading
from marketplace.readers.spool import Spooled
from marketplace.store.office import files
from marketplace.store.patents.imports import PatentImport
from marketplace.store.patents.patents import Patent
from marketplace.usecases.office.files import take_document
from marketplace.usecases.patents.attachments import add_attachment
from marketplace.usecases.patents.evidence import add_evidence
from marketplace.usecases.patents.imports import (
    begin_import,
    finish_import,
    keep_batch,
    keep_reading,
    upload_import,
)
from marketplace.usecases.patents.patents import lay_overlay
from tests.make.cast import NOW, Cast

HEADERS = ("专利号", "名称")
PDF = b"%PDF-1.7 invented"


def patent_places(cast: Cast, patent: Patent) -> dict[str, str]:
    """Papers and an encumbrance of the patent; an import to be checked and one that is done with row 2 left out."""
    actor = cast.city.actor
    report = take_document(BytesIO(PDF), "report.pdf", actor=actor, now=NOW)
    add_evidence(
        patent, kind="evaluation_report", file=report, positive=True, issued_on=None, actor=actor, now=NOW
    )
    drawing = take_document(BytesIO(PDF), "drawing.pdf", actor=actor, now=NOW)
    add_attachment(patent, file=drawing, title_zh="附图", title_en="", actor=actor, now=NOW)
    lay_overlay(patent, kind="litigation", starts_on=None, source="test", actor=actor, now=NOW)
    ready, done = ready_import(cast), ready_import(cast)
    begin_import(done, actor=actor, now=NOW)
    refused = Reading(None, (Problem(Level.ERROR, "number_missing", "number"),))
    keep_batch(done, [(2, refused)], {2: {"名称": "无号码的一行"}}, rows_done=1, actor=actor, now=NOW)
    finish_import(done, actor=actor, now=NOW)
    return {
        "evidence_file": report.public_id,
        "attachment_file": drawing.public_id,
        "import": done.public_id,
        "upload": ready.public_id,
    }


def ready_import(cast: Cast) -> PatentImport:
    """A file of one row that was read and waits for a person."""
    digest, size = files.keep(BytesIO("专利号,名称\n,无号码的一行\n".encode()))
    upload = upload_import(
        cast.east.organisation, digest=digest, size=size, name="patents.csv", actor=cast.city.actor, now=NOW
    )
    found = Spooled("csv", HEADERS, 1, encoding="utf-8", delimiter=",")
    keep_reading(upload, found, {"专利号": "number", "名称": "title"})
    return upload
