"""Needs: what somebody looks for, the answers of offices, and the listings found for it.

Who left a need is known to its own people and to the offices of the site; nobody else ever reads a name or the text.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship, selectinload

from marketplace.domain.access import Actor
from marketplace.domain.days import start_of
from marketplace.domain.demand.states import NEED_KINDS, OPEN_STATES, OUTCOMES, SOURCES, STATES, VERDICTS
from marketplace.store.columns import choice, instant, public_id, reference
from marketplace.store.db import db
from marketplace.store.listings.listings import Listing
from marketplace.store.parties.organisations import Organisation
from marketplace.store.parties.people import Person


class Need(db.Model):
    """What somebody looks for. `erased_at`: the text is gone, and who left it; the row goes on being counted."""

    __tablename__ = "need"
    __table_args__ = (
        sa.CheckConstraint("sentence <> '' OR erased_at IS NOT NULL", name="said"),
        sa.CheckConstraint("person_id IS NOT NULL OR erased_at IS NOT NULL", name="left_by"),
        sa.CheckConstraint("(state = 'closed') = (outcome IS NOT NULL)", name="closed_with_outcome"),
        sa.CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed_dated"),
        sa.CheckConstraint("state <> 'in_work' OR office_id IS NOT NULL", name="worked_by"),
        sa.Index("ix_need_site_id_state", "site_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id()
    site_id: Mapped[int] = reference("site.id", index=False)
    person_id: Mapped[int | None] = reference("person.id")  # who left it
    organisation_id: Mapped[int | None] = reference("organisation.id")  # for whom; None: alone
    kind: Mapped[str] = choice("kind", NEED_KINDS)
    sentence: Mapped[str] = mapped_column(sa.String(200))
    details: Mapped[str] = mapped_column(sa.Text, default="")
    language: Mapped[str] = choice("language", ("zh", "en"))  # of the text
    sector: Mapped[str] = mapped_column(sa.String(2), default="")  # GB/T 4754 division; empty: not stated
    budget: Mapped[int | None] = mapped_column(sa.BigInteger)  # minor units
    currency: Mapped[str] = mapped_column(sa.String(3), default="CNY")
    deadline: Mapped[date | None]  # of whoever left it
    state: Mapped[str] = choice("state", STATES, default="new")
    outcome: Mapped[str | None] = choice("outcome", OUTCOMES)
    closing_note: Mapped[str] = mapped_column(sa.String(500), default="")
    office_id: Mapped[int | None] = reference("organisation.id")  # that took it up
    assignee_id: Mapped[int | None] = reference("person.id")
    due_on: Mapped[date | None]  # the office answers by
    watch: Mapped[bool] = mapped_column(default=True)  # tell of listings published later
    watched_at: Mapped[datetime] = instant()  # up to when publications have been looked at
    left_at: Mapped[datetime] = instant()
    answered_at: Mapped[datetime | None] = instant()  # first time
    closed_at: Mapped[datetime | None] = instant()
    erased_at: Mapped[datetime | None] = instant()
    version: Mapped[int] = mapped_column(default=1)

    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])
    organisation: Mapped[Organisation | None] = relationship(foreign_keys=[organisation_id])
    office: Mapped[Organisation | None] = relationship(foreign_keys=[office_id])
    assignee: Mapped[Person | None] = relationship(foreign_keys=[assignee_id])
    answers: Mapped[list[NeedAnswer]] = relationship(order_by="NeedAnswer.number", back_populates="need")
    found: Mapped[list[NeedListing]] = relationship(order_by="NeedListing.id", back_populates="need")

    __mapper_args__ = {"version_id_col": version}

    @property
    def open(self) -> bool:
        return self.state in OPEN_STATES


class NeedAnswer(db.Model):
    """What an office answered, never changed afterwards."""

    __tablename__ = "need_answer"
    __table_args__ = (sa.UniqueConstraint("need_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[int] = reference("need.id", index=False)
    number: Mapped[int]
    office_id: Mapped[int] = reference("organisation.id")
    by_id: Mapped[int] = reference("person.id")
    note: Mapped[str] = mapped_column(sa.Text, default="")
    answered_at: Mapped[datetime] = instant()

    need: Mapped[Need] = relationship(back_populates="answers")
    office: Mapped[Organisation] = relationship()
    by: Mapped[Person] = relationship()


class NeedListing(db.Model):
    """A listing found for a need, by an office or among later publications: told once."""

    __tablename__ = "need_listing"
    __table_args__ = (sa.UniqueConstraint("need_id", "listing_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[int] = reference("need.id", index=False)
    listing_id: Mapped[int] = reference("listing.id")
    source: Mapped[str] = choice("source", SOURCES)
    answer_id: Mapped[int | None] = reference("need_answer.id")  # that proposed it
    words: Mapped[str] = mapped_column(sa.Text, default="[]")  # JSON list: the words of the need it holds
    found_at: Mapped[datetime] = instant()
    verdict: Mapped[str | None] = choice("verdict", VERDICTS)  # of whoever left the need

    need: Mapped[Need] = relationship(back_populates="found")
    listing: Mapped[Listing] = relationship()

    @property
    def matched_words(self) -> list[str]:
        return json.loads(self.words)


def of_actor(actor: Actor) -> sa.Select[Need]:
    """The needs a person left, and those left for the organisation they act for; newest first."""
    mine = Need.person_id == actor.person_id
    own = sa.or_(mine, Need.organisation_id == actor.organisation_id) if actor.organisation_id else mine
    return sa.select(Need).where(own, Need.erased_at.is_(None)).order_by(Need.left_at.desc(), Need.id.desc())


def of_site(
    site_id: int,
    *,
    states: Sequence[str] = (),
    kind: str = "",
    sector: str | None = None,
    month: str = "",
    since: date | None = None,
) -> sa.Select[Need]:
    """The needs of a site, newest first; of some states, a kind, a sector ("": not stated), a month (2026-03).

    Erased ones are among them, without their text: they were needs all the same.
    """
    query = sa.select(Need).where(Need.site_id == site_id)
    if states:
        query = query.where(Need.state.in_(states))
    if kind:
        query = query.where(Need.kind == kind)
    if sector is not None:
        query = query.where(Need.sector == sector)
    if month:
        query = query.where(_within(month))
    if since is not None:
        query = query.where(Need.left_at >= start_of(since))
    return query.order_by(Need.left_at.desc(), Need.id.desc())


def page_of(query: sa.Select[Need], page: int, size: int) -> list[Need]:
    """One page (from 1) with what its lines show."""
    return list(db.session.scalars(query.options(*_SHOWN).limit(size).offset((page - 1) * size)))


def everything(query: sa.Select[Need]) -> list[Need]:
    return list(db.session.scalars(query.options(*_SHOWN)))


def count(query: sa.Select[Need]) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(query.order_by(None).subquery())) or 0


def open_count(person_id: int) -> int:
    """How many needs of a person are not closed."""
    return count(sa.select(Need).where(Need.person_id == person_id, Need.state.in_(OPEN_STATES)))


def by_public_id(public_id: str) -> Need | None:
    whole = (
        selectinload(Need.answers).options(joinedload(NeedAnswer.office), joinedload(NeedAnswer.by)),
        selectinload(Need.found).options(joinedload(NeedListing.listing).joinedload(Listing.licensor)),
    )
    return db.session.scalar(sa.select(Need).filter_by(public_id=public_id).options(*_SHOWN, *whole))


def found_for(need_id: int, listing_id: int) -> NeedListing | None:
    return db.session.scalar(sa.select(NeedListing).filter_by(need_id=need_id, listing_id=listing_id))


def watched_ids(today: date) -> list[int]:
    """Open needs whose people want to hear of later publications, and whose deadline has not passed."""
    waits = sa.or_(Need.deadline.is_(None), Need.deadline >= today)
    query = sa.select(Need.id).where(Need.watch, Need.state.in_(OPEN_STATES), Need.erased_at.is_(None), waits)
    return list(db.session.scalars(query.order_by(Need.id)))


def is_any_watched() -> bool:
    """Whether a publication may concern anybody who left a need."""
    query = sa.select(Need.id).where(Need.watch, Need.state.in_(OPEN_STATES), Need.erased_at.is_(None))
    return db.session.scalar(query.limit(1)) is not None


_SHOWN = (
    joinedload(Need.person),
    joinedload(Need.organisation),
    joinedload(Need.office),
    joinedload(Need.assignee),
)


def _within(month: str) -> sa.ColumnElement[bool]:
    """Left within a month of legal days, written 2026-03."""
    year, number = int(month[:4]), int(month[5:7])
    first = date(year, number, 1)
    following = date(year + number // 12, number % 12 + 1, 1)
    return sa.and_(Need.left_at >= start_of(first), Need.left_at < start_of(following))
