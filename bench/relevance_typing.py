"""Words mistyped by rule."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from bench.relevance_corpus import Record
from bench.report import SEED
from marketplace.search.data_files import lines_of
from marketplace.search.normalise import fold, is_han
from marketplace.search.pinyin import usual_reading
from marketplace.search.tokens import units_of
from marketplace.search.vocabulary import Words

SHORTEST = 6  # letters
LEAST = 20  # documents that hold the word
_LETTERS = "etaoinshrdlu"

Change = Callable[[str, random.Random], str]


def errors(
    records: Sequence[Record], words: Words, most: int
) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """Script, error, and pairs of a word as mistyped and as meant; none whose mistyped form is a word itself."""
    known = _known(records, words)
    for script, changes in (("English", LATIN), ("Chinese", HAN)):
        for name, change in changes.items():
            draw = random.Random(SEED)
            made = ((change(word, draw), word) for word in draw.sample(known[script], len(known[script])))
            pairs = [(typed, word) for typed, word in made if typed != word and not words.holding(typed)]
            yield script, name, pairs[:most]


def _known(records: Sequence[Record], words: Words) -> dict[str, list[str]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for record in records[::5]:
        for unit in units_of(fold(f"{record.title_zh} {record.title_en}")):
            if is_han(unit.word) and 2 <= len(unit.word) <= 4:
                found["Chinese"][unit.word] = None
            elif unit.word.isascii() and unit.word.isalpha() and len(unit.word) >= SHORTEST:
                found["English"][unit.word] = None
    return {
        script: sorted(word for word in listed if words.holding(word) >= LEAST)
        for script, listed in found.items()
    }


def _place(word: str, draw: random.Random) -> int:
    return draw.randrange(1, len(word) - 1)


def dropped(word: str, draw: random.Random) -> str:
    place = _place(word, draw)
    return word[:place] + word[place + 1 :]


def doubled(word: str, draw: random.Random) -> str:
    place = _place(word, draw)
    return word[:place] + word[place] + word[place:]


def changed(word: str, draw: random.Random) -> str:
    place = _place(word, draw)
    return word[:place] + draw.choice(_LETTERS) + word[place + 1 :]


def swapped(word: str, draw: random.Random) -> str:
    place = _place(word, draw)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def one_alike(word: str, draw: random.Random) -> str:
    place = draw.randrange(len(word))
    return word[:place] + _alike(word[place], draw) + word[place + 1 :]


def all_alike(word: str, draw: random.Random) -> str:
    return "".join(_alike(character, draw) for character in word)


def _alike(character: str, draw: random.Random) -> str:
    """A common character of the same sound."""
    others = [other for other in _of_sound().get(usual_reading(character), "") if other != character]
    return draw.choice(others) if others else character


def _of_sound() -> dict[str, str]:
    if not _SOUNDS:
        for line in lines_of("pinyin.txt"):
            first, *rest = line.split()
            if first.isascii():
                _SOUNDS[first] = "".join(filter(_is_common, rest[0]))
    return _SOUNDS


def _is_common(character: str) -> bool:
    """Whether it is one of the 3,755 characters of the first level of GB 2312."""
    encoded = character.encode("gb2312", "ignore")
    return len(encoded) == 2 and encoded[0] < 0xD8


_SOUNDS: dict[str, str] = {}
LATIN: dict[str, Change] = {"dropped": dropped, "doubled": doubled, "changed": changed, "swapped": swapped}
HAN: dict[str, Change] = {"one character of the same sound": one_alike, "all of the same sound": all_alike}
