"""What comparable licences cost: imported statistics, and the terms of licences taken on this site."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.domain.terms.reference import MEASURES, Band
from marketplace.store.columns import choice
from marketplace.store.db import db
from marketplace.store.deals.agreements import Agreement
from marketplace.store.deals.deals import Deal
from marketplace.store.listings.listings import ListingPatent
from marketplace.store.patents.patents import Patent

MOST_SHEETS = 1000


class ReferenceStatistic(db.Model):
    """One line of a published statistic. `field`: GB/T 4754 division, "" for all; figures are decimal strings."""

    __tablename__ = "reference_statistic"
    __table_args__ = (sa.UniqueConstraint("measure", "field", "year", "source"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    measure: Mapped[str] = choice("measure", MEASURES)
    field: Mapped[str] = mapped_column(sa.String(4), default="")
    year: Mapped[int]
    sample_size: Mapped[int]
    lower: Mapped[str] = mapped_column(sa.String(24))
    median: Mapped[str] = mapped_column(sa.String(24))
    upper: Mapped[str] = mapped_column(sa.String(24))
    source: Mapped[str] = mapped_column(sa.String(300))
    demonstration: Mapped[bool] = mapped_column(default=False)

    @property
    def band(self) -> Band:
        """The line as a value."""
        return Band.of(
            self.measure,
            self.field,
            self.year,
            self.sample_size,
            (self.lower, self.median, self.upper),
            self.source,
            demonstration=self.demonstration,
        )


def statistics_for(fields: Collection[str]) -> list[Band]:
    """The imported lines for fields and for all fields, the newest year of each measure and field first."""
    table = ReferenceStatistic
    query = sa.select(table).where(table.field.in_({*fields, ""}))
    order = (table.measure, table.field.desc(), table.year.desc(), table.source)
    return [row.band for row in db.session.scalars(query.order_by(*order))]


def known_statistics(page: int, size: int) -> tuple[list[Band], int]:
    """One page (from 1) of all imported lines, the newest year first, and how many there are."""
    table = ReferenceStatistic
    total = db.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0
    order = (table.year.desc(), table.source, table.measure.desc(), table.field)
    rows = db.session.scalars(sa.select(table).order_by(*order).limit(size).offset((page - 1) * size))
    return [row.band for row in rows], total


def statistic(measure: str, field: str, year: int, source: str) -> ReferenceStatistic | None:
    """The line that is already known."""
    query = sa.select(ReferenceStatistic).filter_by(measure=measure, field=field, year=year, source=source)
    return db.session.scalar(query)


def sheets_taken(field: str) -> list[tuple[str, int]]:
    """The terms under which licences took effect, of patents in a field ("": in any): the sheet as JSON, how often.

    At most `MOST_SHEETS` different sheets, the newest.
    """
    newest = sa.func.max(Agreement.id)
    query = (
        sa.select(sa.func.max(Agreement.sheet), sa.func.count())
        .where(Agreement.effective_on.is_not(None))
        .group_by(Agreement.sheet_hash)
        .order_by(newest.desc())
        .limit(MOST_SHEETS)
    )
    if field:
        inside = (  # asked of each agreement: there are far fewer of them than patents of a field
            sa.exists()
            .where(Deal.id == Agreement.deal_id, ListingPatent.listing_id == Deal.listing_id)
            .where(Patent.id == ListingPatent.patent_id, Patent.industry == field)
        )
        query = query.where(inside)
    return [(sheet, number) for sheet, number in db.session.execute(query)]
