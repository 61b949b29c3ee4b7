"""The places every page can link to, and addresses that pages have in common."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any
from urllib.parse import urlencode

from flask import Flask, request, url_for

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
_UNQUOTED = "!$'()*,/:;?@"  # in queries, by the URL standard


class PageLinks:
    """The addresses of the places as attributes: one object for each root, so that what is printed once knows it."""

    def __init__(self, script_root: str) -> None:
        for place, endpoint in PLACES.items():
            setattr(self, place, _address(endpoint, script_root))


def page_links() -> PageLinks:
    """The addresses of the places, by their name."""
    return _page_links(request.script_root)


def address(endpoint: str, **asked: str | None) -> str:
    """The address of a page that is found without arguments: looked up once, for every page links to all of them.

    `asked` follows as its query, without what is None.
    """
    path = _address(endpoint, request.script_root)
    if not asked:
        return path
    query = urlencode([(name, value) for name, value in asked.items() if value is not None], safe=_UNQUOTED)
    return f"{path}?{query}" if query else path


def address_of(endpoint: str, public_id: str) -> str:
    """The address of the page of one thing; public ids can stand in an address as they are."""
    return public_id.join(around(endpoint))


def around(endpoint: str) -> tuple[str, str]:
    """What stands before and behind the public id in the address of the page of one thing."""
    before, _, behind = _address(endpoint, request.script_root, public_id=_ANY).rpartition(_ANY)
    return before, behind


@cache
def _address(endpoint: str, _script_root: str, **values: Any) -> str:
    return url_for(endpoint, **values)


_page_links = cache(PageLinks)


@lru_cache(maxsize=1024)
def numbers_of_pages(page: int, pages: int) -> tuple[tuple[int, bool], ...]:
    """The pages of a list that one of them links to, each with whether some are left out before it."""
    numbers = sorted({number for number in (1, page - 1, page, page + 1, pages) if 1 <= number <= pages})
    return tuple((number, number - before > 1) for before, number in zip([0, *numbers], numbers, strict=False))


def install(app: Flask) -> None:
    """Give the templates `page_links`, `numbers_of_pages` and a `url_for` that remembers what needs no arguments."""
    app.context_processor(lambda: {"page_links": page_links()})
    app.jinja_env.globals["url_for"] = without_context(_url_for)
    app.jinja_env.globals["numbers_of_pages"] = without_context(numbers_of_pages)


def _url_for(endpoint: str, **values: Any) -> str:
    return url_for(endpoint, **values) if values else address(endpoint)
