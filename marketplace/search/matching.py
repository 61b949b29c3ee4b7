"""The search loop: which documents a parsed query finds, and how well.

If fewer than FEW documents hold the words as the dictionary cuts them, the bigram field adds those that contain them
as plain strings, ranked behind; if none is found at all, documents that hold some of the words are.

Every kind of alternative has its `case` in `_alternative`, which gives its hits, and in `_at_most`, which says how
many there can be without finding them: what is rarest is looked up first, and everything else only `among` what has
been found by then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from marketplace.search.clauses import AllWords, Alternative, Beginning, Clause, Parsed, Phrase
from marketplace.search.hits import NO_HITS, Documents, Hits, Scores, all_of
from marketplace.search.phrases import at_most_with, documents_with
from marketplace.search.scoring import add_word, word_hits
from marketplace.search.snapshot import Snapshot

FEW = 20
BY_WORDS = 1000.0  # what sets documents found by words before those found by bigrams
PHRASE_SCORE = 5.0
BEGINNING_SCORE = 20.0

Mask = NDArray[np.bool_]


class Match(NamedTuple):
    """Documents, ascending, and their scores; whether only some of the words had to occur."""

    documents: Documents
    scores: Scores
    any_word: bool


def match(snapshot: Snapshot, parsed: Parsed, allowed: Mask) -> Match:
    """The allowed documents that a query finds."""
    if parsed.excluded:
        allowed = allowed.copy()
        for clause in parsed.excluded:
            allowed[_clause(snapshot, clause).documents] = False
    if not parsed.required:
        documents = np.flatnonzero(allowed)
        return Match(documents, np.zeros(len(documents), np.float32), False)
    found = _only(_all(snapshot, parsed.required), allowed)
    if len(found.documents) < FEW:
        found = _with_strings(snapshot, parsed.required, found, allowed)
    any_word = not len(found.documents)
    if any_word:
        found = _only(_any(snapshot, parsed.required), allowed)
    return Match(*found, any_word and len(found.documents) > 0)


def _only(hits: Hits, allowed: Mask) -> Hits:
    kept = allowed[hits.documents]
    return hits if kept.all() else Hits(hits.documents[kept], hits.scores[kept])


def _all(snapshot: Snapshot, clauses: Sequence[Clause]) -> Hits:
    """What every clause finds, the scores added."""
    first, *others = sorted(clauses, key=lambda clause: _clause_at_most(snapshot, clause))
    found = _clause(snapshot, first)
    for clause in others:
        if not len(found.documents):
            break
        found = snapshot.desk.both(found, _clause(snapshot, clause, found.documents))
    return found


def _clause(snapshot: Snapshot, clause: Clause, among: Documents | None = None) -> Hits:
    """What any of the alternatives finds, with the best score; `among` these documents at least."""
    return snapshot.desk.best([_alternative(snapshot, wanted, among) for wanted in clause.alternatives])


def _clause_at_most(snapshot: Snapshot, clause: Clause) -> int:
    return sum(_at_most(snapshot, wanted) for wanted in clause.alternatives)


def _alternative(snapshot: Snapshot, wanted: Alternative, among: Documents | None = None) -> Hits:
    match wanted:
        case AllWords(tokens, _, fields):
            return _words(snapshot, tokens, fields, among)
        case Phrase(text):
            return all_of(documents_with(snapshot, text, among), PHRASE_SCORE)
        case Beginning(field, prefix):
            return all_of(_beginning(snapshot, field, prefix), BEGINNING_SCORE)


def _at_most(snapshot: Snapshot, wanted: Alternative) -> int:
    """No more documents than this can be found by an alternative."""
    match wanted:
        case AllWords(tokens, _, fields):
            return min((_word_at_most(snapshot, token, fields) for token in tokens), default=0)
        case Phrase(text):
            return at_most_with(snapshot, text)
        case Beginning():
            return 0  # numbers and classes: looked up at once


def _word_at_most(snapshot: Snapshot, token: str, fields: tuple[str, ...]) -> int:
    return sum(snapshot.frequency(field, token) for field in fields)


def _words(
    snapshot: Snapshot, tokens: tuple[str, ...], fields: tuple[str, ...], among: Documents | None
) -> Hits:
    """Documents that hold every token; none where there are no tokens."""
    if not tokens:
        return NO_HITS
    first, *others = sorted(tokens, key=lambda token: _word_at_most(snapshot, token, fields))
    if among is None:
        found = word_hits(snapshot, first, fields)
    else:
        found, others = Hits(among, np.zeros(len(among), np.float32)), [first, *others]
    for token in others:
        if not len(found.documents):
            break
        found = add_word(snapshot, found, token, fields)
    return found


def _beginning(snapshot: Snapshot, field: str, prefix: str) -> Documents:
    """A whole symbol or number stands for itself, only a part of one for what begins so."""
    whole = [
        one.documents + start
        for one, start in zip(snapshot.postings(field, prefix), snapshot.starts, strict=False)
        if len(one.documents)
    ]
    return np.concatenate(whole) if whole else snapshot.beginning(field, prefix)


def _with_strings(snapshot: Snapshot, clauses: tuple[Clause, ...], found: Hits, allowed: Mask) -> Hits:
    """What was found by words, and behind it what contains the pieces as strings."""
    strings = _as_strings(snapshot, clauses)
    more = snapshot.desk.without(strings[allowed[strings]], found.documents)
    if not len(more):
        return found
    parts = [_alternative(snapshot, part, more) for clause in clauses for part in single_parts(clause)]
    behind = snapshot.desk.added([all_of(more, 1), *(snapshot.desk.within(part, more) for part in parts)])
    return snapshot.desk.added([Hits(found.documents, found.scores + np.float32(BY_WORDS)), behind])


def _as_strings(snapshot: Snapshot, clauses: tuple[Clause, ...]) -> Documents:
    """Documents that contain the pieces of every clause as strings, whatever words the dictionary sees there."""
    found: Documents | None = None
    for clause in clauses:
        parts = [_as_string(snapshot, wanted, found) for wanted in clause.alternatives]
        held = snapshot.desk.union(parts)
        found = held if found is None else found[snapshot.desk.common(found, held)[0]]
        if not len(found):
            break
    return NO_HITS.documents if found is None else found


def _as_string(snapshot: Snapshot, wanted: Alternative, among: Documents | None) -> Documents:
    if not isinstance(wanted, AllWords) or len(wanted.fields) == 1:
        return _alternative(snapshot, wanted, among).documents
    if not wanted.pieces:
        return np.arange(snapshot.size)
    for piece in sorted(wanted.pieces, key=lambda piece: at_most_with(snapshot, piece)):
        among = documents_with(snapshot, piece, among)
        if not len(among):
            break
    assert among is not None
    return among


def _any(snapshot: Snapshot, clauses: tuple[Clause, ...]) -> Hits:
    """Documents that hold some of the words; those that hold more of them come first."""
    parts = [_alternative(snapshot, part) for clause in clauses for part in single_parts(clause)]
    found = snapshot.desk.added(parts)
    shares = snapshot.desk.added([all_of(part.documents, 1 / max(1, len(parts))) for part in parts])
    return Hits(found.documents, found.scores * shares.scores)


def single_parts(clause: Clause) -> Iterator[Alternative]:
    """The words of a clause one by one, and what else it may be."""
    for wanted in clause.alternatives:
        if isinstance(wanted, AllWords) and wanted.tokens:
            yield from (AllWords((token,), fields=wanted.fields) for token in wanted.tokens)
        else:
            yield wanted
