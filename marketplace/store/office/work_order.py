"""The order of work in SQL: the same as `WorkItem.urgency`, so that a page of it can be fetched."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from marketplace.domain.access import Actor
from marketplace.store.deals.deals import Deal

Statement = sa.Select[*tuple[Any, ...]]  # of the rows of a list
Found = sa.Row[*tuple[Any, ...]]  # one of them


def by_urgency(due: InstrumentedAttribute[Any], today: date, *more: Any) -> tuple[Any, ...]:
    """Late or due today first, then without a deadline, then what comes later."""
    rank = sa.case((due <= today, 0), (due.is_(None), 1), else_=2)
    return (rank, due, *more)


def run_by(actor: Actor) -> sa.ColumnElement[bool]:
    """The deals whose licensor's affairs the actor's organisation runs."""
    return sa.and_(Deal.licensor_id.in_(actor.office_for), Deal.arrived_at.is_not(None))


def in_charge(actor: Actor, whose: str) -> sa.ColumnElement[bool]:
    """Deals of all, of the actor, or of nobody in particular."""
    if whose == "mine":
        return Deal.assignee_id == actor.person_id
    return Deal.assignee_id.is_(None) if whose == "nobodys" else sa.true()
