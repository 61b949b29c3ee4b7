"""Notices: read in the site, delivered by channels, reminders of the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from marketplace.domain.access import Actor
from marketplace.domain.days import day_of
from marketplace.store.db import db, transaction
from marketplace.store.deals.deals import Deal
from marketplace.store.office import events
from marketplace.store.office.jobs import Job
from marketplace.store.office.notices import Delivery, Notice
from marketplace.store.parties.people import Channel
from marketplace.usecases.recording import record, subject_of


@dataclass(frozen=True, slots=True)
class DueDelivery:
    """A notice that one channel of its reader has not carried yet."""

    notice_id: int
    channel_id: int


def due_deliveries(notice_id: int) -> list[DueDelivery]:
    """The channels that have to carry a notice still; none where its reader was disabled meanwhile."""
    notice = db.session.get(Notice, notice_id)
    if notice is None or notice.person.disabled_at is not None:
        return []
    settled = sa.select(Delivery.channel_id).where(Delivery.notice_id == notice_id, Delivery.state != "waiting")
    channels = sa.select(Channel.id).filter_by(person_id=notice.person_id, active=True)
    return [
        DueDelivery(notice_id, channel) for channel in db.session.scalars(channels.where(Channel.id.not_in(settled)))
    ]


@transaction
def keep_delivery(notice_id: int, channel_id: int, *, state: str, now: datetime) -> None:
    """Note that a notice went out (`sent`) or never will (`failed`), so that this channel does not try it again."""
    known = db.session.scalar(sa.select(Delivery).filter_by(notice_id=notice_id, channel_id=channel_id))
    if known is None:
        known = Delivery(notice_id=notice_id, channel_id=channel_id)
        db.session.add(known)
    known.state = state
    known.sent_at = now if state == "sent" else None


@transaction
def read_notice(notice: Notice, *, actor: Actor, now: datetime) -> None:
    """Mark a notice of one's own as read."""
    if notice.person_id == actor.person_id and notice.read_at is None:
        notice.read_at = now


@transaction
def read_all_notices(*, actor: Actor, now: datetime) -> None:
    """Mark all of one's own notices as read."""
    mine = sa.update(Notice).where(Notice.person_id == actor.person_id, Notice.read_at.is_(None))
    db.session.execute(mine.values(read_at=now))


@transaction
def settle_past_notices(*, now: datetime, days: int = 14) -> None:
    """After the demo's past was played: its mail went out when it happened, and notices of long ago were read."""
    old = sa.update(Notice).where(Notice.read_at.is_(None), Notice.created_at < now - timedelta(days=days))
    db.session.execute(old.values(read_at=Notice.created_at))
    db.session.execute(sa.delete(Job).where(Job.kind == "deliver_notice", Job.state == "waiting"))


@transaction
def remind_assignees(*, actor: Actor, now: datetime) -> int:
    """From the day a reminder was set for: one notice to who works the deal. The daily job.

    The reminder stays in the office's list until somebody clears or moves it.
    """
    due = db.session.scalars(sa.select(Deal).where(Deal.remind_on <= day_of(now)).order_by(Deal.id)).all()
    untold = [deal for deal in due if not _was_reminded(deal)]
    for deal in untold:
        record("deal.reminded", deal, actor=actor, now=now)
    return len(untold)


def _was_reminded(deal: Deal) -> bool:
    """Whether the reminder that is set now has led to a notice already."""
    for event in reversed(events.of_subject(subject_of(deal))):
        if event.kind == "deal.reminded":
            return True
        if event.kind == "deal.reminder_set":
            return False
    return False
