"""Titles of classification symbols that an installation has loaded, and what stands below a symbol."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.domain.patents.class_tree import SCHEMES
from marketplace.store.columns import choice
from marketplace.store.db import db


class ClassTitle(db.Model):
    """The title of one symbol of one scheme. `parent`: the symbol above, "" for a section."""

    __tablename__ = "class_title"
    __table_args__ = (
        sa.UniqueConstraint("scheme", "code"),
        sa.CheckConstraint("title_zh <> '' OR title_en <> ''", name="titled"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    scheme: Mapped[str] = choice("scheme", SCHEMES)
    code: Mapped[str] = mapped_column(sa.String(20), index=True)
    parent: Mapped[str] = mapped_column(sa.String(20), default="", index=True)
    title_zh: Mapped[str] = mapped_column(sa.Text, default="")
    title_en: Mapped[str] = mapped_column(sa.Text, default="")
    edition: Mapped[str] = mapped_column(sa.String(20), default="")  # as the file names it: 2026.01


def titles_of(codes: Collection[str]) -> dict[str, ClassTitle]:
    """The loaded titles of these symbols; those of IPC go before those of CPC."""
    query = sa.select(ClassTitle).where(ClassTitle.code.in_(codes)).order_by(ClassTitle.scheme)
    return {row.code: row for row in db.session.scalars(query)}  # ipc comes last and stays


def titles_below(symbol: str) -> dict[str, ClassTitle]:
    """The loaded titles of the symbols directly below one ("" for the sections)."""
    query = sa.select(ClassTitle).where(ClassTitle.parent == symbol).order_by(ClassTitle.scheme)
    return {row.code: row for row in db.session.scalars(query)}


def titles_with(words: Sequence[str], limit: int) -> list[ClassTitle]:
    """Loaded titles that hold every word, the upper levels first."""
    held = [sa.or_(*(text.icontains(word, autoescape=True) for text in _TEXTS)) for word in words]
    order = (sa.func.length(ClassTitle.code), ClassTitle.code, ClassTitle.scheme.desc())
    return list(db.session.scalars(sa.select(ClassTitle).where(*held).order_by(*order).limit(limit)))


def upper_titles() -> list[ClassTitle]:
    """The loaded titles down to the subclasses: few enough to be kept by a process."""
    return list(db.session.scalars(sa.select(ClassTitle).where(sa.func.length(ClassTitle.code) <= 4)))


def known_titles(scheme: str, codes: Collection[str]) -> dict[str, ClassTitle]:
    """The rows of one scheme that are there already."""
    query = sa.select(ClassTitle).where(ClassTitle.scheme == scheme, ClassTitle.code.in_(codes))
    return {row.code: row for row in db.session.scalars(query)}


_TEXTS = (ClassTitle.code, ClassTitle.title_zh, ClassTitle.title_en)
