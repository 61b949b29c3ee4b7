"""Deals: a notice that takes an open licence, or a request that opens a negotiation."""

from __future__ import annotations

import json
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.domain.access import Actor
from marketplace.domain.deals.states import DEAL_KINDS, STATES
from marketplace.store.columns import choice, instant, public_id, reference
from marketplace.store.db import db
from marketplace.store.listings.listings import Listing
from marketplace.store.office.files import StoredFile
from marketplace.store.parties.organisations import Organisation
from marketplace.store.parties.people import Person

NEXT_SIDES = ("licensee", "office", "site", "")


class Deal(db.Model):
    __tablename__ = "deal"
    __table_args__ = (
        sa.CheckConstraint("licensor_id <> licensee_id", name="two_parties"),
        sa.CheckConstraint("state IN ('draft', 'closed') OR sent_at IS NOT NULL", name="sent_dated"),
        sa.CheckConstraint("state IN ('draft', 'held', 'closed') OR arrived_at IS NOT NULL", name="arrived_dated"),
        sa.CheckConstraint("state <> 'closed' OR closed_reason <> ''", name="closed_with_reason"),
        sa.Index(
            "uq_deal_open_notice",  # a second click or a second colleague must not take the same offer twice at once
            "listing_id",
            "licensee_id",
            unique=True,
            sqlite_where=sa.text("state IN ('draft', 'held', 'awaiting_payment', 'requested', 'offered')"),
            postgresql_where=sa.text("state IN ('draft', 'held', 'awaiting_payment', 'requested', 'offered')"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id()
    kind: Mapped[str] = choice("kind", DEAL_KINDS)
    listing_id: Mapped[int] = reference("listing.id")
    listing_edition: Mapped[int]
    option_position: Mapped[int | None]  # the chosen option of the listing; None: free request
    licensor_id: Mapped[int] = reference("organisation.id")
    licensee_id: Mapped[int] = reference("organisation.id")
    state: Mapped[str] = choice("state", STATES, default="draft", index=True)
    product: Mapped[str] = mapped_column(sa.Text, default="")  # what will be made, by which process
    place: Mapped[str] = mapped_column(sa.String(300), default="")
    volume: Mapped[str] = mapped_column(sa.String(300), default="")  # expected per year
    wished_start: Mapped[date | None]
    message: Mapped[str] = mapped_column(sa.Text, default="")
    frozen: Mapped[str] = mapped_column(sa.Text, default="")  # canonical JSON {sheet, facts} of a notice, when sent
    started_by_id: Mapped[int | None] = reference("person.id")
    assignee_id: Mapped[int | None] = reference("person.id")  # who works it in the office
    remind_on: Mapped[date | None]
    next_step: Mapped[str] = mapped_column(sa.String(30), default="complete")  # read model, as the two below
    next_side: Mapped[str] = choice("next_side", NEXT_SIDES, default="licensee", index=True)  # whose turn it is
    due_on: Mapped[date | None] = mapped_column(index=True)  # deadline of the next step
    sent_at: Mapped[datetime | None] = instant()
    arrived_at: Mapped[datetime | None] = instant()  # when it lay in the office's inbox
    answered_at: Mapped[datetime | None] = instant()  # the office's first answer
    closed_at: Mapped[datetime | None] = instant()
    closed_reason: Mapped[str] = mapped_column(sa.String(500), default="")
    created_at: Mapped[datetime] = instant()
    version: Mapped[int] = mapped_column(default=1)

    listing: Mapped[Listing] = relationship()
    licensor: Mapped[Organisation] = relationship(foreign_keys=[licensor_id])
    licensee: Mapped[Organisation] = relationship(foreign_keys=[licensee_id])
    assignee: Mapped[Person | None] = relationship(foreign_keys=[assignee_id])
    offers: Mapped[list[Offer]] = relationship(order_by="Offer.number", back_populates="deal")
    agreement: Mapped[Agreement | None] = relationship(  # noqa: F821
        "Agreement", back_populates="deal", uselist=False
    )
    notes: Mapped[list[DealNote]] = relationship(order_by="DealNote.id")

    __mapper_args__ = {"version_id_col": version}


class Offer(db.Model):
    """One version of the terms on the table. Never edited; the newest open one can be accepted, by the other side."""

    __tablename__ = "offer"
    __table_args__ = (
        sa.UniqueConstraint("deal_id", "number"),
        sa.Index(
            "uq_offer_open",
            "deal_id",
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    deal_id: Mapped[int] = reference("deal.id", index=False)
    number: Mapped[int]
    side: Mapped[str] = choice("side", ("licensee", "office"))
    state: Mapped[str] = choice("state", ("open", "replaced", "accepted", "declined", "expired"), default="open")
    sheet: Mapped[str] = mapped_column(sa.Text)  # canonical JSON
    sheet_hash: Mapped[str] = mapped_column(sa.String(64))
    message: Mapped[str] = mapped_column(sa.Text, default="")
    expires_on: Mapped[date]
    made_by_id: Mapped[int | None] = reference("person.id")
    made_at: Mapped[datetime] = instant()

    deal: Mapped[Deal] = relationship(back_populates="offers")
    made_by: Mapped[Person | None] = relationship()

    @property
    def terms(self) -> dict[str, object]:
        return json.loads(self.sheet)


class DealNote(db.Model):
    """A note of one side, for that side only, or a message both sides read; with a file where one was sent."""

    __tablename__ = "deal_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    deal_id: Mapped[int] = reference("deal.id")
    audience: Mapped[str] = choice("audience", ("both", "office", "licensee"))
    text: Mapped[str] = mapped_column(sa.Text)
    file_id: Mapped[int | None] = reference("stored_file.id")
    by_id: Mapped[int] = reference("person.id")
    organisation_id: Mapped[int | None] = reference("organisation.id")  # for whom the writer acted
    at: Mapped[datetime] = instant()

    by: Mapped[Person] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    file: Mapped[StoredFile | None] = relationship()


def visible_to(actor: Actor) -> sa.Select[Deal]:
    """The deals of the actor's organisation as licensee, and those that arrived as licensor or acting office."""
    if actor.organisation_id is None:
        return sa.select(Deal).where(sa.false())
    arrived = Deal.arrived_at.is_not(None)
    run = Deal.licensor_id.in_(actor.office_for | {actor.organisation_id})
    return sa.select(Deal).where(sa.or_(Deal.licensee_id == actor.organisation_id, sa.and_(run, arrived)))


def by_public_id(public_id: str, actor: Actor) -> Deal | None:
    return db.session.scalar(visible_to(actor).where(Deal.public_id == public_id))


def worked_by(actor: Actor) -> sa.Select[Deal]:
    """The deals an acting office runs, the most urgent first."""
    query = sa.select(Deal).where(Deal.licensor_id.in_(actor.office_for), Deal.arrived_at.is_not(None))
    return query.order_by(*URGENCY)


def taken_by(actor: Actor) -> sa.Select[Deal]:
    """The deals of the actor's organisation as licensee, drafts too, the most urgent first."""
    return sa.select(Deal).where(Deal.licensee_id == actor.organisation_id).order_by(*URGENCY)


def given_by(actor: Actor) -> sa.Select[Deal]:
    """The deals of the licensors an organisation is or acts for, the most urgent first."""
    licensors = actor.office_for | ({actor.organisation_id} if actor.organisation_id else set())
    query = sa.select(Deal).where(Deal.licensor_id.in_(licensors), Deal.arrived_at.is_not(None))
    return query.order_by(*URGENCY)


URGENCY = (
    Deal.state.in_(("ended", "closed")),
    Deal.next_side == "",
    Deal.due_on.is_(None),
    Deal.due_on,
    Deal.id.desc(),
)
