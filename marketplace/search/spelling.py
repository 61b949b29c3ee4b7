"""What may have been meant where little or nothing is found: words of the index that are spelt or spoken alike.

Offered, never searched for unasked. Latin words: by edits (`edits.py`), or as the pinyin of a Chinese word. Chinese:
words of the same sound, which input methods mix up, and words that differ in one character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from marketplace.search.clauses import Parsed, plain_word
from marketplace.search.normalise import HAN, fold, is_han
from marketplace.search.pinyin import CLOSE, spellings, usual_reading
from marketplace.search.tokens import units_of
from marketplace.search.vocabulary import Words

POOR = 5  # results; fewer of them are helped
MOST_OFFERED = 3
_KNOWN = 3  # documents in which a word stands that is thought to be spelt right
_TIMES_MORE = 10  # documents hold the word offered, than hold the word typed
_LONGEST = 4  # characters of a Chinese word
_MOST_PLACES = 40  # looked at in one text
_MARKS = 0xE000  # code points that stand for what has been changed, so that it is not changed again
_RUN = re.compile(f"[{HAN}]+")


class Change(NamedTuple):
    typed: str
    meant: str
    documents: int


def corrected(text: str, parsed: Parsed, words: Words) -> Iterator[str]:
    """The text with several words changed, then with one, likeliest first; whoever offers them sees what they find."""
    folded = fold(text)
    changes = [*_latin(parsed, words), *_chinese(folded, words)]
    changes.sort(key=lambda one: (-len(one.typed), -one.documents, one.meant))
    if several := _several(folded, changes):
        yield several
    for change in dict.fromkeys(changes):
        changed = _replaced(folded, change)
        if changed != folded:
            yield changed


def _several(text: str, changes: Sequence[Change]) -> str:
    """The text with the likeliest change at each place that has one; empty where there are not several such places."""
    meant: dict[int, str] = {}
    for change in changes:
        mark = _MARKS + len(meant)
        marked = _replaced(text, change._replace(meant=chr(mark)))
        if marked != text:
            text, meant[mark] = marked, change.meant
    return text.translate(meant) if len(meant) > 1 else ""


def _replaced(text: str, change: Change) -> str:
    if is_han(change.typed):
        return text.replace(change.typed, change.meant, 1)
    return re.sub(rf"(?<![^\W_]){re.escape(change.typed)}(?![^\W_])", change.meant, text, count=1)


def _latin(parsed: Parsed, words: Words) -> Iterator[Change]:
    for clause in parsed.required[:_MOST_PLACES]:
        word = plain_word(clause)
        if not word or not word.isascii() or (held := words.holding(word)) >= _KNOWN:
            continue
        least = max(_KNOWN, _TIMES_MORE * held)
        near = [Change(clause.source, other, words.holding(other)) for other in words.spelt_nearly(word)]
        yield from [change for change in near if change.documents >= least][:MOST_OFFERED]
        for spoken in spellings(word):
            alike = words.spoken_alike(spoken.rstrip(CLOSE).split(CLOSE)) if spoken.count(CLOSE) > 1 else {}
            yield from (Change(clause.source, *found) for found in alike.items() if found[1] >= _KNOWN)


def _chinese(folded: str, words: Words) -> Iterator[Change]:
    places = 0
    for run in _RUN.findall(folded):
        for start, end, strange in _windows(run, words):
            places += 1
            if places > _MOST_PLACES:
                return
            yield from _alike(run[start:end], strange=strange, words=words)


def _windows(run: str, words: Words) -> Iterator[tuple[int, int, bool]]:
    """Parts of a run that may be one mistyped word, and whether they hold something that the index does not know."""
    place = 0
    strange: set[int] = set()
    whole: list[tuple[int, int]] = []
    for unit in units_of(run):
        start = run.find(unit.word, place)
        if start < 0:
            continue
        place = start + len(unit.word)
        whole.append((start, place))
        if len(unit.word) == 1 or words.holding(unit.word) < _KNOWN:
            strange.update(range(start, place))
    for length in range(_LONGEST, 1, -1):
        for start in range(len(run) - length + 1):
            inside = strange.intersection(range(start, start + length))
            if inside or (start, start + length) in whole:
                yield start, start + length, bool(inside)


def _alike(typed: str, *, strange: bool, words: Words) -> Iterator[Change]:
    held = words.holding(typed)
    least = max(_KNOWN, _TIMES_MORE * held)
    found = words.spoken_alike([usual_reading(character) for character in typed])
    if strange and len(typed) > 2:
        found.update(words.one_character_off(typed))
    frequent = {word: count for word, count in found.items() if count >= least and word != typed}
    yield from (Change(typed, word, count) for word, count in frequent.items())
