"""Checks of money: accounts and prices are computed anew by the engine and compared with what is kept."""

from __future__ import annotations

import json
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from marketplace.domain.money import format_minor, minor_units
from marketplace.domain.office.doctor_words import Finding
from marketplace.domain.terms.canonical import terms_hash
from marketplace.domain.terms.faults import Fault
from marketplace.domain.terms.statement import Line, Statement
from marketplace.store.db import db
from marketplace.store.deals.agreements import Agreement, Charge
from marketplace.store.listings.listings import Listing, ListingOption
from marketplace.usecases.deals.accounts import OVER
from marketplace.usecases.deals.cases import statement_of
from marketplace.usecases.listings.options import Proposal, option_of

AT_ONCE = 200
OPTION_FIELDS = ("sheet_hash", "model", "currency", "price_sure", "price_fixed", "price_rate", "asks_on_day_one")
LINE_FIELDS = ("kind", "status", "amount", "interest", "paid", "waived", "outstanding")
DEAL_STATES = {"pending": ("awaiting_payment", "closed"), "trial": ("active",), "active": ("active",)}

Seen = Iterator[Finding | None]


def agreements() -> Seen:
    """Hashes, accounts and states of every agreement, as the engine finds them on the day they were last evaluated."""
    for agreement in _all_agreements():
        yield None
        yield from _frozen(agreement)
        yield from _state(agreement)
        if agreement.effective_on is None:
            if agreement.events or agreement.charges:
                yield Finding("account_early", {"number": agreement.number})
        elif agreement.evaluated_on is None:
            yield Finding("not_evaluated", {"number": agreement.number})
        else:
            yield from _account(agreement)


def receipts() -> Seen:
    """What was confirmed as received is what the engine was told, in whole and one by one."""
    for agreement in _all_agreements():
        payments = {
            event.id: minor_units(str(event.values["amount"]), agreement.currency)
            for event in agreement.events
            if event.kind == "payment"
        }
        entered = [receipt for receipt in agreement.receipts if receipt.event_id is not None]
        total = sum(receipt.net for receipt in entered)
        for receipt in agreement.receipts:
            yield None
            told = receipt.event_id is not None or agreement.effective_on is None
            if not told or (receipt.event_id is not None and payments.get(receipt.event_id) != receipt.net):
                reference = receipt.bank_reference
                yield Finding("receipt_event", {"number": agreement.number, "reference": reference})
        if total != sum(payments.values()):
            sums = {"receipts": total, "events": sum(payments.values())}
            written = {name: format_minor(amount, agreement.currency) for name, amount in sums.items()}
            yield Finding("receipts_sum", {"number": agreement.number, **written})


def options() -> Seen:
    """The prices of every way to pay are what the engine derives from its terms."""
    query = (
        sa.select(ListingOption, Listing.public_id)
        .join(Listing, Listing.id == ListingOption.listing_id)
        .order_by(ListingOption.id)
    )
    for option, listing in db.session.execute(query.execution_options(yield_per=AT_ONCE)):
        yield None
        place = {"listing": listing, "position": option.position}
        try:
            derived = option_of(option.position, Proposal(option.terms))
        except Fault as fault:
            yield Finding("option_unreadable", {**place, "path": fault.path})
            continue
        wrong = [name for name in OPTION_FIELDS if getattr(option, name) != getattr(derived, name)]
        if wrong:
            yield Finding("option_differs", {**place, "fields": ", ".join(wrong)})


def _all_agreements() -> Iterator[Agreement]:
    ids = list(db.session.scalars(sa.select(Agreement.id).order_by(Agreement.id)))
    parts = (Agreement.events, Agreement.charges, Agreement.receipts, Agreement.deal)
    for start in range(0, len(ids), AT_ONCE):
        query = sa.select(Agreement).where(Agreement.id.in_(ids[start : start + AT_ONCE])).order_by(Agreement.id)
        yield from db.session.scalars(query.options(*(selectinload(part) for part in parts)))
        db.session.rollback()


def _frozen(agreement: Agreement) -> Seen:
    if terms_hash(agreement.terms) != agreement.sheet_hash:
        yield Finding("sheet_hash", {"number": agreement.number})
    if terms_hash(agreement.frozen_facts) != agreement.facts_hash:
        yield Finding("facts_hash", {"number": agreement.number})


def _state(agreement: Agreement) -> Seen:
    fitting = ("ended",) if agreement.state in OVER else DEAL_STATES[agreement.state]
    if agreement.deal.state not in fitting:
        yield Finding("deal_state", {"deal": agreement.deal.public_id, "number": agreement.number})


def _account(agreement: Agreement) -> Seen:
    assert agreement.evaluated_on is not None
    number = agreement.number
    try:
        statement = statement_of(agreement, agreement.evaluated_on)
    except Fault as fault:
        yield Finding("event_refused", {"number": number, "path": fault.path})
        return
    yield from _lines(agreement, statement)
    if agreement.state != statement.state:
        yield Finding("state_differs", {"number": number})
    if json.loads(agreement.statement) != json.loads(json.dumps(statement.to_json())):
        yield Finding("statement_differs", {"number": number})


def _lines(agreement: Agreement, statement: Statement) -> Seen:
    kept = {charge.line: charge for charge in agreement.charges}
    for position, line in enumerate(statement.lines, 1):
        charge = kept.pop(line.id, None)
        where = {"number": agreement.number, "line": line.id}
        if charge is None:
            yield Finding("line_missing", where)
        elif not _same(charge, line, position):
            yield Finding("line_differs", where)
    for line_id in kept:
        yield Finding("line_extra", {"number": agreement.number, "line": line_id})


def _same(charge: Charge, line: Line, position: int) -> bool:
    named = (charge.position, charge.component, charge.arose_on, charge.due_on)
    return named == (position, line.component or "", line.arose_on, line.due_on) and all(
        getattr(charge, name) == getattr(line, name) for name in LINE_FIELDS
    )
