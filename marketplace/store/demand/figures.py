"""Needs of a site in figures: by month, kind, sector and state. Every number is a count of rows that can be opened."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa

from marketplace.domain.days import day_of, start_of
from marketplace.domain.demand.states import NEED_KINDS, STATES
from marketplace.store.db import db
from marketplace.store.demand.needs import Need


@dataclass(frozen=True)
class Demand:
    """Counts of the needs left on a site within some months.

    `by_month`: month (`2026-03`) → kind → needs; every month asked for is in it. `by_sector`: division → kind → needs,
    most first, "" for those that state none. `by_state`: state → needs.
    """

    total: int
    by_month: dict[str, Counter[str]] = field(default_factory=dict)
    by_sector: dict[str, Counter[str]] = field(default_factory=dict)
    by_kind: Counter[str] = field(default_factory=Counter)
    by_state: dict[str, int] = field(default_factory=dict)


def demand(site_id: int, months: list[str]) -> Demand:
    """The figures of some successive months, oldest first, written 2026-03."""
    first = date.fromisoformat(f"{months[0]}-01")
    last = date.fromisoformat(f"{months[-1]}-01")
    after = date(last.year + last.month // 12, last.month % 12 + 1, 1)
    query = sa.select(Need.left_at, Need.kind, Need.sector, Need.state).where(
        Need.site_id == site_id, Need.left_at >= start_of(first), Need.left_at < start_of(after)
    )
    rows = db.session.execute(query).all()
    by_month = {month: Counter[str]() for month in months}
    by_sector: dict[str, Counter[str]] = {}
    for left_at, kind, sector, _ in rows:
        by_month[f"{day_of(left_at):%Y-%m}"][kind] += 1
        by_sector.setdefault(sector, Counter())[kind] += 1
    states = Counter(state for *_, state in rows)
    kinds = Counter(kind for _, kind, _, _ in rows)
    return Demand(
        total=len(rows),
        by_month=by_month,
        by_sector=dict(
            sorted(by_sector.items(), key=lambda item: (item[0] == "", -item[1].total(), item[0]))
        ),
        by_kind=Counter({kind: kinds[kind] for kind in NEED_KINDS}),
        by_state={state: states[state] for state in STATES},
    )
