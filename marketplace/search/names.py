"""Whole names of owners and inventors as terms, so that they can be found by how they begin.

A term is the kind of name, its folded form, SEPARATOR and the name as printed: the folded form is what somebody types,
the printed one is what is suggested. One name has a term for each form under which it is looked for. A short or former
name of an owner leads to the name that the owner bears, and has a term of the kind ALIAS that tells it is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from marketplace.search.normalise import clean, fold
from marketplace.search.pinyin import asked_forms, initials_form, name_forms
from marketplace.search.schema import SEPARATOR

OWNER, INVENTOR = "o", "i"
ALIAS = OWNER + "\x02"  # no name begins so
LONGEST_NAME = 120  # characters


class Named(NamedTuple):
    kind: str
    name: str


def name_terms(kind: str, names: Iterable[str]) -> Iterator[str]:
    """The terms of these names."""
    for name in names:
        printed = _one_line(name)
        if printed:
            yield from _terms(kind, fold(printed), printed)


def alias_terms(alias: str, printed: str) -> Iterator[str]:
    """The terms of a short or former name of the owner that is `printed`."""
    folded, name = fold(_one_line(alias)), _one_line(printed)
    yield borne_by(folded) + name
    yield from _terms(OWNER, folded, name)


def _terms(kind: str, folded: str, printed: str) -> Iterator[str]:
    for form in (folded, *name_forms(folded, parts=kind == OWNER)):
        yield kind + form + SEPARATOR + printed


def _one_line(name: str) -> str:
    return " ".join(clean(name)[:LONGEST_NAME].split())


def borne_by(folded: str) -> str:
    """How the terms begin that tell whose short or former name this is, folded."""
    return ALIAS + folded + SEPARATOR


def beginning(kind: str, typed: str) -> str:
    """How the terms of names begin that begin with what was typed."""
    return kind + fold(typed)


def spoken_beginnings(
    kind: str, words: Sequence[str], *, initials: bool = True, unfinished: bool = False
) -> list[str]:
    """How the terms of names begin that are spoken like these folded words, or have the only one as their initials.

    `unfinished`: the last syllable may still be being typed.
    """
    found = asked_forms(words, unfinished=unfinished)
    if initials and len(words) == 1 and words[0].isascii() and words[0].isalpha():
        found.append(initials_form(words[0]))
    return [kind + form for form in found]


def named(term: str) -> Named:
    """The name behind a term."""
    return Named(term[0], term.partition(SEPARATOR)[2])
