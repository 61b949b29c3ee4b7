"""Agreements: concluded from a notice or an accepted offer, and put into effect."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from marketplace.domain.access import Actor
from marketplace.domain.days import day_of
from marketplace.domain.deals.states import next_state
from marketplace.domain.terms.canonical import canonical, terms_hash
from marketplace.domain.terms.naming import model_name
from marketplace.domain.terms.price import asks_on_day_one
from marketplace.domain.terms.reading import read_terms
from marketplace.store.db import db, transaction
from marketplace.store.deals.agreements import Agreement
from marketplace.store.deals.deals import Deal
from marketplace.store.office.counters import next_number
from marketplace.store.office.parameters import value
from marketplace.store.parties import organisations
from marketplace.store.parties.organisations import Organisation
from marketplace.usecases.deals.accounts import keep_account
from marketplace.usecases.deals.cases import statement_of
from marketplace.usecases.deals.outlook import note_next
from marketplace.usecases.recording import record


def conclude(
    deal: Deal, sheet: Mapping[str, object], facts: Mapping[str, object], *, way: str, actor: Actor, now: datetime
) -> Agreement:
    """Freeze the agreement and put it into effect, at once or when the first payment is confirmed.

    Inside the use case's transaction. `way`: "arrive" (a notice) or "conclude" (an accepted offer).
    """
    terms = read_terms(sheet)
    today = day_of(now)
    asked = asks_on_day_one(terms, today)
    number = _agreement_number(deal.licensor, today)
    agreement = Agreement(
        deal=deal,
        number=number,
        sheet=canonical(sheet).decode(),
        sheet_hash=terms_hash(sheet),
        facts=canonical(facts).decode(),
        facts_hash=terms_hash(facts),
        currency=terms.currency,
        model=model_name(terms),
        vat_rate=deal.licensor.vat_rate,
        payee=canonical(_payee(deal.licensor, number)).decode(),
        asks_on_day_one=asked,
        concluded_at=now,
    )
    db.session.add(agreement)
    db.session.flush()
    record(
        "agreement.concluded",
        deal,
        actor=actor,
        now=now,
        number=number,
        sheet_hash=agreement.sheet_hash,
        facts_hash=agreement.facts_hash,
    )
    if asked:
        deal.state = _step(deal, f"{way}_unpaid")
        agreement.first_payment_due_on = today + timedelta(days=int(str(value("first_payment_days", today))))
        note_next(deal, today)
    else:
        take_effect(agreement, today, action=f"{way}_effective", actor=actor, now=now)
    return agreement


def take_effect(agreement: Agreement, on: date, *, action: str, actor: Actor, now: datetime) -> None:
    """Let the licence begin: its schedule is evaluated from this day. Inside the use case's transaction."""
    deal = agreement.deal
    deal.state = _step(deal, action)
    agreement.effective_on, agreement.state = on, "active"  # the account below says it more exactly
    keep_account(agreement, statement_of(agreement, on), as_of=on, actor=actor, now=now)
    record(
        "agreement.effective", deal, actor=actor, now=now, number=agreement.number, effective_on=on.isoformat()
    )


@transaction
def bring_account_forward(agreement: Agreement, *, actor: Actor, now: datetime) -> None:
    """Evaluate an agreement as of today: interest grows, lines fall due, terms end. The nightly job."""
    today = day_of(now)
    keep_account(agreement, statement_of(agreement, today), as_of=today, actor=actor, now=now)


def _step(deal: Deal, action: str) -> str:
    following = next_state(deal.state, action)
    if following is None:
        raise ValueError(f"{action} is not possible from {deal.state}")
    return following


def _agreement_number(licensor: Organisation, today: date) -> str:
    """`code-L-year-serial`; an organisation without a code is named by its public id."""
    serial = next_number(licensor.id, "licence", today.year)
    return f"{licensor.code or licensor.public_id.upper()}-L-{today.year}-{serial:04d}"


def _payee(licensor: Organisation, reference: str) -> dict[str, str]:
    account = organisations.account_of(licensor.id)
    if account is None:
        return {"holder": "", "bank": "", "number": "", "reference": reference}
    return {"holder": account.holder, "bank": account.bank, "number": account.number, "reference": reference}


