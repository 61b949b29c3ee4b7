"""Imports of patents: the file, how its columns are read, and what became of each row."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.domain.access import Actor
from marketplace.domain.patents.record import Level, Problem
from marketplace.store.columns import choice, instant, public_id, reference
from marketplace.store.db import db
from marketplace.store.office.files import StoredFile
from marketplace.store.parties.organisations import Organisation
from marketplace.store.parties.people import Person
from marketplace.store.patents.patents import Patent

STATES = ("reading", "ready", "queued", "running", "done", "failed")
OUTCOMES = ("added", "updated", "unchanged", "refused", "skipped")


class PatentImport(db.Model):
    """reading → ready (preview) → queued → running → done; or failed, with a reason."""

    __tablename__ = "patent_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id()
    organisation_id: Mapped[int] = reference("organisation.id")
    file_id: Mapped[int] = reference("stored_file.id")
    source: Mapped[str] = mapped_column(sa.String(100), default="")  # named in patent_fact
    format: Mapped[str] = mapped_column(sa.String(20), default="")
    encoding: Mapped[str] = mapped_column(sa.String(20), default="")
    delimiter: Mapped[str] = mapped_column(sa.String(4), default="")
    sheet: Mapped[str] = mapped_column(sa.String(100), default="")
    other_sheets: Mapped[str] = mapped_column(sa.Text, default="[]")  # JSON list: with content, not read
    skipped_lines: Mapped[int] = mapped_column(default=0)  # above the headers
    headers: Mapped[str] = mapped_column(sa.Text, default="[]")  # JSON list
    mapping: Mapped[str] = mapped_column(sa.Text, default="{}")  # JSON: header → field
    state: Mapped[str] = choice("state", STATES, default="reading")
    fault: Mapped[str] = mapped_column(sa.Text, default="")  # JSON {code, params} where it failed
    rows_total: Mapped[int] = mapped_column(default=0)
    rows_done: Mapped[int] = mapped_column(default=0)  # read so far, then taken in so far
    created_by_id: Mapped[int | None] = reference("person.id")
    created_at: Mapped[datetime] = instant()
    finished_at: Mapped[datetime | None] = instant()

    organisation: Mapped[Organisation] = relationship()
    file: Mapped[StoredFile] = relationship()
    created_by: Mapped[Person | None] = relationship()


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
    problems: Mapped[str] = mapped_column(sa.Text, default="[]")  # JSON list, see `record.Problem`
    reasons: Mapped[str] = mapped_column(sa.Text, default="")  # codes of the problems, each between blanks
    cells: Mapped[str] = mapped_column(sa.Text, default="")  # JSON {header: cell} of a row that was not taken in

    patent: Mapped[Patent | None] = relationship()

    @property
    def listed_problems(self) -> list[Problem]:
        return [Problem(**{**told, "level": Level(told["level"])}) for told in json.loads(self.problems)]

    @property
    def listed_cells(self) -> dict[str, object]:
        return json.loads(self.cells or "{}")


def by_public_id(public_id: str) -> PatentImport | None:
    return db.session.scalar(sa.select(PatentImport).filter_by(public_id=public_id))


def public_ids(import_ids: Collection[int]) -> dict[int, str]:
    """The public ids of some imports."""
    query = sa.select(PatentImport.id, PatentImport.public_id).where(PatentImport.id.in_(import_ids))
    return {import_id: public_id for import_id, public_id in db.session.execute(query)}


def worked_by(actor: Actor) -> sa.Select[PatentImport]:
    """The imports of the licensors an actor's organisation is or acts for, newest first."""
    if actor.organisation_id is None:
        return sa.select(PatentImport).where(sa.false())
    run = actor.office_for | {actor.organisation_id}
    return sa.select(PatentImport).where(PatentImport.organisation_id.in_(run)).order_by(PatentImport.id.desc())


def unstarted_before(at: datetime) -> list[PatentImport]:
    """The imports that were uploaded before an instant and still wait for somebody to start them."""
    query = sa.select(PatentImport).where(PatentImport.state == "ready", PatentImport.created_at < at)
    return list(db.session.scalars(query))


def page_of(query: sa.Select[Any], page: int, size: int) -> tuple[list[Any], int]:
    """One page of a list (from 1) and how many rows there are in all."""
    total = db.session.scalar(sa.select(sa.func.count()).select_from(query.order_by(None).subquery())) or 0
    return list(db.session.scalars(query.limit(size).offset((page - 1) * size))), total


def in_batches(query: sa.Select[Any], size: int) -> Iterator[Sequence[Any]]:
    """All rows of a list, a batch at a time."""
    yield from db.session.scalars(query.execution_options(yield_per=size)).partitions(size)


def counts_of(import_ids: Collection[int]) -> dict[int, dict[str, int]]:
    """How many rows of each import came out in which way."""
    query = sa.select(ImportRow.import_id, ImportRow.outcome, sa.func.count()).group_by(
        ImportRow.import_id, ImportRow.outcome
    )
    found: dict[int, dict[str, int]] = {import_id: {} for import_id in import_ids}
    for import_id, outcome, number in db.session.execute(query.where(ImportRow.import_id.in_(import_ids))):
        found[import_id][outcome] = number
    return found


def row_of(import_id: int, row_number: int) -> ImportRow | None:
    return db.session.scalar(sa.select(ImportRow).filter_by(import_id=import_id, row_number=row_number))


def report(import_id: int, *, outcome: str = "", reason: str = "") -> sa.Select[ImportRow]:
    """The rows of an import in the order of the file.

    Args:
        reason: code of a problem; rows that have it among others are found too.
    """
    query = sa.select(ImportRow).filter_by(import_id=import_id).order_by(ImportRow.row_number)
    if outcome:
        query = query.where(ImportRow.outcome == outcome)
    if reason:
        query = query.where(ImportRow.reasons.contains(f" {reason} ", autoescape=True))
    return query


def reason_counts(import_id: int, outcome: str = "") -> dict[str, int]:
    """How many rows have each problem, the commonest first."""
    query = sa.select(ImportRow.reasons, sa.func.count()).filter_by(import_id=import_id).group_by(ImportRow.reasons)
    if outcome:
        query = query.where(ImportRow.outcome == outcome)
    counts: Counter[str] = Counter()
    for reasons, number in db.session.execute(query):
        for reason in reasons.split():
            counts[reason] += number
    return dict(counts.most_common())


def rows_with(import_id: int, outcome: str, limit: int) -> list[ImportRow]:
    """The first rows of an import that came out in one way."""
    query = sa.select(ImportRow).filter_by(import_id=import_id, outcome=outcome).order_by(ImportRow.row_number)
    return list(db.session.scalars(query.limit(limit)))


def outcome_counts(import_id: int) -> dict[str, int]:
    return counts_of([import_id])[import_id]
