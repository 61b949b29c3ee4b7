"""The order of many results: what is left unsorted changes nothing of the page."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from marketplace.search.ordering import page_of
from marketplace.search.query import Query
from marketplace.search.schema import NO_PRICE

DOCUMENTS = 30_000
SIZE = 20


@pytest.fixture(scope="module")
def snapshot() -> Any:
    """Columns in which many are alike: a day's publications, a handful of prices."""
    draw = np.random.default_rng(20261122)
    columns = {
        "id": draw.permutation(DOCUMENTS) + 1,
        "published": draw.integers(0, 12, DOCUMENTS),
        "price": draw.choice([NO_PRICE, 0, 10_000, 500_000], DOCUMENTS),
    }
    return SimpleNamespace(numbers=columns.__getitem__)


@pytest.mark.parametrize("sort", ["relevance", "newest", "price", "-price"])
@pytest.mark.parametrize("found", [19, 5_000, 20_000, DOCUMENTS])
@pytest.mark.parametrize("alike", [1, 7, 5_000])
@pytest.mark.parametrize("page", [1, 3, 900])
def test_the_page_is_cut_from_the_whole_order(
    snapshot: Any, sort: str, found: int, alike: int, page: int
) -> None:
    documents = np.arange(DOCUMENTS)[DOCUMENTS - found :]
    scores = (np.arange(found) * 7919 % found // alike).astype(np.float32)

    published, ids, prices = (snapshot.numbers(name)[documents] for name in ("published", "id", "price"))
    first = {
        "relevance": scores,
        "newest": np.zeros(found),
        "price": np.where(prices == NO_PRICE, -np.inf, -prices),
        "-price": prices,
    }[sort]
    whole = documents[np.lexsort([ids, published, first])[::-1]]
    asked = Query("steel", site_id=1, sort=sort, page=page, per_page=SIZE)
    assert (
        page_of(snapshot, asked, documents, scores, ranked=True).tolist()
        == whole[(page - 1) * SIZE : page * SIZE].tolist()
    )
