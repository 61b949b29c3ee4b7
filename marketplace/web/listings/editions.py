"""The terms of a listing for machines, and its editions: what was public, kept for ever."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue

from marketplace.domain.terms.differences import differences
from marketplace.domain.terms.naming import model_name
from marketplace.domain.terms.reading import read_terms
from marketplace.store.listings.listings import Listing
from marketplace.store.listings.taken import licences_by_sheet
from marketplace.usecases.listings.contents import content_of
from marketplace.web.listings.blueprint import blueprint
from marketplace.web.listings.finding import visible
from marketplace.web.listings.offers import label_of, offers_in
from marketplace.web.locale import lang


@blueprint.get("/listings/<public_id>/terms.json")
def terms_json(public_id: str) -> Response:
    listing = visible(public_id)
    licences = licences_by_sheet(listing.id)
    content = {
        "listing": listing.public_id,
        "edition": listing.edition,
        "kind": listing.kind,
        "state": listing.state,
        "options": [
            {
                "position": option["position"],
                "label": {"zh": option["label_zh"], "en": option["label_en"]},
                "model": model_name(read_terms(option["sheet"])),
                "takes_effect": option["takes_effect"],
                "licences": licences.get(option["sheet_hash"], 0),
                "sheet_hash": option["sheet_hash"],
                "sheet": option["sheet"],
            }
            for option in _offered(listing)
        ],
    }
    return Response(json.dumps(content, ensure_ascii=False, indent=2) + "\n", mimetype="application/json")


@blueprint.get("/listings/<public_id>/editions/<int:edition>")
def edition(public_id: str, edition: int) -> ResponseReturnValue:
    listing = visible(public_id)
    versions = {version.edition: version for version in listing.editions}
    if edition not in versions:
        abort(404)
    content = json.loads(versions[edition].content)
    before = json.loads(versions[edition - 1].content) if edition - 1 in versions else {}
    return render_template(
        "listings/listings_edition.html",
        listing=listing,
        version=versions[edition],
        content=content,
        offers=offers_in(content, {}),
        changes=_changes(before, content),
        newest=edition == max(versions),
    )


def _offered(listing: Listing) -> Any:
    """The ways to pay as plain values, of a withdrawn listing as they last were public."""
    if listing.state == "withdrawn" and listing.editions:
        return json.loads(listing.editions[-1].content).get("options", [])
    return content_of(listing)["options"]


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What an edition changed in the terms, way to pay by way to pay."""
    known = {option["position"]: option for option in before.get("options", [])}
    found = []
    for option in after.get("options", []):
        old = known.get(option["position"])
        if old is not None and old["sheet_hash"] != option["sheet_hash"]:
            changes = differences(read_terms(old["sheet"]), read_terms(option["sheet"]))
            words = [change.zh if lang() == "zh" else change.en for change in changes]
            found.append({"label": label_of(option["label_zh"], option["label_en"]), "changes": words})
    return found
