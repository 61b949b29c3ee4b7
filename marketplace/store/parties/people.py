"""People, what they may do in which organisation, and how they sign in."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from marketplace.domain.parties.kinds import ROLES
from marketplace.store.columns import choice, instant, public_id, reference
from marketplace.store.db import db
from marketplace.store.parties.organisations import Organisation

TOKEN_KINDS = ("email", "reset", "invitation", "administrator", "office_code")


class Person(db.Model):
    """Somebody who can sign in, with an e-mail address or a mobile number as sign-in name (both stored folded)."""

    __tablename__ = "person"
    __table_args__ = (sa.CheckConstraint("email IS NOT NULL OR mobile IS NOT NULL", name="reachable"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id()
    name: Mapped[str] = mapped_column(sa.String(100))
    email: Mapped[str | None] = mapped_column(sa.String(200), unique=True)
    mobile: Mapped[str | None] = mapped_column(sa.String(20), unique=True)
    password_hash: Mapped[str] = mapped_column(sa.String(200), default="")  # empty: not set yet, nobody can sign in
    language: Mapped[str] = choice("language", ("zh", "en"), default="zh")
    terms_version: Mapped[str] = mapped_column(sa.String(20), default="")  # of the terms of use accepted at sign-up
    terms_accepted_at: Mapped[datetime | None] = instant()
    disabled_at: Mapped[datetime | None] = instant()
    created_at: Mapped[datetime] = instant()

    channels: Mapped[list[Channel]] = relationship(back_populates="person")


class Channel(db.Model):
    """A way to reach a person outside the site. Notices in the site need none."""

    __tablename__ = "channel"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = reference("person.id")
    kind: Mapped[str] = choice("kind", ("mail",))
    address: Mapped[str] = mapped_column(sa.String(200))
    active: Mapped[bool] = mapped_column(default=True)
    verified_at: Mapped[datetime | None] = instant()

    person: Mapped[Person] = relationship(back_populates="channels")


class Membership(db.Model):
    """One role of one person in one organisation; several rows give several roles."""

    __tablename__ = "membership"
    __table_args__ = (sa.UniqueConstraint("person_id", "organisation_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = reference("person.id")
    organisation_id: Mapped[int] = reference("organisation.id")
    role: Mapped[str] = choice("role", ROLES)
    created_at: Mapped[datetime] = instant()

    person: Mapped[Person] = relationship()
    organisation: Mapped[Organisation] = relationship()


class UserSession(db.Model):
    """A sign-in that can be listed and revoked. The browser holds the token, this row its SHA-256."""

    __tablename__ = "user_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    person_id: Mapped[int] = reference("person.id")
    organisation_id: Mapped[int | None] = reference("organisation.id")  # for whom the person acts
    device: Mapped[str] = mapped_column(sa.String(60), default="")  # browser and system, as the owner recognises them
    created_at: Mapped[datetime] = instant()
    seen_at: Mapped[datetime] = instant()
    revoked_at: Mapped[datetime | None] = instant()

    person: Mapped[Person] = relationship()
    organisation: Mapped[Organisation | None] = relationship()


class Token(db.Model):
    """A secret that works once: reset link, invitation, first administrator, code handed out by an office."""

    __tablename__ = "token"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = choice("kind", TOKEN_KINDS)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    person_id: Mapped[int | None] = reference("person.id")
    organisation_id: Mapped[int | None] = reference("organisation.id")
    address: Mapped[str] = mapped_column(sa.String(200), default="")  # of the invited, or to be confirmed
    roles: Mapped[str] = mapped_column(sa.String(100), default="")  # comma-separated, of an invitation
    issued_by_id: Mapped[int | None] = reference("person.id")
    created_at: Mapped[datetime] = instant()
    expires_at: Mapped[datetime] = instant()
    used_at: Mapped[datetime | None] = instant()  # or withdrawn

    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])
    organisation: Mapped[Organisation | None] = relationship()
    issued_by: Mapped[Person | None] = relationship(foreign_keys=[issued_by_id])


def session_with(token_hash: str) -> UserSession | None:
    """The sign-in with this token that nobody has revoked, with its person and organisation."""
    query = sa.select(UserSession).filter_by(token_hash=token_hash, revoked_at=None)
    whole = query.options(joinedload(UserSession.person), joinedload(UserSession.organisation))
    return db.session.scalar(whole)


def by_sign_in_name(name: str) -> Person | None:
    """The person who signs in with a folded e-mail address or mobile number."""
    return db.session.scalar(sa.select(Person).where(sa.or_(Person.email == name, Person.mobile == name)))


def by_public_id(public_id: str) -> Person | None:
    return db.session.scalar(sa.select(Person).filter_by(public_id=public_id))


def open_sessions(person_id: int, *, seen_since: datetime, opened_since: datetime) -> list[UserSession]:
    """The sign-ins of a person that still hold, last used first."""
    query = sa.select(UserSession).where(
        UserSession.person_id == person_id,
        UserSession.revoked_at.is_(None),
        UserSession.seen_at >= seen_since,
        UserSession.created_at >= opened_since,
    )
    return list(db.session.scalars(query.order_by(UserSession.seen_at.desc(), UserSession.id.desc())))


def roles_of(person_id: int, organisation_id: int) -> frozenset[str]:
    query = sa.select(Membership.role).filter_by(person_id=person_id, organisation_id=organisation_id)
    return frozenset(db.session.scalars(query))


def organisations_of(person_id: int) -> list[Organisation]:
    """The organisations a person may act for, in order of joining."""
    query = (
        sa.select(Organisation, sa.func.min(Membership.id).label("joined"))
        .join(Membership, Membership.organisation_id == Organisation.id)
        .where(Membership.person_id == person_id)
        .group_by(Organisation.id)
        .order_by("joined")
    )
    return list(db.session.scalars(query))


def members_with(organisation_id: int, roles: frozenset[str]) -> list[Person]:
    """The people of an organisation who hold one of the roles and are not disabled."""
    query = (
        sa.select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.organisation_id == organisation_id,
            Membership.role.in_(roles),
            Person.disabled_at.is_(None),
        )
        .distinct()
        .order_by(Person.id)
    )
    return list(db.session.scalars(query))
