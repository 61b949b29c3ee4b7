"""The order of results and the page that is shown. Every order is total, so that paging neither repeats nor skips."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from marketplace.search.query import LARGEST_PAGE, Query
from marketplace.search.schema import NO_PRICE
from marketplace.search.snapshot import Snapshot

_LAST = np.iinfo(np.int64).max
_FAR = 1 << 40  # a page number beyond any result, still small enough to multiply


def page_of(
    snapshot: Snapshot,
    query: Query,
    documents: NDArray[np.int64],
    scores: NDArray[np.float32],
    *,
    ranked: bool,
) -> list[int]:
    """The ids of the listings on the page asked for; empty beyond the end. `ranked`: the scores mean something."""
    size = min(max(query.per_page, 1), LARGEST_PAGE)
    first = (min(max(query.page, 1), _FAR) - 1) * size
    if first >= len(documents):
        return []
    keys = [-snapshot.numbers("published")[documents], -snapshot.numbers("id")[documents]]
    match query.sort:
        case "price":
            prices = snapshot.numbers("price")[documents]
            keys.insert(0, np.where(prices == NO_PRICE, _LAST, prices))
        case "-price":
            keys.insert(0, -snapshot.numbers("price")[documents])  # NO_PRICE is below every price
        case "title":
            keys.insert(0, snapshot.title_order("en" if query.lang == "en" else "zh")[documents])
        case "newest":
            pass
        case _ if ranked:
            keys.insert(0, -scores)
    chosen = _first(keys, first + size)[first:]
    return snapshot.numbers("id")[documents[chosen]].tolist()


def _first(keys: list[NDArray[np.int64] | NDArray[np.float32]], count: int) -> NDArray[np.int64]:
    """The places of the `count` smallest by the first key, then the second …, in order."""
    places = np.arange(len(keys[0]))
    if 4 * count < len(places):  # what lies behind the count-th smallest need not be sorted
        places = np.flatnonzero(keys[0] <= np.partition(keys[0], count)[count])
    order = np.lexsort([key[places] for key in reversed(keys)])
    return places[order][:count]
