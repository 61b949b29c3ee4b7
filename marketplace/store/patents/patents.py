"""Patents: the current view. Where each value came from stands in `patent_fact`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.domain.access import Actor
from marketplace.domain.patents.kinds import PatentKind
from marketplace.store.columns import checked, choice, instant, public_id, reference
from marketplace.store.db import db
from marketplace.store.office.files import StoredFile
from marketplace.store.parties.organisations import Organisation
from marketplace.store.parties.people import Person


class Patent(db.Model):
    """A patent as it is known now. `number` is canonical (application number where there is one)."""

    __tablename__ = "patent"
    __table_args__ = (
        sa.CheckConstraint("title_zh <> '' OR title_en <> ''", name="titled"),
        sa.CheckConstraint(
            "grant_date IS NULL OR filing_date IS NULL OR grant_date >= filing_date", name="granted_after"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id()
    number: Mapped[str] = mapped_column(sa.String(40), unique=True)
    publication_number: Mapped[str] = mapped_column(sa.String(40), default="", index=True)
    country: Mapped[str] = mapped_column(sa.String(2), default="CN")
    kind: Mapped[str] = choice("kind", tuple(PatentKind))
    licensor_id: Mapped[int] = reference("organisation.id")  # the organisation that manages it here
    title_zh: Mapped[str] = mapped_column(sa.Text, default="")
    title_en: Mapped[str] = mapped_column(sa.Text, default="")
    abstract_zh: Mapped[str] = mapped_column(sa.Text, default="")
    abstract_en: Mapped[str] = mapped_column(sa.Text, default="")
    filing_date: Mapped[date | None]
    publication_date: Mapped[date | None]
    grant_date: Mapped[date | None]
    term_end: Mapped[date | None]  # last day; stored because compensation may move it
    status: Mapped[str] = mapped_column(sa.String(30), default="unknown", index=True)
    status_source: Mapped[str] = mapped_column(sa.String(100), default="")
    status_as_of: Mapped[date | None]
    fee_paid_until: Mapped[date | None]  # last day covered by annual fees paid
    encumbrances_as_of: Mapped[date | None]  # day of the last word on pledges, licences and suspensions
    secret: Mapped[bool] = mapped_column(default=False)  # secret or defence patent
    export_restricted: Mapped[bool] = mapped_column(default=False)  # technology on an export control list
    industry: Mapped[str] = mapped_column(sa.String(4), default="")  # main GB/T 4754 division, named by the owner
    trl: Mapped[int | None] = checked(mapped_column(), "trl BETWEEN 1 AND 9", "trl")
    created_at: Mapped[datetime] = instant()
    updated_at: Mapped[datetime] = instant()
    version: Mapped[int] = mapped_column(default=1)

    licensor: Mapped[Organisation] = relationship()
    owners: Mapped[list[PatentOwner]] = relationship(order_by="PatentOwner.position", cascade="all, delete-orphan")
    inventors: Mapped[list[PatentInventor]] = relationship(
        order_by="PatentInventor.position", cascade="all, delete-orphan"
    )
    classes: Mapped[list[PatentClass]] = relationship(order_by="PatentClass.position", cascade="all, delete-orphan")
    industries: Mapped[list[PatentIndustry]] = relationship(
        order_by="PatentIndustry.id", cascade="all, delete-orphan"
    )
    overlays: Mapped[list[PatentOverlay]] = relationship(order_by="PatentOverlay.id", cascade="all, delete-orphan")
    evidence: Mapped[list[Evidence]] = relationship(order_by="Evidence.id")
    card: Mapped[PatentCard | None] = relationship(cascade="all, delete-orphan", uselist=False)

    __mapper_args__ = {"version_id_col": version}

    @property
    def divisions(self) -> tuple[str, ...]:
        """The divisions of GB/T 4754 that the owner has named, the main one first."""
        further = (row.code for row in self.industries if row.scheme == "division")
        return (*([self.industry] if self.industry else ()), *further)

    @property
    def emerging(self) -> tuple[str, ...]:
        """The strategic emerging industries that the owner has named."""
        return tuple(row.code for row in self.industries if row.scheme == "emerging")

    def title(self, lang: str) -> str:
        return (self.title_zh or self.title_en) if lang == "zh" else (self.title_en or self.title_zh)


class PatentOwner(db.Model):
    """A registered owner, in the order of the register; shares in hundredths of a percent, all or none known."""

    __tablename__ = "patent_owner"
    __table_args__ = (sa.UniqueConstraint("patent_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    patent_id: Mapped[int] = reference("patent.id", index=False)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(sa.String(300), index=True)
    organisation_id: Mapped[int | None] = reference("organisation.id")
    share: Mapped[int | None] = checked(mapped_column(), "share BETWEEN 1 AND 10000", "share")


class PatentInventor(db.Model):
    """An inventor or designer as printed; linked to a person once that person is known here."""

    __tablename__ = "patent_inventor"
    __table_args__ = (sa.UniqueConstraint("patent_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    patent_id: Mapped[int] = reference("patent.id", index=False)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(sa.String(200), index=True)
    person_id: Mapped[int | None] = reference("person.id")

    person: Mapped[Person | None] = relationship()
    patent: Mapped[Patent] = relationship(overlaps="inventors")


class PatentClass(db.Model):
    """A classification symbol, compact (`G06F17/30`, `09-03`); the first of a scheme is the main one."""

    __tablename__ = "patent_class"
    __table_args__ = (sa.UniqueConstraint("patent_id", "scheme", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    patent_id: Mapped[int] = reference("patent.id", index=False)
    scheme: Mapped[str] = choice("scheme", ("ipc", "cpc", "locarno"))
    position: Mapped[int]
    code: Mapped[str] = mapped_column(sa.String(30), index=True)


class PatentIndustry(db.Model):
    """An industry the owner has named beside the main one: a GB/T 4754 division or a strategic emerging industry."""

    __tablename__ = "patent_industry"
    __table_args__ = (sa.UniqueConstraint("patent_id", "scheme", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    patent_id: Mapped[int] = reference("patent.id", index=False)
    scheme: Mapped[str] = choice("scheme", ("division", "emerging"))
    code: Mapped[str] = mapped_column(sa.String(4))


class PatentOverlay(db.Model):
    """Something that lies over a patent for a time: pledge, preservation, exclusive licence, invalidity request …"""

    __tablename__ = "patent_overlay"

    id: Mapped[int] = mapped_column(primary_key=True)
    patent_id: Mapped[int] = reference("patent.id")
    kind: Mapped[str] = mapped_column(sa.String(30))
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]  # last day; None: until released
    note: Mapped[str] = mapped_column(sa.String(500), default="")
    source: Mapped[str] = mapped_column(sa.String(100), default="")
    as_of: Mapped[date]


class PatentCard(db.Model):
    """The patent in plain words, for a factory rather than an examiner. Written by people, zh and en."""

    __tablename__ = "patent_card"

    patent_id: Mapped[int] = mapped_column(sa.ForeignKey("patent.id"), primary_key=True)
    benefit_zh: Mapped[str] = mapped_column(sa.String(200), default="")  # one line for search results
    benefit_en: Mapped[str] = mapped_column(sa.String(200), default="")
    problem_zh: Mapped[str] = mapped_column(sa.Text, default="")
    problem_en: Mapped[str] = mapped_column(sa.Text, default="")
    users_zh: Mapped[str] = mapped_column(sa.Text, default="")  # who has the problem
    users_en: Mapped[str] = mapped_column(sa.Text, default="")
    replaces_zh: Mapped[str] = mapped_column(sa.Text, default="")
    replaces_en: Mapped[str] = mapped_column(sa.Text, default="")
    gain_zh: Mapped[str] = mapped_column(sa.Text, default="")  # measured, with test condition
    gain_en: Mapped[str] = mapped_column(sa.Text, default="")
    needs_zh: Mapped[str] = mapped_column(sa.Text, default="")  # what has to be bought or changed
    needs_en: Mapped[str] = mapped_column(sa.Text, default="")
    first_product_zh: Mapped[str] = mapped_column(sa.Text, default="")  # time to the first product
    first_product_en: Mapped[str] = mapped_column(sa.Text, default="")


class Evidence(db.Model):
    """A document that a publication check asks for: evaluation report, consent of pledgee or co-owner …"""

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    patent_id: Mapped[int] = reference("patent.id")
    kind: Mapped[str] = mapped_column(sa.String(30))
    file_id: Mapped[int] = reference("stored_file.id")
    positive: Mapped[bool] = mapped_column(default=True)  # an evaluation report may find a defect
    issued_on: Mapped[date | None]
    added_by_id: Mapped[int] = reference("person.id")
    added_at: Mapped[datetime] = instant()

    file: Mapped[StoredFile] = relationship()


class Attachment(db.Model):
    """A document about a patent for those who consider it (drawings, test report); public with its listing."""

    __tablename__ = "attachment"

    id: Mapped[int] = mapped_column(primary_key=True)
    patent_id: Mapped[int] = reference("patent.id")
    file_id: Mapped[int] = reference("stored_file.id")
    title_zh: Mapped[str] = mapped_column(sa.String(200), default="")
    title_en: Mapped[str] = mapped_column(sa.String(200), default="")

    file: Mapped[StoredFile] = relationship()


class PatentKey(db.Model):
    """A number under which a patent is known: its application number, the stem of a publication number."""

    __tablename__ = "patent_key"

    key: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    patent_id: Mapped[int] = reference("patent.id")


class PatentFact(db.Model):
    """One value of one field from one source, kept for ever; `patent` shows the newest of the best source."""

    __tablename__ = "patent_fact"
    __table_args__ = (sa.Index("ix_patent_fact_patent_field", "patent_id", "field"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    patent_id: Mapped[int] = mapped_column(sa.ForeignKey("patent.id"))
    field: Mapped[str] = mapped_column(sa.String(30))
    value: Mapped[str] = mapped_column(sa.Text)
    source: Mapped[str] = mapped_column(sa.String(100))
    as_of: Mapped[date]
    import_id: Mapped[int | None] = reference("patent_import.id")


def by_public_id(public_id: str) -> Patent | None:
    return db.session.scalar(sa.select(Patent).filter_by(public_id=public_id))


def ids_by_keys(keys: Collection[str]) -> dict[str, int]:
    """Which of these numbers are known, and of which patent."""
    query = sa.select(PatentKey.key, PatentKey.patent_id).where(PatentKey.key.in_(keys))
    return {row.key: row.patent_id for row in db.session.execute(query)}


def worked_by(actor: Actor) -> sa.Select[Patent]:
    """The patents an organisation may look after or look at: its own and those of the licensors it acts for."""
    if actor.organisation_id is None:
        return sa.select(Patent).where(sa.false())
    return sa.select(Patent).where(Patent.licensor_id.in_(actor.office_for | {actor.organisation_id}))


def by_number(number: str) -> Patent | None:
    return db.session.scalar(sa.select(Patent).filter_by(number=number))
