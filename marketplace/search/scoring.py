"""How well a word fits a document: BM25F, field by field, the fields' scores added (`schema.TEXT_FIELDS`).

    weight · rarity · (k1 + 1) · count / (count + k1 · (1 - b + b · length / mean length))

rarity = ln(1 + (N - n + ½) / (n + ½)) for n of N documents that hold the word in the field in which most do.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from marketplace.search.hits import Hits, Scores
from marketplace.search.schema import TEXT_FIELDS
from marketplace.search.segments import Postings, Segment
from marketplace.search.snapshot import Snapshot

SATURATION = 1.2  # BM25's k1: how soon repetition of a word stops to count
_WORTH_KEEPING = 256  # documents


def word_hits(snapshot: Snapshot, token: str, fields: tuple[str, ...]) -> Hits:
    """The documents that hold a word in one of the fields."""
    key = (token, fields)
    if (kept := snapshot.hits.get(key)) is not None:
        return kept
    rarity = _rarity(snapshot, token, fields)
    holding = [field for field in fields if snapshot.frequency(field, token)]
    hits = snapshot.desk.added([_field_hits(snapshot, field, token, rarity) for field in holding])
    return hits if len(hits.documents) < _WORTH_KEEPING else snapshot.hits.keep(key, hits)


def add_word(snapshot: Snapshot, found: Hits, token: str, fields: tuple[str, ...]) -> Hits:
    """The documents found that hold the word too; what it is worth is added to their scores."""
    kept = snapshot.hits.get((token, fields))
    if kept is not None:
        return snapshot.desk.both(found, kept)
    gained = np.zeros(len(found.documents), np.float32)
    bounds = np.searchsorted(found.documents, snapshot.starts)
    rarity = _rarity(snapshot, token, fields)
    for field in fields:
        if not snapshot.frequency(field, token):
            continue
        postings = snapshot.postings(field, token)
        factor = _factor(field, rarity)
        for number, one in enumerate(postings):
            low, high = bounds[number], bounds[number + 1]
            if len(one.documents) and low < high:
                inside = found.documents[low:high] - snapshot.starts[number]
                here, there = snapshot.desk.common(inside, one.documents)
                scores = _scores(snapshot, snapshot.segments[number], field, one, there)
                gained[low + here] += factor * scores
    held = np.flatnonzero(gained)
    return Hits(found.documents[held], found.scores[held] + gained[held])


def _field_hits(snapshot: Snapshot, field: str, token: str, rarity: float) -> Hits:
    postings = snapshot.postings(field, token)
    factor = _factor(field, rarity)
    documents, scores = [np.empty(0, np.int64)], [np.empty(0, np.float32)]
    for segment, start, one in zip(snapshot.segments, snapshot.starts, postings, strict=False):
        if len(one.documents):
            documents.append(one.documents + start)
            scores.append(factor * _scores(snapshot, segment, field, one))
    if len(documents) == 2:
        return Hits(documents[1], scores[1])
    return Hits(np.concatenate(documents), np.concatenate(scores))


def _rarity(snapshot: Snapshot, token: str, fields: tuple[str, ...]) -> float:
    number = max(snapshot.frequency(field, token) for field in fields)
    return math.log(1 + (snapshot.size - number + 0.5) / (number + 0.5))


def _factor(field: str, rarity: float) -> np.float32:
    """What is the same for all documents that hold a word in a field."""
    return np.float32(TEXT_FIELDS[field][0] * rarity * (SATURATION + 1))


def _scores(
    snapshot: Snapshot, segment: Segment, field: str, one: Postings, rows: NDArray[np.int64] | None = None
) -> Scores:
    """The rest of the formula, for these rows of the postings or for all."""
    documents, counts = (
        (one.documents, one.counts) if rows is None else (one.documents[rows], one.counts[rows])
    )
    b, mean = TEXT_FIELDS[field][1], snapshot.mean_length(field)
    found = segment.text_lengths(field)[documents].astype(np.float32)
    found *= SATURATION * b / mean
    found += SATURATION * (1 - b)
    occurring = counts.astype(np.float32)
    found += occurring
    np.divide(occurring, found, out=found)
    return found
