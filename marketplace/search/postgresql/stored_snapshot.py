"""The index in the database as it was at one commit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any

import numpy as np

from marketplace.search.clauses import AllWords, Alternative, Clause, Parsed, Phrase
from marketplace.search.codec import FlatSegment
from marketplace.search.nearness import meetings
from marketplace.search.phrases import MOST_PARTS, parts_of
from marketplace.search.postgresql.stored_file import SMALL
from marketplace.search.postgresql.stored_segment import StoredSegment, WholeSegment, expect
from marketplace.search.schema import BIGRAMS
from marketplace.search.segments import Segment
from marketplace.search.snapshot import INDEX_NAME, Snapshot
from marketplace.store.office import search_index
from marketplace.store.office.search_index import Described, SearchIndex, State

_LIKELY_FEW = 200  # where no more documents than this hold the words, the strings may be looked for too


class StoredSnapshot(Snapshot):
    """A snapshot whose posting lists are read from the database, those of a query in one statement."""

    def is_of(self, index: State) -> bool:
        """Whether this is the newest commit of an index."""
        return self.path.name == index.name and self.generation == index.commits

    def expect(self, parsed: Parsed) -> None:
        clauses = (*parsed.required, *parsed.excluded)
        wanted = dict.fromkeys(term for clause in clauses for term in _terms(clause))
        wanted |= dict.fromkeys((BIGRAMS, pair.encode()) for pair in meetings(parsed))
        if parsed.required and min(map(self._at_most, parsed.required)) < _LIKELY_FEW:
            parts = (one for clause in parsed.required for one in clause.alternatives)
            wanted |= dict.fromkeys(
                term for one in parts for piece in _pieces(one) for term in _bigrams(piece)
            )
        expect(self.segments, wanted)

    def expect_terms(self, field: str, terms: Iterable[str]) -> None:
        expect(self.segments, [(field, term.encode()) for term in terms])

    def _at_most(self, clause: Clause) -> int:
        """No more documents than this hold the words of a clause."""
        words = [one for one in clause.alternatives if isinstance(one, AllWords)]
        return sum(
            min(
                (sum(self.frequency(field, token) for field in one.fields) for token in one.tokens), default=0
            )
            for one in words
        )


def open_snapshot(index: State | SearchIndex, before: StoredSnapshot | None) -> StoredSnapshot:
    """The newest commit of an index; what is unchanged is taken over from `before`, which is used up by that."""
    path: Any = PurePosixPath(index.name)
    if before and before.path != path:
        before = None
    known = {segment.name: segment for segment in before.segments} if before else {}
    listed = search_index.segments_of(index.id)
    segments = [known.get(one.name) or opened(one) for one in listed]
    return StoredSnapshot(path, index.commits, segments, [described(one) for one in listed], before)


def opened(one: Described) -> Segment:
    """A segment, ready for searches."""
    if one.size <= SMALL:
        return WholeSegment(one.id, one.name, one.documents, one.size)
    segment = StoredSegment(one.id, one.name, one.documents, one.size)
    segment.prepare()
    return segment


def described(one: Described) -> FlatSegment:
    """A segment as Whoosh knows it, with its deleted documents."""
    segment = FlatSegment(INDEX_NAME, one.documents)
    segment.segid = one.name.removeprefix(f"{INDEX_NAME}_")
    for number in np.frombuffer(one.deleted, "<u4").tolist():
        segment.delete_document(number)
    return segment


def _terms(clause: Clause) -> Iterator[tuple[str, bytes]]:
    for wanted in (*clause.alternatives, *(one.wanted for one in clause.also)):
        if isinstance(wanted, AllWords):
            yield from ((field, token.encode()) for token in wanted.tokens for field in wanted.fields)
        elif isinstance(wanted, Phrase):
            yield from _bigrams(wanted.text)


def _pieces(wanted: Alternative) -> Sequence[str]:
    return wanted.pieces if isinstance(wanted, AllWords) and len(wanted.fields) > 1 else ()


def _bigrams(text: str) -> Iterable[tuple[str, bytes]]:
    return ((BIGRAMS, token.encode()) for token, _ in parts_of(text)[:MOST_PARTS])
