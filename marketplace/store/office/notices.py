"""Notices: what a person reads in the site about an event, and its deliveries by other channels."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.store.columns import choice, instant, reference
from marketplace.store.db import db
from marketplace.store.office.events import Event
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


def inbox(person_id: int) -> sa.Select[tuple[Notice]]:
    return sa.select(Notice).filter_by(person_id=person_id).order_by(Notice.id.desc())


def unread_count(person_id: int) -> int:
    query = sa.select(sa.func.count()).select_from(Notice).filter_by(person_id=person_id, read_at=None)
    return db.session.scalar(query) or 0
