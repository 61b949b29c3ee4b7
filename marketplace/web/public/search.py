"""The search page: everything in the URL, nothing kept of the person."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Blueprint, g, render_template, request, url_for
from flask_babel import gettext

from marketplace.domain.money import NotAnAmount, format_minor, minor_units
from marketplace.search import engine, highlight
from marketplace.search.query import SORTS, Query
from marketplace.search.results import FacetCount
from marketplace.store.listings.listings import for_cards
from marketplace.web.locale import lang
from marketplace.web.public.facet_words import FACET_NAMES, facet_name, label_of, value_names

blueprint = Blueprint("search", __name__)

PER_PAGE = 20
LONGEST = 1_000  # characters of a query that are looked at
CURRENCY = "CNY"


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
    results = engine.find(asked.query)
    names = value_names(results.facets, lang())
    return render_template(
        "search/results.html",
        asked=asked,
        query=asked.query,
        results=results,
        listings=for_cards(results.ids),
        mark=lambda text: highlight.mark(text, results.terms),
        snippet=lambda text: highlight.snippet(text, results.terms, 140),
        facet_groups=[facet_group(facet, results.facets.get(facet, []), names) for facet in FACET_NAMES],
        chips=filter_chips(asked, names),
        hints=[] if results.total else [(hint, url_of(hint.query)) for hint in engine.suggest_help(asked.query)],
        pages=max(1, -(-results.total // PER_PAGE)),
        page_url=lambda page: url_of(replace(asked.query, page=page)),
        clear_url=url_for("search.show", q=asked.query.text or None),
        sorts=sort_links(asked.query),
        first=(asked.query.page - 1) * PER_PAGE + 1,
        facet_label=facet_name,
    )


def read_query() -> Asked:
    """The query in the address. What makes no sense is left out and said."""
    arguments = request.args
    faults: list[str] = []
    prices: dict[str, int | None] = {}
    for name in ("price_min", "price_max"):
        written = arguments.get(name, "").replace(",", "").strip()
        prices[name] = None
        if written:
            try:
                prices[name] = max(0, minor_units(written, CURRENCY))
            except NotAnAmount:
                said = _printable(written[:20])
                faults.append(gettext("“%(written)s” is not an amount; write it like 50000.", written=said))
    page = arguments.get("page", "1")
    sort = arguments.get("sort", "relevance")
    query = Query(
        text=_printable(arguments.get("q", "")[:LONGEST]),
        filters={facet: tuple(arguments.getlist(facet)[:50]) for facet in FACET_NAMES if arguments.getlist(facet)},
        price_min=prices["price_min"],
        price_max=prices["price_max"],
        sort=sort if sort in SORTS else "relevance",
        page=min(int(page), 10_000) if page.isascii() and page.isdigit() and int(page[:9]) > 0 else 1,
        per_page=PER_PAGE,
        site_id=g.site.id,
        lang=lang(),
    )
    typed = [_printable(arguments.get(name, "")[:20]) for name in ("price_min", "price_max")]
    return Asked(query, faults, *typed)


def url_of(query: Query) -> str:
    """The address of a query."""
    values: dict[str, object] = {facet: list(chosen) for facet, chosen in query.filters.items() if chosen}
    values |= {
        "q": query.text or None,
        "price_min": _major(query.price_min),
        "price_max": _major(query.price_max),
        "sort": query.sort if query.sort != "relevance" else None,
        "page": query.page if query.page > 1 else None,
    }
    return url_for("search.show", **values)  # type: ignore[arg-type]


def facet_group(facet: str, counts: list[FacetCount], names: dict[tuple[str, str], str]) -> dict[str, object]:
    options = [
        {
            "value": count.value,
            "label": label_of(facet, count.value, names),
            "count": count.count,
            "checked": count.selected,
        }
        for count in counts
    ]
    return {"name": facet, "label": facet_name(facet), "options": options}


def filter_chips(asked: Asked, names: dict[tuple[str, str], str]) -> list[dict[str, str]]:
    """A chip for each filter in use, with the address without it."""
    query, chips = asked.query, []
    for facet, chosen in query.filters.items():
        for value in chosen:
            rest = {**query.filters, facet: tuple(other for other in chosen if other != value)}
            label = f"{facet_name(facet)}: {label_of(facet, value, names)}"
            chips.append({"label": label, "remove_url": url_of(replace(query, filters=rest, page=1))})
    if query.price_min is not None:
        label = gettext("From %(price)s", price=_major(query.price_min))
        chips.append({"label": label, "remove_url": url_of(replace(query, price_min=None, page=1))})
    if query.price_max is not None:
        label = gettext("Up to %(price)s", price=_major(query.price_max))
        chips.append({"label": label, "remove_url": url_of(replace(query, price_max=None, page=1))})
    return chips


def sort_links(query: Query) -> list[dict[str, object]]:
    labels = {
        "relevance": gettext("Best match"),
        "newest": gettext("Newest"),
        "price": gettext("Price, low first"),
        "-price": gettext("Price, high first"),
        "title": gettext("Title"),
    }
    return [
        {"label": label, "url": url_of(replace(query, sort=sort, page=1)), "current": query.sort == sort}
        for sort, label in labels.items()
    ]


def _printable(text: str) -> str:
    """A text without control characters, which no page may show."""
    return "".join(character if character.isprintable() else " " for character in text).strip()


def _major(minor: int | None) -> str | None:
    return None if minor is None else format_minor(minor, CURRENCY).removesuffix(".00")
