"""Listings like one: by its most telling words and the classes it shares with others.

A word tells the more the rarer it is and the nearer to the title it stands. Words that stand in one document only lead
nowhere, those in very many tell nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from marketplace.domain.patents.class_tree import level_of
from marketplace.search.counting import documents_with
from marketplace.search.hits import Hits, all_of
from marketplace.search.normalise import fold
from marketplace.search.schema import CLASSES, TEXT_FIELDS
from marketplace.search.scoring import word_hits
from marketplace.search.snapshot import Snapshot
from marketplace.search.tokens import words_of

MOST_WORDS = 24
MOST_TEXT = 4_000  # characters of one text that are looked at
_COMMONEST = 0.05  # of all documents: a word that more of them hold tells nothing
_ALWAYS_RARE = 20  # documents
_CLASS_WEIGHTS = {"subclass": 4.0, "main_group": 8.0, "subgroup": 10.0}  # times the rarity of the class
_FIELDS = tuple(field for field in TEXT_FIELDS if field not in ("owner", "inventor"))


@dataclass(frozen=True, slots=True)
class Similar:
    """A listing like the one asked for: the words and classes both have, the most telling first."""

    listing_id: int
    words: tuple[str, ...]
    classes: tuple[str, ...]


def similar(
    snapshot: Snapshot,
    site_id: int,
    listing_id: int,
    texts: Sequence[tuple[str, float]],
    classes: Iterable[str],
    most: int,
) -> list[Similar]:
    """The listings of a site that are most like one, which itself is left out. `texts`: each with its weight."""
    words = telling_words(snapshot, texts)
    for field in _FIELDS:
        snapshot.expect_terms(field, words)
    shared = {word: word_hits(snapshot, word, _FIELDS) for word in words}
    in_class = _class_hits(snapshot, classes)
    found = snapshot.desk.added([*shared.values(), *in_class.values()])
    ids = snapshot.numbers("id")
    kept = snapshot.on_site(site_id)[found.documents] & (ids[found.documents] != listing_id)
    documents, scores = found.documents[kept], found.scores[kept]
    best = np.lexsort((-ids[documents], -scores))[:most]
    return [
        Similar(int(ids[document]), _holding(shared, document), _holding(in_class, document))
        for document in documents[best].tolist()
    ]


def telling_words(snapshot: Snapshot, texts: Sequence[tuple[str, float]]) -> list[str]:
    """The words of weighted texts that tell most, the most telling first."""
    weights: dict[str, float] = {}
    for text, weight in texts:
        for word in words_of(fold(text[:MOST_TEXT])):
            weights[word] = weights.get(word, 0.0) + weight
    worth: dict[str, float] = {}
    for word, weight in weights.items():
        frequency = max(snapshot.frequency(field, word) for field in _FIELDS)
        if len(word) > 1 and 1 < frequency <= max(_ALWAYS_RARE, _COMMONEST * snapshot.size):
            worth[word] = math.log1p(weight) * _rarity(snapshot, frequency)
    return sorted(worth, key=lambda word: (-worth[word], word))[:MOST_WORDS]


def _class_hits(snapshot: Snapshot, classes: Iterable[str]) -> dict[str, Hits]:
    """The documents in each of these classes, worth the more the fewer they are; the deepest class first."""
    found = {}
    for symbol in sorted(set(classes), key=lambda one: (-len(one), one)):
        weight = _CLASS_WEIGHTS.get(level_of(symbol)) if "-" not in symbol else None
        documents = documents_with(snapshot, CLASSES, symbol)
        if weight and len(documents) > 1:
            found[symbol] = all_of(documents, weight * _rarity(snapshot, len(documents)))
    return found


def _rarity(snapshot: Snapshot, frequency: int) -> float:
    return math.log(1 + (snapshot.size - frequency + 0.5) / (frequency + 0.5))


def _holding(hits: Mapping[str, Hits], document: int) -> tuple[str, ...]:
    """Those under which a document was found."""
    held = []
    for name, found in hits.items():
        place = int(np.searchsorted(found.documents, document))
        if place < len(found.documents) and found.documents[place] == document:
            held.append(name)
    return tuple(held)
