"""An account on a day ready to print: the engine's lines and totals with their words, and where to pay."""

from __future__ import annotations

from datetime import date
from typing import Any

from marketplace.domain.deals.vat import gross_of
from marketplace.domain.terms.evaluate import evaluate, licence_on
from marketplace.store.deals.agreements import Agreement
from marketplace.store.parties import organisations
from marketplace.usecases.deals.cases import read_case_of
from marketplace.usecases.deals.confirmations import payee_of
from marketplace.usecases.deals.outlook import left_of_first_payment
from marketplace.web.deals.account_rows import line_rows, waiting_rows
from marketplace.web.deals.decisions import decisions


def account_of(agreement: Agreement, as_of: date) -> dict[str, Any]:
    """The account on a day, ready to print. Before the licence takes effect: as if it did on that day."""
    case = read_case_of(agreement, as_of)
    statement = evaluate(case.terms, case.effective_on, case.events, case.as_of)
    rate = agreement.vat_rate
    return {
        "as_of": case.as_of,
        "lines": line_rows(case.terms, statement, rate),
        "waiting": waiting_rows(case.terms, statement, rate),
        "totals": statement.totals,
        "state": statement.state if agreement.effective_on else agreement.standing,
        "total_cap": case.terms.total_cap,
        "to_pay": gross_of(statement.totals.outstanding, rate),
        "last_day": licence_on(case.terms, case.effective_on, case.events, case.as_of).span.last_day,
        "royalties": bool(case.terms.royalties),
        "decisions": decisions(agreement, case.terms, statement.lines),
    }


def payment_details(agreement: Agreement) -> dict[str, Any]:
    """Where to pay and under which reference; whether the licensor has changed its account since the conclusion."""
    payee = payee_of(agreement)
    current = organisations.account_of(agreement.deal.licensor_id)
    moved = payee is not None and current is not None and current.number != payee["number"]
    left = left_of_first_payment(agreement) if agreement.effective_on is None else 0
    return {
        "payee": payee,
        "account_moved": moved,
        "first_left": left,
        "received": sum(receipt.net for receipt in agreement.receipts),
        "first_left_gross": gross_of(left, agreement.vat_rate),
    }
