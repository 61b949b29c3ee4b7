"""Work around parties and portfolios: imports with refused rows, organisations to verify."""

from __future__ import annotations

import json
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from marketplace.domain.days import SHANGHAI, day_of
from marketplace.domain.office.work import WorkItem
from marketplace.store.office.work_order import Found, Statement
from marketplace.store.parties.organisations import Organisation
from marketplace.store.patents.imports import ImportRow, PatentImport

if TYPE_CHECKING:
    from marketplace.store.office.worklist import View

SHOWN = (joinedload(PatentImport.organisation), joinedload(PatentImport.file))
FAILURES_SHOWN = timedelta(days=7)  # a file that cannot be read is mended outside and uploaded anew


def imports(view: View) -> Statement:
    """Finished imports with rows still refused, and files of the last days that could not be read, the oldest first."""
    refused = (
        sa.select(sa.func.count())
        .where(ImportRow.import_id == PatentImport.id, ImportRow.outcome == "refused")
        .correlate(PatentImport)
        .scalar_subquery()
    )
    since = datetime.combine(view.today, time(), SHANGHAI) - FAILURES_SHOWN
    failed = sa.and_(PatentImport.state == "failed", PatentImport.finished_at >= since)
    left = sa.or_(failed, sa.and_(PatentImport.state == "done", refused > 0))
    return (
        sa.select(PatentImport, refused)
        .where(PatentImport.organisation_id.in_(view.actor.office_for), left)
        .order_by(PatentImport.finished_at, PatentImport.id)
    )


def import_item(view: View, row: Found) -> WorkItem:
    upload, refused = row
    owner = upload.organisation
    fault = json.loads(upload.fault)["code"] if upload.state == "failed" and upload.fault else ""
    return WorkItem(
        "imports",
        "patent_import",
        upload.public_id,
        title=(upload.file.name, upload.file.name),
        party=(owner.name("zh"), owner.name("en")),
        since=day_of(upload.finished_at or upload.created_at),
        code=fault,
        number=refused,
    )


def verifications(view: View) -> Statement:
    """Organisations that wait for verification, for those who verify on this site."""
    if not (view.actor.verifier or view.actor.operator):
        return sa.select(Organisation).where(sa.false())
    waiting = sa.select(Organisation).where(Organisation.verification == "pending")
    return waiting.order_by(Organisation.verification_asked_at, Organisation.id)


def verification_item(view: View, row: Found) -> WorkItem:
    organisation: Organisation = row[0]
    asked = organisation.verification_asked_at
    names = (organisation.name("zh"), organisation.name("en"))
    since = day_of(asked) if asked else None
    return WorkItem("verifications", "verification", organisation.public_id, title=names, since=since)
