"""How Chinese names are spoken, without tones, and how somebody may have typed that.

A name is indexed under its syllables, each closed by an apostrophe (`hua'zhong'ke'ji'da'xue'`), so that only whole
syllables are compared, and under its initials (`'hzkjdx`). Characters with several readings give every one of them
(data/pinyin.txt), unless they stand in a word whose reading is certain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice, product
from typing import NamedTuple

from marketplace.search.data_files import lines_of
from marketplace.search.normalise import is_han
from marketplace.search.tokens import words_of

CLOSE = "'"
SHORTEST_INITIALS = 3
MOST_READINGS = 4  # of one name
LONGEST_TYPED = 40  # letters
_MOST_SPELLINGS = 4  # ways to cut typed letters into syllables
_LONGEST_SYLLABLE = 6
_LONGEST_WORD = 3  # characters of the words with a certain reading
_COMMON_ENDS = frozenset(
    "大学 学院 公司 有限公司 责任公司 有限责任公司 股份有限公司 研究院 研究所 集团 中心".split()
)
_PARTS = re.compile(r"[a-z0-9]+|.")
_OTHER_SPELLINGS = {"lyu": "lv", "nyu": "nv", "lue": "lve", "nue": "nve"}

Syllables = tuple[str, ...]


class _Readings(NamedTuple):
    characters: dict[str, Syllables]
    words: dict[str, Syllables]
    syllables: frozenset[str]


@lru_cache(maxsize=1)
def _readings() -> _Readings:
    characters: dict[str, Syllables] = {}
    words: dict[str, Syllables] = {}
    syllables = set()
    for line in lines_of("pinyin.txt"):
        first, *rest = line.split()
        if first.isascii():
            syllables.add(first)
            characters.update((character, (first,)) for character in rest[0])
        elif len(first) == 1:
            characters[first] = tuple(rest)
        else:
            words[first] = tuple(rest)
    return _Readings(characters, words, frozenset(syllables | set(_OTHER_SPELLINGS)))


def usual_reading(character: str) -> str:
    """The syllable of a character; empty for one that is not known."""
    found = _readings().characters.get(character)
    return found[0] if found else ""


def readings(folded: str) -> list[Syllables]:
    """The ways to speak a folded name, the usual one first: a syllable for each character, other words whole."""
    known = _readings()
    choices: list[Syllables] = []
    for part in _PARTS.findall(folded):
        if is_han(part):
            choices.append(known.characters.get(part, (part,)))
        elif part.isalnum():
            choices.append((part,))
    text = "".join(part for part in _PARTS.findall(folded) if part.isalnum())
    if len(text) == len(choices):  # no word of letters in it, so that characters and syllables go together
        for start in range(len(text)):
            for end in range(min(start + _LONGEST_WORD, len(text)), start + 1, -1):
                if certain := known.words.get(text[start:end]):
                    choices[start:end] = [(syllable,) for syllable in certain]
                    break
    return list(islice(product(*choices), MOST_READINGS))


@lru_cache(maxsize=8192)
def name_forms(folded: str, *, parts: bool) -> tuple[str, ...]:
    """The terms under which a folded name is found by its sound; none for a name without Chinese characters.

    `parts`: from the beginning of each word in it too, as 科技大学 is asked for by `kejidaxue`.
    """
    if not any(map(is_han, folded)):
        return ()
    forms: set[str] = set()
    starts = _word_starts(folded) if parts else [0]
    for spoken in readings(folded):
        forms.update("".join(syllable + CLOSE for syllable in spoken[start:]) for start in starts)
        forms.add(initials_form("".join(syllable[0] for syllable in spoken)))
    return tuple(sorted(forms))


def _word_starts(folded: str) -> list[int]:
    """Where a name of Chinese characters can be begun: at the words in it, but not behind what is its own."""
    starts = {0}
    if is_han(folded):
        starts.update(folded.find(word) for word in words_of(folded))
    return sorted(start for start in starts if folded[start:] not in _COMMON_ENDS)


@lru_cache(maxsize=1024)
def spellings(typed: str, *, unfinished: bool = False) -> tuple[str, ...]:
    """What the indexed forms begin with if these letters are syllables, shortest first; none where they are no pinyin.

    `unfinished`: the last syllable may still be being typed.
    """
    if not typed.isascii() or not typed.isalpha() or len(typed) > LONGEST_TYPED:
        return ()
    known, begun = _readings().syllables, _begun_syllables()
    ways: list[list[Syllables]] = [[] for _ in typed] + [[()]]  # how to read what is left from each letter on
    for start in range(len(typed) - 1, -1, -1):
        for end in range(min(start + _LONGEST_SYLLABLE, len(typed)), start, -1):
            piece = typed[start:end]
            if piece in known and (
                start == 0 or len(piece) > 1
            ):  # after another, a lone vowel takes an apostrophe
                ways[start] += [(_OTHER_SPELLINGS.get(piece, piece) + CLOSE, *rest) for rest in ways[end]]
        if unfinished and typed[start:] in begun:
            ways[start].append((typed[start:],))
        ways[start] = sorted(ways[start], key=len)[:_MOST_SPELLINGS]
    return tuple("".join(way) for way in ways[0])


@lru_cache(maxsize=1)
def _begun_syllables() -> frozenset[str]:
    return frozenset(
        syllable[:end] for syllable in _readings().syllables for end in range(1, len(syllable) + 1)
    )


def asked_forms(words: Sequence[str], *, unfinished: bool = False) -> list[str]:
    """What the indexed form of a name begins with if these typed words are its syllables."""
    found = [""]
    for place, word in enumerate(words, 1):
        read = spellings(word, unfinished=unfinished and place == len(words))
        found = [before + more for before in found for more in read][:_MOST_SPELLINGS]
    return [one for one in found if one]


def initials_form(letters: str) -> str:
    """The indexed form of initials; a mark before them keeps them apart from names in Latin letters."""
    return CLOSE + letters
