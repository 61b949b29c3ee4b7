"""The search page: everything in the URL, nothing kept of the person."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, g, render_template, request

from marketplace import clock
from marketplace.domain.money import NotAnAmount, minor_units
from marketplace.domain.patents.class_tree import NoSymbol, symbol_of
from marketplace.search import engine
from marketplace.search.query import SORTS, Query
from marketplace.search.ranges import CLASS_NODES
from marketplace.store.listings.cards import card_rows
from marketplace.web.locale import gettext, lang
from marketplace.web.page_links import address
from marketplace.web.public import filters, understood
from marketplace.web.public.cards import Shown, cards
from marketplace.web.public.facet_words import FACET_NAMES, facet_name, fixed_names, value_names
from marketplace.web.public.search_address import CURRENCY, SearchAddress, search_address, url_of

blueprint = Blueprint("search", __name__)

PER_PAGE = 20
LONGEST = 1_000  # characters of a query that are looked at
MOST_CHOSEN = 50  # values of one filter


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for, and what in it could not be read."""

    query: Query
    faults: list[str]
    price_min: str
    price_max: str


@blueprint.get("/search")
def show() -> str:
    asked = read_query()
    query = asked.query
    results = engine.find(query)
    more = request.args.get("more", "")
    shown = filters.shown_of(results, more)
    names = value_names(shown, lang())
    here = search_address(query)
    chips = filters.chips(query, names, url_of)
    return render_template(
        "search/results.html",
        asked=asked,
        query=query,
        results=results,
        cards=cards(card_rows(results.ids), Shown(results.terms, understood.why(results))),
        said=understood.said(query, results, url_of),
        facet_groups=filters.groups(results, shown, names, here, more),
        prices=filters.prices(query, results, fixed_names(lang()), here),
        chips=chips,
        hints=[] if results.total else [(hint, url_of(hint.query)) for hint in engine.suggest_help(query)],
        pages=max(1, -(-results.total // PER_PAGE)),
        page_url=lambda page: here.on_page(page).url,
        clear_url=address("search.show", q=query.text or None),
        sorts=sort_links(here.on_page(1), query),
        first=(query.page - 1) * PER_PAGE + 1,
        facet_label=facet_name,
    )


def read_query() -> Asked:
    """The query in the address. What makes no sense is left out and said."""
    arguments = request.args
    faults: list[str] = []
    page = arguments.get("page", "1")
    sort = arguments.get("sort", "relevance")
    query = Query(
        text=_printable(arguments.get("q", "")[:LONGEST]),
        filters=_read_filters(faults),
        price_min=_read_price("price_min", faults),
        price_max=_read_price("price_max", faults),
        sort=sort if sort in SORTS else "relevance",
        page=min(int(page), 10_000) if page.isascii() and page.isdigit() and int(page[:9]) > 0 else 1,
        per_page=PER_PAGE,
        site_id=g.site.id,
        lang=lang(),
        today=clock.today(),
        exact=arguments.get("exact") == "1",
    )
    typed = [_printable(arguments.get(name, "")[:20]) for name in ("price_min", "price_max")]
    return Asked(query, faults, *typed)


def _read_filters(faults: list[str]) -> dict[str, tuple[str, ...]]:
    arguments = request.args
    chosen = {
        facet: tuple(arguments.getlist(facet)[:MOST_CHOSEN]) for facet in FACET_NAMES if facet in arguments
    }
    symbols: dict[str, None] = {}
    for typed in filter(None, chosen.get(CLASS_NODES, ())):
        try:
            symbols[symbol_of(typed)] = None
        except NoSymbol:
            said = _printable(typed[:20])
            faults.append(
                gettext("“%(written)s” is no class symbol; write it like B24B or B24B 9/00.", written=said)
            )
    if CLASS_NODES in chosen:
        chosen[CLASS_NODES] = tuple(symbols)
    return {facet: values for facet, values in chosen.items() if values}


def _read_price(name: str, faults: list[str]) -> int | None:
    written = request.args.get(name, "").replace(",", "").strip()
    if not written:
        return None
    try:
        return max(0, minor_units(written, CURRENCY))
    except NotAnAmount:
        said = _printable(written[:20])
        faults.append(gettext("“%(written)s” is not an amount; write it like 50000.", written=said))
        return None


def sort_links(here: SearchAddress, query: Query) -> list[dict[str, object]]:
    """The orders to choose from. Where no words were typed nothing matches best: the newest come first."""
    labels = {
        "relevance": gettext("Best match"),
        "newest": gettext("Newest"),
        "price": gettext("Price, low first"),
        "-price": gettext("Price, high first"),
        "title": gettext("Title"),
    }
    present = query.sort
    if not query.text:
        labels["relevance"] = labels.pop("newest")
        present = "relevance" if present == "newest" else present
    return [
        {"label": label, "url": here.sorted_by(sort).url, "current": present == sort}
        for sort, label in labels.items()
    ]


def _printable(text: str) -> str:
    """A text without control characters, which no page may show."""
    return "".join(character if character.isprintable() else " " for character in text).strip()
