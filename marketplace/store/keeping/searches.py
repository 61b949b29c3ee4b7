"""Saved searches: a query under a name, and when its owner last looked and was last told."""

from __future__ import annotations

import json
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.domain.keeping.digests import FREQUENCIES
from marketplace.store.columns import choice, instant, public_id, reference
from marketplace.store.db import db
from marketplace.store.parties.people import Person


class SavedSearch(db.Model):
    """A query that somebody keeps. A deleted one loses name and query; the row remains, for the log names it."""

    __tablename__ = "saved_search"
    __table_args__ = (sa.CheckConstraint("name <> '' OR deleted_at IS NOT NULL", name="named"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id()
    site_id: Mapped[int] = reference("site.id", index=False)
    person_id: Mapped[int] = reference("person.id")
    name: Mapped[str] = mapped_column(sa.String(120))
    query: Mapped[str] = mapped_column(
        sa.Text
    )  # JSON: the fields of search.query.Query that narrow the results
    language: Mapped[str] = choice("language", ("zh", "en"))  # in which it was searched
    digest: Mapped[str] = choice("digest", FREQUENCIES, default="off")
    looked_at: Mapped[datetime] = instant()  # its owner last opened it
    told_at: Mapped[datetime] = instant()  # listings published up to here were told, or were there before
    saved_at: Mapped[datetime] = instant()
    deleted_at: Mapped[datetime | None] = instant()

    person: Mapped[Person] = relationship()

    @property
    def values(self) -> dict[str, object]:
        return json.loads(self.query)


def of_person(person_id: int) -> list[SavedSearch]:
    """The saved searches of a person, newest first."""
    query = sa.select(SavedSearch).filter_by(person_id=person_id, deleted_at=None)
    return list(db.session.scalars(query.order_by(SavedSearch.id.desc())))


def count_of(person_id: int) -> int:
    query = (
        sa.select(sa.func.count()).select_from(SavedSearch).filter_by(person_id=person_id, deleted_at=None)
    )
    return db.session.scalar(query) or 0


def by_public_id(public_id: str) -> SavedSearch | None:
    return db.session.scalar(sa.select(SavedSearch).filter_by(public_id=public_id, deleted_at=None))


def with_digest() -> list[SavedSearch]:
    """Those whose owners want to be told, of people who can still sign in."""
    query = (
        sa.select(SavedSearch)
        .join(Person, Person.id == SavedSearch.person_id)
        .where(SavedSearch.digest != "off", SavedSearch.deleted_at.is_(None), Person.disabled_at.is_(None))
    )
    return list(db.session.scalars(query.order_by(SavedSearch.id)))
