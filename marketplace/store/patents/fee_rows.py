"""The rows of the annual fees and their reductions that are in force on a day."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import sqlalchemy as sa

from marketplace.domain.patents.fee_parameters import (
    ANNUAL_FEE,
    RELIEF_JOINT,
    RELIEF_OPEN_LICENCE,
    RELIEF_SINGLE,
    RELIEF_YEARS,
)
from marketplace.domain.patents.fee_plan import Reliefs
from marketplace.domain.patents.fees import FeeTable, fee_table
from marketplace.store.db import db
from marketplace.store.office.parameters import Parameter, value


def annual_fee_table(on: date) -> FeeTable:
    """Annual fees by kind and patent year, in fen."""
    query = sa.select(Parameter.scope, Parameter.value).where(Parameter.key == ANNUAL_FEE, Parameter.valid_from <= on)
    rows = db.session.execute(query.order_by(Parameter.valid_from))
    return fee_table({scope: str(json.loads(told)) for scope, told in rows})


def reliefs(on: date, *, owners: int) -> Reliefs:
    """The reductions in force; the relief of a single owner is larger than that of several."""
    relief = RELIEF_SINGLE if owners < 2 else RELIEF_JOINT
    return Reliefs(
        open_licence=Decimal(str(value(RELIEF_OPEN_LICENCE, on))),
        relief=Decimal(str(value(relief, on))),
        relief_years=int(str(value(RELIEF_YEARS, on))),
    )
