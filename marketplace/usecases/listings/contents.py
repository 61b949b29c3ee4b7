"""What a listing offers, as plain values: the content of an edition and what its hash covers."""

from __future__ import annotations

from marketplace.store.listings.listings import Listing

TEXTS = ("title", "summary", "fee_basis", "programme")


def content_of(listing: Listing) -> dict[str, object]:
    """Everything of a listing that is offered, as plain values."""
    texts = {f"{name}_{lang}": getattr(listing, f"{name}_{lang}") for name in TEXTS for lang in ("zh", "en")}
    return {
        **texts,
        "public_id": listing.public_id,
        "kind": listing.kind,
        "licensor": listing.licensor.public_id,
        "patents": [patent.number for patent in listing.patents],
        "limit_sizes": listing.sizes,
        "limit_regions": listing.regions,
        "announcement_number": listing.announcement_number,
        "announced_on": listing.announced_on.isoformat() if listing.announced_on else None,
        "options": [
            {
                "position": option.position,
                "label_zh": option.label_zh,
                "label_en": option.label_en,
                "sheet": option.terms,
                "sheet_hash": option.sheet_hash,
                "takes_effect": "first_payment" if option.asks_on_day_one else "arrival",
            }
            for option in listing.options
        ],
    }
