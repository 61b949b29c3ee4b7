"""What everybody sees: the front page, how it works, figures, the check of a confirmation, legal pages."""

from __future__ import annotations

from marketplace.web.public import (
    applications,
    check,
    classes,
    compare,
    figures,
    home,
    how_search,
    pages,
    search,
    suggestions,
)

BLUEPRINTS = (
    home.blueprint,
    pages.blueprint,
    figures.blueprint,
    check.blueprint,
    search.blueprint,
    suggestions.blueprint,
    classes.blueprint,
    applications.blueprint,
    compare.blueprint,
    how_search.blueprint,
)
ENDPOINTS = {
    "home.show": "anyone",
    "pages.how": "anyone",
    "pages.privacy": "anyone",
    "pages.terms": "anyone",
    "pages.accessibility": "anyone",
    "pages.contact": "anyone",
    "search.show": "anyone",
    "suggestions.index": "anyone",
    "classes.index": "anyone",
    "applications.index": "anyone",
    "classes.show": "anyone",
    "compare.show": "anyone",
    "how_search.show": "anyone",
    "figures.show": "anyone",
    "figures.deals": "member",
    "figures.deals_xlsx": "member",
    "check.show": "anyone",
    "check.find": "anyone",
}
