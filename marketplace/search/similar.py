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
from marketplace.search.normalise import fold, is_han
from marketplace.search.schema import CLASSES, TEXT_FIELDS
from marketplace.search.scoring import word_hits
from marketplace.search.snapshot import Snapshot
from marketplace.search.tokens import words_of

MOST_WORDS = 16
MOST_LOOKED_UP = 80  # words, those nearest to the title
MOST_TEXT = 4_000  # characters of one text that are looked at
_COMMONEST = 0.02  # of all documents: a word that more of them hold tells nothing
_ALWAYS_RARE = 20  # documents
_CLASS_WEIGHTS = {"subclass": 4.0, "main_group": 8.0, "subgroup": 10.0}  # times the rarity of the class
_CHINESE = tuple(field for field in TEXT_FIELDS if field.endswith("_zh"))
_OTHERS = tuple(field for field in TEXT_FIELDS if field.endswith("_en"))


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
    shared = {word: word_hits(snapshot, word, _fields_of(word)) for word in words}
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
    looked_up = sorted(weights, key=lambda word: (-weights[word], word))[:MOST_LOOKED_UP]
    for field in (*_CHINESE, *_OTHERS):
        snapshot.expect_terms(field, [word for word in looked_up if field in _fields_of(word)])
    worth: dict[str, float] = {}
    for word in looked_up:
        frequency = max(snapshot.frequency(field, word) for field in _fields_of(word))
        if len(word) > 1 and 1 < frequency <= max(_ALWAYS_RARE, _COMMONEST * snapshot.size):
            worth[word] = math.log1p(weights[word]) * _rarity(snapshot, frequency)
    return sorted(worth, key=lambda word: (-worth[word], word))[:MOST_WORDS]


def _fields_of(word: str) -> tuple[str, ...]:
    """The fields in which a word stands, by its script."""
    return _CHINESE if any(map(is_han, word)) else _OTHERS


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
