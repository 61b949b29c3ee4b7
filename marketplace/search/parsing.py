"""From the text that somebody typed to clauses. Any text is a valid query; there is nothing to escape."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from marketplace.domain.patents.classes import is_class_prefix
from marketplace.search.clauses import AllWords, Alternative, Beginning, Clause, Parsed, Phrase
from marketplace.search.normalise import fold, is_han
from marketplace.search.number_forms import asked_form, spaced_numbers
from marketplace.search.schema import CLASSES, NUMBERS
from marketplace.search.tokens import bigrams, coarse_words, words_of

LONGEST_TEXT = 300  # characters
MOST_CLAUSES = 24
_MOST_TOKENS = 48  # of one clause

_PREFIXES = {
    CLASSES: ("ipc", "cpc", "loc", "分类号"),
    "owner": ("owner", "权利人", "专利权人", "申请人"),
    "inventor": ("inventor", "发明人", "设计人"),
}
_FIELD_OF = {name: field for field, names in _PREFIXES.items() for name in names}
_QUOTES = str.maketrans("“”„‟«»「」『』＂", '"' * 11)
_PART = re.compile(
    rf"(?P<minus>(?<!\S)-(?!\d))?(?:(?P<field>{'|'.join(sorted(_FIELD_OF, key=len, reverse=True))}):\s*)?"
    r'(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))'
)
_GROUP_SPACE = re.compile(r"(?<![^\W_])([a-hy]\d{2}[a-z])\s+(\d{1,4}/\d{2,6})(?!\d)")  # H04L 29/06
_BARE_CLASS = re.compile(r"[a-hy]\d{2}[a-z](?:\d{1,4}(?:/\d{0,6})?)?")
_LOCARNO = re.compile(r"\d{2}(?:-\d{0,2})?")


@lru_cache(maxsize=1024)
def parse(text: str) -> Parsed:
    """Read a query text."""
    shortened = len(text) > LONGEST_TEXT
    folded = fold(text[:LONGEST_TEXT].translate(_QUOTES)).replace("\u3001", " ")
    folded = _GROUP_SPACE.sub(r"\1\2", folded)
    required: list[Clause] = []
    excluded: list[Clause] = []
    for start, end, form in reversed(spaced_numbers(folded)):
        required.append(Clause(folded[start:end], (Beginning(NUMBERS, form),)))
        folded = f"{folded[:start]} {folded[end:]}"
    for part in _PART.finditer(folded):
        clause = _clause(part)
        if clause and len(required) + len(excluded) < MOST_CLAUSES:
            (excluded if part["minus"] else required).append(clause)
        elif clause:
            shortened = True
    required = _telling(required)
    return Parsed(tuple(required), tuple(excluded), tuple(dict.fromkeys(_marked(required))), shortened)


def _telling(clauses: list[Clause]) -> list[Clause]:
    """Each clause once; those of stop words only where there is nothing else."""
    once = list(dict.fromkeys(clauses))
    telling = [c for c in once if not all(isinstance(a, AllWords) and not a.tokens for a in c.alternatives)]
    return telling or once[:1]


def _clause(part: re.Match[str]) -> Clause | None:
    field = _FIELD_OF.get(part["field"] or "")
    if part["phrase"] is not None:
        alternatives = _phrase(part["phrase"], field)
    elif field == CLASSES:
        alternatives = _classes(part["word"])
    else:
        alternatives = _word(part["word"], field)
    return Clause(part[0].removeprefix("-"), tuple(alternatives)) if alternatives else None


def _phrase(text: str, field: str | None) -> list[Alternative]:
    if field == CLASSES:
        return _classes(text)
    if field:
        return list(_words(text, field))
    return [Phrase(text)] if bigrams(text) else []


def _classes(text: str) -> list[Alternative]:
    symbol = text.upper().replace(" ", "").rstrip("*")
    known = is_class_prefix(symbol) or _LOCARNO.fullmatch(symbol)
    return [Beginning(CLASSES, symbol)] if known else list(_words(text, None))


def _word(text: str, field: str | None) -> list[Alternative]:
    found: list[Alternative] = list(_words(text, field))
    if field:
        return found
    if form := asked_form(text):
        found.append(Beginning(NUMBERS, form))
    if _BARE_CLASS.fullmatch(text):
        found.append(Beginning(CLASSES, text.upper()))
    return found


def _words(text: str, field: str | None) -> Iterator[AllWords]:
    tokens = tuple(dict.fromkeys(words_of(text)))[:_MOST_TOKENS]
    pieces = tuple(dict.fromkeys(coarse_words(text)))[:_MOST_TOKENS]
    if not tokens and any(map(is_han, text)):  # nothing but words that say little: look for it as it stands
        pieces = ("".join(filter(is_han, text)),)
    if tokens or pieces:
        yield AllWords(tokens, pieces, (field,)) if field else AllWords(tokens, pieces)


def _marked(clauses: Iterable[Clause]) -> Iterator[str]:
    """What pages mark: phrases whole, words not cut further; single characters only where nothing longer was asked."""
    for clause in clauses:
        if any(isinstance(alternative, Beginning) for alternative in clause.alternatives):
            continue  # a number or class symbol stands in its own line of the page
        for alternative in clause.alternatives:
            if isinstance(alternative, Phrase):
                yield alternative.text.strip()
            elif isinstance(alternative, AllWords):
                words = dict.fromkeys((*alternative.pieces, *alternative.tokens))
                longer = [word for word in words if len(word) > 1 or not is_han(word)]
                yield from longer or words
