"""Listings: the public page with terms and calculator, and the pages on which they are made."""

from __future__ import annotations

from marketplace.web.listings import editions, page
from marketplace.web.listings.blueprint import blueprint

__all__ = ["editions", "page"]

BLUEPRINTS = (blueprint,)
ENDPOINTS = {
    "listings.show": "anyone",
    "listings.terms_json": "anyone",
    "listings.edition": "anyone",
}
