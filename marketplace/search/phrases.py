"""Text found as it stands, through the positions of the bigram field: exact for Chinese by construction."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from marketplace.search.normalise import is_han
from marketplace.search.schema import BIGRAMS
from marketplace.search.segments import Postings
from marketplace.search.snapshot import Snapshot
from marketplace.search.tokens import bigrams

MOST_ALONE = 3000  # bigrams that begin with the one character asked for
MOST_WITHIN = 200  # of a character that stands alone within a phrase; a more common one is passed over
MOST_PARTS = 40  # of one phrase


def documents_with(snapshot: Snapshot, text: str) -> NDArray[np.bool_]:
    """The documents that contain a folded text; all of them for a text without letters or digits."""
    parts = parts_of(text)[:MOST_PARTS]
    found = np.zeros(snapshot.size, bool)
    if not parts:
        return ~found
    if len(parts) == 1:
        for term in _terms(snapshot, parts[0][0], MOST_ALONE):
            found[snapshot.postings(BIGRAMS, term)[0]] = True
        return found
    looked_up = [(_terms(snapshot, token, MOST_WITHIN + 1), place) for token, place in parts]
    telling = [(terms, place) for terms, place in looked_up if len(terms) <= MOST_WITHIN] or looked_up
    terms = [listed for listed, _ in telling]
    steps = [place - telling[0][1] for _, place in telling]
    for start, segment in zip(snapshot.starts.tolist(), snapshot.segments, strict=False):
        postings = [
            [segment.postings(BIGRAMS, term.encode()) for term in listed] for listed in terms
        ]
        found[start + _in_sequence(postings, steps)] = True
    return found


def parts_of(text: str) -> list[tuple[str, int]]:
    """The bigrams of a text without the single last characters of runs, which the bigram before them covers."""
    found = bigrams(text.strip())
    places = {place for token, place in found if is_han(token) and len(token) == 2}
    return [(token, place) for token, place in found if not (alone(token) and place - 1 in places)]


def _terms(snapshot: Snapshot, token: str, limit: int) -> list[str]:
    """The terms to look up: one Chinese character stands at the beginning of many bigrams."""
    return snapshot.terms_with(BIGRAMS, token, limit) if alone(token) else [token]


def alone(token: str) -> bool:
    """Whether this is one Chinese character, the beginning of many bigrams."""
    return len(token) == 1 and is_han(token)


def _in_sequence(parts: list[list[Postings]], steps: list[int]) -> NDArray[np.int64]:
    """The documents in which the parts, each any of some terms, follow each other at these distances."""
    common = _documents(parts[0])
    for part in parts[1:]:
        common = np.intersect1d(common, _documents(part), assume_unique=True)
    if not len(common):
        return common
    keys = _keys(parts[0], steps[0], common)
    for part, step in zip(parts[1:], steps[1:], strict=True):
        keys = np.intersect1d(keys, _keys(part, step, common))
    return np.unique(keys >> 32)


def _documents(part: list[Postings]) -> NDArray[np.int64]:
    return np.unique(np.concatenate([np.empty(0, np.int64), *(postings.documents for postings in part)]))


def _keys(part: list[Postings], step: int, common: NDArray[np.int64]) -> NDArray[np.int64]:
    """Document and position in one number, as if every part stood where the first one does."""
    keys = [np.empty(0, np.int64)]
    for documents, counts, places in part:
        wanted = np.isin(documents, common)
        document = np.repeat(documents[wanted].astype(np.int64), counts[wanted])
        keys.append((document << 32) + places[np.repeat(wanted, counts)].astype(np.int64) - step)
    return np.concatenate(keys)
