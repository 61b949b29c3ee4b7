"""The address of a query, in pieces: the thirty addresses on a page of results have most of them in common."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote_plus

from marketplace.domain.money import format_minor
from marketplace.search.query import Query
from marketplace.web.page_links import address

CURRENCY = "CNY"


class SearchAddress(NamedTuple):
    """A path and what follows it: each piece is empty or begins with `&`."""

    path: str
    filters: str
    text: str
    prices: str
    exact: str
    sort: str
    page: str
    more: str = ""

    @property
    def url(self) -> str:
        asked = "".join(self[1:])
        return f"{self.path}?{asked[1:]}" if asked else self.path

    def on_page(self, page: int) -> SearchAddress:
        return self._replace(page=_page(page))

    def sorted_by(self, sort: str) -> SearchAddress:
        return self._replace(sort=_sort(sort))

    def priced(self, least: int | None, most: int | None) -> SearchAddress:
        return self._replace(prices=_prices(least, most))

    def showing_whole(self, facet: str) -> SearchAddress:
        return self._replace(more=_piece("more", facet))


def search_address(query: Query) -> SearchAddress:
    return SearchAddress(
        path=address("search.show"),
        filters="".join(_piece(facet, value) for facet, chosen in query.filters.items() for value in chosen),
        text=_piece("q", query.text) if query.text else "",
        prices=_prices(query.price_min, query.price_max),
        exact=_piece("exact", "1") if query.exact else "",
        sort=_sort(query.sort),
        page=_page(query.page),
    )


def url_of(query: Query) -> str:
    """The address of a query."""
    return search_address(query).url


def major(minor: int | None) -> str | None:
    """An amount as it stands in an address: 50000, 0.01."""
    return None if minor is None else format_minor(minor, CURRENCY).removesuffix(".00")


@lru_cache(maxsize=256)
def _prices(least: int | None, most: int | None) -> str:
    prices = ("price_min", major(least)), ("price_max", major(most))
    return "".join(_piece(name, price) for name, price in prices if price is not None)


def _sort(sort: str) -> str:
    return _piece("sort", sort) if sort != "relevance" else ""


def _page(page: int) -> str:
    return _piece("page", str(page)) if page > 1 else ""


@lru_cache(maxsize=4096)
def _piece(name: str, value: str) -> str:
    return f"&{name}={quote_plus(value)}"
