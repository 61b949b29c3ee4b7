"""Marking what was asked for in the texts of a page: pieces for the template, never markup.

Texts come from the database; the terms are those of `Results.terms`. Comparison is that of the bigram field: Chinese
by characters, other words whole and without their plural ending, traditional and full-width forms as their plain ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from marketplace.search.normalise import HAN, fold, fold_with_offsets, is_han, is_plain
from marketplace.search.tokens import singular

Piece = tuple[str, bool]
Span = tuple[int, int]  # from a character to the one behind

LONGEST_TEXT = 20_000  # characters; what lies behind is not marked
ELLIPSIS = "…"

_IN_WORD = re.compile(rf"[^\W_{HAN}]")
_NO_WORD_BEFORE = rf"(?<![^\W_{HAN}])"
_UNIT = re.compile(rf"[{HAN}]|\d+(?:\.\d+)+[^\W_{HAN}]*|[^\W_{HAN}]+[+#]*|[^\s_-]")
_SENTENCE = re.compile(r"[。；！？;!?]|\.\s|[，,、]")
_LEAD = 24  # characters before the first mark in which a snippet looks for a good beginning


def mark(text: str, terms: Iterable[str]) -> list[Piece]:
    """The text in pieces, each with whether it is marked. Joined they are the text."""
    return _pieces(text, _spans(text[:LONGEST_TEXT], terms), 0, len(text))


def snippet(text: str, terms: Iterable[str], length: int = 120) -> list[Piece]:
    """The part of a text with most of the terms, in pieces as of `mark`; about `length` characters.

    An ellipsis stands, as a piece of its own, where the text goes on. Without any term it is the beginning.
    """
    spans = _spans(text[:LONGEST_TEXT], terms)
    if len(text) <= length:
        return _pieces(text, spans, 0, len(text))
    start = _beginning(text, _densest(spans, length), length)
    end = _ending(text, min(start + length, len(text)))
    before: list[Piece] = [(ELLIPSIS, False)] if start else []
    after: list[Piece] = [(ELLIPSIS, False)] if end < len(text) else []
    return [*before, *_pieces(text, spans, start, end), *after]


def _spans(text: str, terms: Iterable[str]) -> list[Span]:
    """Where the terms stand, ascending, overlapping and touching ones joined."""
    wanted, only_chinese = _patterns(tuple(terms))
    if not wanted or not text:
        return []
    folded: str
    offsets: Sequence[int]
    if only_chinese and is_plain(text):
        folded, offsets = text, range(len(text) + 1)
    else:
        folded, offsets = fold_with_offsets(text)
    found = _found(wanted[0], folded)
    if len(wanted) > 1:
        for pattern in wanted[1:]:
            found += _found(pattern, folded)
        found.sort()
    if len(found) > 1:
        found = _joined(found)
    if isinstance(offsets, range):  # each character stands where it stood
        return found
    return _joined([(offsets[start], max(offsets[end], offsets[end - 1] + 1)) for start, end in found])


def _joined(spans: list[Span]) -> list[Span]:
    """Ascending spans, those that overlap or touch as one."""
    joined: list[Span] = []
    begun = behind = -1
    for start, end in spans:
        if start > behind:
            if behind >= 0:
                joined.append((begun, behind))
            begun, behind = start, end
        elif end > behind:
            behind = end
    return [*joined, (begun, behind)] if behind >= 0 else joined


class _Pattern(NamedTuple):
    """What a term looks like; `begins_word`: no letter or digit but a Chinese one may stand before it.

    To look at what stands before a match is much faster than to ask for it at every place of a text.
    """

    expression: re.Pattern[str]
    begins_word: bool


def _found(pattern: _Pattern, folded: str) -> list[Span]:
    """Where a term stands, ascending."""
    found = [match.span() for match in pattern.expression.finditer(folded)]
    if not found or not pattern.begins_word:
        return found
    in_word = _IN_WORD.match
    if not any(start and in_word(folded, start - 1) for start, _ in found):
        return found
    found = []
    search = pattern.expression.search
    match = search(folded)
    while match:  # one that begins inside a word may hide a right one that begins in it
        start, end = match.span()
        if start and in_word(folded, start - 1):
            end = start + 1
        else:
            found.append((start, end))
        match = search(folded, end)
    return found


@lru_cache(maxsize=256)
def _patterns(terms: tuple[str, ...]) -> tuple[list[_Pattern], bool]:
    """What the terms look like, and whether they are of Chinese characters only: these mostly need no folding."""
    only_chinese = all(is_han(fold(term)) for term in terms)
    return [pattern for term in terms if (pattern := _pattern(term))], only_chinese


@lru_cache(maxsize=1024)
def _pattern(term: str) -> _Pattern | None:
    """What a term looks like in folded text: its characters and words, perhaps with spaces or hyphens between them."""
    units = [_form(found[0]) for found in _UNIT.finditer(fold(term))]
    if not units:
        return None
    first = units[0].removeprefix(_NO_WORD_BEFORE)
    return _Pattern(re.compile(r"[\s_-]*".join([first, *units[1:]])), first != units[0])


def _form(unit: str) -> str:
    if is_han(unit):
        return unit
    if not unit[0].isalnum():
        return r"[^\w\s]"
    one = singular(unit)
    forms = {unit, one, one + "s", one + "es", *([one[:-1] + "ies"] if one.endswith("y") else [])}
    same = sorted((form for form in forms if singular(form) == one), key=len, reverse=True)
    goes_on = "[+#]" if unit[-1] in "+#" else rf"[+#]|[^\W_{HAN}]"
    return rf"{_NO_WORD_BEFORE}(?:{'|'.join(map(re.escape, same))})(?!{goes_on})"


def _pieces(text: str, spans: list[Span], start: int, end: int) -> list[Piece]:
    pieces: list[Piece] = []
    place = start
    for first, last in spans:
        if last <= place:
            continue
        if first >= end:
            break
        if first > place:
            pieces.append((text[place:first], False))
            place = first
        marked = last if last < end else end
        pieces.append((text[place:marked], True))
        place = marked
    if place < end:
        pieces.append((text[place:end], False))
    return pieces


def _densest(spans: list[Span], length: int) -> int:
    """Where the window starts that holds the most marked characters; the earliest of equals."""
    if not spans or spans[-1][1] <= spans[0][0] + length:
        return spans[0][0] if spans else 0
    best = most = inside = behind = 0  # `inside`: characters of the spans up to `behind` that start in the window
    for start, last in spans:
        window = start + length
        while behind < len(spans) and spans[behind][0] < window:
            inside += spans[behind][1] - spans[behind][0]
            behind += 1
        over = spans[behind - 1][1] - window
        marked = inside - over if over > 0 else inside
        if marked > most:
            best, most = start, marked
        inside -= last - start
    return best


def _beginning(text: str, wanted: int, length: int) -> int:
    """A good place to begin a little before `wanted`: behind a sentence or clause, else between two words."""
    if wanted + _LEAD // 2 <= length // 2:
        return 0
    lead = max(0, wanted - _LEAD)
    ends = [found.end() for found in _SENTENCE.finditer(text, lead, wanted)]
    if ends:
        return ends[-1] + len(text[ends[-1] : wanted]) - len(text[ends[-1] : wanted].lstrip())
    space = text.find(" ", lead, wanted)
    return space + 1 if space >= 0 else max(0, wanted - _LEAD // 2)


def _ending(text: str, wanted: int) -> int:
    """No later than `wanted`, and not inside a word."""
    if wanted >= len(text) or not (
        text[wanted - 1].isascii() and text[wanted - 1].isalnum() and text[wanted].isalnum()
    ):
        return wanted
    space = text.rfind(" ", wanted - _LEAD, wanted)
    return space if space > 0 else wanted
