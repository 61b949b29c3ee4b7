"""What an office has to do: one named query for each list, and the lists merged by urgency.

A number shown anywhere is the count of the very query whose rows are shown behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain

import sqlalchemy as sa
from sqlalchemy.sql.base import ExecutableOption

from marketplace.domain.access import Actor
from marketplace.domain.office.work import WorkItem
from marketplace.store.db import db
from marketplace.store.office import work_deals, work_listings, work_money, work_needs, work_parties
from marketplace.store.office.work_order import Found, Statement


@dataclass(frozen=True, slots=True)
class View:
    """Whose work is looked at, and when. `whose`: all | mine | nobodys, of what can be given to somebody in charge."""

    actor: Actor
    today: date
    whose: str = "all"


@dataclass(frozen=True, slots=True)
class Source:
    """A query that gives the rows of a list in the order of their urgency, what its items show, and how one is told."""

    statement: Callable[[View], Statement]
    item: Callable[[View, Found], WorkItem]
    shown: tuple[ExecutableOption, ...]


def _deal(statement: Callable[[View], Statement], item: Callable[[View, Found], WorkItem]) -> Source:
    return Source(statement, item, work_deals.SHOWN)


def _listing(statement: Callable[[View], Statement], item: Callable[[View, Found], WorkItem]) -> Source:
    return Source(statement, item, work_listings.SHOWN)


SOURCES: dict[str, tuple[Source, ...]] = {
    "answers": (_deal(work_deals.answers, work_deals.answer_item),),
    "reports": (_deal(work_deals.reports, work_deals.report_item),),
    "reviews": (_listing(work_listings.reviews, work_listings.review_item),),
    "overdue-payments": (
        _deal(work_money.overdue_charges, work_money.charge_item("overdue-payments")),
        _deal(work_money.overdue_first_payments, work_money.first_payment_item("overdue-payments")),
    ),
    "expected-payments": (
        _deal(work_money.expected_charges, work_money.charge_item("expected-payments")),
        _deal(work_money.expected_first_payments, work_money.first_payment_item("expected-payments")),
    ),
    "expiring-offers": (_deal(work_deals.expiring_offers, work_deals.offer_item),),
    "reminders": (_deal(work_deals.reminders, work_deals.reminder_item),),
    "imports": (Source(work_parties.imports, work_parties.import_item, work_parties.SHOWN),),
    "blocked-listings": (_listing(work_listings.blocked, work_listings.blocked_item),),
    "unconfirmed-listings": (_listing(work_listings.unconfirmed, work_listings.unconfirmed_item),),
    "needs": (Source(work_needs.needs, work_needs.need_item, work_needs.SHOWN),),
    "verifications": (Source(work_parties.verifications, work_parties.verification_item, ()),),
}

def count(work: str, view: View) -> int:
    """How many items a list has."""
    return sum(_count(source.statement(view)) for source in SOURCES[work])


def page_of(works: Iterable[str], view: View, page: int, size: int) -> list[WorkItem]:
    """One page (from 1) of several lists together, the most urgent first."""
    first = (page - 1) * size
    return _items(works, view, first + size)[first:]


def everything_of(works: Iterable[str], view: View) -> list[WorkItem]:
    """All items of these lists, the most urgent first."""
    return _items(works, view, None)


def _items(works: Iterable[str], view: View, most: int | None) -> list[WorkItem]:
    sources = chain.from_iterable(SOURCES[work] for work in works)
    found = [
        source.item(view, row)
        for source in sources
        for row in db.session.execute(source.statement(view).options(*source.shown).limit(most))
    ]
    return sorted(found, key=lambda item: item.urgency(view.today))[:most]


def _count(statement: Statement) -> int:
    rows = statement.order_by(None).with_only_columns(sa.literal(1), maintain_column_froms=True).subquery()
    return db.session.scalar(sa.select(sa.func.count()).select_from(rows)) or 0
