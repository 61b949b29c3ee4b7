"""Agreements and their money. `agreement_event` is the only input; `charge` and `statement` are derived from it.

Nobody writes charges by hand: the use case that adds an event evaluates the terms and replaces the read model in the
same transaction.
"""

from __future__ import annotations

import json
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.domain.deals.patent_ends import CAUSES
from marketplace.domain.deals.states import REPORT_KINDS, REPORT_STATES
from marketplace.store.columns import choice, instant, public_id, reference
from marketplace.store.db import db
from marketplace.store.deals.deals import Deal
from marketplace.store.office.files import StoredFile

LICENCE_STATES = ("pending", "trial", "active", "lapsed", "terminated", "expired", "bought_out")


class Agreement(db.Model):
    """What was agreed, frozen: terms, facts, hashes, payee. `effective_on` is set when the licence takes effect."""

    __tablename__ = "agreement"
    __table_args__ = (sa.CheckConstraint("(state = 'pending') = (effective_on IS NULL)", name="effective_dated"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    deal_id: Mapped[int] = reference("deal.id", index=False, unique=True)
    number: Mapped[str] = mapped_column(sa.String(40), unique=True)  # human, per licensor and year
    verification_code: Mapped[str] = public_id()  # printed on the confirmation
    sheet: Mapped[str] = mapped_column(sa.Text)  # canonical JSON of the terms
    sheet_hash: Mapped[str] = mapped_column(sa.String(64), index=True)
    facts: Mapped[str] = mapped_column(sa.Text)  # canonical JSON: parties, patents, listing, effect rule
    facts_hash: Mapped[str] = mapped_column(sa.String(64))
    engine: Mapped[int] = mapped_column(default=1)
    currency: Mapped[str] = mapped_column(sa.String(3))
    model: Mapped[str] = mapped_column(sa.String(40), index=True)
    vat_rate: Mapped[str] = mapped_column(sa.String(10), default="0")  # percent, frozen
    payee: Mapped[str] = mapped_column(sa.Text, default="{}")  # canonical JSON: holder, bank, number, reference
    asks_on_day_one: Mapped[int] = mapped_column(sa.BigInteger, default=0)  # net, minor units
    first_payment_due_on: Mapped[date | None]
    concluded_at: Mapped[datetime] = instant()
    effective_on: Mapped[date | None] = mapped_column(index=True)
    state: Mapped[str] = choice("state", LICENCE_STATES, default="pending", index=True)
    evaluated_on: Mapped[date | None]  # `as_of` of the read model below
    statement: Mapped[str] = mapped_column(sa.Text, default="{}")  # the engine's whole result, JSON

    deal: Mapped[Deal] = relationship(back_populates="agreement")
    events: Mapped[list[AgreementEvent]] = relationship(order_by="AgreementEvent.position")
    charges: Mapped[list[Charge]] = relationship(order_by="Charge.position", cascade="all, delete-orphan")
    reports: Mapped[list[Report]] = relationship(order_by="Report.id")
    receipts: Mapped[list[Receipt]] = relationship(order_by="Receipt.id")
    patent_ends: Mapped[list[PatentEnd]] = relationship(order_by="PatentEnd.id")

    @property
    def standing(self) -> str:
        """The state of the licence, or `never`: its deal was closed before it took effect."""
        return "never" if self.effective_on is None and self.deal.state == "closed" else self.state

    @property
    def terms(self) -> dict[str, object]:
        return json.loads(self.sheet)

    @property
    def payee_details(self) -> dict[str, str]:
        """holder, bank, number, reference; empty strings where the licensor had entered no account."""
        return json.loads(self.payee)

    @property
    def frozen_facts(self) -> dict[str, object]:
        return json.loads(self.facts)


class AgreementEvent(db.Model):
    """One event of the engine, append-only (triggers refuse change and deletion)."""

    __tablename__ = "agreement_event"
    __table_args__ = (sa.UniqueConstraint("agreement_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = reference("agreement.id", index=False)
    position: Mapped[int]  # order of entry, from 1
    happened_on: Mapped[date]
    kind: Mapped[str] = mapped_column(sa.String(30))
    body: Mapped[str] = mapped_column(sa.Text)  # the engine's event, canonical JSON, whole
    reason: Mapped[str] = mapped_column(sa.String(500), default="")  # of a decision of the office; both read it
    entered_by_id: Mapped[int | None] = reference("person.id")
    entered_at: Mapped[datetime] = instant()

    @property
    def values(self) -> dict[str, object]:
        return json.loads(self.body)


class Charge(db.Model):
    """A line of the statement (read model, amounts in minor units, without VAT)."""

    __tablename__ = "charge"
    __table_args__ = (sa.UniqueConstraint("agreement_id", "line"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = reference("agreement.id", index=False)
    position: Mapped[int]
    line: Mapped[str] = mapped_column(sa.String(120))  # the engine's line id
    component: Mapped[str] = mapped_column(sa.String(60), default="")
    kind: Mapped[str] = mapped_column(sa.String(20))
    status: Mapped[str] = mapped_column(sa.String(20), index=True)
    arose_on: Mapped[date]
    due_on: Mapped[date] = mapped_column(index=True)
    amount: Mapped[int] = mapped_column(sa.BigInteger)
    interest: Mapped[int] = mapped_column(sa.BigInteger)
    paid: Mapped[int] = mapped_column(sa.BigInteger)
    waived: Mapped[int] = mapped_column(sa.BigInteger)
    outstanding: Mapped[int] = mapped_column(sa.BigInteger)


class Report(db.Model):
    """What the licensee reports as a fact; the office accepts it (it becomes an event) or rejects it with a reason."""

    __tablename__ = "report"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id()
    agreement_id: Mapped[int] = reference("agreement.id")
    kind: Mapped[str] = choice("kind", REPORT_KINDS)
    body: Mapped[str] = mapped_column(sa.Text)  # the event as it would be entered, canonical JSON
    note: Mapped[str] = mapped_column(sa.Text, default="")
    file_id: Mapped[int | None] = reference("stored_file.id")
    state: Mapped[str] = choice("state", REPORT_STATES, default="submitted", index=True)
    reason: Mapped[str] = mapped_column(sa.String(500), default="")  # of a rejection
    submitted_by_id: Mapped[int | None] = reference("person.id")
    submitted_at: Mapped[datetime] = instant()
    judged_by_id: Mapped[int | None] = reference("person.id")
    judged_at: Mapped[datetime | None] = instant()
    event_id: Mapped[int | None] = reference("agreement_event.id")

    file: Mapped[StoredFile | None] = relationship()

    @property
    def values(self) -> dict[str, object]:
        return json.loads(self.body)


class Receipt(db.Model):
    """Money that came in, as the office confirmed it: gross, its VAT, and the net that becomes a payment event."""

    __tablename__ = "receipt"
    __table_args__ = (sa.CheckConstraint("gross = net + vat AND gross > 0", name="adds_up"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = reference("agreement.id")
    received_on: Mapped[date]
    gross: Mapped[int] = mapped_column(sa.BigInteger)
    vat: Mapped[int] = mapped_column(sa.BigInteger)
    net: Mapped[int] = mapped_column(sa.BigInteger)
    bank_reference: Mapped[str] = mapped_column(sa.String(100))
    line: Mapped[str] = mapped_column(sa.String(120), default="")  # named by the payer; empty: oldest first
    confirmed_by_id: Mapped[int | None] = reference("person.id")
    confirmed_at: Mapped[datetime] = instant()
    event_id: Mapped[int | None] = reference("agreement_event.id")  # None: before the licence took effect


class PatentEnd(db.Model):
    """That a patent of the licence has ended, as the office recorded it. With the last of them royalties stop."""

    __tablename__ = "patent_end"
    __table_args__ = (sa.UniqueConstraint("agreement_id", "patent"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = reference("agreement.id", index=False)
    patent: Mapped[str] = mapped_column(sa.String(40))  # canonical number, as in the frozen facts
    cause: Mapped[str] = choice("cause", CAUSES)
    ended_on: Mapped[date]
    source: Mapped[str] = mapped_column(sa.String(300), default="")  # where it is announced
    recorded_by_id: Mapped[int | None] = reference("person.id")
    recorded_at: Mapped[datetime] = instant()


def living_ids() -> list[int]:
    """The agreements whose account still moves with time: those in effect, and those that ended with something open."""
    owing = sa.select(Charge.agreement_id).where(Charge.outstanding > 0)
    moving = sa.or_(
        Agreement.state.in_(("trial", "active")),
        sa.and_(Agreement.effective_on.is_not(None), Agreement.id.in_(owing)),
    )
    return list(db.session.scalars(sa.select(Agreement.id).where(moving).order_by(Agreement.id)))


def by_verification_code(code: str) -> Agreement | None:
    return db.session.scalar(sa.select(Agreement).filter_by(verification_code=code))
