"""The filters of the search page: groups of values with their counts, prices by range, chips to take a filter off."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from marketplace.search.query import Query
from marketplace.search.ranges import PRICES
from marketplace.search.results import FacetCount, Results
from marketplace.web.chart_axis import percent
from marketplace.web.locale import gettext
from marketplace.web.public.facet_words import FACET_NAMES, ORDERED, facet_name, label_of
from marketplace.web.public.search_address import SearchAddress, major

SHOWN_AT_ONCE = 8  # values of a facet; the others wait behind a link
OPEN_AT_ONCE = 4  # groups
WITHOUT_GROUP = ("ipc",)
_PLACES = {facet: {value: n for n, value in enumerate(values)} for facet, values in ORDERED.items()}

Names = Mapping[tuple[str, str], str]
UrlOf = Callable[[Query], str]


Counts = Mapping[str, Sequence[FacetCount]]


class Option(NamedTuple):
    """A value that can be chosen."""

    value: str
    label: str
    number: int
    checked: bool


class Group(NamedTuple):
    """The values of a facet that are shown; `chosen` of them; `hidden`: how many more there are behind `more_url`."""

    name: str
    label: str
    options: Sequence[Option]
    hidden: int
    more_url: str
    chosen: int
    open: bool


class Price(NamedTuple):
    """A range of prices; `width` of its bar in percent of the longest."""

    label: str
    number: int
    url: str
    width: str
    current: bool


def groups(results: Results, shown: Counts, names: Names, here: SearchAddress, more: str) -> list[Group]:
    """The groups that can narrow what was found, or do, with the values that are `shown_of` each."""
    found: list[Group] = []
    for facet, counts in shown.items():
        options = [
            Option(one.value, label_of(facet, one.value, names), one.count, one.selected) for one in counts
        ]
        hidden = len(_told(results.facets[facet])) - len(counts)
        chosen = sum(one.selected for one in counts)
        found.append(
            Group(
                name=facet,
                label=facet_name(facet),
                options=options,
                hidden=hidden,
                more_url=here.showing_whole(facet).url if hidden else "",
                chosen=chosen,
                open=chosen > 0 or facet == more or len(found) < OPEN_AT_ONCE,
            )
        )
    return found


def shown_of(results: Results, more: str) -> Counts:
    """For each facet that can narrow the results the values to show; `more` names the one that is shown whole."""
    shown = {}
    for facet in FACET_NAMES:
        counts = _in_order(facet, results.facets.get(facet, []))
        if facet not in WITHOUT_GROUP and _tells(counts, results.total):
            shown[facet] = counts if facet == more else _first(counts)
    return shown


def _in_order(facet: str, counts: Sequence[FacetCount]) -> list[FacetCount]:
    """In the order of the values where they have one; values that nothing has are left out unless chosen."""
    told = _told(counts)
    if (places := _PLACES.get(facet)) is None:
        return told
    return sorted(told, key=lambda one: places.get(one.value, len(places)))


def _told(counts: Sequence[FacetCount]) -> list[FacetCount]:
    return [one for one in counts if one.count or one.selected]


def _tells(counts: Sequence[FacetCount], total: int) -> bool:
    """Whether a choice would change anything: not where all of what was found has the only value."""
    if any(one.selected for one in counts):
        return True
    return len(counts) > 1 or any(one.count < total for one in counts)


def _first(counts: Sequence[FacetCount]) -> list[FacetCount]:
    """The first ones and the chosen ones; a single further one is no reason to leave it out."""
    if len(counts) <= SHOWN_AT_ONCE + 1:
        return list(counts)
    return [one for place, one in enumerate(counts) if place < SHOWN_AT_ONCE or one.selected]


def prices(query: Query, results: Results, names: Names, here: SearchAddress) -> list[Price]:
    """How many offers lie in each range of prices, as a histogram whose bars are links."""
    counts = {one.value: one.count for one in results.facets.get("price", [])}
    largest = max(counts.values(), default=0)
    here, found = here.on_page(1), []
    for code, (above, most) in PRICES.items():
        least = None if above is None else above + 1  # what is typed includes both ends
        found.append(
            Price(
                label=names["price", code],
                number=counts.get(code, 0),
                url=here.priced(least, most).url,
                width=percent(counts.get(code, 0), largest),
                current=(query.price_min, query.price_max) == (least, most),
            )
        )
    return found if sum(counts.values()) else []


def chips(query: Query, names: Names, url_of: UrlOf) -> list[dict[str, str]]:
    """A chip for each filter in use, with the address without it."""
    found = []
    for facet, chosen in query.filters.items():
        for value in chosen:
            rest = {**query.filters, facet: tuple(other for other in chosen if other != value)}
            label = f"{facet_name(facet)}: {label_of(facet, value, names)}"
            found.append({"label": label, "remove_url": url_of(replace(query, filters=rest, page=1))})
    if query.price_min is not None:
        label = gettext("From %(price)s", price=major(query.price_min))
        found.append({"label": label, "remove_url": url_of(replace(query, price_min=None, page=1))})
    if query.price_max is not None:
        label = gettext("Up to %(price)s", price=major(query.price_max))
        found.append({"label": label, "remove_url": url_of(replace(query, price_max=None, page=1))})
    return found
