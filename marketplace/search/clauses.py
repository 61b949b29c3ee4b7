"""The parts of a query text, after reading and before looking anything up."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.search.schema import TEXT_FIELDS


@dataclass(frozen=True, slots=True)
class AllWords:
    """Every token occurs in one of the fields. `pieces` are the same words not cut further, for the bigram field."""

    tokens: tuple[str, ...]
    pieces: tuple[str, ...] = ()
    fields: tuple[str, ...] = tuple(TEXT_FIELDS)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded text that occurs as it stands, up to spaces, hyphens and plural endings."""

    text: str


@dataclass(frozen=True, slots=True)
class Beginning:
    """A term of a look-up field (numbers, classes) that begins so."""

    field: str
    prefix: str


Alternative = AllWords | Phrase | Beginning


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing asked for: any of the alternatives. `source` is what was typed, folded."""

    source: str
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query text: what every result holds, what none holds, and what pages mark in texts."""

    required: tuple[Clause, ...] = ()
    excluded: tuple[Clause, ...] = ()
    terms: tuple[str, ...] = ()
    shortened: bool = False

    @property
    def empty(self) -> bool:
        return not self.required and not self.excluded
