"""The places every page can link to. A place whose page is not there is not shown."""

from __future__ import annotations

from flask import Flask, current_app, url_for

PLACES = {
    "home": "home.show",
    "search": "search.show",
    "sign_in": "sign_in.show",
    "sign_up": "sign_up.show",
    "sign_out": "sign_out.create",
    "account": "account.show",
    "organisation": "organisations.own",
    "inbox": "inbox.show",
    "kept": "favourites.index",
    "needs": "needs.index",
    "acting": "acting.change",
    "help": "pages.how",
    "how_search": "how_search.show",
    "privacy": "pages.privacy",
    "terms_of_use": "pages.terms",
    "accessibility": "pages.accessibility",
    "contact": "pages.contact",
}


def page_links() -> dict[str, str]:
    """The addresses of the places that exist, by their name."""
    known = current_app.view_functions
    return {place: url_for(endpoint) for place, endpoint in PLACES.items() if endpoint in known}


def install(app: Flask) -> None:
    """Give the templates `page_links`."""
    app.context_processor(lambda: {"page_links": page_links()})
