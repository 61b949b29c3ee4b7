"""Column types and defaults that every table shares."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Mapped, MappedColumn, mapped_column
from sqlalchemy.types import TypeDecorator

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0 1 i l o
PUBLIC_ID_LENGTH = 10


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Refuses naive values, stores UTC, always gives aware UTC values back."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


def new_public_id() -> str:
    """A random name for a row that has a page (10 characters, 31 each: about 49 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(PUBLIC_ID_LENGTH))


def public_id() -> Mapped[str]:
    return mapped_column(sa.String(PUBLIC_ID_LENGTH), unique=True, default=new_public_id)


def choice(name: str, values: Iterable[str], **options: Any) -> Mapped[Any]:
    """A text column that holds one of `values`; the database refuses any other."""
    listed = tuple(values)
    quoted = ", ".join(f"'{value}'" for value in listed)
    width = max(map(len, listed))
    return checked(mapped_column(name, sa.String(max(width, 8)), **options), f"{name} IN ({quoted})", name)


def checked(column: MappedColumn[Any], condition: str, name: str) -> MappedColumn[Any]:
    """Have the database refuse what does not meet a condition, by a constraint of the table.

    A constraint given to the column itself never reaches a generated migration.
    """

    def attach(_column: sa.Column[Any], table: sa.Table) -> None:
        table.append_constraint(sa.CheckConstraint(condition, name=name))

    sa.event.listen(column.column, "after_parent_attach", attach)
    return column


def reference(target: str, *, index: bool = True, **options: Any) -> Mapped[Any]:
    """A foreign key; deletion of what is referred to is always refused."""
    return mapped_column(sa.ForeignKey(target, ondelete="RESTRICT"), index=index, **options)


def instant(**options: Any) -> Mapped[Any]:
    return mapped_column(UtcDateTime, **options)
