"""Terms as a money plan: what is sure and when, what waits for what, as the engine says it from a day on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from marketplace.domain.dates import last_day
from marketplace.domain.deals.vat import gross_of
from marketplace.domain.terms.evaluate import evaluate
from marketplace.domain.terms.model import TermSheet
from marketplace.domain.terms.price import Price, asks_on_day_one, price
from marketplace.domain.terms.reading import read_terms
from marketplace.domain.terms.words_summary import summary
from marketplace.web.deals.account_rows import LineRow, WaitingRow, line_rows, waiting_rows
from marketplace.web.deals.wording import say
from marketplace.web.listings.offers import clauses_of


@dataclass(frozen=True, slots=True)
class Plan:
    """A sheet as it would run from `start`. Amounts in minor units without tax, but for `first_gross`."""

    terms: TermSheet
    currency: str
    vat_rate: str
    start: date
    last_day: date
    summary: str
    clauses: Sequence[Mapping[str, Any]]
    lines: Sequence[LineRow]
    waiting: Sequence[WaitingRow]
    price: Price
    first: int
    first_gross: int


def plan_of(sheet: Mapping[str, Any], start: date, vat_rate: str) -> Plan:
    """The plan of a sheet if its licence took effect on a day."""
    terms = read_terms(sheet)
    statement = evaluate(terms, start, (), start)
    first = asks_on_day_one(terms, start)
    return Plan(
        terms=terms,
        currency=terms.currency,
        vat_rate=vat_rate,
        start=start,
        last_day=last_day(start, terms.term_months),
        summary=say(summary(terms)),
        clauses=clauses_of(terms),
        lines=line_rows(terms, statement, vat_rate),
        waiting=waiting_rows(terms, statement, vat_rate),
        price=price(terms, start),
        first=first,
        first_gross=gross_of(first, vat_rate),
    )
