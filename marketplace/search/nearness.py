"""Chinese words that were typed one behind the other: documents in which they stand so rank before others like them.

Told by the two characters where the words meet: what holds 钢管, 打磨 and the pair 管打 holds 钢管打磨. Only the best
documents are looked at, and none leaves its layer (`matching.py`).
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from marketplace.search.clauses import Parsed, plain_word
from marketplace.search.hits import Documents, Hits
from marketplace.search.normalise import is_han
from marketplace.search.schema import BIGRAMS
from marketplace.search.snapshot import Snapshot

BY_WORDS = 10_000.0  # what sets one layer before the next
TOGETHER = 0.3  # of its score is added where all words stand as typed
LOOKED_AT = 200  # documents, the best


def meetings(parsed: Parsed) -> list[str]:
    """The characters where neighbouring words meet."""
    words = [plain_word(clause) for clause in parsed.required]
    met = (one[-1:] + other[:1] for one, other in pairwise(words))
    return [pair for pair in dict.fromkeys(met) if len(pair) == 2 and all(map(is_han, pair))]


def raised(snapshot: Snapshot, parsed: Parsed, hits: Hits) -> Hits:
    """The hits, with higher scores for those of the best in which words meet as they were typed."""
    if len(hits.documents) < 2 or not (pairs := meetings(parsed)):
        return hits
    best = _best(hits.scores)
    documents, scores = hits.documents[best], hits.scores[best]
    together = np.sum([_holding(snapshot, pair, documents) for pair in pairs], axis=0, dtype=np.float32)
    within = scores % np.float32(BY_WORDS)
    changed = hits.scores.copy()
    changed[best] = scores + within * together * np.float32(TOGETHER / len(pairs))
    return Hits(hits.documents, changed)


def _best(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """The places of the best scores, ascending; with all that equal the last of them."""
    if len(scores) <= LOOKED_AT:
        return np.arange(len(scores))
    return np.flatnonzero(scores >= np.partition(scores, -LOOKED_AT)[-LOOKED_AT])


def _holding(snapshot: Snapshot, pair: str, documents: Documents) -> NDArray[np.bool_]:
    """Which of the documents hold a bigram."""
    held = np.zeros(len(documents), bool)
    bounds = np.searchsorted(documents, snapshot.starts)
    for number, postings in enumerate(snapshot.postings(BIGRAMS, pair)):
        low, high = bounds[number], bounds[number + 1]
        if low < high and len(postings.documents):
            here, _ = snapshot.desk.common(documents[low:high] - snapshot.starts[number], postings.documents)
            held[low + here] = True
    return held
