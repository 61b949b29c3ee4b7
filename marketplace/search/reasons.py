"""Why a result was found: which of the words asked for stands in which of its fields.

Looked up for the listings of one page only. A field is told by its group: title, summary, abstract, owner, inventor,
number, class; alias for a short or former name of an owner; empty where the words are found in the text as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from marketplace.search.bearers import bearers
from marketplace.search.clauses import AllWords, Alternative, Beginning, Clause, Parsed, Phrase
from marketplace.search.hits import Documents
from marketplace.search.names import OWNER
from marketplace.search.partly import inner_words
from marketplace.search.phrases import documents_with
from marketplace.search.schema import CLASSES, NAMES, NUMBERS, TEXT_FIELDS
from marketplace.search.snapshot import Snapshot

TYPED, ALIAS = "typed", "alias"
GROUPS = {field: field.removesuffix("_zh").removesuffix("_en") for field in TEXT_FIELDS}


@dataclass(frozen=True, slots=True)
class Reason:
    """`asked` was found as `found` in a field; `kind` is typed, or that of the `Also` by which it was found."""

    asked: str
    found: str
    field: str
    kind: str = TYPED


def reasons(snapshot: Snapshot, parsed: Parsed, documents: Sequence[int]) -> list[tuple[Reason, ...]]:
    """For each of the documents why it is there; one reason for each part of the query that it meets."""
    among = np.array(sorted(documents), np.int64)
    told: dict[int, list[Reason]] = {document: [] for document in documents}
    for clause in parsed.required:
        missing = set(told)
        for wanted, asked, found, kind in _ways(clause):
            for field, held in _fields(snapshot, wanted, among):
                for document in missing.intersection(held):
                    told[document].append(Reason(asked, found, field, kind))
                missing.difference_update(held)
                if not missing:
                    break
            if not missing:
                break
    _tell_bearers(snapshot, told)
    return [tuple(told[document]) for document in documents]


def _ways(clause: Clause) -> Iterable[tuple[Alternative, str, str, str]]:
    """What a clause is found by, what was asked for with that, what it is found as, the kind."""
    typed = clause.source
    yield from ((wanted, typed, _named(wanted) or typed, TYPED) for wanted in clause.alternatives)
    yield from ((one.wanted, typed, one.text, one.kind) for one in clause.also)
    for wanted in clause.alternatives:  # words that the dictionary cuts another way in the text
        if isinstance(wanted, AllWords) and wanted.pieces and not clause.bound:
            yield from ((Phrase(piece), typed, typed, TYPED) for piece in wanted.pieces[:1])
    if not clause.bound:  # last: a part of the word
        yield from ((word, word.tokens[0], word.tokens[0], TYPED) for word in inner_words(clause))


def _named(wanted: Alternative) -> str:
    """What stands in the text for it, where that is not simply what was typed."""
    return wanted.pieces[0] if isinstance(wanted, AllWords) and len(wanted.pieces) == 1 else ""


def _fields(snapshot: Snapshot, wanted: Alternative, among: Documents) -> Iterable[tuple[str, list[int]]]:
    """The groups of fields in which an alternative is met, and by which of the documents."""
    match wanted:
        case AllWords(tokens, _, fields) if tokens:
            held_in = [[field for field in fields if snapshot.frequency(field, token)] for token in tokens]
            for field in held_in[0]:
                if all(field in others for others in held_in[1:]):
                    held = among
                    for token in tokens:
                        held = _holding(snapshot, field, token, held)
                    yield GROUPS[field], held.tolist()
            if len(tokens) > 1 and all(held_in):  # else the words stand in several fields
                held = among
                for token, fields_of in zip(tokens, held_in, strict=True):
                    parts = [_holding(snapshot, field, token, held) for field in fields_of]
                    held = np.unique(np.concatenate(parts))
                yield "", held.tolist()
        case Phrase(text):
            yield "", documents_with(snapshot, text, among).tolist()
        case Beginning(field, prefix):
            group = {NUMBERS: "number", CLASSES: "class"}.get(field, "")
            if field == NAMES:
                group = "owner" if prefix.startswith(OWNER) else "inventor"
            if snapshot.frequency(field, prefix):  # a whole symbol or number, as in `matching.py`
                held = _holding(snapshot, field, prefix, among)
            else:
                held = np.intersect1d(snapshot.beginning(field, prefix), among)
            yield group, held.tolist()


def _holding(snapshot: Snapshot, field: str, token: str, among: Documents) -> Documents:
    """Those documents that hold a term of a field."""
    found = []
    for postings, start in zip(snapshot.postings(field, token), snapshot.starts, strict=False):
        if len(postings.documents):
            # documents of other segments fall out of the range of this one
            inside = (among - start).astype(postings.documents.dtype)
            places = np.searchsorted(postings.documents, inside)
            places[places == len(postings.documents)] = 0
            found.append(among[postings.documents[places] == inside])
    return np.concatenate(found) if found else among[:0]


def _tell_bearers(snapshot: Snapshot, told: dict[int, list[Reason]]) -> None:
    """Where what was found in an owner is a short or former name, tell whose it is."""
    owners = {reason.asked for reasons in told.values() for reason in reasons if reason.field == "owner"}
    known = {asked: bearers(snapshot, asked) for asked in owners}
    for document, reasons in told.items():
        for place, reason in enumerate(reasons):
            if reason.field == "owner" and (name := known[reason.asked].get(document)):
                reasons[place] = Reason(reason.asked, name, ALIAS, ALIAS)
