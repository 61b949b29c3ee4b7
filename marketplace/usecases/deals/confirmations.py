"""Confirmations of an agreement: the facts to be printed. The same facts give the same bytes; nothing is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from marketplace.domain.days import day_of
from marketplace.domain.deals.line_words import line_words, waiting_line_words
from marketplace.domain.deals.patent_ends import patent_number
from marketplace.domain.deals.privacy import party_code
from marketplace.domain.deals.vat import gross_of
from marketplace.domain.deals.words import LICENCE_STATES
from marketplace.domain.patents.status import PatentStatus
from marketplace.domain.patents.words import STATUSES
from marketplace.domain.terms.case import Case
from marketplace.domain.terms.evaluate import evaluate, licence_on
from marketplace.domain.terms.naming import MODELS
from marketplace.domain.terms.statement import Statement
from marketplace.domain.terms.words import LINE_STATUSES
from marketplace.domain.terms.words_articles import articles
from marketplace.domain.terms.words_triggers import waiting_words
from marketplace.store.db import db
from marketplace.store.deals.agreements import Agreement
from marketplace.store.parties import organisations
from marketplace.store.parties.organisations import Organisation
from marketplace.usecases.deals.accounts import OVER
from marketplace.usecases.deals.cases import read_case_of
from marketplace.usecases.deals.outlook import left_of_first_payment

Text = dict[str, str]


def confirmation_facts(
    agreement: Agreement, today: date, *, issuer: tuple[str, str], demonstration: bool, verification_url: str
) -> dict[str, Any]:
    """What a confirmation as of a day prints, as plain values (see `documents.confirmation`)."""
    case = read_case_of(agreement, today)
    statement = evaluate(case.terms, case.effective_on, case.events, case.as_of)
    pending = agreement.effective_on is None
    frozen: Any = agreement.frozen_facts
    announced = frozen["listing"]["announcement_number"]
    return {
        "demonstration": demonstration,
        "issuer": _text(*issuer),
        "number": agreement.number,
        "kind": frozen["listing"]["kind"],
        "announcement": {"number": announced, "on": frozen["listing"]["announced_on"]} if announced else None,
        "model": _text(MODELS[agreement.model].zh, MODELS[agreement.model].en),
        "state": _text(*LICENCE_STATES["pending" if pending else statement.state]),
        "ended": not pending and statement.state in OVER,
        "concluded_on": day_of(agreement.concluded_at).isoformat(),
        "effective_on": agreement.effective_on.isoformat() if agreement.effective_on else None,
        "last_day": None if pending else _last_day(case).isoformat(),
        "parties": _parties(agreement, frozen, today),
        "patents": [_patent(patent) for patent in frozen["patents"]],
        "clauses": _clauses(case),
        "currency": agreement.currency,
        "vat_rate": agreement.vat_rate,
        **(_first_payment(agreement, today) if pending else _account(case, statement, agreement.vat_rate)),
        "payee": payee_of(agreement),
        "terms_hash": agreement.sheet_hash,
        "facts_hash": agreement.facts_hash,
        "verification_code": agreement.verification_code,
        "verification_url": verification_url,
        "as_of": today.isoformat(),
    }


def payee_of(agreement: Agreement) -> dict[str, str] | None:
    """Where to pay: the account frozen at the conclusion, else the licensor's present one; None where there is none."""
    frozen = agreement.payee_details
    if frozen["number"]:
        return frozen
    account = organisations.account_of(agreement.deal.licensor_id)
    if account is None:
        return None
    return {"holder": account.holder, "bank": account.bank, "number": account.number, "reference": agreement.number}


def _text(zh: str, en: str) -> Text:
    return {"zh": zh, "en": en}


def _last_day(case: Case) -> date:
    return licence_on(case.terms, case.effective_on, case.events, case.as_of).span.last_day


def _parties(agreement: Agreement, frozen: Mapping[str, Any], today: date) -> list[dict[str, Any]]:
    parties = [_party(role, frozen[role]) for role in ("licensor", "licensee")]
    office_id = organisations.acting_office_id(agreement.deal.licensor_id, today)
    if office_id != agreement.deal.licensor_id:
        office = db.session.get_one(Organisation, office_id)
        columns = ("kind", "name_zh", "name_en", "uscc", "registry_number", "address")
        parties.append(_party("office", {name: getattr(office, name) for name in columns}))
    return parties


