"""Numbers of law and policy as dated rows: annual fees, ceilings, loan prime rate, holidays, day counts."""

from __future__ import annotations

import json
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.store.db import db


class Parameter(db.Model):
    __tablename__ = "parameter"
    __table_args__ = (sa.UniqueConstraint("key", "scope", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(60))
    scope: Mapped[str] = mapped_column(sa.String(60), default="")  # region, kind …; empty: everywhere
    valid_from: Mapped[date]
    value: Mapped[str] = mapped_column(sa.Text)  # JSON
    source: Mapped[str] = mapped_column(sa.String(300))


def value(key: str, on: date, scope: str = "") -> object:
    """The value in force on a day.

    Raises:
        LookupError: no row covers the day.
    """
    query = sa.select(Parameter.value).where(
        Parameter.key == key, Parameter.scope == scope, Parameter.valid_from <= on
    )
    found = db.session.scalar(query.order_by(Parameter.valid_from.desc()).limit(1))
    if found is None:
        raise LookupError(f"no parameter {key} {scope} for {on}")
    return json.loads(found)


def history(key: str, scope: str) -> list[Parameter]:
    """The rows of a parameter, the newest first."""
    query = sa.select(Parameter).filter_by(key=key, scope=scope).order_by(Parameter.valid_from.desc())
    return list(db.session.scalars(query))


def everything() -> list[Parameter]:
    """All rows by key and scope, the newest of each first."""
    order = (Parameter.key, Parameter.scope, Parameter.valid_from.desc())
    return list(db.session.scalars(sa.select(Parameter).order_by(*order)))
