"""The search loop: which documents a parsed query finds, and how well.

All sets and scores are numpy arrays over the documents of a snapshot. Scores are BM25F, field by field. If fewer than
FEW documents hold the words as the dictionary cuts them, the bigram field adds those that contain them as plain
strings, ranked behind; if none is found at all, documents that hold some of the words are.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from marketplace.search.clauses import AllWords, Alternative, Beginning, Clause, Parsed, Phrase
from marketplace.search.phrases import documents_with
from marketplace.search.schema import TEXT_FIELDS
from marketplace.search.snapshot import Snapshot

FEW = 20
_MOST_EXPANSIONS = 500  # terms that one beginning stands for
_SATURATION = 1.2  # BM25's k1: how soon repetition of a word stops to count
BY_WORDS = 1000.0  # what sets documents found by words before those found by bigrams

Scores = NDArray[np.float32]
Mask = NDArray[np.bool_]


class Match(NamedTuple):
    """Documents, ascending, and their scores; whether only some of the words had to occur."""

    documents: NDArray[np.int64]
    scores: Scores
    any_word: bool


def match(snapshot: Snapshot, parsed: Parsed, allowed: Mask) -> Match:
    """The allowed documents that a query finds."""
    for clause in parsed.excluded:
        allowed = allowed & ~_clause(snapshot, clause)[0]
    if not parsed.required:
        documents = np.flatnonzero(allowed)
        return Match(documents, np.zeros(len(documents), np.float32), False)
    found, scores = _all(snapshot, parsed.required, allowed)
    if found.sum() < FEW:
        more = _as_strings(snapshot, parsed.required, allowed) & ~found
        scores[found] += BY_WORDS
        scores[more] += 1
        found |= more
    any_word = not found.any()
    if any_word:
        found, scores = _any(snapshot, parsed.required, allowed)
    documents = np.flatnonzero(found)
    return Match(documents, scores[documents], any_word and len(documents) > 0)


def _all(snapshot: Snapshot, clauses: tuple[Clause, ...], allowed: Mask) -> tuple[Mask, Scores]:
    found, scores = allowed.copy(), np.zeros(snapshot.size, np.float32)
    for clause in clauses:
        held, gained = _clause(snapshot, clause)
        found &= held
        scores += gained
        if not found.any():
            break
    return found, scores


def _clause(snapshot: Snapshot, clause: Clause) -> tuple[Mask, Scores]:
    found, scores = np.zeros(snapshot.size, bool), np.zeros(snapshot.size, np.float32)
    for alternative in clause.alternatives:
        held, gained = _alternative(snapshot, alternative)
        found |= held
        np.maximum(scores, gained, out=scores)
    return found, scores


def _alternative(snapshot: Snapshot, wanted: Alternative) -> tuple[Mask, Scores]:
    match wanted:
        case AllWords(tokens, _, fields):
            return _words(snapshot, tokens, fields)
        case Phrase(text):
            held = documents_with(snapshot, text)
            return held, held.astype(np.float32) * 5
        case Beginning(field, prefix):
            held = np.zeros(snapshot.size, bool)
            for term in _expanded(snapshot, field, prefix):
                held[snapshot.postings(field, term)[0]] = True
            return held, held.astype(np.float32) * 20


def _expanded(snapshot: Snapshot, field: str, prefix: str) -> list[str]:
    """The terms to look up: a whole symbol or number stands for itself, only a part of one for what begins so."""
    if len(snapshot.postings(field, prefix)[0]):
        return [prefix]
    return snapshot.terms_with(field, prefix, _MOST_EXPANSIONS)


def _words(snapshot: Snapshot, tokens: tuple[str, ...], fields: tuple[str, ...]) -> tuple[Mask, Scores]:
    """Documents that hold every token; none where there are no tokens."""
    found, scores = np.full(snapshot.size, bool(tokens)), np.zeros(snapshot.size, np.float32)
    for token in tokens:
        held = np.zeros(snapshot.size, bool)
        _add(snapshot, token, fields, held, scores)
        found &= held
        if not found.any():
            break
    return found, scores


def _add(snapshot: Snapshot, token: str, fields: tuple[str, ...], held: Mask, scores: Scores) -> None:
    """Mark the documents that hold a token and add to their scores."""
    for field in fields:
        documents, counts = snapshot.postings(field, token)
        if not len(documents):
            continue
        weight, b = TEXT_FIELDS[field]
        lengths, mean = snapshot.text_lengths(field)
        rarity = math.log(1 + (snapshot.size - len(documents) + 0.5) / (len(documents) + 0.5))
        damping = _SATURATION * (1 - b + b * lengths[documents] / mean)
        held[documents] = True
        scores[documents] += weight * rarity * (_SATURATION + 1) * counts / (counts + damping)


def _as_strings(snapshot: Snapshot, clauses: tuple[Clause, ...], allowed: Mask) -> Mask:
    """Documents that contain the pieces of every clause as strings, whatever words the dictionary sees there."""
    found = allowed.copy()
    for clause in clauses:
        held = np.zeros(snapshot.size, bool)
        for wanted in clause.alternatives:
            if not isinstance(wanted, AllWords) or len(wanted.fields) == 1:
                held |= _alternative(snapshot, wanted)[0]
                continue
            inside = np.ones(snapshot.size, bool)
            for piece in wanted.pieces:
                inside &= documents_with(snapshot, piece)
                if not inside.any():
                    break
            held |= inside
        found &= held
        if not found.any():
            break
    return found


def _any(snapshot: Snapshot, clauses: tuple[Clause, ...], allowed: Mask) -> tuple[Mask, Scores]:
    """Documents that hold some of the words; those that hold more of them come first."""
    scores = np.zeros(snapshot.size, np.float32)
    held_parts = np.zeros(snapshot.size, np.float32)
    parts = 0
    for clause in clauses:
        for part in single_parts(clause):
            held, gained = _alternative(snapshot, part)
            held_parts += held
            scores += gained
            parts += 1
    scores *= held_parts / max(1, parts)
    return allowed & (held_parts > 0), scores


def single_parts(clause: Clause) -> Iterator[Alternative]:
    """The words of a clause one by one, and what else it may be."""
    for wanted in clause.alternatives:
        if isinstance(wanted, AllWords) and wanted.tokens:
            yield from (AllWords((token,), fields=wanted.fields) for token in wanted.tokens)
        else:
            yield wanted