def _party(role: str, party: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "role": role,
        "name": _text(party["name_zh"], party["name_en"]),
        "code_kind": "uscc" if party["uscc"] else "registry",
        "code": party_code(party),
        "address": party["address"],
    }


def _patent(patent: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "number": patent_number(patent["number"]),
        "title": _text(patent["title_zh"], patent["title_en"]),
        "filed_on": patent["filing_date"],
        "granted_on": patent["grant_date"],
        "term_end": patent["term_end"],
        "status": _status(patent["status"]),
        "status_as_of": patent["status_as_of"] or "–",
    }


def _status(code: str) -> Text:
    if code not in PatentStatus.__members__.values():
        return _text("状态未知", "Status not known")
    return _text(*STATUSES[PatentStatus(code)])


def _clauses(case: Case) -> list[Any]:
    """The terms in words; the first clause of each article carries its heading."""
    found: list[Any] = []
    for article in articles(case.terms):
        for number, clause in enumerate(article.clauses):
            text = _text(clause.zh, clause.en)
            found.append(text if number else {"title": article.heading._asdict(), "text": text})
    return found


def _account(case: Case, statement: Statement, vat_rate: str) -> dict[str, Any]:
    totals = statement.totals
    open_ = [line.outstanding - line.held for line in statement.lines if line.has_arisen]
    return {
        "charges": [
            {
                "line": line_words(case.terms, line)._asdict(),
                "arises_on": line.arose_on.isoformat(),
                "due_on": line.due_on.isoformat(),
                "amount": line.amount + line.interest,
                "paid": line.paid,
                "status": LINE_STATUSES[line.status]._asdict(),
            }
            for line in statement.lines
        ],
        "contingent": _contingent(case, statement),
        "totals": {
            "charged": totals.charged + totals.interest,
            "paid": totals.paid,
            "waived": totals.waived,
            "outstanding": totals.outstanding,
            "overdue": totals.overdue,
            "held": sum(line.held for line in statement.lines),
        },
        "to_pay": sum(gross_of(net, vat_rate) for net in open_ if net > 0),
    }


def _contingent(case: Case, statement: Statement) -> Sequence[dict[str, Any]]:
    """Sums that wait, and the royalties, which no sum stands for yet."""
    waiting = [
        {
            "line": waiting_line_words(case.terms, one.component, one.id)._asdict(),
            "waits_for": waiting_words(case.terms, one.id, one.waits_for)._asdict(),
            "latest_on": one.latest.isoformat() if one.latest else None,
            "amount": one.amount,
        }
        for one in statement.contingent
    ]
    if statement.state in OVER:
        return waiting
    royalties = [
        {
            "line": waiting_line_words(case.terms, royalty.id, royalty.id)._asdict(),
            "waits_for": _text("销售报告", "sales reports"),
            "latest_on": None,
            "amount": None,
        }
        for royalty in case.terms.royalties
    ]
    return waiting + royalties


def _first_payment(agreement: Agreement, today: date) -> dict[str, Any]:
    """Before the licence takes effect only the first payment is sure."""
    asked, left, due = agreement.asks_on_day_one, left_of_first_payment(agreement), agreement.first_payment_due_on
    late = due is not None and today > due
    status = "overdue" if late else "part_paid" if left < asked else "due"
    charge = {
        "line": _text("首笔付款", "First payment"),
        "arises_on": day_of(agreement.concluded_at).isoformat(),
        "due_on": due.isoformat() if due else "–",
        "amount": asked,
        "paid": asked - left,
        "status": LINE_STATUSES[status]._asdict(),
    }
    totals = {"charged": asked, "paid": asked - left, "waived": 0, "outstanding": left}
    totals |= {"overdue": left if late else 0, "held": 0}
    return {
        "charges": [charge],
        "contingent": [],
        "totals": totals,
        "to_pay": gross_of(left, agreement.vat_rate),
    }
