"""The parts of a query text, after reading and before looking anything up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from marketplace.search.normalise import is_han
from marketplace.search.schema import TEXT_FIELDS

EVERYWHERE = tuple(TEXT_FIELDS)


@dataclass(frozen=True, slots=True)
class AllWords:
    """Every token occurs in one of the fields. `pieces` are the same words not cut further, for the bigram field.

    `phrase`: the text of the document contains this as it stands, too.
    """

    tokens: tuple[str, ...]
    pieces: tuple[str, ...] = ()
    fields: tuple[str, ...] = EVERYWHERE
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded text that occurs as it stands, up to spaces, hyphens and plural endings."""

    text: str


@dataclass(frozen=True, slots=True)
class Beginning:
    """A term of a look-up field (numbers, classes, sounds of names) that begins so."""

    field: str
    prefix: str


Alternative = AllWords | Phrase | Beginning


@dataclass(frozen=True, slots=True)
class Also:
    """What a clause is found by too, ranked behind what was typed.

    `text` is how pages name it; `kind` is terms (of the glossary), learned (from titles in two languages), alias (an
    owner by a short or former name) or sound (a name by its pinyin).
    """

    wanted: Alternative
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing asked for: any of the alternatives. `source` is what was typed, folded, `times` how often.

    `bound`: quoted or in a named field, so never given up where other words are. `open`: `~` for words that are spelt
    nearly so, `*` for words that begin so; `understanding.py` puts the words of the index in its place.
    """

    source: str
    alternatives: tuple[Alternative, ...]
    also: tuple[Also, ...] = ()
    bound: bool = False
    open: str = ""
    times: int = 1


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query text: what every result holds, what none holds, and what pages mark in texts.

    `left_out`: words of everyday sentences that no patent is about. `given_up`: how many words of a long text are not
    looked for. `exact`: nothing is added and nothing left out.
    """

    required: tuple[Clause, ...] = ()
    excluded: tuple[Clause, ...] = ()
    terms: tuple[str, ...] = ()
    shortened: bool = False
    left_out: tuple[str, ...] = ()
    given_up: int = 0
    exact: bool = False

    @property
    def empty(self) -> bool:
        return not self.required and not self.excluded

    @property
    def parts(self) -> tuple[Clause, ...]:
        """What is counted where not all has to be held: each word, or the words inside the only one."""
        free = tuple(clause for clause in self.required if not clause.bound)
        if (
            len(self.required) == 1
            and len(free) == 1
            and isinstance(only := free[0].alternatives[0], AllWords)
        ):
            inside = [token for token in only.tokens if token not in only.pieces]
            if len(inside) > 1 or len(only.pieces) > 1:
                return tuple(
                    Clause(token, (AllWords((token,), (token,)),)) for token in inside or only.tokens
                )
        return free


def plain_word(clause: Clause) -> str:
    """The one word that a clause asks for in any text, as the dictionary cuts it; empty where it asks otherwise."""
    if clause.bound or clause.open or len(clause.alternatives) != 1:
        return ""
    only = clause.alternatives[0]
    return only.pieces[0] if isinstance(only, AllWords) and len(only.pieces) == 1 else ""


def marks_of(clauses: Iterable[Clause]) -> tuple[str, ...]:
    """What pages mark: phrases whole, words not cut further; single characters only where nothing longer was asked."""
    found: dict[str, None] = {}
    for clause in clauses:
        if any(isinstance(alternative, Beginning) for alternative in clause.alternatives):
            continue  # a number or class symbol stands in its own line of the page
        for alternative in clause.alternatives:
            if isinstance(alternative, Phrase):
                found[alternative.text.strip()] = None
            elif isinstance(alternative, AllWords):
                words = dict.fromkeys((*alternative.pieces, *alternative.tokens))
                longer = [word for word in words if len(word) > 1 or not is_han(word)]
                found.update(dict.fromkeys(longer or words))
        found.update((one.text, None) for one in clause.also if not isinstance(one.wanted, Beginning))
    return tuple(found)
