"""Work around demand: needs that nobody has answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from marketplace.domain.days import day_of
from marketplace.domain.demand.states import WITH_THE_OFFICE
from marketplace.domain.office.work import WorkItem
from marketplace.store.demand.needs import Need
from marketplace.store.office.work_order import Found, Statement, by_urgency

if TYPE_CHECKING:
    from marketplace.store.office.worklist import View

SHOWN = (joinedload(Need.person), joinedload(Need.organisation), joinedload(Need.assignee))


def needs(view: View) -> Statement:
    """Needs of the site that wait for an answer, for the operator and the site's offices."""
    actor = view.actor
    query = sa.select(Need).where(Need.site_id == actor.site_id, Need.state.in_(WITH_THE_OFFICE))
    if not (actor.verifier or actor.operator):
        query = query.where(sa.false())
    if view.whose == "mine":
        query = query.where(Need.assignee_id == actor.person_id)
    elif view.whose == "nobodys":
        query = query.where(Need.assignee_id.is_(None))
    return query.order_by(*by_urgency(Need.due_on, view.today, Need.id))


def need_item(view: View, row: Found) -> WorkItem:
    need: Need = row[0]
    party = need.organisation
    name = need.person.name if need.person else ""
    return WorkItem(
        "needs",
        "need",
        need.public_id,
        title=(need.sentence, need.sentence),
        party=(party.name("zh"), party.name("en")) if party else (name, name),
        due=need.due_on,
        since=day_of(need.left_at),
        assignee=need.assignee.name if need.assignee else "",
        code=need.kind,
    )
