"""Take in statistics of licence fees; the same line again replaces its figures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from marketplace.domain.access import Actor
from marketplace.domain.terms.reference import Band
from marketplace.store.db import db, transaction
from marketplace.store.listings.reference import ReferenceStatistic, statistic
from marketplace.store.sites import Site
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record


@transaction
def import_statistics(
    site: Site, bands: Iterable[Band], *, demonstration: bool = False, actor: Actor, now: datetime
) -> int:
    """Keep lines of published statistics. Returns how many there were.

    Args:
        demonstration: the lines are made up, and are marked so wherever they are shown.
    """
    require(actor, "site.edit", site.operator)
    taken = 0
    for band in bands:
        row = statistic(band.measure, band.field, band.year, band.source)
        if row is None:
            row = ReferenceStatistic(measure=band.measure, field=band.field, year=band.year, source=band.source)
            db.session.add(row)
        row.sample_size, row.demonstration = band.sample_size, demonstration
        row.lower, row.median, row.upper = (f"{one:f}" for one in (band.lower, band.median, band.upper))
        taken += 1
    record("site.statistics_imported", site, actor=actor, now=now, count=taken)
    return taken
