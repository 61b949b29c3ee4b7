"""The work list of those who verify parties."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from marketplace.store.db import db
from marketplace.store.parties.organisations import Organisation

CASES_FOR_USUAL_TIME = 50  # the newest ones
PENDING_FIRST = sa.case({"pending": 0, "none": 1, "rejected": 2}, value=Organisation.verification, else_=3)


def work_list(*, state: str = "", kind: str = "", words: str = "") -> sa.Select[Organisation]:
    """Organisations to verify: those who wait first, the longest waiting on top.

    Args:
        words: part of a name, or a social credit or registry number.
    """
    query = sa.select(Organisation)
    if state:
        query = query.where(Organisation.verification == state)
    if kind:
        query = query.where(Organisation.kind == kind)
    if words:
        fits = (
            Organisation.name_zh.icontains(words, autoescape=True),
            Organisation.name_en.icontains(words, autoescape=True),
            Organisation.uscc == words.upper(),
            Organisation.registry_number == words,
        )
        query = query.where(sa.or_(*fits))
    return query.order_by(PENDING_FIRST, Organisation.verification_asked_at, Organisation.id.desc())


def page_of(query: sa.Select[Organisation], page: int, size: int) -> tuple[list[Organisation], int]:
    """One page of a list (from 1) and how many rows there are in all."""
    total = db.session.scalar(sa.select(sa.func.count()).select_from(query.order_by(None).subquery())) or 0
    rows = db.session.scalars(query.limit(size).offset((page - 1) * size))
    return list(rows), total


def everything_of(query: sa.Select[Organisation]) -> list[Organisation]:
    return list(db.session.scalars(query))


def counts_by_state() -> dict[str, int]:
    query = sa.select(Organisation.verification, sa.func.count()).group_by(Organisation.verification)
    return {state: number for state, number in db.session.execute(query)}


def answered_cases() -> list[tuple[datetime, datetime]]:
    """When the newest verified organisations asked and when they were verified."""
    query = (
        sa.select(Organisation.verification_asked_at, Organisation.verified_at)
        .where(Organisation.verification == "verified", Organisation.verification_asked_at.is_not(None))
        .where(Organisation.verified_at >= Organisation.verification_asked_at)
        .order_by(Organisation.verified_at.desc())
        .limit(CASES_FOR_USUAL_TIME)
    )
    return [(asked, verified) for asked, verified in db.session.execute(query)]


def offices() -> list[Organisation]:
    """The transfer offices a licensor can give a mandate to."""
    query = sa.select(Organisation).filter_by(kind="office", verification="verified")
    return list(db.session.scalars(query.order_by(Organisation.name_zh, Organisation.id)))
