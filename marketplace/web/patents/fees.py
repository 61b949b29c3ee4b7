"""The annual fees of a patent as its page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from marketplace.domain.patents.fee_plan import FeeLine, FeeMark, Reliefs, fee_plan
from marketplace.domain.patents.fees import annual_fees
from marketplace.domain.patents.kinds import PatentKind
from marketplace.domain.patents.status import IN_FORCE
from marketplace.store.patents import fee_rows
from marketplace.store.patents.patents import Patent

DUE = (FeeMark.NEXT, FeeMark.LATE, FeeMark.LAPSING)


@dataclass(frozen=True, slots=True)
class Fees:
    """The plan of a patent's annual fees. Without lines `missing` says why: foreign, ended, dates."""

    lines: Sequence[FeeLine] = ()
    reliefs: Reliefs | None = None
    missing: str = ""

    @property
    def due(self) -> FeeLine | None:
        """The year whose fee comes next or is overdue."""
        return next((line for line in self.lines if line.mark in DUE), None)


def fees_of(patent: Patent, today: date) -> Fees:
    """Week-ends move a due day, holidays are not on file."""
    if patent.country != "CN":
        return Fees(missing="foreign")
    if patent.filing_date is None or patent.grant_date is None:
        return Fees(missing="dates")
    if patent.status not in IN_FORCE and patent.status != "unknown":
        return Fees(missing="ended")
    table = fee_rows.annual_fee_table(today)
    reliefs = fee_rows.reliefs(today, owners=len(patent.owners))
    calendar = annual_fees(PatentKind(patent.kind), patent.filing_date, patent.grant_date, table)
    return Fees(fee_plan(calendar, patent.filing_date, patent.fee_paid_until, today, reliefs), reliefs)
