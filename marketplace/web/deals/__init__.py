"""Pages of deals: from the notice or request to the account of a licence that lives."""

from __future__ import annotations

from flask import Blueprint

from marketplace.web.deals import (
    accounts,
    closings,
    deals,
    endings,
    handling,
    index,
    judgements,
    messages,
    offer_writing,
    offers,
    payments,
    reports,
    tables,
    terms,
    wording,
)
from marketplace.web.deals.blueprint import blueprint

wording.install(blueprint)

BLUEPRINTS: tuple[Blueprint, ...] = (
    blueprint,
    terms.blueprint,
    offers.blueprint,
    accounts.blueprint,
    payments.blueprint,
    reports.blueprint,
    judgements.blueprint,
    messages.blueprint,
    handling.blueprint,
    closings.blueprint,
    endings.blueprint,
    tables.blueprint,
)
PAGES = (deals, index, offer_writing)  # they stand on the blueprints above
ENDPOINTS: dict[str, str] = dict.fromkeys(
    (
        "deals.index",
        "deals.table",
        "deals.create",
        "deals.show",
        "deals.edit",
        "deals.update",
        "deals.review",
        "deals.send",
        "deals.receipt",
        "terms.show",
        "terms.sheet_json",
        "offers.index",
        "offers.new",
        "offers.create",
        "offers.show",
        "offers.accept",
        "offers.decline",
        "offers.create_decline",
        "accounts.show",
        "accounts.case_json",
        "accounts.confirmation",
        "payments.new",
        "payments.create",
        "reports.index",
        "reports.new",
        "reports.create",
        "reports.show",
        "reports.file",
        "judgements.accept",
        "judgements.reject",
        "messages.index",
        "messages.create",
        "messages.file",
        "handling.assign",
        "handling.remind",
        "closings.edit",
        "closings.close",
        "closings.withdraw",
        "closings.create_withdrawal",
        "endings.edit",
        "endings.create",
        "deal_tables.show",
    ),
    "member",
)
