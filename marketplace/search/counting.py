"""How many findable listings of a site stand at and directly below a place of the class tree."""

from __future__ import annotations

import string
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from marketplace.domain.patents.class_tree import level_of
from marketplace.search.hits import Documents
from marketplace.search.schema import CLASSES
from marketplace.search.snapshot import Snapshot

MOST_BELOW = 20_000  # symbols looked through below one place
_FIRST = 64  # documents
_SECTIONS = "ABCDEFGHY"
_DIGITS = [f"{number:02}" for number in range(100)]


def class_counts(snapshot: Snapshot, site_id: int, symbol: str) -> dict[str, int]:
    """The place itself ("" for all of the tree, which has no count) and those below it that have listings."""
    allowed = snapshot.on_site(site_id)
    symbols = [one for one in (symbol, *_below(snapshot, symbol)) if one]
    snapshot.expect_terms(CLASSES, symbols)
    counts = {one: counted(snapshot, allowed, CLASSES, one) for one in symbols}
    return {one: count for one, count in counts.items() if count or one == symbol}


def counted(snapshot: Snapshot, allowed: NDArray[np.bool_], field: str, term: str) -> int:
    """How many of the allowed documents hold a term."""
    return int(np.count_nonzero(allowed[documents_with(snapshot, field, term)]))


def held(snapshot: Snapshot, allowed: NDArray[np.bool_], field: str, term: str) -> bool:
    """Whether any of the allowed documents holds a term; where many hold it, a look at the first ones mostly tells."""
    for found, start in zip(snapshot.postings(field, term), snapshot.starts, strict=False):
        if allowed[found.documents[:_FIRST] + start].any() or allowed[found.documents[_FIRST:] + start].any():
            return True
    return False


def documents_with(snapshot: Snapshot, field: str, term: str) -> Documents:
    """The documents that hold a term, deleted ones too."""
    parts = [
        found.documents.astype(np.int64) + start
        for found, start in zip(snapshot.postings(field, term), snapshot.starts, strict=False)
    ]
    return np.concatenate([np.empty(0, np.int64), *parts])


def _below(snapshot: Snapshot, symbol: str) -> Iterable[str]:
    """The symbols that may stand directly below one."""
    if not symbol:
        return _SECTIONS
    match level_of(symbol):
        case "section":
            return (symbol + number for number in _DIGITS)
        case "class":
            return (symbol + letter for letter in string.ascii_uppercase)
        case "subclass":
            found = snapshot.terms_with(CLASSES, symbol, MOST_BELOW)
            return (one for one in found if len(one) > len(symbol) and "/" not in one)
        case "main_group":
            return (
                one
                for one in snapshot.terms_with(CLASSES, f"{symbol}/", MOST_BELOW)
                if not one.endswith("/00")
            )
    return ()
