"""Imports of patents: the file, how its columns are read, and what became of each row."""

from __future__ import annotations

import json
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.store.columns import choice, instant, public_id, reference
from marketplace.store.db import db
from marketplace.store.office.files import StoredFile
from marketplace.store.parties.organisations import Organisation

STATES = ("uploaded", "reading", "ready", "queued", "running", "done", "failed")
OUTCOMES = ("added", "updated", "unchanged", "refused", "skipped")


class PatentImport(db.Model):
    """uploaded → reading → ready (preview) → queued → running → done; or failed, with a reason."""

    __tablename__ = "patent_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id()
    organisation_id: Mapped[int] = reference("organisation.id")
    file_id: Mapped[int] = reference("stored_file.id")
    source: Mapped[str] = mapped_column(sa.String(100), default="")  # named in patent_fact
    format: Mapped[str] = mapped_column(sa.String(20), default="")
    encoding: Mapped[str] = mapped_column(sa.String(20), default="")
    headers: Mapped[str] = mapped_column(sa.Text, default="[]")  # JSON list
    mapping: Mapped[str] = mapped_column(sa.Text, default="{}")  # JSON: field → column
    state: Mapped[str] = choice("state", STATES, default="uploaded")
    fault: Mapped[str] = mapped_column(sa.Text, default="")  # JSON {code, params} where it failed
    rows_total: Mapped[int] = mapped_column(default=0)
    rows_done: Mapped[int] = mapped_column(default=0)
    created_by_id: Mapped[int | None] = reference("person.id")
    created_at: Mapped[datetime] = instant()
    finished_at: Mapped[datetime | None] = instant()

    organisation: Mapped[Organisation] = relationship()
    file: Mapped[StoredFile] = relationship()


class ImportRow(db.Model):
    """What became of one row of the file."""

    __tablename__ = "import_row"
    __table_args__ = (sa.UniqueConstraint("import_id", "row_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = reference("patent_import.id", index=False)
    row_number: Mapped[int]  # as a person counts in the file
    outcome: Mapped[str] = choice("outcome", OUTCOMES)
    patent_id: Mapped[int | None] = reference("patent.id")
    number: Mapped[str] = mapped_column(sa.String(60), default="")
    problems: Mapped[str] = mapped_column(sa.Text, default="[]")  # JSON list of {code, column, excerpt, params}

    @property
    def listed_problems(self) -> list[dict[str, object]]:
        return json.loads(self.problems)


def by_public_id(public_id: str) -> PatentImport | None:
    return db.session.scalar(sa.select(PatentImport).filter_by(public_id=public_id))


def rows_with(import_id: int, outcome: str, limit: int) -> list[ImportRow]:
    """The first rows of an import that came out in one way."""
    query = sa.select(ImportRow).filter_by(import_id=import_id, outcome=outcome).order_by(ImportRow.row_number)
    return list(db.session.scalars(query.limit(limit)))


def outcome_counts(import_id: int) -> dict[str, int]:
    query = sa.select(ImportRow.outcome, sa.func.count()).filter_by(import_id=import_id).group_by(ImportRow.outcome)
    return {outcome: count for outcome, count in db.session.execute(query)}
