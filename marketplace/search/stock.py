"""The search loop on Whoosh's own query objects and searcher, over the same segments as the fast one.

In use where SEARCH_ENGINE is `whoosh-stock`: many times slower, for comparison and as a way out. It finds the same
documents as `matching.py`; scores are Whoosh's BM25F, so that the order may differ a little.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np
from whoosh import query, scoring
from whoosh.matching import ListMatcher, NullMatcher
from whoosh.reading import EmptyReader, MultiReader, SegmentReader
from whoosh.searching import Searcher

from marketplace.search.clauses import EVERYWHERE, AllWords, Alternative, Beginning, Clause, Parsed, Phrase
from marketplace.search.codec import FlatCodec, IndexFiles
from marketplace.search.hits import Scores
from marketplace.search.matching import (
    BY_WORDS,
    COVERAGE,
    FEW,
    Mask,
    Match,
    enough_for,
    least_held,
    ways,
)
from marketplace.search.phrases import MOST_PARTS, alone, parts_of
from marketplace.search.schema import BIGRAMS, TEXT_FIELDS, make_schema
from marketplace.search.snapshot import Snapshot

_SCHEMA = make_schema()
_WEIGHTING = scoring.BM25F(**{f"{name}_B": b for name, (_, b) in TEXT_FIELDS.items()})


def match(snapshot: Snapshot, parsed: Parsed, allowed: Mask) -> Match:
    """The allowed documents that a query finds, as `matching.match` tells them."""
    with searcher_on(snapshot) as searcher:
        for clause in parsed.excluded:
            allowed = allowed & ~_run(searcher, _clause(clause))[0]
        if not parsed.required:
            documents = np.flatnonzero(allowed)
            return Match(documents, np.zeros(len(documents), np.float32), 0)
        found, scores, least = _layers(searcher, parsed, allowed)
    documents = np.flatnonzero(found)
    return Match(documents, scores[documents], least)


def _layers(searcher: Searcher, parsed: Parsed, allowed: Mask) -> tuple[Mask, Scores, int]:
    """See `matching.py`."""
    found, scores = _run(searcher, query.And([_clause(clause) for clause in parsed.required]))
    found &= allowed
    if found.sum() < FEW:
        strings = query.And([_as_strings(clause) for clause in parsed.required])
        _put_behind(found, scores, _run(searcher, strings)[0] & allowed, 1)
    if any(clause.also for clause in parsed.required):
        wide = query.And([_clause(clause, also=True) for clause in parsed.required])
        held, gained = _run(searcher, wide)
        _put_behind(found, scores, held & allowed, gained)
    parts = parsed.parts
    if parsed.exact or not parts or found.sum() >= enough_for(len(parts)):
        return found, scores, 0
    ran = [_run(searcher, _part(searcher, part)) for part in parts]
    bound = [_clause(clause) for clause in parsed.required if clause.bound]
    if bound:
        allowed = allowed & _run(searcher, query.And(bound))[0]
    count = np.sum([held for held, _ in ran], axis=0) * allowed
    least = least_held([int((count >= number).sum()) for number in range(1, len(parts) + 1)])
    some = (count >= least) & (count > 0)
    gained = np.sum([gained for _, gained in ran], axis=0, dtype=np.float32)
    _put_behind(found, scores, some, gained * (count / len(parts)).astype(np.float32) ** np.float32(COVERAGE))
    return found, scores, least if some.any() and least < len(parts) else 0


def _put_behind(found: Mask, scores: Scores, more: Mask, gained: Scores | int) -> None:
    """Add what more was found, ranked behind what was found before."""
    more = more & ~found
    if not more.any():
        return
    scores[found] += BY_WORDS
    scores[~found] = 0
    scores[more] = gained if isinstance(gained, int) else gained[more]
    found |= more


def _part(searcher: Searcher, part: Clause) -> query.Query:
    wanted = _clause(part, also=True)
    return wanted if _run(searcher, wanted)[0].sum() >= FEW else query.Or([wanted, _as_strings(part)])


class StandsAs(query.Query):
    """Documents that contain a text as it stands, by the positions of its bigrams."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __hash__(self) -> int:
        return hash(self.text)

    def estimate_size(self, ixreader: Any) -> int:
        return int(ixreader.doc_count())

    def matcher(self, searcher: Searcher, context: Any = None) -> Any:
        found = _containing(searcher.reader(), self.text)
        return ListMatcher(found, [5.0] * len(found)) if found else NullMatcher()


