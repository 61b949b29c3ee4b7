"""The account of an agreement: lines, waiting sums, payments, where to pay; as page, case, spreadsheet and PDF."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import Blueprint, Response, abort, current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.documents.confirmation import confirmation_pdf
from marketplace.domain.days import start_of
from marketplace.store.deals.agreements import Agreement
from marketplace.usecases.deals.cases import case_of
from marketplace.usecases.deals.confirmations import confirmation_facts
from marketplace.web.access import may
from marketplace.web.deals.account_rows import LineRow
from marketplace.web.deals.finding import concluded
from marketplace.web.deals.head import head_of
from marketplace.web.deals.money_now import money_tiles
from marketplace.web.deals.statements import account_of, payment_details
from marketplace.web.deals.terms import shown_sheet
from marketplace.web.downloads import download
from marketplace.web.locale import LOCALES, gettext, lang

blueprint = Blueprint("accounts", __name__, url_prefix="/deals/<public_id>")


@blueprint.get("/account")
def show(public_id: str) -> ResponseReturnValue:
    agreement = concluded(public_id)
    account = account_of(agreement, asked_day(agreement))
    return render_template(
        "deals/accounts_show.html",
        deal=agreement.deal,
        head=head_of(agreement.deal),
        agreement=agreement,
        terms=shown_sheet(agreement.terms),
        **account,
        **payment_details(agreement),
        pending_tiles=money_tiles(agreement.deal) if agreement.effective_on is None else [],
        may_confirm=may("payment.confirm", agreement),
        office_ways=office_ways(agreement, account["lines"]),
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
    """The confirmation as of a day, rendered anew: the same facts give the same bytes, and nothing is kept.

    A deal closed before its licence took effect has nothing to confirm.
    """
    agreement = concluded(public_id)
    language, as_of = request.args.get("lang", lang()), asked_day(agreement)
    if language not in LOCALES or agreement.deal.state == "closed":
        abort(404)
    facts = confirmation_facts(
        agreement,
        as_of,
        issuer=(g.site.name_zh, g.site.name_en),
        demonstration=g.site.demo,
        verification_url=f"{current_app.config['PUBLIC_URL']}{url_for('check.show', code=agreement.verification_code)}",
    )
    content = confirmation_pdf(facts, lang="zh" if language == "zh" else "en", made_at=start_of(as_of))
    return download(content, f"{agreement.number}-{as_of.isoformat()}-{language}.pdf", "application/pdf")


def office_ways(agreement: Agreement, lines: Sequence[LineRow]) -> list[tuple[str, str]]:
    """What the reader can enter in the account beside payments: what it is called, and its page."""
    if agreement.effective_on is None:
        return []
    owed = any(row.outstanding > row.held for row in lines if row.arisen)
    held = any(row.held for row in lines)
    runs = agreement.state in ("trial", "active")
    found: list[tuple[str, bool, str, str, dict[str, Any]]] = [
        ("line.hold", owed, gettext("Put a payment on hold"), "line_facts.new", {"way": "holds"}),
        ("line.hold", held, gettext("Release a payment from hold"), "line_facts.new", {"way": "releases"}),
        ("line.waive", owed, gettext("Waive a payment"), "line_facts.new", {"way": "waivers"}),
        ("patent_end.record", True, gettext("Record that a patent ended"), "patent_ends.new", {}),
        ("deal.end", runs, gettext("End the licence"), "endings.edit", {}),
    ]
    public_id = agreement.deal.public_id
    return [
        (label, url_for(endpoint, public_id=public_id, **values))
        for permission, possible, label, endpoint, values in found
        if possible and may(permission, agreement)
    ]


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
