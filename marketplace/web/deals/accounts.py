"""The account of an agreement: lines, waiting sums, payments, where to pay; as page, case, spreadsheet and PDF."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any

from flask import Blueprint, Response, abort, current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.documents.confirmation import confirmation_pdf
from marketplace.domain.deals.vat import gross_of
from marketplace.domain.terms.canonical import terms_hash
from marketplace.domain.terms.evaluate import evaluate, licence_on
from marketplace.store.deals.agreements import Agreement, kept_confirmation
from marketplace.store.office import files
from marketplace.store.parties import organisations
from marketplace.usecases.deals.cases import case_of, read_case_of
from marketplace.usecases.deals.confirmations import confirmation_facts, keep_confirmation, payee_of
from marketplace.usecases.deals.outlook import left_of_first_payment
from marketplace.web.access import may
from marketplace.web.deals.account_rows import line_rows, waiting_rows
from marketplace.web.deals.finding import concluded
from marketplace.web.deals.head import head_of
from marketplace.web.deals.terms import shown_sheet
from marketplace.web.downloads import download
from marketplace.web.locale import LOCALES, lang
from marketplace.web.session import current_actor

blueprint = Blueprint("accounts", __name__, url_prefix="/deals/<public_id>")


@blueprint.get("/account")
def show(public_id: str) -> ResponseReturnValue:
    agreement = concluded(public_id)
    as_of = asked_day(agreement)
    return render_template(
        "deals/accounts_show.html",
        deal=agreement.deal,
        head=head_of(agreement.deal),
        agreement=agreement,
        terms=shown_sheet(agreement.terms),
        **account_of(agreement, as_of),
        **payment_details(agreement),
        may_confirm=may("payment.confirm", agreement),
    )


@blueprint.get("/case.json")
def case_json(public_id: str) -> Response:
    """The very input of `terms evaluate` that gives the figures of the page."""
    agreement = concluded(public_id)
    case = case_of(agreement, asked_day(agreement))
    content = json.dumps(case, ensure_ascii=False, indent=2) + "\n"
    return download(content.encode(), f"{agreement.number}-case.json", "application/json")


@blueprint.get("/confirmation.pdf")
def confirmation(public_id: str) -> Response:
    """The confirmation of today: made once for the facts it states, and kept as the bytes that were delivered."""
    agreement = concluded(public_id)
    language = request.args.get("lang", lang())
    if language not in LOCALES:
        abort(404)
    today, now = clock.today(), clock.now()
    facts = confirmation_facts(
        agreement,
        today,
        issuer=(g.site.name_zh, g.site.name_en),
        demonstration=g.site.demo,
        verification_url=f"{current_app.config['PUBLIC_URL']}{url_for('check.show', code=agreement.verification_code)}",
    )
    content_hash = terms_hash(facts)
    kept = kept_confirmation(agreement.id, language, content_hash)
    if kept is None:
        content = confirmation_pdf(facts, lang="zh" if language == "zh" else "en", made_at=now)
        digest, size = files.keep(io.BytesIO(content))
        kept = keep_confirmation(
            agreement,
            language=language,
            as_of=today,
            content_hash=content_hash,
            digest=digest,
            size=size,
            actor=current_actor(),
            now=now,
        )
    return download(files.content_of(kept.file), kept.file.name, "application/pdf")


def asked_day(agreement: Agreement) -> date:
    """The day an account is asked for, today if none is; 404 for a day it cannot be told of."""
    text = request.args.get("as-of", "")
    today = clock.today()
    if not text:
        return today
    try:
        day = date.fromisoformat(text)
    except ValueError:
        abort(404)
    if day > today or (agreement.effective_on is not None and day < agreement.effective_on):
        abort(404)
    return day if agreement.effective_on is not None else today


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
        "state": statement.state if agreement.effective_on else "pending",
        "total_cap": case.terms.total_cap,
        "to_pay": gross_of(statement.totals.outstanding, rate),
        "last_day": licence_on(case.terms, case.effective_on, case.events, case.as_of).span.last_day,
        "royalties": bool(case.terms.royalties),
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
        "first_left_gross": gross_of(left, agreement.vat_rate),
    }
