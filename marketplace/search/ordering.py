"""The order of results and the page that is shown. Every order is total, so that paging neither repeats nor skips."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from marketplace.search.hits import Documents, Scores
from marketplace.search.query import LARGEST_PAGE, Query
from marketplace.search.schema import NO_PRICE
from marketplace.search.snapshot import Snapshot

T = TypeVar("T", bound=np.generic)
_LAST = np.iinfo(np.int64).min
_BLOCK = 512  # results
_FAR = 1 << 40  # a page number beyond any result, still small enough to multiply

Places = NDArray[np.int64] | slice
#: the keys of the results at these places; what has the largest comes first
Key = Callable[[Places], NDArray[Any]]

_ALL = slice(None)


def page_of(
    snapshot: Snapshot, query: Query, documents: Documents, scores: Scores, *, ranked: bool
) -> Documents:
    """The documents of the page asked for, in order; none beyond the end. `ranked`: the scores mean something."""
    size = min(max(query.per_page, 1), LARGEST_PAGE)
    first = (min(max(query.page, 1), _FAR) - 1) * size
    if first >= len(documents):
        return documents[:0]
    published, ids = snapshot.numbers("published"), snapshot.numbers("id")
    keys: list[Key] = [
        lambda places: _of(published, documents[places]),
        lambda places: _of(ids, documents[places]),
    ]
    match query.sort:
        case "price" | "-price":
            prices = snapshot.numbers("price")
            keys.insert(
                0, lambda places: _by_price(_of(prices, documents[places]), dearest=query.sort == "-price")
            )
        case "title":
            lang = "en" if query.lang == "en" else "zh"
            beginnings = snapshot.title_beginnings(lang)
            keys.insert(0, lambda places: ~_of(beginnings, documents[places]))
            keys.insert(1, lambda places: -_ranks(snapshot.title_keys(lang, documents[places])))
        case "newest":
            pass
        case _ if ranked:
            keys.insert(0, lambda places: scores[places])
    chosen = _first(_ALL, keys, min(first + size, len(documents)))[first:]
    return documents[chosen]


def _of(of_all: NDArray[T], documents: Documents) -> NDArray[T]:
    """Of what is told for each document of the index that of these, which ascend."""
    return of_all if len(documents) == len(of_all) else of_all.take(documents)


def _first(places: Places, keys: Sequence[Key], count: int) -> NDArray[np.int64]:
    """The first `count` of these places, which ascend, by the first key, where it is the same by the second …

    What surely stands behind them is left unsorted, and a key is only asked for where those before it do not decide.
    """
    key, *others = keys
    values = key(places)
    if count < len(values) // _BLOCK:
        near = np.flatnonzero(values >= _reached(values, count))
        places, values = _at(places, near), values[near]
    if count < len(values):
        last = np.partition(values, -count)[-count]
        before, equal = _at(places, np.flatnonzero(values > last)), _at(places, np.flatnonzero(values == last))
        if others and len(equal) > count - len(before):
            equal = np.sort(_first(equal, others, count - len(before)))
        else:
            equal = equal[: count - len(before)]
        chosen = np.sort(np.concatenate([before, equal]))
        values = key(chosen)
    else:
        chosen = _at(places, np.arange(len(values)))
    order = np.lexsort([*(other(chosen) for other in reversed(others)), values])
    return chosen[order[::-1]]


def _reached(values: NDArray[T], count: int) -> T:
    """Something that at least `count` of many values reach and most do not: the largest of that many blocks do."""
    blocks = len(values) // _BLOCK
    largest = values[: blocks * _BLOCK].reshape(blocks, _BLOCK).max(axis=1)
    reached: T = np.partition(largest, -count)[-count]
    return reached


def _at(places: Places, which: NDArray[np.int64]) -> NDArray[np.int64]:
    return which if isinstance(places, slice) else places[which]


def _by_price(prices: NDArray[np.int64], *, dearest: bool) -> NDArray[np.int64]:
    """Listings without a price come last: NO_PRICE is below every price."""
    return prices if dearest else np.where(prices == NO_PRICE, _LAST, -prices)


def _ranks(keys: NDArray[np.bytes_]) -> NDArray[np.int64]:
    return np.unique(keys, return_inverse=True)[1]
