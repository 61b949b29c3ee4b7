"""The search loop: which documents a parsed query finds, and how well.

What is found comes in layers, each ranked behind the one before it:

1. documents that hold every word asked for;
2. where these are fewer than FEW, those that contain the words as plain strings, by the bigram field;
3. those that hold, in the place of a word, something that means the same (`Clause.also`);
4. where that are too few (`partly.enough_for`): those that hold some of the words, as `partly.py` tells.

Every kind of alternative has its `case` in `_alternative`, which gives its hits, and in `_at_most`, which says how
many there can be without finding them: what is rarest is looked up first, and everything else only `among` what has
been found by then. Words that stand together raise a document within its layer (`nearness.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from marketplace.search.clauses import EVERYWHERE, AllWords, Alternative, Beginning, Clause, Parsed, Phrase
from marketplace.search.hits import NO_HITS, Documents, Hits, Scores, all_of
from marketplace.search.nearness import BY_WORDS, raised
from marketplace.search.partly import FEW, enough_for, inner_words, least_worth, worths
from marketplace.search.phrases import at_most_with, documents_with
from marketplace.search.scoring import add_word, word_hits
from marketplace.search.snapshot import Snapshot

PHRASE_SCORE = 5.0
BEGINNING_SCORE = 20.0

Mask = NDArray[np.bool_]


class Match(NamedTuple):
    """Documents, ascending, and their scores.

    `any_word`: some hold only a part of the words; those that hold all score BY_WORDS or more.
    """

    documents: Documents
    scores: Scores
    any_word: bool = False


def holding_all(scores: Scores) -> int:
    """How many of these scores are of documents that hold all that was asked for, where others do not (`any_word`)."""
    return int((scores >= BY_WORDS).sum())


def match(snapshot: Snapshot, parsed: Parsed, allowed: Mask) -> Match:
    """The allowed documents that a query finds."""
    if parsed.excluded:
        allowed = allowed.copy()
        for clause in parsed.excluded:
            allowed[_clause(snapshot, clause).documents] = False
    if not parsed.required:
        documents = np.flatnonzero(allowed)
        return Match(documents, np.zeros(len(documents), np.float32))
    found = _only(_all(snapshot, parsed.required), allowed)
    if len(found.documents) < FEW:
        found = _with_strings(snapshot, parsed.required, found, allowed)
    if any(clause.also for clause in parsed.required):
        found = _before(snapshot, found, _only(_all(snapshot, parsed.required, also=True), allowed))
    if parsed.exact or len(found.documents) >= enough_for(len(parsed.parts)):
        return Match(*raised(snapshot, parsed, found))
    both = _before(snapshot, found, _some(snapshot, parsed, allowed, len(found.documents)))
    return Match(*raised(snapshot, parsed, both), any_word=len(both.documents) > len(found.documents))


def _only(hits: Hits, allowed: Mask) -> Hits:
    kept = allowed[hits.documents]
    return hits if kept.all() else Hits(hits.documents[kept], hits.scores[kept])


def _before(snapshot: Snapshot, front: Hits, behind: Hits) -> Hits:
    """Both, each document once; all of the front ranks before all that is behind."""
    here = snapshot.desk.without(behind.documents, front.documents)
    if not len(here):
        return front
    raised = Hits(front.documents, front.scores + np.float32(BY_WORDS))
    return snapshot.desk.added([raised, snapshot.desk.within(behind, here)])


def _all(snapshot: Snapshot, clauses: Sequence[Clause], *, also: bool = False) -> Hits:
    """What every clause finds, the scores added; `also` by what means the same."""
    wanted = [ways(clause, also=also) for clause in clauses]
    if len(wanted) > 1:
        wanted.sort(key=lambda them: sum(_at_most(snapshot, one) for one in them))
    first, *others = wanted
    found = _any_of(snapshot, first)
    for them in others:
        if not len(found.documents):
            break
        found = snapshot.desk.both(found, _any_of(snapshot, them, found.documents))
    return found


def ways(clause: Clause, *, also: bool) -> list[Alternative]:
    """All by which a clause is found."""
    return [*clause.alternatives, *(one.wanted for one in clause.also if also)]


def _clause(snapshot: Snapshot, clause: Clause) -> Hits:
    return _any_of(snapshot, clause.alternatives)


def _any_of(snapshot: Snapshot, wanted: Sequence[Alternative], among: Documents | None = None) -> Hits:
    """What any of the alternatives finds, with the best score; `among` these documents at least."""
    return snapshot.desk.best([_alternative(snapshot, one, among) for one in wanted])


def _alternative(snapshot: Snapshot, wanted: Alternative, among: Documents | None = None) -> Hits:
    match wanted:
        case AllWords(tokens, _, fields, phrase):
            found = _words(snapshot, tokens, fields, among)
            if not phrase or not len(found.documents):
                return found
            return snapshot.desk.within(found, documents_with(snapshot, phrase, found.documents))
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
    return sum([snapshot.frequency(field, token) for field in fields])


def _words(
    snapshot: Snapshot, tokens: tuple[str, ...], fields: tuple[str, ...], among: Documents | None
) -> Hits:
    """Documents that hold every token; none where there are no tokens."""
    if not tokens:
        return NO_HITS
    first, *others = tokens
    if others:
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


def _with_strings(snapshot: Snapshot, clauses: Sequence[Clause], found: Hits, allowed: Mask) -> Hits:
    """What was found by words, and behind it what contains the pieces as strings, more of the words first."""
    strings = _as_strings(snapshot, clauses)
    more = snapshot.desk.without(strings[allowed[strings]], found.documents)
    if not len(more):
        return found
    parts = [_alternative(snapshot, part, more) for clause in clauses for part in single_parts(clause)]
    behind = snapshot.desk.added([all_of(more, 1), *(snapshot.desk.within(part, more) for part in parts)])
    return _before(snapshot, found, behind)


def _as_strings(snapshot: Snapshot, clauses: Sequence[Clause]) -> Documents:
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
    if not isinstance(wanted, AllWords) or wanted.fields != EVERYWHERE:
        return _alternative(snapshot, wanted, among).documents
    if not wanted.pieces:
        return np.arange(snapshot.size)
    for piece in sorted(wanted.pieces, key=lambda piece: at_most_with(snapshot, piece)):
        among = documents_with(snapshot, piece, among)
        if not len(among):
            break
    assert among is not None
    return among


def _some(snapshot: Snapshot, parsed: Parsed, allowed: Mask, holding_all: int) -> Hits:
    """Documents that hold enough of the words; their scores are reduced to the share of them that they hold."""
    total, most = int(allowed.sum()), 0
    scores: list[Hits] = []
    told: list[Hits] = []
    for part in parsed.parts:
        hits = [_part(snapshot, part), *(_alternative(snapshot, word) for word in inner_words(part))]
        told_by = worths([int(allowed[one.documents].sum()) for one in hits], total)
        alike = [all_of(one.documents, each) for one, each in zip(hits, told_by, strict=True)]
        scores.append(snapshot.desk.best(hits))
        told.append(snapshot.desk.best(alike))
        most += max(told_by)
    (documents, gained), held = snapshot.desk.added(scores), snapshot.desk.added(told).scores
    free = allowed[documents]
    if bound := [clause for clause in parsed.required if clause.bound]:
        here, _ = snapshot.desk.common(documents, _all(snapshot, bound).documents)
        meeting = np.zeros(len(documents), bool)
        meeting[here] = True
        free &= meeting
    free &= held >= least_worth(held[free], holding_all)
    return Hits(documents[free], gained[free] * (held[free] / np.float32(most)))


def _part(snapshot: Snapshot, part: Clause) -> Hits:
    """What one of several words finds; a rare one as a plain string too."""
    found = _any_of(snapshot, ways(part, also=True))
    if len(found.documents) < FEW:
        strings = snapshot.desk.union([_as_string(snapshot, wanted, None) for wanted in part.alternatives])
        found = snapshot.desk.best([found, all_of(strings, 1)])
    return found


def single_parts(clause: Clause) -> Iterator[Alternative]:
    """The words of a clause one by one, and what else it may be."""
    for wanted in clause.alternatives:
        if isinstance(wanted, AllWords) and wanted.tokens:
            yield from (AllWords((token,), fields=wanted.fields) for token in wanted.tokens)
        else:
            yield wanted
