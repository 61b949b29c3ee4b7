"""The terms of a deal in words, with the facts and hashes that were frozen, and the sheet as data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, abort, render_template
from flask.typing import ResponseReturnValue

from marketplace.domain.terms.canonical import terms_hash
from marketplace.domain.terms.naming import MODELS, model_name
from marketplace.domain.terms.reading import read_terms
from marketplace.domain.terms.words_summary import summary
from marketplace.store.deals.deals import Deal
from marketplace.web.deals.deals import facts_of
from marketplace.web.deals.finding import visible
from marketplace.web.deals.head import head_of
from marketplace.web.deals.wording import patent_rows, reference_of, say
from marketplace.web.downloads import download
from marketplace.web.listings.offers import clauses_of

blueprint = Blueprint("terms", __name__, url_prefix="/deals/<public_id>")


@blueprint.get("/terms")
def show(public_id: str) -> ResponseReturnValue:
    deal = _sent(public_id)
    sheet = sheet_of(deal)
    facts = facts_of(deal)
    return render_template(
        "deals/terms_show.html",
        deal=deal,
        head=head_of(deal),
        agreement=deal.agreement,
        terms=shown_sheet(sheet) if sheet else None,
        facts=facts,
        facts_hash=deal.agreement.facts_hash if deal.agreement else terms_hash(facts),
        patents=patent_rows(facts["patents"]),
    )


@blueprint.get("/terms.json")
def sheet_json(public_id: str) -> Response:
    """The sheet as data, as `terms hash` and `terms check` read it."""
    deal = _sent(public_id)
    sheet = sheet_of(deal)
    if sheet is None:
        abort(404)
    content = json.dumps(sheet, ensure_ascii=False, indent=2) + "\n"
    return download(content.encode(), f"{reference_of(deal)}-terms.json", "application/json")


def sheet_of(deal: Deal) -> Mapping[str, Any] | None:
    """The sheet that holds: the agreed one, else the one sent with the notice or request; None for a free request."""
    if deal.agreement is not None:
        return deal.agreement.terms
    return deal.offers[-1].terms if deal.offers else sent_sheet(deal)


def sent_sheet(deal: Deal) -> Mapping[str, Any] | None:
    """The sheet that was sent; None for a request without a chosen way to pay."""
    frozen: Mapping[str, Any] | None = json.loads(deal.frozen)["sheet"] if deal.frozen else None
    return frozen


def shown_sheet(sheet: Mapping[str, Any]) -> dict[str, Any]:
    """A sheet with its words and its hash."""
    terms = read_terms(sheet)
    model = MODELS[model_name(terms)]
    return {
        "clauses": clauses_of(terms),
        "summary": say(summary(terms)),
        "model": say((model.zh, model.en)),
        "hash": terms_hash(sheet),
    }


def _sent(public_id: str) -> Deal:
    deal = visible(public_id)
    if not deal.frozen and deal.agreement is None:
        abort(404)
    return deal
