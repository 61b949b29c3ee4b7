"""Words and bigrams: the one way in which documents, queries and highlights are cut into tokens.

Words: Chinese by dictionary (search mode: a long word and the words inside it), everything else by letters and
digits, English plurals reduced. Word fields are bags of words. Bigrams: two neighbouring characters at their
position, independent of any dictionary; a text is found by every part of it, so phrases are looked up there.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from importlib.metadata import version
from typing import NamedTuple

from marketplace.search.normalise import HAN, fold

#: changes whenever the same text may give other tokens; an index made by another one is rebuilt
TOKENISER = f"1/rjieba-{version('rjieba')}"

LONGEST_WORD = 60  # characters; a longer run of letters is no word

_HAN_RUN = re.compile(f"[{HAN}]+")
SPACE_INSIDE = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])")
_WORD = re.compile(rf"\d+(?:\.\d+)+[^\W_{HAN}]*|[^\W_{HAN}]+[+#]*")
_UNIT = re.compile(
    rf"(?P<han>[{HAN}]+)|(?P<word>\d+(?:\.\d+)+[^\W_{HAN}]*|[^\W_{HAN}]+[+#]*)|(?P<gap>[^\s_-])"
)

#: a word or a mark of a text of ASCII; `_UNIT` gives the same there
_PLAIN_UNIT = re.compile(r"\d+(?:\.\d+)+[^\W_]*|[^\W_]+[+#]*|[^\s_-]", re.ASCII)

STOP_WORDS = frozenset(
    "a an and are as at be by for from in is it its of on or that the this to was were with "
    "的 地 得 了 着 之 与 和 及 或 等 在 于 对 从 由 被 将 把 是 为 以 其 该 以及 及其 一种 所述 用于 基于".split()
)
_LEFT_OUT = STOP_WORDS | {" "}


def tokenise(text: str) -> list[str]:
    """The words of a text, with repetitions; their order says nothing."""
    return words_of(fold(text))


def words_of(folded: str) -> list[str]:
    """The words of an already folded text."""
    words = [singular(word) for word in _WORD.findall(folded) if len(word) <= LONGEST_WORD]
    return _telling(_chinese_words(_HAN_RUN.findall(folded)), words)


class Cut(NamedTuple):
    """A text cut for the index: its words, its bigrams with their positions, the first position behind them."""

    words: list[str]
    bigrams: list[str]
    places: list[int]
    end: int


def cut(folded: str) -> Cut:
    """Cut a folded text for the index, reading it once."""
    if folded.isascii():
        units = _PLAIN_UNIT.findall(folded)
        placed = [(unit, place) for place, unit in enumerate(units) if unit[0].isalnum()]
        words = [singular(unit) for unit, _ in placed if len(unit) <= LONGEST_WORD]
        whole = words if len(words) == len(placed) else [singular(unit[:LONGEST_WORD]) for unit, _ in placed]
        return Cut(_telling([], words), whole, [place for _, place in placed], len(units))
    bigrams: list[str] = []
    places: list[int] = []
    if SPACE_INSIDE.search(folded):
        end = _place_bigrams(_UNIT.findall(SPACE_INSIDE.sub("", folded)), bigrams, places)
        return Cut(words_of(folded), bigrams, places, end)
    units = _UNIT.findall(folded)
    end = _place_bigrams(units, bigrams, places)
    words = [singular(word) for _, word, _ in units if word and len(word) <= LONGEST_WORD]
    return Cut(_telling(_chinese_words([han for han, _, _ in units if han]), words), bigrams, places, end)


def _chinese_words(runs: list[str]) -> list[str]:
    if not runs:
        return []
    import rjieba  # here, because it loads its dictionary (0.2 s), which most commands never need

    return rjieba.cut_for_search(" ".join(runs))


def _telling(chinese: list[str], others: list[str]) -> list[str]:
    """Without stop words, and without the spaces that kept runs of Chinese apart."""
    return [word for word in [*chinese, *others] if word not in _LEFT_OUT]


def coarse_words(folded: str) -> list[str]:
    """The words of a folded text in reading order, none inside another, stop words left out."""
    import rjieba  # see _chinese_words

    words: list[str] = []
    for unit in _UNIT.finditer(folded):
        if unit["han"]:
            words += rjieba.cut(unit["han"])
        elif unit["word"] and len(unit["word"]) <= LONGEST_WORD:
            words.append(singular(unit["word"]))
    return [word for word in words if word not in STOP_WORDS]


class Unit(NamedTuple):
    """A word of a text as it stands there, as it is looked up, and the tokens by which it is indexed."""

    text: str
    word: str
    tokens: tuple[str, ...]


def units_of(folded: str) -> list[Unit]:
    """The words of a folded text in reading order, stop words left out."""
    import rjieba  # see _chinese_words

    units: list[Unit] = []
    for found in _UNIT.finditer(folded):
        if han := found["han"]:
            fine = iter(rjieba.cut_for_search(han))
            for word in rjieba.cut(han):  # search mode gives the words inside a word, then the word itself
                tokens = (*iter(partial(next, fine, word), word), word)
                units.append(Unit(word, word, tuple(t for t in dict.fromkeys(tokens) if t not in STOP_WORDS)))
        elif found["word"] and len(found["word"]) <= LONGEST_WORD:
            units.append(Unit(found["word"], singular(found["word"]), (singular(found["word"]),)))
    return [unit for unit in units if unit.word not in STOP_WORDS]


def word_spans(folded: str) -> list[tuple[str, int, int]]:
    """The words that are not Chinese, each with where it starts and ends."""
    return [(singular(found[0]), found.start(), found.end()) for found in _WORD.finditer(folded)]


def bigrams(folded: str) -> list[tuple[str, int]]:
    """The bigrams of a folded text with their positions.

    A run of Chinese characters gives each neighbouring pair and its last character alone, so that one character is
    found by the beginnings of bigrams. Other words stand for themselves. Punctuation leaves a gap, a space none.
    """
    found = cut(folded)
    return list(zip(found.bigrams, found.places, strict=True))


def _place_bigrams(units: list[tuple[str, str, str]], tokens: list[str], places: list[int]) -> int:
    """Fill in the bigrams of these units and their positions; the first position behind them."""
    place = 0
    for han, word, _ in units:
        if han:
            tokens.extend(map(str.__add__, han, han[1:]))
            tokens.append(han[-1])
            end = place + len(han)
            places.extend(range(place, end))
            place = end
            continue
        if word:
            tokens.append(singular(word[:LONGEST_WORD]))
            places.append(place)
        place += 1
    return place


@lru_cache(maxsize=65536)
def singular(word: str) -> str:
    """An English word without its plural ending, by spelling alone; any other word as it is."""
    if len(word) < 4 or not word.endswith("s") or not word.isascii() or not word.isalpha():
        return word
    if word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    return word[:-1]
