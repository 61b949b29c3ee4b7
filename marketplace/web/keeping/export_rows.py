"""A listing as a line of an export and as an object of JSON."""

from __future__ import annotations

from typing import Any

from flask import current_app, url_for

from marketplace.documents.tables import Column
from marketplace.domain.days import day_of
from marketplace.domain.listings.names import KINDS, word
from marketplace.domain.money import format_minor
from marketplace.domain.patents import words as patent_words
from marketplace.domain.terms.naming import MODELS
from marketplace.store.listings.listings import Listing, ListingOption
from marketplace.store.patents.patents import Patent
from marketplace.web.locale import gettext, lang

CURRENCY = "CNY"


def columns() -> list[Column]:
    return [
        Column(gettext("Title (Chinese)")),
        Column(gettext("Title (English)")),
        Column(gettext("Kind of licence")),
        Column(gettext("Licensor")),
        Column(gettext("Patent numbers")),
        Column(gettext("Patent status")),
        Column(gettext("Status as of"), "date"),
        Column(gettext("Owners")),
        Column(gettext("Inventors")),
        Column(gettext("Classes")),
        Column(gettext("Payment model")),
        Column(gettext("Cheapest option: all fixed sums (yuan)"), "money"),
        Column(gettext("Its royalty (percent)")),
        Column(gettext("Published on"), "date"),
        Column(gettext("Address")),
    ]


def row_of(listing: Listing) -> list[Any]:
    """A listing as a line, in the order of the columns."""
    zh, patents = lang() == "zh", listing.patents
    models = dict.fromkeys(
        MODELS[option.model].zh if zh else MODELS[option.model].en for option in listing.options
    )
    best = cheapest(listing)
    return [
        listing.title_zh,
        listing.title_en,
        word(KINDS, listing.kind, lang()),
        listing.licensor.name(lang()),
        _joined(patent.number for patent in patents),
        _joined(dict.fromkeys(_status(patent) for patent in patents)),
        min((patent.status_as_of for patent in patents if patent.status_as_of), default=None),
        _joined(dict.fromkeys(owner.name for patent in patents for owner in patent.owners)),
        _joined(dict.fromkeys(one.name for patent in patents for one in patent.inventors)),
        _joined(dict.fromkeys(one.code for patent in patents for one in patent.classes)),
        _joined(models),
        best.price_fixed if best else None,
        best.price_rate if best else None,
        day_of(listing.published_at) if listing.published_at else None,
        address_of(listing),
    ]


def json_of(listing: Listing) -> dict[str, Any]:
    """A listing with codes and plain values; amounts are decimal strings beside their currency."""
    return {
        "id": listing.public_id,
        "url": address_of(listing),
        "kind": listing.kind,
        "title_zh": listing.title_zh,
        "title_en": listing.title_en,
        "summary_zh": listing.summary_zh,
        "summary_en": listing.summary_en,
        "licensor": {"name_zh": listing.licensor.name_zh, "name_en": listing.licensor.name_en},
        "published_at": listing.published_at.isoformat() if listing.published_at else None,
        "patents": [_patent(patent) for patent in listing.patents],
        "options": [
            {
                "model": option.model,
                "currency": option.currency,
                "all_fixed_sums": format_minor(option.price_fixed, option.currency),
                "royalty_percent": option.price_rate or None,
            }
            for option in listing.options
        ],
    }


def cheapest(listing: Listing) -> ListingOption | None:
    """The way to pay whose fixed sums are lowest, as the search compares them: in yuan."""
    priced = [option for option in listing.options if option.currency == CURRENCY]
    return min(priced, key=lambda option: (option.price_fixed, option.position), default=None)


def address_of(listing: Listing) -> str:
    """The address of a listing's page."""
    path = url_for("listings.show", public_id=listing.public_id)
    return f"{current_app.config['PUBLIC_URL']}{path}"


def _patent(patent: Patent) -> dict[str, Any]:
    return {
        "number": patent.number,
        "publication_number": patent.publication_number or None,
        "kind": patent.kind,
        "title_zh": patent.title_zh,
        "title_en": patent.title_en,
        "status": patent.status,
        "status_as_of": patent.status_as_of.isoformat() if patent.status_as_of else None,
        "filing_date": patent.filing_date.isoformat() if patent.filing_date else None,
        "grant_date": patent.grant_date.isoformat() if patent.grant_date else None,
        "owners": [owner.name for owner in patent.owners],
        "inventors": [inventor.name for inventor in patent.inventors],
        "classes": [{"scheme": one.scheme, "code": one.code} for one in patent.classes],
    }


def _status(patent: Patent) -> str:
    words = {str(status): pair for status, pair in patent_words.STATUSES.items()}
    pair = words.get(patent.status, (patent.status, patent.status))
    return pair[0 if lang() == "zh" else 1]


def _joined(texts: Any) -> str:
    return "; ".join(texts)
