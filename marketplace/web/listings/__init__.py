"""Listings: the public page with terms and calculator, and the pages on which they are made."""

from __future__ import annotations

from marketplace.web.listings import (
    bulk,
    calculator_page,
    checks,
    drafting,
    editions,
    fee,
    index,
    options,
    page,
    steps,
)
from marketplace.web.listings.blueprint import blueprint

__all__ = ["bulk", "calculator_page", "checks", "drafting", "editions", "fee", "index", "options", "page", "steps"]

BLUEPRINTS = (blueprint,)
ENDPOINTS = {
    "listings.show": "anyone",
    "listings.terms_json": "anyone",
    "listings.edition": "anyone",
    "listings.cost": "anyone",
    "listings.fee_worksheet": "anyone",
    "listings.cost_pdf": "anyone",
    "listings.index": "member",
    "listings.table": "member",
    "listings.submissions": "member",
    "listings.approvals": "member",
    "listings.new": "member",
    "listings.create": "member",
    "listings.edit": "member",
    "listings.update": "member",
    "listings.bulk": "member",
    "listings.bulk_step": "member",
    "listings.checks": "member",
    "listings.evidence": "member",
    "listings.override": "member",
    "listings.submission": "member",
    "listings.return_": "member",
    "listings.approval": "member",
    "listings.announcement": "member",
    "listings.platform_offer": "member",
    "listings.suspension": "member",
    "listings.resumption": "member",
    "listings.withdrawal": "member",
    "listings.revision": "member",
    "listings.confirmation": "member",
    "listings.options": "member",
    "listings.new_option": "member",
    "listings.add_option": "member",
    "listings.edit_option": "member",
    "listings.update_option": "member",
    "listings.remove_option": "member",
    "listings.move_option": "member",
}
