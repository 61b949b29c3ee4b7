"""Words that mean the same: data/terms.txt, written for this product, in Chinese and English.

A term is looked up by its key: folded, English in the singular, without stop words, spaces and hyphens, so that
`steel pipes` and `Steel-Pipe` are one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from marketplace.search.clauses import EVERYWHERE, AllWords, Alternative, Phrase
from marketplace.search.data_files import lines_of
from marketplace.search.normalise import fold, is_han
from marketplace.search.tokens import STOP_WORDS, coarse_words, singular

_BETWEEN = re.compile(r"[\s-]+")
_IN_TEXTS = tuple(field for field in EVERYWHERE if field not in ("owner", "inventor"))
_IN_CHINESE = tuple(field for field in _IN_TEXTS if field.endswith("_zh"))


def key_of(folded: str) -> str:
    """What a folded term is looked up by."""
    return "".join(singular(word) for word in _BETWEEN.split(folded) if word not in STOP_WORDS)


@lru_cache(maxsize=1)
def meanings() -> Mapping[str, tuple[str, ...]]:
    """For the key of each term the other terms of its lines, folded."""
    found: dict[str, dict[str, None]] = {}
    for line in lines_of("terms.txt"):
        chinese, english = line.split("=")
        terms = [*map(fold, chinese.split()), *(fold(term.strip()) for term in english.split(","))]
        for term in terms:
            found.setdefault(key_of(term), {}).update((other, None) for other in terms if other != term)
    return {key: tuple(others) for key, others in found.items()}


def same_meaning(key: str) -> tuple[str, ...]:
    """The terms that mean the same as the one with this key."""
    return meanings().get(key, ())


def wanted_for(term: str) -> Alternative:
    """How a folded term is looked up: as one word where it is one, else as it stands. Never in names."""
    words = coarse_words(term)
    if len(words) == 1 and key_of(words[0]) == key_of(term):
        return AllWords((words[0],), (words[0],), _IN_CHINESE if is_han(term) else _IN_TEXTS)
    return Phrase(term)
