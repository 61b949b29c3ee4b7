"""Translations learned from titles that the catalogue has in both languages.

Two terms are kept as translations of each other where each is the other's best partner that is still free: together in
at least LEAST pairs of titles and in at least SHARE of those in which either stands. Words that stand in many titles
are passed over, they are everybody's neighbours. The same titles give the same translations, in any order.

They lie beside the index as `learned.json`: {key: [terms]}, keys as of `glossary.py`.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import product

from marketplace.search.backends import backend
from marketplace.search.glossary import key_of, same_meaning
from marketplace.search.normalise import fold, is_han
from marketplace.search.tokens import units_of
from marketplace.search.understanding import filler
from marketplace.store.db import db
from marketplace.store.listings.bilingual import titles_in_two_languages

MOST_PAIRS = 6_000  # of titles, the newest: less than two seconds
LEAST = 4
SHARE = 0.7
TOO_COMMON = 0.05  # of the titles, but at least
_COMMON_AT_LEAST = 20
_MOST_TERMS = 24  # of one title
_LONGEST_CHINESE = 6  # characters of a term
_NAME = "learned.json"

Learned = Mapping[str, Sequence[str]]


def learn(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The translations that these Chinese and English titles support, in both directions."""
    titles = [(chinese_terms(zh), english_terms(en)) for zh, en in sorted(set(pairs))[:MOST_PAIRS]]
    alone: Counter[str] = Counter()
    for zh, en in titles:
        alone.update(zh)
        alone.update(en)
    most = max(_COMMON_AT_LEAST, TOO_COMMON * len(titles))
    kept = {term for term, count in alone.items() if LEAST <= count <= most}
    together: Counter[tuple[str, str]] = Counter()
    for zh, en in titles:
        together.update(product(kept.intersection(zh), kept.intersection(en)))
    frequent = {pair: count for pair, count in together.items() if count >= LEAST}
    close = {pair: count / max(alone[pair[0]], alone[pair[1]]) for pair, count in frequent.items()}
    found: dict[str, list[str]] = defaultdict(list)
    for chinese, english in _best_of_each_other(close):
        if key_of(english) not in map(key_of, same_meaning(key_of(chinese))):
            found[key_of(chinese)].append(english)
            found[key_of(english)].append(chinese)
    return dict(sorted(found.items()))


def _best_of_each_other(close: Mapping[tuple[str, str], float]) -> list[tuple[str, str]]:
    """The pairs that are close enough and closer than any other pair of either; the longer term of equals."""
    ranked = sorted(close.items(), key=lambda one: (-one[1], -len(one[0][1]), -len(one[0][0]), one[0]))
    taken: set[str] = set()
    found = []
    for (zh, en), share in ranked:
        if share >= SHARE and not {zh, en} & taken:
            found.append((zh, en))
            taken |= {zh, en}
    return sorted(found)


def chinese_terms(title: str) -> set[str]:
    """The words of a Chinese title, and neighbours as one."""
    words = [unit.word for unit in units_of(fold(title))][:_MOST_TERMS]
    single = {word for word in words if is_han(word) and len(word) > 1 and word not in filler()}
    pairs = {a + b for a, b in zip(words, words[1:], strict=False)}
    return single | {pair for pair in pairs if is_han(pair) and len(pair) <= _LONGEST_CHINESE}


def english_terms(title: str) -> set[str]:
    """The words of an English title, and neighbours as one."""
    folded = fold(title)
    words = [unit.word for unit in units_of(folded)][:_MOST_TERMS]
    single = {
        word for word in words if len(word) > 2 and word.isascii() and word.isalpha() and word not in filler()
    }
    return single | {
        f"{a} {b}" for a, b in zip(words, words[1:], strict=False) if a in single and b in single
    }


def learn_anew() -> None:
    """Learn from the titles of the catalogue as it is now."""
    pairs = titles_in_two_languages(MOST_PAIRS)
    db.session.rollback()
    backend().keep_beside(_NAME, json.dumps(learn(pairs), ensure_ascii=False))


def known() -> Learned:
    """What was learned for this installation; nothing where that is missing or cannot be read."""
    return _read(backend().kept_beside(_NAME))


@lru_cache(maxsize=2)
def _read(text: str) -> Learned:
    try:
        return {str(key): tuple(map(str, terms)) for key, terms in json.loads(text).items()}
    except (ValueError, AttributeError, TypeError):
        return {}
