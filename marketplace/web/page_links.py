"""The places every page can link to. A place whose page is not there is not shown."""

from __future__ import annotations

from functools import cache
from typing import Any

from flask import Flask, current_app, request, url_for

from marketplace.web.template_speed import without_context

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


_ANY = "public-id"  # in its place


def page_links() -> dict[str, str]:
    """The addresses of the places that exist, by their name."""
    known = current_app.view_functions
    return {place: address(endpoint) for place, endpoint in PLACES.items() if endpoint in known}


def address(endpoint: str) -> str:
    """The address of a page that needs no arguments: found once, for every page links to all of them."""
    return _address(endpoint, request.script_root)


def address_of(endpoint: str, public_id: str) -> str:
    """The address of the page of one thing; public ids can stand in an address as they are."""
    return _address(endpoint, request.script_root, public_id=_ANY).replace(_ANY, public_id)


@cache
def _address(endpoint: str, _script_root: str, **values: Any) -> str:
    return url_for(endpoint, **values)


def install(app: Flask) -> None:
    """Give the templates `page_links`, and a `url_for` that remembers addresses without arguments."""
    app.context_processor(lambda: {"page_links": page_links()})
    app.jinja_env.globals["url_for"] = without_context(_url_for)


def _url_for(endpoint: str, **values: Any) -> str:
    return url_for(endpoint, **values) if values else address(endpoint)
