"""What pages ask of the index beside searching it: suggestions, similar listings, counts of the class tree.

Where there is no index that can be read the answer is empty, and a page does without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from marketplace.search import counting, folder, similar, suggesting
from marketplace.search.engine import reading
from marketplace.search.segments import Damaged
from marketplace.search.similar import Similar
from marketplace.search.snapshot import Snapshot

T = TypeVar("T")


def suggest(typed: str, *, site_id: int, most: int) -> suggesting.Suggested:
    """Texts and names that begin with what was typed; `documents` are ids of listings whose number does."""

    def ask(snapshot: Snapshot) -> suggesting.Suggested:
        found = suggesting.suggest(snapshot, site_id, typed, most)
        return found._replace(documents=snapshot.numbers("id")[found.documents].tolist())

    return _asked(ask, suggesting.Suggested([], [], [], []))


def similar_to(
    listing_id: int, texts: Sequence[tuple[str, float]], classes: Iterable[str], *, site_id: int, most: int
) -> list[Similar]:
    """The listings most like one, told by its weighted texts and all places of the class tree it stands at."""
    return _asked(lambda snapshot: similar.similar(snapshot, site_id, listing_id, texts, classes, most), [])


def class_counts(symbol: str, *, site_id: int) -> dict[str, int] | None:
    """How many listings stand at a place of the class tree and directly below it; None without an index."""
    return _asked(lambda snapshot: counting.class_counts(snapshot, site_id, symbol), None)


def _asked(ask: Callable[[Snapshot], T], without: T) -> T:
    try:
        with reading() as snapshot:
            return ask(snapshot)
    except (folder.NoIndex, Damaged):
        return without
