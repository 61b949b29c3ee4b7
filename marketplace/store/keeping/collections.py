"""Favourites, and collections of listings that can be shared by a link."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship, selectinload

from marketplace.store.columns import instant, public_id, reference
from marketplace.store.db import db
from marketplace.store.listings.listings import Listing
from marketplace.store.parties.people import Person


class Favourite(db.Model):
    """A listing that somebody marked."""

    __tablename__ = "favourite"

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id", ondelete="RESTRICT"), primary_key=True)
    listing_id: Mapped[int] = mapped_column(
        sa.ForeignKey("listing.id", ondelete="RESTRICT"), primary_key=True, index=True
    )
    marked_at: Mapped[datetime] = instant()

    listing: Mapped[Listing] = relationship()


class Collection(db.Model):
    """Listings under a name. Whoever has the link (`share_key`) reads it; a deleted one loses name and listings."""

    __tablename__ = "collection"
    __table_args__ = (
        sa.CheckConstraint("name <> '' OR deleted_at IS NOT NULL", name="named"),
        sa.CheckConstraint("deleted_at IS NULL OR share_key IS NULL", name="deleted_unshared"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id()
    site_id: Mapped[int] = reference("site.id", index=False)
    person_id: Mapped[int] = reference("person.id")
    name: Mapped[str] = mapped_column(sa.String(120))
    about: Mapped[str] = mapped_column(sa.String(500), default="")
    share_key: Mapped[str | None] = mapped_column(sa.String(40), unique=True)  # None: not shared
    shared_at: Mapped[datetime | None] = instant()
    made_at: Mapped[datetime] = instant()
    deleted_at: Mapped[datetime | None] = instant()

    person: Mapped[Person] = relationship()
    items: Mapped[list[CollectionItem]] = relationship(
        order_by="CollectionItem.id", cascade="all, delete-orphan", back_populates="collection"
    )


class CollectionItem(db.Model):
    __tablename__ = "collection_item"
    __table_args__ = (sa.UniqueConstraint("collection_id", "listing_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    collection_id: Mapped[int] = reference("collection.id", index=False)
    listing_id: Mapped[int] = reference("listing.id")
    note: Mapped[str] = mapped_column(sa.String(500), default="")
    added_at: Mapped[datetime] = instant()

    collection: Mapped[Collection] = relationship(back_populates="items")
    listing: Mapped[Listing] = relationship()


def favourites_of(person_id: int) -> list[Favourite]:
    """What a person marked, the latest first, with what a line shows."""
    query = sa.select(Favourite).filter_by(person_id=person_id).order_by(Favourite.marked_at.desc())
    return list(db.session.scalars(query.options(joinedload(Favourite.listing).joinedload(Listing.licensor))))


def favourites_among(person_id: int, public_ids: Sequence[str]) -> set[str]:
    """Those of these listings, by public ids, that a person marked."""
    marked = sa.select(Favourite.listing_id).filter_by(person_id=person_id)
    query = sa.select(Listing.public_id).where(Listing.public_id.in_(public_ids), Listing.id.in_(marked))
    return set(db.session.scalars(query))


def favourite_count(person_id: int) -> int:
    query = sa.select(sa.func.count()).select_from(Favourite).filter_by(person_id=person_id)
    return db.session.scalar(query) or 0


def of_person(person_id: int) -> list[tuple[Collection, int]]:
    """The collections of a person, newest first, each with how many listings it holds."""
    number = (
        sa.select(sa.func.count())
        .where(CollectionItem.collection_id == Collection.id)
        .correlate(Collection)
        .scalar_subquery()
    )
    query = sa.select(Collection, number).where(
        Collection.person_id == person_id, Collection.deleted_at.is_(None)
    )
    return [(row, size) for row, size in db.session.execute(query.order_by(Collection.id.desc()))]


def by_public_id(public_id: str) -> Collection | None:
    query = sa.select(Collection).filter_by(public_id=public_id, deleted_at=None)
    return db.session.scalar(query.options(*_WHOLE))


def shared_as(share_key: str) -> Collection | None:
    """The collection that a link opens, as long as its owner can still sign in."""
    query = sa.select(Collection).filter_by(share_key=share_key, deleted_at=None)
    found = db.session.scalar(query.options(*_WHOLE))
    return found if found is not None and found.person.disabled_at is None else None


_WHOLE = (
    joinedload(Collection.person),
    selectinload(Collection.items).joinedload(CollectionItem.listing).joinedload(Listing.licensor),
)
