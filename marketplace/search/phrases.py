"""Text found as it stands, through the positions of the bigram field: exact for Chinese by construction."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from marketplace.search.hits import NO_HITS, Desk, Documents
from marketplace.search.normalise import is_han
from marketplace.search.schema import BIGRAMS
from marketplace.search.segments import Postings, Segment
from marketplace.search.snapshot import Snapshot
from marketplace.search.tokens import bigrams

MOST_PARTS = 40  # of one phrase
_MUCH_LARGER = 16  # times: then each number of the smaller set is looked for in the larger one


class _Part(NamedTuple):
    """A part of a phrase in one segment, and how far behind its first part it stands.

    `ascending`: it is one term; else many terms one behind the other, all that begin with one character.
    """

    postings: Postings
    step: int
    ascending: bool


def documents_with(snapshot: Snapshot, text: str, among: Documents | None = None) -> Documents:
    """The documents that contain a folded text; all of them for a text without letters or digits. `among` these."""
    parts = parts_of(text)[:MOST_PARTS]
    if not parts:
        return np.arange(snapshot.size) if among is None else among
    found = [NO_HITS.documents]
    bounds = None if among is None else np.searchsorted(among, snapshot.starts)
    for number, segment in enumerate(snapshot.segments):
        start = snapshot.starts[number]
        inside = None
        if among is not None and bounds is not None:
            inside = among[bounds[number] : bounds[number + 1]] - start
        found.append(_in_segment(segment, parts, snapshot.desk, inside) + start)
    return np.concatenate(found)


def at_most_with(snapshot: Snapshot, text: str) -> int:
    """No more documents than this can contain a text."""
    telling = [token for token, _ in parts_of(text)[:MOST_PARTS] if not alone(token)]
    return min((snapshot.frequency(BIGRAMS, token) for token in telling), default=snapshot.size)


def parts_of(text: str) -> list[tuple[str, int]]:
    """The bigrams of a text without the single last characters of runs, which the bigram before them covers."""
    found = bigrams(text.strip())
    places = {place for token, place in found if is_han(token) and len(token) == 2}
    return [(token, place) for token, place in found if not (alone(token) and place - 1 in places)]


def alone(token: str) -> bool:
    """Whether this is one Chinese character, the beginning of many bigrams."""
    return len(token) == 1 and is_han(token)


def _in_segment(
    segment: Segment, wanted: list[tuple[str, int]], desk: Desk, among: Documents | None
) -> Documents:
    """The documents of one segment in which the parts follow each other at these distances."""
    parts = [_part(segment, token, place - wanted[0][1]) for token, place in wanted]
    parts.sort(key=lambda part: len(part.postings.documents))
    common = among
    for part in parts:
        documents = part.postings.documents
        if not part.ascending:
            documents = desk.union([documents])
        common = documents if common is None else common[desk.common(common, documents)[0]]
        if not len(common):
            return NO_HITS.documents
    assert common is not None
    common = common.astype(np.int64, copy=False)
    if len(parts) == 1:
        return common
    keys = _keys(parts[0], common, desk)
    for part in parts[1:]:
        keys = _in_both(keys, _keys(part, common, desk))
        if not len(keys):
            return NO_HITS.documents
    held = np.zeros(len(common), bool)
    held[keys >> 32] = True
    return common[held]


def _part(segment: Segment, token: str, step: int) -> _Part:
    if alone(token):
        return _Part(segment.postings_with(BIGRAMS, token.encode()), step, False)
    return _Part(segment.postings(BIGRAMS, token.encode()), step, True)


def _keys(part: _Part, common: Documents, desk: Desk) -> NDArray[np.int64]:
    """Which of the common documents and position in one number, as if every part stood where the first one does."""
    (documents, counts, places), step, ascending = part
    if ascending:
        which, rows = desk.common(common, documents)
    else:
        which = np.searchsorted(common, documents)
        which[which == len(common)] = 0
        rows = np.flatnonzero(common[which] == documents)
        which = which[rows]
    ends = np.cumsum(counts, dtype=np.int64)
    taken = counts[rows].astype(np.int64)
    begins = ends[rows] - taken
    before = np.cumsum(taken) - taken
    at = np.repeat(begins - before, taken) + np.arange(int(taken.sum()))
    keys = (np.repeat(which, taken) << 32) + places[at].astype(np.int64) - step
    return keys if ascending else np.sort(keys)


def _in_both(keys: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers that stand in both; each ascends, each number once."""
    if len(keys) * _MUCH_LARGER < len(others):
        places = np.searchsorted(others, keys)
        places[places == len(others)] = 0
        return keys[others[places] == keys]
    both = np.concatenate([keys, others])
    both.sort(kind="stable")  # which of two ascending runs makes one in a single pass
    return both[1:][both[1:] == both[:-1]]
