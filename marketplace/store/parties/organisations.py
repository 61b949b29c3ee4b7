"""Organisations: whoever licenses, takes licences, acts for others or runs the site."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.domain.parties.kinds import ORGANISATION_KINDS, SIZE_CLASSES, VERIFICATIONS
from marketplace.store.among import Among
from marketplace.store.columns import choice, instant, public_id, reference
from marketplace.store.db import db


class Organisation(db.Model):
    """A party. An individual is an organisation of one; a foreign one has a country and a registry number."""

    __tablename__ = "organisation"
    __table_args__ = (
        sa.CheckConstraint("name_zh <> '' OR name_en <> ''", name="named"),
        sa.CheckConstraint("country = 'CN' OR uscc IS NULL", name="uscc_is_chinese"),
        sa.CheckConstraint("verification <> 'verified' OR verified_at IS NOT NULL", name="verified_dated"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id()
    code: Mapped[str | None] = mapped_column(sa.String(20), unique=True)  # short, upper-case
    kind: Mapped[str] = choice("kind", ORGANISATION_KINDS)
    name_zh: Mapped[str] = mapped_column(sa.String(200), default="")
    name_en: Mapped[str] = mapped_column(sa.String(200), default="")
    country: Mapped[str] = mapped_column(sa.String(2), default="CN")  # ISO 3166-1
    uscc: Mapped[str | None] = mapped_column(sa.String(18), unique=True)
    uscc_override_reason: Mapped[str] = mapped_column(
        sa.String(500), default=""
    )  # where the check digit fails
    registry_number: Mapped[str] = mapped_column(sa.String(60), default="")  # abroad, or of a person
    region: Mapped[str] = mapped_column(sa.String(6), default="")  # administrative division code
    address: Mapped[str] = mapped_column(sa.String(300), default="")
    contact_name: Mapped[str] = mapped_column(sa.String(100), default="")
    contact_phone: Mapped[str] = mapped_column(sa.String(40), default="")
    contact_email: Mapped[str] = mapped_column(sa.String(200), default="")
    about_zh: Mapped[str] = mapped_column(sa.Text, default="")
    about_en: Mapped[str] = mapped_column(sa.Text, default="")
    aliases: Mapped[str] = mapped_column(sa.Text, default="")  # short and former names, one a line
    verification: Mapped[str] = choice("verification", VERIFICATIONS, default="none")
    verification_note: Mapped[str] = mapped_column(sa.String(500), default="")
    verification_asked_at: Mapped[datetime | None] = instant()
    verified_at: Mapped[datetime | None] = instant()
    two_person_rule: Mapped[bool] = mapped_column(default=False)  # who drafted a listing may not approve it
    vat_rate: Mapped[str] = mapped_column(
        sa.String(10), default="6"
    )  # percent on fees it receives; "0": exempt
    created_at: Mapped[datetime] = instant()
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    @property
    def verified(self) -> bool:
        return self.verification == "verified"

    @property
    def listed_aliases(self) -> list[str]:
        """Its short and former names."""
        return self.aliases.splitlines()

    def name(self, lang: str) -> str:
        """The name for a reader of `lang`, else the other one."""
        return (self.name_zh or self.name_en) if lang == "zh" else (self.name_en or self.name_zh)


class BankAccount(db.Model):
    """Where an organisation is paid. Never edited: a new row replaces the old one."""

    __tablename__ = "bank_account"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = reference("organisation.id")
    holder: Mapped[str] = mapped_column(sa.String(200))
    bank: Mapped[str] = mapped_column(sa.String(200))
    number: Mapped[str] = mapped_column(sa.String(40))
    created_at: Mapped[datetime] = instant()
    replaced_at: Mapped[datetime | None] = instant()

    organisation: Mapped[Organisation] = relationship()


class SizeDeclaration(db.Model):
    """What an enterprise declared about its size, and the class computed from it."""

    __tablename__ = "size_declaration"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = reference("organisation.id")
    sector: Mapped[str] = mapped_column(sa.String(30))
    staff: Mapped[int | None]
    revenue: Mapped[int | None] = mapped_column(sa.BigInteger)  # fen, last year
    assets: Mapped[int | None] = mapped_column(sa.BigInteger)  # fen
    basis_year: Mapped[int]
    size_class: Mapped[str] = choice("size_class", SIZE_CLASSES)
    declared_by_id: Mapped[int] = reference("person.id")
    declared_at: Mapped[datetime] = instant()
    valid_until: Mapped[date]


class Mandate(db.Model):
    """From when to when a transfer office acts for a licensor. Without one the licensor's own members act."""

    __tablename__ = "mandate"
    __table_args__ = (sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ordered"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    licensor_id: Mapped[int] = reference("organisation.id")
    office_id: Mapped[int] = reference("organisation.id")
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]  # last day; None: until further notice
    created_at: Mapped[datetime] = instant()

    licensor: Mapped[Organisation] = relationship(foreign_keys=[licensor_id])
    office: Mapped[Organisation] = relationship(foreign_keys=[office_id])


