"""Notices: what a person reads in the site about an event, and its deliveries by other channels."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from marketplace.store.columns import choice, instant, reference
from marketplace.store.db import db
from marketplace.store.office.events import Event
from marketplace.store.parties.organisations import Organisation
from marketplace.store.parties.people import Channel, Person


class Notice(db.Model):
    """An event in the inbox of one person. Its words are derived from the event in the reader's language."""

    __tablename__ = "notice"
    __table_args__ = (sa.UniqueConstraint("person_id", "event_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = reference("person.id")
    organisation_id: Mapped[int | None] = reference("organisation.id")  # in whose inbox it lies
    event_id: Mapped[int] = reference("event.id")
    created_at: Mapped[datetime] = instant()
    read_at: Mapped[datetime | None] = instant()

    person: Mapped[Person] = relationship()
    event: Mapped[Event] = relationship()
    organisation: Mapped[Organisation | None] = relationship()


class Delivery(db.Model):
    """One notice sent by one channel, once."""

    __tablename__ = "delivery"
    __table_args__ = (sa.UniqueConstraint("notice_id", "channel_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = reference("notice.id")
    channel_id: Mapped[int] = reference("channel.id")
    state: Mapped[str] = choice("state", ("waiting", "sent", "failed"), default="waiting")
    sent_at: Mapped[datetime | None] = instant()

    notice: Mapped[Notice] = relationship()
    channel: Mapped[Channel] = relationship()


def inbox(person_id: int, *, organisation_id: int | None = None, unread: bool = False) -> sa.Select[Notice]:
    """The notices of a person, newest first; of one organisation's inbox, or unread ones only."""
    query = sa.select(Notice).where(Notice.person_id == person_id)
    if organisation_id is not None:
        query = query.where(Notice.organisation_id == organisation_id)
    if unread:
        query = query.where(Notice.read_at.is_(None))
    return query.order_by(Notice.id.desc())


def page_of(query: sa.Select[Notice], page: int, size: int) -> list[Notice]:
    """One page (from 1) of an inbox, with what its lines say."""
    shown = (
        joinedload(Notice.organisation),
        joinedload(Notice.event).joinedload(Event.actor),
        joinedload(Notice.event).joinedload(Event.organisation),
    )
    return list(db.session.scalars(query.options(*shown).limit(size).offset((page - 1) * size)))


def count(query: sa.Select[Notice]) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(query.order_by(None).subquery())) or 0


def organisations_in(person_id: int) -> list[Organisation]:
    """The organisations in whose name a person has been told anything."""
    ids = sa.select(Notice.organisation_id).where(Notice.person_id == person_id).distinct()
    return list(db.session.scalars(sa.select(Organisation).where(Organisation.id.in_(ids)).order_by(Organisation.id)))


def of_person(notice_id: int, person_id: int) -> Notice | None:
    return db.session.scalar(sa.select(Notice).filter_by(id=notice_id, person_id=person_id))


def unread_count(person_id: int) -> int:
    query = sa.select(sa.func.count()).select_from(Notice).filter_by(person_id=person_id, read_at=None)
    return db.session.scalar(query) or 0
