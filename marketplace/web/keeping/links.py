"""What a page of results offers to do with them: addresses for the same query, and which listings are marked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from flask import Blueprint, request

from marketplace.domain.keeping import words
from marketplace.search.query import Query
from marketplace.search.results import FacetCount
from marketplace.store.keeping import collections
from marketplace.web.formats import money_round
from marketplace.web.keeping.exports import MOST_ROWS
from marketplace.web.locale import gettext, lang
from marketplace.web.page_links import address
from marketplace.web.public.facet_words import FACET_NAMES, facet_name, label_of, value_names
from marketplace.web.public.search_address import search_address
from marketplace.web.session import current_actor

LONGEST_IN_ADDRESS = 3_600  # characters, percent-encoded: 400 Chinese ones
POOR = 3  # results, at most, beside which the page offers to leave a need

ENDPOINTS = {
    "csv": "search_exports.csv",
    "xlsx": "search_exports.xlsx",
    "json": "search_exports.json",
    "bibtex": "search_exports.bibtex",
    "atom": "search_feed.show",
    "save": "saved_searches.new",
}


def keep_links(query: Query) -> dict[str, Any]:
    """The addresses of everything that can be done with the results of a query."""
    asked = query_string(query)
    found: dict[str, Any] = {name: address(endpoint) + asked for name, endpoint in ENDPOINTS.items()}
    industries = query.filters.get("industry", ())
    industry = industries[0] if len(industries) == 1 else None
    found["need"] = address("needs.new", q=_beginning(query.text) or None, industry=industry)
    return found | {"most_rows": MOST_ROWS, "poor": POOR}


def _beginning(text: str) -> str:
    """As much of a text as an address can carry that is itself the place to come back to after signing in."""
    while len(quote(text)) > LONGEST_IN_ADDRESS:
        text = text[: len(text) * 9 // 10]
    return text


def query_string(query: Query) -> str:
    """What follows the path in the address of a query, with its question mark; empty where it asks nothing."""
    _path, mark, asked = search_address(query).on_page(1).url.partition("?")
    return mark + asked


def favourites_of(public_ids: Iterable[str]) -> set[str] | None:
    """Those of these listings that the reader marked; None for a visitor, who cannot mark any."""
    person_id = current_actor().person_id
    return None if person_id is None else collections.favourites_among(person_id, list(public_ids))


def here() -> str:
    """The address of this page within the site, to come back to."""
    return request.full_path.rstrip("?")


def narrowed_by(query: Query) -> list[tuple[str, str]]:
    """What narrows a query beside its text, in words: (what, value)."""
    counts = {
        facet: [FacetCount(value, 0, True) for value in chosen]
        for facet, chosen in query.filters.items()
        if facet in FACET_NAMES
    }
    names = value_names(counts, lang())
    found = [(facet_name(f), label_of(f, one.value, names)) for f, chosen in counts.items() for one in chosen]
    if query.price_min is not None:
        found.append((gettext("Price from"), money_round(query.price_min)))
    if query.price_max is not None:
        found.append((gettext("Price up to"), money_round(query.price_max)))
    return found


def digest_word(frequency: str) -> str:
    return words.word(words.FREQUENCIES, frequency, lang())


def register(blueprint: Blueprint) -> None:
    """Give these functions to all templates."""
    blueprint.add_app_template_filter(narrowed_by, "narrowed_by")
    blueprint.add_app_template_filter(digest_word, "digest_word")
    for function in (keep_links, favourites_of, here):
        blueprint.add_app_template_global(function)
