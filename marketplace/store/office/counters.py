"""Human numbers: consecutive per organisation, kind and year (agreement, payment notice, receipt)."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.store.columns import reference
from marketplace.store.db import db


class Counter(db.Model):
    __tablename__ = "counter"
    __table_args__ = (sa.UniqueConstraint("organisation_id", "kind", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = reference("organisation.id")
    kind: Mapped[str] = mapped_column(sa.String(20))
    year: Mapped[int]
    last: Mapped[int] = mapped_column(default=0)


def next_number(organisation_id: int, kind: str, year: int) -> int:
    """The next number, 1 first. Inside a write transaction; a rolled-back number is given again."""
    query = sa.select(Counter).filter_by(organisation_id=organisation_id, kind=kind, year=year).with_for_update()
    counter = db.session.scalar(query)
    if counter is None:
        counter = Counter(organisation_id=organisation_id, kind=kind, year=year, last=0)
        db.session.add(counter)
    counter.last += 1
    db.session.flush()
    return counter.last