def searcher_on(snapshot: Snapshot, weighting: scoring.WeightingModel = _WEIGHTING) -> Searcher:
    """Whoosh's searcher on the segments of a snapshot, whatever a commit has done to their files since."""
    files = IndexFiles(snapshot.path)
    codec = FlatCodec({segment.name: segment for segment in snapshot.segments})
    readers = [SegmentReader(files, _SCHEMA, one, codec=codec) for one in snapshot.described]
    reader = MultiReader(readers) if readers else EmptyReader(_SCHEMA)
    return Searcher(reader, weighting=weighting)


def _run(searcher: Searcher, wanted: query.Query) -> tuple[Mask, Scores]:
    size = searcher.doc_count_all()
    found, scores = np.zeros(size, bool), np.zeros(size, np.float32)
    for score, document in searcher.search(wanted, limit=None).top_n:
        found[document] = True
        scores[document] = score
    return found, scores


def _clause(clause: Clause, *, also: bool = False) -> query.Query:
    return query.DisjunctionMax([_alternative(wanted) for wanted in ways(clause, also=also)])


def _alternative(wanted: Alternative) -> query.Query:
    match wanted:
        case AllWords(tokens, _, fields):
            words = [query.Or([query.Term(f, t, boost=TEXT_FIELDS[f][0]) for f in fields]) for t in tokens]
            return query.And(words) if words else query.NullQuery
        case Phrase(text):
            return StandsAs(text) if parts_of(text) else query.Every()
        case Beginning(field, prefix):
            return _Beginning(field, prefix)


def _as_strings(clause: Clause) -> query.Query:
    found = []
    for wanted in clause.alternatives:
        if isinstance(wanted, AllWords) and wanted.fields == EVERYWHERE:
            pieces = [StandsAs(piece) if parts_of(piece) else query.Every() for piece in wanted.pieces]
            found.append(query.And(pieces) if pieces else query.Every())
        else:
            found.append(_alternative(wanted))
    return query.Or(found)


class _Beginning(query.Prefix):
    """A whole symbol or number stands for itself, only a part of one for what begins so."""

    def matcher(self, searcher: Searcher, context: Any = None) -> Any:
        parent = searcher.get_parent().reader()
        if (self.fieldname, self.text) in parent:
            return query.Term(self.fieldname, self.text).matcher(searcher, context)
        return super().matcher(searcher, context)


def _containing(reader: Any, text: str) -> list[int]:
    starts: dict[int, set[int]] | None = None
    for token, place in parts_of(text)[:MOST_PARTS]:
        positions = _positions(reader, _terms(reader, token))
        found = {d: {at - place for at in places} for d, places in positions.items()}
        if starts is not None:
            found = {d: places & starts[d] for d, places in found.items() if d in starts}
        starts = found
    return sorted(document for document, places in (starts or {}).items() if places)


def _terms(reader: Any, token: str) -> list[bytes]:
    if not alone(token):
        return [token.encode()] if (BIGRAMS, token) in reader else []
    return list(reader.expand_prefix(BIGRAMS, token))


def _positions(reader: Any, terms: list[bytes]) -> dict[int, set[int]]:
    """For each document that holds one of the terms the positions of them."""
    found: dict[int, set[int]] = defaultdict(set)
    for term in terms:
        matcher = reader.postings(BIGRAMS, term)
        while matcher.is_active():
            found[matcher.id()].update(matcher.value_as("positions"))
            matcher.next()
    return found
