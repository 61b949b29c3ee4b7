"""The words of an index, side by side: how many documents hold one, which are spelt or spoken alike.

The words of a segment never change, so they are laid out once for each segment, when somebody first asks for similar
ones: by length, one word a row.

    latin  u1 [n, length]  words of the letters a to z
    han    u2 [n, length]  code points of words of Chinese characters
    counts i8 [n]          in how many documents the word stands, field by field (a word of two fields has two rows)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from marketplace.search.edits import distances, most_edits
from marketplace.search.names import ALIAS, borne_by, named
from marketplace.search.pinyin import usual_reading
from marketplace.search.schema import NAMES, TEXT_FIELDS
from marketplace.search.segments import Segment
from marketplace.search.snapshot import Snapshot

LONGEST_LATIN, LONGEST_HAN = 24, 6  # letters, characters; longer words are not compared
MOST_SIMILAR = 20
MOST_BEGINNING = 100
MOST_BEARERS = 3  # of one short name
_FIELDS = tuple(field for field in TEXT_FIELDS if field != "inventor")
_BYTES_OF_HAN = 3  # in UTF-8
_CODE_POINTS = 0x10000


class Rows(NamedTuple):
    words: NDArray[Any]
    counts: NDArray[Any]


class Layout(NamedTuple):
    """The words of a segment by their length."""

    latin: Mapping[int, Rows]
    han: Mapping[int, Rows]


_layouts: WeakKeyDictionary[Segment, Layout] = WeakKeyDictionary()


class Words:
    """The vocabulary of one snapshot, with what was learned from titles in two languages."""

    def __init__(self, snapshot: Snapshot, learned: Mapping[str, Sequence[str]]) -> None:
        self._snapshot = snapshot
        self._learned = learned
        self._holding: dict[str, int] = {}
        self._no_aliases = not snapshot.terms_with(NAMES, ALIAS, 1)

    def documents(self) -> int:
        return self._snapshot.size

    def holding(self, word: str) -> int:
        """How many documents hold a word, going by the field in which most do."""
        if word not in self._holding:
            self._holding[word] = max(self._snapshot.frequency(field, word) for field in TEXT_FIELDS)
        return self._holding[word]

    def named(self, beginning: str) -> bool:
        """Whether a term of the names begins so."""
        return bool(self._snapshot.terms_with(NAMES, beginning, 1))

    def bearers(self, alias: str) -> list[str]:
        """The owners of which this folded text is a short or former name."""
        if self._no_aliases:
            return []
        return [named(term).name for term in self._snapshot.terms_with(NAMES, borne_by(alias), MOST_BEARERS)]

    def learned(self, key: str) -> Sequence[str]:
        return self._learned.get(key, ())

    def beginning(self, word: str) -> list[str]:
        """Words that begin so, the most frequent first."""
        found = {term for field in _FIELDS for term in self._snapshot.terms_with(field, word, MOST_BEGINNING)}
        return sorted(found, key=lambda term: (-self.holding(term), term))[:MOST_BEGINNING]

    def spelt_nearly(self, word: str) -> list[str]:
        """Words one edit away from a short one or two from a long one: nearest, then most frequent first."""
        if not (most := most_edits(word)) or not word.isascii() or not word.isalpha():
            return []
        typed = np.frombuffer(word.encode(), np.uint8)
        near: Counter[tuple[int, str]] = Counter()
        for length in range(len(word) - most, len(word) + most + 1):
            for rows in self._rows("latin", length):
                away = distances(rows.words, typed, most)
                for row in np.flatnonzero((away <= most) & (away > 0)).tolist():
                    near[int(away[row]), rows.words[row].tobytes().decode()] += int(rows.counts[row])
        ranked = sorted(near.items(), key=lambda one: (one[0][0], -one[1], one[0][1]))
        return [other for (_, other), _ in ranked[:MOST_SIMILAR]]

    def spoken_alike(self, syllables: Sequence[str]) -> Counter[str]:
        """Chinese words of these syllables, with in how many documents they stand."""
        numbers = _syllable_numbers()
        wanted = np.array([numbers.get(syllable, -1) for syllable in syllables])
        return self._han(len(syllables), lambda words: (_sounds()[words] == wanted).all(axis=1))

    def one_character_off(self, word: str) -> Counter[str]:
        """Chinese words that differ from this one in one character."""
        typed = np.array([min(ord(character), _CODE_POINTS - 1) for character in word])
        return self._han(len(word), lambda words: (words != typed).sum(axis=1) == 1)

    def _han(self, length: int, test: Any) -> Counter[str]:
        found: Counter[str] = Counter()
        for rows in self._rows("han", length):
            for row in np.flatnonzero(test(rows.words)).tolist():
                found["".join(map(chr, rows.words[row].tolist()))] += int(rows.counts[row])
        return found

    def _rows(self, script: str, length: int) -> Iterator[Rows]:
        for segment in self._snapshot.segments:
            if segment not in _layouts:
                _layouts[segment] = lay_out(segment)
            if rows := getattr(_layouts[segment], script).get(length):
                yield rows


def lay_out(segment: Segment) -> Layout:
    """The words of the text fields of a segment."""
    latin: dict[int, list[Rows]] = {}
    han: dict[int, list[Rows]] = {}
    for field in _FIELDS:
        lists = segment.field(field).lists
        ends = np.asarray(lists.ends, np.int64)
        lengths, counts = np.diff(ends), np.diff(np.asarray(lists.first, np.int64))
        for length in np.unique(lengths).tolist():
            if length > max(LONGEST_LATIN, LONGEST_HAN * _BYTES_OF_HAN):
                continue
            terms = np.flatnonzero(lengths == length)
            spelt = np.asarray(lists.text)[ends[terms][:, None] + np.arange(length)]
            plain = ((spelt >= ord("a")) & (spelt <= ord("z"))).all(axis=1)
            if length <= LONGEST_LATIN and plain.any():
                latin.setdefault(length, []).append(Rows(spelt[plain], counts[terms][plain]))
            if length % _BYTES_OF_HAN == 0 and length <= LONGEST_HAN * _BYTES_OF_HAN:
                points, chinese = _code_points(spelt)
                rows = Rows(points[chinese], counts[terms][chinese])
                han.setdefault(length // _BYTES_OF_HAN, []).append(rows)
    return Layout(_stacked(latin), _stacked(han))


def _code_points(spelt: NDArray[np.uint8]) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """Three bytes of UTF-8 as one code point each, and which rows are common Chinese characters throughout."""
    three = spelt.reshape(len(spelt), -1, _BYTES_OF_HAN).astype(np.uint16)
    points = ((three[:, :, 0] & 0x0F) << 12) | ((three[:, :, 1] & 0x3F) << 6) | (three[:, :, 2] & 0x3F)
    leading = (three[:, :, 0] >> 4 == 0x0E).all(axis=1)
    return points, leading & ((points >= 0x4E00) & (points <= 0x9FFF)).all(axis=1)


def _stacked(parts: Mapping[int, list[Rows]]) -> dict[int, Rows]:
    return {
        length: Rows(
            np.concatenate([one.words for one in rows]), np.concatenate([one.counts for one in rows])
        )
        for length, rows in parts.items()
    }


@lru_cache(maxsize=1)
def _syllable_numbers() -> dict[str, int]:
    syllables: Iterable[str] = (usual_reading(chr(code)) for code in range(0x4E00, 0xA000))
    return {syllable: number for number, syllable in enumerate(sorted({*syllables} - {""}))}


@lru_cache(maxsize=1)
def _sounds() -> NDArray[np.int16]:
    """For each code point the number of its usual syllable; -2 where there is none."""
    numbers = _syllable_numbers()
    found = np.full(_CODE_POINTS, -2, np.int16)
    for code in range(0x4E00, 0xA000):
        found[code] = numbers.get(usual_reading(chr(code)), -2)
    return found
