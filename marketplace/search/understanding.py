"""From what was typed to what is looked up, with the help of the glossary and of the words that the index holds.

Words that say nothing of what is sought are left out; of a long text the most telling words are kept; terms of the
glossary, learned translations, owners by their short names and names by their sound are added behind the words that
were typed. A query marked `exact` is only completed where it asks for it (`word~`, `word*`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Protocol

from marketplace.search.clauses import (
    AllWords,
    Also,
    Alternative,
    Beginning,
    Clause,
    Parsed,
    marks_of,
    plain_word,
)
from marketplace.search.data_files import lines_of
from marketplace.search.glossary import key_of, same_meaning, wanted_for
from marketplace.search.names import INVENTOR, OWNER, borne_by, spoken_beginnings
from marketplace.search.normalise import is_han
from marketplace.search.pinyin import SHORTEST_INITIALS
from marketplace.search.schema import NAMES

MOST_ASKED = 8  # words that are all looked for; of a longer text the MOST_TELLING
MOST_TELLING = 24
MOST_ALSO = 6  # terms added to one word, or
_MOST_ALSO_OF_MANY = 3  # where there are more than _MANY words
_MANY = 5
_LONGEST_TERM = 4  # words of a term of the glossary, or of a name in pinyin
_LONGEST_NAME = 8


class Vocabulary(Protocol):
    """What the words of an index tell (`vocabulary.py`)."""

    def documents(self) -> int: ...

    def holding(self, word: str) -> int: ...

    def named(self, beginning: str) -> bool: ...

    def spelt_nearly(self, word: str) -> Sequence[str]: ...

    def beginning(self, word: str) -> Sequence[str]: ...

    def bearers(self, alias: str) -> Sequence[str]: ...

    def learned(self, key: str) -> Sequence[str]: ...


def understand(parsed: Parsed, vocabulary: Vocabulary) -> Parsed:
    """The query as it is looked up."""
    clauses = [_opened(clause, vocabulary) if clause.open else clause for clause in parsed.required]
    if parsed.exact:
        return replace(parsed, required=tuple(clauses), terms=marks_of(clauses))
    clauses, left_out = without_filler(_joined(clauses, vocabulary))
    before = len(clauses)
    if sum(map(_is_plain, clauses)) > MOST_ASKED:
        clauses = _most_telling(clauses, vocabulary)
    most = _MOST_ALSO_OF_MANY if len(clauses) > _MANY else MOST_ALSO
    clauses = [_widened(clause, vocabulary, most) for clause in clauses]
    return replace(
        parsed,
        required=tuple(clauses),
        terms=marks_of(clauses),
        left_out=tuple(left_out),
        given_up=before - len(clauses),
    )


def without_filler(clauses: Sequence[Clause]) -> tuple[list[Clause], list[str]]:
    """The clauses that say what is sought, all where none does; and what was left out."""
    telling = [clause for clause in clauses if plain_word(clause) not in filler()]
    if not telling or len(telling) == len(clauses):
        return list(clauses), []
    return telling, [clause.source for clause in clauses if clause not in telling]


@lru_cache(maxsize=1)
def filler() -> frozenset[str]:
    """Words of questions and needs that say nothing of what is sought."""
    return frozenset(key_of(word) for line in lines_of("filler.txt") for word in line.split()) - {""}


def _is_plain(clause: Clause) -> bool:
    return plain_word(clause) != "" or (not clause.bound and bool(clause.also))


def _opened(clause: Clause, vocabulary: Vocabulary) -> Clause:
    """`word~` and `word*` with the words of the index that they stand for."""
    (typed,) = clause.alternatives
    assert isinstance(typed, AllWords)
    find = vocabulary.spelt_nearly if clause.open == "~" else vocabulary.beginning
    words = dict.fromkeys([*typed.tokens, *find(typed.tokens[0])])
    return replace(clause, alternatives=tuple(AllWords((word,), (word,)) for word in words))


def _joined(clauses: Sequence[Clause], vocabulary: Vocabulary) -> list[Clause]:
    """Neighbouring words that are one term of the glossary, or one name in pinyin, as one clause."""
    found: list[Clause] = []
    place = 0
    while place < len(clauses):
        taken = 1
        for size in range(min(_LONGEST_NAME, len(clauses) - place), 0, -1):
            group = clauses[place : place + size]
            if all(map(plain_word, group)) and (also := _meant(group, vocabulary, len(clauses))):
                found.append(_as_one(group, also))
                taken = size
                break
        else:
            found.append(clauses[place])
        place += taken
    return found


def _meant(group: Sequence[Clause], vocabulary: Vocabulary, asked: int) -> list[Also]:
    words = [plain_word(clause) for clause in group]
    also = _bearers(group, vocabulary) if asked <= MOST_ASKED else []
    if 1 < len(group) <= _LONGEST_TERM:
        also += _same(key_of("".join(words)), vocabulary)
    if all(word.isascii() for word in words):
        also += _names(words, vocabulary)
    return also


def _as_one(group: Sequence[Clause], also: list[Also]) -> Clause:
    if len(group) == 1:
        return replace(group[0], also=tuple(also))
    words = [one for clause in group for one in clause.alternatives if isinstance(one, AllWords)]
    tokens = dict.fromkeys(token for one in words for token in one.tokens)
    pieces = dict.fromkeys(piece for one in words for piece in one.pieces)
    return Clause(_source_of(group), (AllWords(tuple(tokens), tuple(pieces)),), tuple(also))


def _source_of(group: Sequence[Clause]) -> str:
    between = "" if all(is_han(plain_word(clause)) for clause in group) else " "
    return between.join(clause.source for clause in group)


def _bearers(group: Sequence[Clause], vocabulary: Vocabulary) -> list[Also]:
    """The owners whose short or former name these words are."""
    alias = _source_of(group)
    wanted = Beginning(NAMES, borne_by(alias))
    return [Also(wanted, name, "alias") for name in vocabulary.bearers(alias)]


def _names(words: list[str], vocabulary: Vocabulary) -> list[Also]:
    """Owners and inventors whose names sound like these words, or have this word as their initials."""
    known = vocabulary.holding(words[0]) > 0
    found = []
    for kind in (OWNER, INVENTOR):
        initials = not known and len(words[0]) >= SHORTEST_INITIALS
        for start in spoken_beginnings(kind, words, initials=initials):
            if vocabulary.named(start):
                found.append(Also(Beginning(NAMES, start), " ".join(words), "sound"))
    return found


def _same(key: str, vocabulary: Vocabulary) -> list[Also]:
    found = {term: Also(wanted_for(term), term, "terms") for term in same_meaning(key)}
    for term in vocabulary.learned(key):
        found.setdefault(term, Also(wanted_for(term), term, "learned"))
    return list(found.values())


def _widened(clause: Clause, vocabulary: Vocabulary, most: int) -> Clause:
    """With the words that mean the same, as far as the index holds them."""
    also = [*clause.also, *(_same(key_of(word), vocabulary) if (word := plain_word(clause)) else ())]
    held = [one for one in also if _is_held(one.wanted, vocabulary)]
    return replace(clause, also=tuple(dict.fromkeys(held[:most])))


def _is_held(wanted: Alternative, vocabulary: Vocabulary) -> bool:
    return not isinstance(wanted, AllWords) or vocabulary.holding(wanted.tokens[0]) > 0


def _most_telling(clauses: Sequence[Clause], vocabulary: Vocabulary) -> list[Clause]:
    """All that is bound and the words that tell most, in the order typed: rare in the index, but known to it."""
    total = vocabulary.documents()

    def weight(clause: Clause) -> float:
        word = plain_word(clause)
        holding = vocabulary.holding(word) if word else 1
        if not holding or (len(word) == 1 and is_han(word)):
            return 0.0
        return math.log(1 + total / holding) * (1 + math.log(clause.times))

    plain = [clause for clause in clauses if _is_plain(clause)]
    ranked = sorted(plain, key=weight, reverse=True)[:MOST_TELLING]
    kept = {id(clause) for clause in ranked if weight(clause)} or {id(clause) for clause in ranked}
    return [clause for clause in clauses if not _is_plain(clause) or id(clause) in kept]
