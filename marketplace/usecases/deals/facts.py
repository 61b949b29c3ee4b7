"""The facts a licence rests on, frozen when a notice is sent or an offer accepted: plain values, canonical JSON."""

from __future__ import annotations

from datetime import date, datetime

from marketplace.store.deals.deals import Deal
from marketplace.store.parties.organisations import Organisation
from marketplace.store.patents.patents import Patent


def facts_of(deal: Deal, *, asks_on_day_one: int, at: datetime) -> dict[str, object]:
    """Parties, patents, listing and the rule of taking effect, as they stand now."""
    listing = deal.listing
    return {
        "frozen_at": at.isoformat(timespec="seconds"),
        "deal": deal.public_id,
        "licensor": _party(deal.licensor),
        "licensee": _party(deal.licensee),
        "patents": [_patent(patent) for patent in listing.patents],
        "listing": {
            "public_id": listing.public_id,
            "kind": listing.kind,
            "edition": deal.listing_edition,
            "content_hash": listing.editions[-1].content_hash if listing.editions else "",
            "announcement_number": listing.announcement_number,
            "announced_on": _day(listing.announced_on),
        },
        "option": deal.option_position,
        "use": {
            "product": deal.product,
            "place": deal.place,
            "volume": deal.volume,
            "wished_start": _day(deal.wished_start),
        },
        "takes_effect": "first_payment" if asks_on_day_one else "arrival",
    }


def _party(organisation: Organisation) -> dict[str, object]:
    return {
        "public_id": organisation.public_id,
        "kind": organisation.kind,
        "name_zh": organisation.name_zh,
        "name_en": organisation.name_en,
        "country": organisation.country,
        "uscc": organisation.uscc or "",
        "registry_number": organisation.registry_number,
        "address": organisation.address,
    }


def _patent(patent: Patent) -> dict[str, object]:
    return {
        "number": patent.number,
        "kind": patent.kind,
        "title_zh": patent.title_zh,
        "title_en": patent.title_en,
        "filing_date": _day(patent.filing_date),
        "grant_date": _day(patent.grant_date),
        "term_end": _day(patent.term_end),
        "status": patent.status,
        "status_as_of": _day(patent.status_as_of),
        "status_source": patent.status_source,
        "fee_paid_until": _day(patent.fee_paid_until),
        "owners": [owner.name for owner in patent.owners],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
