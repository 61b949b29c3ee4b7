"""Evidence: the documents that answer a publication check."""

from __future__ import annotations

from datetime import date, datetime

from marketplace.domain.access import Actor
from marketplace.domain.faults import Invalid
from marketplace.domain.listings.checks import EVIDENCE_KINDS
from marketplace.store.db import db, transaction
from marketplace.store.office.files import StoredFile
from marketplace.store.patents.patents import Evidence, Patent
from marketplace.usecases.patents.patents import tell_listings
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record


@transaction
def add_evidence(
    patent: Patent,
    *,
    kind: str,
    file: StoredFile,
    positive: bool,
    issued_on: date | None,
    actor: Actor,
    now: datetime,
) -> Evidence:
    """Add a document to a patent.

    Args:
        positive: whether it speaks for the patent (an evaluation report may find a defect).

    Raises:
        Invalid: `patent.evidence_unknown`.
    """
    require(actor, "patent.edit", patent)
    if kind not in EVIDENCE_KINDS:
        raise Invalid("patent.evidence_unknown", field="kind")
    evidence = Evidence(
        patent_id=patent.id,
        kind=kind,
        file_id=file.id,
        positive=positive,
        issued_on=issued_on,
        added_by_id=actor.person_id,
        added_at=now,
    )
    db.session.add(evidence)
    record("patent.evidence_added", patent, actor=actor, now=now, kind=kind)
    tell_listings({patent.id}, actor=actor, now=now)
    return evidence
