"""Listings: one or several patents offered under one or more term sheets."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload

from marketplace.domain.access import Actor
from marketplace.domain.listings.states import LISTING_KINDS, PUBLIC_STATES, STATES
from marketplace.store.columns import choice, instant, public_id, reference
from marketplace.store.db import db
from marketplace.store.parties.organisations import Organisation
from marketplace.store.parties.people import Person
from marketplace.store.patents.patents import Patent


class Listing(db.Model):
    __tablename__ = "listing"
    __table_args__ = (
        sa.CheckConstraint("title_zh <> '' OR title_en <> ''", name="titled"),
        sa.CheckConstraint("kind <> 'statutory' OR (limit_sizes = '[]' AND limit_regions = '[]')", name="open_to_all"),
        sa.CheckConstraint(
            "kind <> 'statutory' OR state <> 'published' OR (announcement_number <> '' AND announced_on IS NOT NULL)",
            name="announced",
        ),
        sa.CheckConstraint("state <> 'published' OR published_at IS NOT NULL", name="published_dated"),
        sa.CheckConstraint("state <> 'withdrawn' OR withdrawn_on IS NOT NULL", name="withdrawn_dated"),
        # the front page and the figures: the newest ones, and how many by owner and kind
        sa.Index("ix_listing_state_published_at", "state", "published_at"),
        sa.Index("ix_listing_state_licensor", "state", "licensor_id"),
        sa.Index("ix_listing_state_kind", "state", "kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id()
    kind: Mapped[str] = choice("kind", LISTING_KINDS)
    licensor_id: Mapped[int] = reference("organisation.id")
    title_zh: Mapped[str] = mapped_column(sa.String(300), default="")
    title_en: Mapped[str] = mapped_column(sa.String(300), default="")
    summary_zh: Mapped[str] = mapped_column(sa.Text, default="")
    summary_en: Mapped[str] = mapped_column(sa.Text, default="")
    fee_basis_zh: Mapped[str] = mapped_column(sa.Text, default="")  # brief explanation of how the fee was found
    fee_basis_en: Mapped[str] = mapped_column(sa.Text, default="")
    state: Mapped[str] = choice("state", STATES, default="draft")
    limit_sizes: Mapped[str] = mapped_column(sa.Text, default="[]")  # JSON list of size classes; empty: anybody
    limit_regions: Mapped[str] = mapped_column(sa.Text, default="[]")  # JSON list of division codes (prefixes)
    programme_zh: Mapped[str] = mapped_column(sa.String(200), default="")
    programme_en: Mapped[str] = mapped_column(sa.String(200), default="")
    announcement_number: Mapped[str] = mapped_column(sa.String(60), default="")  # CNIPA's
    announced_on: Mapped[date | None]
    drafted_by_id: Mapped[int | None] = reference("person.id")
    state_reason: Mapped[str] = mapped_column(sa.String(500), default="")  # of the last return, suspension, withdrawal
    published_at: Mapped[datetime | None] = instant()  # first time
    confirmed_at: Mapped[datetime | None] = instant()  # the owner's last word that all of it still holds
    withdrawn_on: Mapped[date | None]
    edition: Mapped[int] = mapped_column(default=0)  # number of the newest ListingVersion; 0: never public
    created_at: Mapped[datetime] = instant()
    updated_at: Mapped[datetime] = instant()
    version: Mapped[int] = mapped_column(default=1)

    licensor: Mapped[Organisation] = relationship()
    drafted_by: Mapped[Person | None] = relationship()
    patents: Mapped[list[Patent]] = relationship(secondary="listing_patent", order_by="ListingPatent.position")
    options: Mapped[list[ListingOption]] = relationship(
        order_by="ListingOption.position", cascade="all, delete-orphan", back_populates="listing"
    )
    overrides: Mapped[list[GateOverride]] = relationship(cascade="all, delete-orphan")
    editions: Mapped[list[ListingVersion]] = relationship(order_by="ListingVersion.edition")

    __mapper_args__ = {"version_id_col": version}

    def title(self, lang: str) -> str:
        return (self.title_zh or self.title_en) if lang == "zh" else (self.title_en or self.title_zh)

    @property
    def sizes(self) -> list[str]:
        return json.loads(self.limit_sizes)

    @property
    def regions(self) -> list[str]:
        return json.loads(self.limit_regions)


class ListingPatent(db.Model):
    __tablename__ = "listing_patent"

    listing_id: Mapped[int] = mapped_column(sa.ForeignKey("listing.id"), primary_key=True)
    patent_id: Mapped[int] = mapped_column(sa.ForeignKey("patent.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=1)


class ListingSite(db.Model):
    __tablename__ = "listing_site"

    listing_id: Mapped[int] = mapped_column(sa.ForeignKey("listing.id"), primary_key=True)
    site_id: Mapped[int] = mapped_column(sa.ForeignKey("site.id"), primary_key=True, index=True)


class ListingOption(db.Model):
    """One term sheet of a listing. `sheet` is canonical JSON; prices are the engine's, in minor units."""

    __tablename__ = "listing_option"
    __table_args__ = (
        sa.UniqueConstraint("listing_id", "position"),
        sa.Index("ix_listing_option_model", "listing_id", "model"),  # counted without reading the sheets
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[int] = reference("listing.id", index=False)
    position: Mapped[int]
    label_zh: Mapped[str] = mapped_column(sa.String(100), default="")
    label_en: Mapped[str] = mapped_column(sa.String(100), default="")
    sheet: Mapped[str] = mapped_column(sa.Text)
    sheet_hash: Mapped[str] = mapped_column(sa.String(64), index=True)
    model: Mapped[str] = mapped_column(sa.String(40))  # derived name of the payment model
    currency: Mapped[str] = mapped_column(sa.String(3))
    price_sure: Mapped[int] = mapped_column(sa.BigInteger)
    price_fixed: Mapped[int] = mapped_column(sa.BigInteger)
    price_rate: Mapped[str] = mapped_column(sa.String(12), default="")  # percent; empty: no royalty
    asks_on_day_one: Mapped[int] = mapped_column(sa.BigInteger, default=0)  # 0: takes effect when the notice arrives
    term_months: Mapped[int] = mapped_column(default=0)
    trial_months: Mapped[int] = mapped_column(default=0)  # 0: no trial
    territory: Mapped[str] = mapped_column(sa.Text, default="CN")  # country codes and names of regions, a line each

    listing: Mapped[Listing] = relationship(back_populates="options")

    @property
    def terms(self) -> dict[str, object]:
        return json.loads(self.sheet)


class ListingVersion(db.Model):
    """What was public, kept for ever: content (canonical JSON) and its hash at each publication."""

    __tablename__ = "listing_version"
    __table_args__ = (sa.UniqueConstraint("listing_id", "edition"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[int] = reference("listing.id", index=False)
    edition: Mapped[int]
    content: Mapped[str] = mapped_column(sa.Text)
    content_hash: Mapped[str] = mapped_column(sa.String(64))
    published_by_id: Mapped[int | None] = reference("person.id")
    published_at: Mapped[datetime] = instant()


class GateOverride(db.Model):
    """A blocking check that may be overridden, and was, with a reason."""

    __tablename__ = "gate_override"
    __table_args__ = (sa.UniqueConstraint("listing_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[int] = reference("listing.id", index=False)
    code: Mapped[str] = mapped_column(sa.String(40))
    reason: Mapped[str] = mapped_column(sa.String(500))
    by_id: Mapped[int] = reference("person.id")
    at: Mapped[datetime] = instant()


def visible_to(actor: Actor) -> sa.Select[Listing]:
    """The listings an actor may open: public ones of the site, and those of licensors it belongs to or acts for.

    What was never published (a filed one withdrawn before its announcement) never becomes public either.
    """
    # asked of each listing that is otherwise found: a list of all listings of the site would be made at every look
    on_site = sa.exists().where(ListingSite.listing_id == Listing.id, ListingSite.site_id == actor.site_id)
    public = sa.and_(Listing.state.in_(PUBLIC_STATES), Listing.edition > 0, on_site)
    if actor.organisation_id is None:
        return sa.select(Listing).where(public)
    own = Listing.licensor_id.in_(actor.office_for | {actor.organisation_id})
    return sa.select(Listing).where(sa.or_(public, own))


def for_cards(listing_ids: Sequence[int]) -> list[Listing]:
    """Published listings with all that their cards show, in the order of the ids."""
    rows = db.session.scalars(
        sa.select(Listing)
        .where(Listing.id.in_(listing_ids))  # with the state, SQLite would go through all that are published
        .options(
            selectinload(Listing.options),
            selectinload(Listing.licensor),
            selectinload(Listing.patents).selectinload(Patent.card),
        )
    )
    by_id = {listing.id: listing for listing in rows if listing.state == "published"}
    return [by_id[listing_id] for listing_id in listing_ids if listing_id in by_id]


def by_public_id(public_id: str, actor: Actor) -> Listing | None:
    return db.session.scalar(visible_to(actor).where(Listing.public_id == public_id))


def seen_among(actor: Actor, listing_ids: Sequence[int]) -> set[int]:
    """Those of these listings that an actor may open."""
    return set(db.session.scalars(visible_to(actor).with_only_columns(Listing.id).where(Listing.id.in_(listing_ids))))


def worked_by(actor: Actor) -> sa.Select[Listing]:
    """The listings of the licensors an actor's organisation is or acts for, newest first."""
    if actor.organisation_id is None:
        return sa.select(Listing).where(sa.false())
    run = actor.office_for | {actor.organisation_id}
    return sa.select(Listing).where(Listing.licensor_id.in_(run)).order_by(Listing.id.desc())
