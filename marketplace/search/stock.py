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
from marketplace.search.hits import Hits, Scores
from marketplace.search.matching import Mask, Match, ways
from marketplace.search.nearness import BY_WORDS, raised
from marketplace.search.partly import FEW, enough_for, inner_words, least_worth, worths
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
            return Match(documents, np.zeros(len(documents), np.float32))
        found, scores, any_word = _layers(searcher, parsed, allowed)
    documents = np.flatnonzero(found)
    return Match(*raised(snapshot, parsed, Hits(documents, scores[documents])), any_word)


def _layers(searcher: Searcher, parsed: Parsed, allowed: Mask) -> tuple[Mask, Scores, bool]:
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
    before = int(found.sum())
    if not parsed.exact and before < enough_for(len(parsed.parts)):
        _put_behind(found, scores, *_some(searcher, parsed, allowed, before))
    return found, scores, int(found.sum()) > before


def _some(searcher: Searcher, parsed: Parsed, allowed: Mask, holding_all: int) -> tuple[Mask, Scores]:
    """See `matching.py`."""
    total, most = int(allowed.sum()), 0
    gained, told = (np.zeros(len(allowed), np.float32) for _ in range(2))
    for part in parsed.parts:
        inner = (_run(searcher, _alternative(word)) for word in inner_words(part))
        ran = [(held & allowed, scores) for held, scores in (_part(searcher, part), *inner)]
        told_by = worths([int(held.sum()) for held, _ in ran], total)
        gained += np.max([held * scores for held, scores in ran], axis=0)
        told += np.max([held * each for (held, _), each in zip(ran, told_by, strict=True)], axis=0)
        most += max(told_by)
    some = told > 0
    if bound := [_clause(clause) for clause in parsed.required if clause.bound]:
        some &= _run(searcher, query.And(bound))[0]
    some &= told >= least_worth(told[some], holding_all)
    return some, gained * told / np.float32(max(most, 1))


def _put_behind(found: Mask, scores: Scores, more: Mask, gained: Scores | int) -> None:
    """Add what more was found, ranked behind what was found before."""
    more = more & ~found
    if not more.any():
        return
    scores[found] += BY_WORDS
    scores[~found] = 0
    scores[more] = gained if isinstance(gained, int) else gained[more]
    found |= more


def _part(searcher: Searcher, part: Clause) -> tuple[Mask, Scores]:
    found, scores = _run(searcher, _clause(part, also=True))
    if found.sum() < FEW:
        strings, _ = _run(searcher, _as_strings(part))
        found, scores = found | strings, np.maximum(scores, strings)
    return found, scores


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
            phrase = [StandsAs(wanted.phrase)] if parts_of(wanted.phrase) else []
            return query.And([*words, *phrase]) if words else query.NullQuery
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