def by_public_id(public_id: str) -> Organisation | None:
    return db.session.scalar(sa.select(Organisation).filter_by(public_id=public_id))


_TABLE = Organisation.__table__
_NAMES = Among(sa.select(_TABLE.c.public_id, _TABLE.c.name_zh, _TABLE.c.name_en), _TABLE.c.public_id)


def names_of(public_ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Public id → names in Chinese and English, of those that are organisations."""
    return {public_id: (zh, en) for public_id, zh, en in _NAMES.rows(public_ids)}


def by_ids(ids: Iterable[int]) -> list[Organisation]:
    return list(db.session.scalars(sa.select(Organisation).where(Organisation.id.in_(list(ids)))))


def by_code(code: str) -> Organisation | None:
    return db.session.scalar(sa.select(Organisation).filter_by(code=code.strip().upper()))


def by_uscc(uscc: str) -> Organisation | None:
    return db.session.scalar(sa.select(Organisation).filter_by(uscc=uscc))


def account_of(organisation_id: int) -> BankAccount | None:
    """The bank account in force."""
    query = sa.select(BankAccount).filter_by(organisation_id=organisation_id, replaced_at=None)
    return db.session.scalar(query.order_by(BankAccount.id.desc()).limit(1))


def size_of(organisation_id: int, on: date) -> SizeDeclaration | None:
    """The newest size declaration that is still valid on a day."""
    query = sa.select(SizeDeclaration).where(
        SizeDeclaration.organisation_id == organisation_id, SizeDeclaration.valid_until >= on
    )
    return db.session.scalar(query.order_by(SizeDeclaration.id.desc()).limit(1))


def current_mandates(on: date) -> sa.Select[Mandate]:
    """The mandates in force on a day; a licensor has at most one."""
    return sa.select(Mandate).where(
        Mandate.starts_on <= on, sa.or_(Mandate.ends_on.is_(None), Mandate.ends_on >= on)
    )


def mandate_from(licensor_id: int, on: date) -> Mandate | None:
    """A mandate of a licensor that covers a day or a later one."""
    query = sa.select(Mandate).where(
        Mandate.licensor_id == licensor_id, sa.or_(Mandate.ends_on.is_(None), Mandate.ends_on >= on)
    )
    return db.session.scalar(query.order_by(Mandate.starts_on).limit(1))


def acting_office_id(licensor_id: int, on: date) -> int:
    """The organisation that acts for a licensor on a day: its mandated office, else itself."""
    mandate = db.session.scalar(current_mandates(on).where(Mandate.licensor_id == licensor_id))
    return mandate.office_id if mandate else licensor_id


def licensors_of(office_id: int, on: date) -> frozenset[int]:
    """The licensors for whom an organisation acts on a day; itself among them unless it gave a mandate away."""
    mandates = db.session.scalars(
        current_mandates(on).where(sa.or_(Mandate.office_id == office_id, Mandate.licensor_id == office_id))
    ).all()
    given_away = any(mandate.licensor_id == office_id for mandate in mandates)
    others = {mandate.licensor_id for mandate in mandates if mandate.office_id == office_id}
    return frozenset(others if given_away else others | {office_id})
