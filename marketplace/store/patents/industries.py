"""Patents whose class symbols suggest a strategic emerging industry while their owner has named none yet."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from marketplace.domain.patents.emerging import PREFIXES
from marketplace.store.db import db
from marketplace.store.patents.patents import Patent, PatentClass, PatentIndustry


def unconfirmed(licensor_ids: Collection[int], most: int) -> tuple[list[Patent], int]:
    """The first such patents of these licensors, and how many there are."""
    begins = sa.or_(
        *(PatentClass.code.startswith(prefix) for prefixes in PREFIXES.values() for prefix in prefixes)
    )
    suggested = sa.exists().where(PatentClass.patent_id == Patent.id, begins)
    named = sa.exists().where(PatentIndustry.patent_id == Patent.id, PatentIndustry.scheme == "emerging")
    query = sa.select(Patent).where(Patent.licensor_id.in_(licensor_ids), suggested, ~named)
    total = db.session.scalar(query.with_only_columns(sa.func.count())) or 0
    return list(db.session.scalars(query.order_by(Patent.id).limit(most))), total


def among(licensor_ids: Collection[int], public_ids: Collection[str]) -> list[Patent]:
    """Those of these patents that belong to one of these licensors."""
    query = sa.select(Patent).where(Patent.licensor_id.in_(licensor_ids), Patent.public_id.in_(public_ids))
    return list(db.session.scalars(query.order_by(Patent.id)))
