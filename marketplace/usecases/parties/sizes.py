"""Size classes: declared by the enterprise, computed from the figures, good for a year."""

from __future__ import annotations

from datetime import datetime

from marketplace.domain.access import Actor
from marketplace.domain.days import day_of
from marketplace.domain.parties.sizes import size_class, valid_until
from marketplace.store.db import db, lock, transaction
from marketplace.store.parties.organisations import Organisation, SizeDeclaration
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record


@transaction
def declare_size(
    organisation: Organisation,
    *,
    sector: str,
    staff: int | None,
    revenue: int | None,
    assets: int | None,
    basis_year: int,
    actor: Actor,
    now: datetime,
) -> SizeDeclaration:
    """Keep what an enterprise says about its size, with the class that follows; earlier declarations stay.

    Args:
        sector: a key of the table of size classes. revenue, assets: fen, of `basis_year`; None where unknown.
    """
    require(actor, "organisation.size", organisation)
    lock(organisation)
    declaration = SizeDeclaration(
        organisation_id=organisation.id,
        sector=sector,
        staff=staff,
        revenue=revenue,
        assets=assets,
        basis_year=basis_year,
        size_class=size_class(sector, staff, revenue, assets),
        declared_by_id=actor.person_id,
        declared_at=now,
        valid_until=valid_until(day_of(now)),
    )
    db.session.add(declaration)
    data = {"size_class": declaration.size_class, "basis_year": basis_year}
    record("organisation.size_declared", organisation, actor=actor, now=now, **data)
    return declaration
