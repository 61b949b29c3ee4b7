"""From the text that somebody typed to clauses. Any text is a valid query; there is nothing to escape.

Nothing is looked up here: what the words of the index and the glossary add is `understanding.py`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from marketplace.domain.patents.classes import is_class_prefix
from marketplace.search.clauses import (
    AllWords,
    Alternative,
    Beginning,
    Clause,
    Parsed,
    Phrase,
    marks_of,
    plain_word,
)
from marketplace.search.names import spoken_beginnings
from marketplace.search.normalise import fold, is_han
from marketplace.search.number_forms import asked_form, compact, spaced_numbers
from marketplace.search.schema import CLASSES, NAMES, NUMBERS
from marketplace.search.syntax import PREFIXES, Prefix
from marketplace.search.tokens import bigrams, coarse_words, units_of, words_of

LONGEST_TEXT = 2_000  # characters
MOST_CLAUSES = 24  # that are not plain words: quoted, in a named field, excluded, numbers
MOST_WORDS = 400  # others
_MOST_TOKENS = 48  # of one clause

_Key = tuple[tuple[Alternative, ...], str]

_PREFIX_OF = {name: prefix for prefix in PREFIXES for name in prefix.names}
_QUOTES = str.maketrans("“”„‟«»「」『』＂", '"' * 11)
_PART = re.compile(
    rf"(?P<minus>(?<!\S)-(?!\d))?(?:(?P<field>{'|'.join(sorted(_PREFIX_OF, key=len, reverse=True))}):\s*)?"
    r'(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))'
)
_GROUP_SPACE = re.compile(r"(?<![^\W_])([a-hy]\d{2}[a-z])\s+(\d{1,4}/\d{2,6})(?!\d)")  # H04L 29/06
_BARE_CLASS = re.compile(r"[a-hy]\d{2}[a-z](?:\d{1,4}(?:/\d{0,6})?)?")
_LOCARNO = re.compile(r"\d{2}(?:-\d{0,2})?")
_OPEN = re.compile(r"([a-z]{3,40})([~*])")  # a word spelt nearly so, or beginning so


@lru_cache(maxsize=1024)
def parse(text: str, *, exact: bool = False) -> Parsed:
    """Read a query text. `exact`: nothing may be added to what was typed, and nothing left out."""
    shortened = len(text) > LONGEST_TEXT
    folded = fold(text[:LONGEST_TEXT].translate(_QUOTES)).replace("\u3001", " ")
    folded = _GROUP_SPACE.sub(r"\1\2", folded)
    required: dict[_Key, Clause] = {}
    excluded: dict[_Key, Clause] = {}
    for start, end, form in reversed(spaced_numbers(folded)):
        number = Clause(folded[start:end], (Beginning(NUMBERS, form),))
        required[_key(number)] = number
        folded = f"{folded[:start]} {folded[end:]}"
    special = 0
    for part in _PART.finditer(folded):
        for clause in _clauses(part):
            kept, key = excluded if part["minus"] else required, _key(clause)
            plain = bool(plain_word(clause)) and not part["minus"]
            if key in kept:
                kept[key] = replace(kept[key], times=kept[key].times + 1)
            elif len(required) < MOST_WORDS if plain else special < MOST_CLAUSES:
                kept[key] = clause
                special += not plain
            else:
                shortened = True
    telling = _telling(required.values())
    return Parsed(tuple(telling), tuple(excluded.values()), marks_of(telling), shortened, exact=exact)


def _key(clause: Clause) -> _Key:
    return clause.alternatives, clause.open


def _telling(clauses: Iterable[Clause]) -> list[Clause]:
    """The clauses that are not of stop words only; the first of those where there is nothing else."""
    found = list(clauses)
    says = [c for c in found if not all(isinstance(a, AllWords) and not a.tokens for a in c.alternatives)]
    return says or found[:1]


def _clauses(part: re.Match[str]) -> Iterator[Clause]:
    """What a part of the text asks for: each word of a run on its own, everything else as one."""
    source = part[0].removeprefix("-")
    if prefix := _PREFIX_OF.get(part["field"] or ""):
        quoted = part["phrase"] is not None
        found = _in_field(part["phrase"] if quoted else part["word"], prefix, quoted=quoted)
        if found:
            yield Clause(source, tuple(found), bound=True)
    elif part["phrase"] is not None:
        if bigrams(part["phrase"]):
            yield Clause(source, (Phrase(part["phrase"]),), bound=True)
    elif opened := _OPEN.fullmatch(part["word"]):
        yield Clause(source, (AllWords((opened[1],), (opened[1],)),), open=opened[2])
    elif symbol := _number_or_class(part["word"]):
        yield Clause(source, (*_words(part["word"]), symbol))
    elif part["minus"] or not (units := units_of(part["word"])):
        if found := list(_words(part["word"])):
            yield Clause(source, tuple(found))
    else:
        for unit in units:
            yield Clause(unit.text, (AllWords(unit.tokens, (unit.word,)),))


def _in_field(text: str, prefix: Prefix, *, quoted: bool) -> list[Alternative]:
    if prefix.code == "class":
        return _classes(text)
    if prefix.code == "number":
        form = asked_form(text) or compact(text)
        return [Beginning(NUMBERS, form)] if form else []
    phrase = text if quoted and not prefix.names_kind else ""
    found: list[Alternative] = [replace(words, phrase=phrase) for words in _words(text, prefix.fields)]
    if prefix.names_kind:
        found += (Beginning(NAMES, start) for start in spoken_beginnings(prefix.names_kind, text.split()))
    return found


def _classes(text: str) -> list[Alternative]:
    symbol = text.upper().replace(" ", "").rstrip("*")
    known = is_class_prefix(symbol) or _LOCARNO.fullmatch(symbol)
    return [Beginning(CLASSES, symbol)] if known else list(_words(text))


def _number_or_class(text: str) -> Beginning | None:
    if form := asked_form(text):
        return Beginning(NUMBERS, form)
    return Beginning(CLASSES, text.upper()) if _BARE_CLASS.fullmatch(text) else None


def _words(text: str, fields: tuple[str, ...] | None = None) -> Iterator[AllWords]:
    tokens = tuple(dict.fromkeys(words_of(text)))[:_MOST_TOKENS]
    pieces = tuple(dict.fromkeys(coarse_words(text)))[:_MOST_TOKENS]
    if not tokens and any(map(is_han, text)):  # nothing but words that say little: look for it as it stands
        pieces = ("".join(filter(is_han, text)),)
    if tokens or pieces:
        yield AllWords(tokens, pieces, fields) if fields else AllWords(tokens, pieces)
