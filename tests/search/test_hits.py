"""Sets of hits, however they are put together, against dictionaries; and what keeps things that were dear to make."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.search.hits import Desk, Hits
from marketplace.search.shelf import Shelf

SIZE = 3_000
DESK = Desk(SIZE)  # one for all, because nothing may be left on it
A_FEW = st.sets(st.integers(0, SIZE - 1), max_size=12)
MANY = st.integers(2, 9).map(lambda step: set(range(0, SIZE, step)))


def hits(documents: set[int], factor: int) -> Hits:
    ascending = np.array(sorted(documents), np.int64)
    return Hits(ascending, (ascending % 7 + factor).astype(np.float32))


@pytest.mark.parametrize(("joined", "join"), [(DESK.added, lambda a, b: a + b), (DESK.best, max)])
@given(st.lists(A_FEW | MANY, max_size=4))
def test_parts_are_put_together(
    joined: Callable[..., Hits], join: Callable[[float, float], float], given: list[set[int]]
) -> None:
    parts = [hits(documents, factor) for factor, documents in enumerate(given, 1)]
    told = [dict(zip(part.documents.tolist(), part.scores.tolist(), strict=True)) for part in parts]
    wanted = {
        document: reduce(join, (one[document] for one in told if document in one))
        for document in set[int]().union(*given)
    }
    found = joined(parts)
    assert dict(zip(found.documents.tolist(), found.scores.tolist(), strict=True)) == wanted
    assert found.documents.tolist() == sorted(wanted)


@given(A_FEW | MANY, A_FEW | MANY)
def test_what_both_hold(one: set[int], other: set[int]) -> None:
    first, second = hits(one, 1), hits(other, 2)
    here, there = DESK.common(first.documents, second.documents)
    assert first.documents[here].tolist() == second.documents[there].tolist() == sorted(one & other)
    assert DESK.without(first.documents, second.documents).tolist() == sorted(one - other)
    assert DESK.within(first, second.documents).documents.tolist() == sorted(one & other)
    both = DESK.both(first, second)
    assert both.scores.tolist() == [document % 7 * 2 + 3 for document in sorted(one & other)]


def test_what_nobody_asked_for_longest_makes_room() -> None:
    shelf: Shelf[str] = Shelf(10, len)
    shelf.keep("a", "aaaa"), shelf.keep("b", "bbbb")
    assert shelf.get("a") == "aaaa"
    shelf.keep("c", "cccc")
    assert (shelf.get("a"), shelf.get("b"), shelf.get("c")) == ("aaaa", None, "cccc")
    assert shelf.keep("large", "x" * 99) == shelf.get("large"), "the last one is kept whatever its size"
    assert shelf.get("a") is shelf.get("c") is None
    shelf.clear()
    assert shelf.get("large") is None
