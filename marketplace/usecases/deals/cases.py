"""An agreement as the engine reads it: the very input of `terms evaluate`, and the account that comes out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from marketplace.domain.terms.case import Case
from marketplace.domain.terms.evaluate import evaluate
from marketplace.domain.terms.reading import read_case
from marketplace.domain.terms.statement import Statement
from marketplace.store.deals.agreements import Agreement


def case_of(agreement: Agreement, as_of: date, *more: Mapping[str, object]) -> dict[str, object]:
    """The case of an agreement on a day, with events not yet entered behind the others.

    Events entered for later days are left out. An agreement that waits for its first payment is shown as if it took
    effect on that day.
    """
    effective_on = agreement.effective_on or as_of
    day = max(as_of, effective_on)
    entered = [event.values for event in agreement.events if event.happened_on <= day]
    return {
        "terms": agreement.terms,
        "effective_on": effective_on.isoformat(),
        "events": entered + [dict(event) for event in more],
        "as_of": day.isoformat(),
    }


def read_case_of(agreement: Agreement, as_of: date, *more: Mapping[str, object]) -> Case:
    """The same, read.

    Raises:
        Fault: an event that cannot be.
    """
    return read_case(case_of(agreement, as_of, *more))


def statement_of(agreement: Agreement, as_of: date, *more: Mapping[str, object]) -> Statement:
    """The account of an agreement on a day.

    Raises:
        Fault: an event that cannot be.
    """
    case = read_case_of(agreement, as_of, *more)
    return evaluate(case.terms, case.effective_on, case.events, case.as_of)
