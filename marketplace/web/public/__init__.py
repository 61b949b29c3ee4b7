"""What everybody sees: the front page, how it works, figures, the check of a confirmation, legal pages."""

from __future__ import annotations

from marketplace.web.public import check, figures, home, pages, search

BLUEPRINTS = (home.blueprint, pages.blueprint, figures.blueprint, check.blueprint, search.blueprint)
ENDPOINTS = {
    "home.show": "anyone",
    "pages.how": "anyone",
    "pages.privacy": "anyone",
    "pages.terms": "anyone",
    "pages.accessibility": "anyone",
    "pages.contact": "anyone",
    "search.show": "anyone",
    "figures.show": "anyone",
    "figures.deals": "member",
    "figures.deals_xlsx": "member",
    "check.show": "anyone",
    "check.find": "anyone",
}
