"""The search as pages use it: `find`, `suggest_help` and `suggest_spelling`.

One snapshot of the index for each process, looked at afresh as often as its place says (`Backend.refresh`); one thread
at a time uses it. Where there is no index that can be read the database answers, and the indexer is asked to build one.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace

from flask import current_app
from sqlalchemy.exc import DBAPIError

from marketplace.search import database, folder, learned, ordering, stock
from marketplace.search.backends import Backend, backend
from marketplace.search.clauses import Parsed
from marketplace.search.facets import Counts, Narrowing
from marketplace.search.hints import spelt, ways_out
from marketplace.search.hits import NO_HITS, Documents
from marketplace.search.matching import Match, holding_all, match
from marketplace.search.parsing import parse
from marketplace.search.query import Query
from marketplace.search.reasons import reasons
from marketplace.search.results import Hint, Results, understood
from marketplace.search.segments import Damaged
from marketplace.search.shelf import Shelf
from marketplace.search.snapshot import Snapshot
from marketplace.search.spelling import corrected
from marketplace.search.understanding import understand
from marketplace.search.vocabulary import Words
from marketplace.store.db import db, in_transaction

_KEPT_DOCUMENTS = 750_000  # in results kept for paging and filtering, all together: 12 bytes each
_KEPT_TEXTS = 500
PAUSE = 2.0  # seconds for which a database that gave no answer is not asked for the index again
_COUNTED = 3_000  # documents that take as much room as the counts of one result


def find(query: Query) -> Results:
    """The results of a query. Needs an application context. Never fails for what somebody typed."""
    parsed = parse(query.text, exact=query.exact)
    try:
        with _searcher.reading() as snapshot:
            parsed = _searcher.understood(snapshot, parsed)
            kept = _searcher.matched(snapshot, parsed, query.site_id)
            narrowing = Narrowing(snapshot, query, kept.documents, kept.counts)
            documents, scores = narrowing.documents(), narrowing.scores(kept.match.scores)
            facets = narrowing.counts()
            if kept.documents is not None:
                kept.counts = narrowing.known
            any_word = kept.match.any_word
            page = ordering.page_of(snapshot, query, documents, scores, ranked=bool(parsed.required))
            return Results(
                ids=snapshot.numbers("id")[page].tolist(),
                total=len(documents),
                facets=facets,
                terms=parsed.terms,
                any_word=any_word,
                shortened=parsed.shortened,
                understood=understood(parsed, any_word, holding_all(scores) if any_word else len(documents)),
                reasons=tuple(reasons(snapshot, parsed, page.tolist())),
            )
    except (folder.NoIndex, Damaged):
        return database.answer(query, parsed)


def first_ids(query: Query) -> list[int]:
    """The listings on the page asked for and nothing else. Empty without an index."""
    try:
        with _searcher.reading() as snapshot:
            parsed = _searcher.understood(snapshot, parse(query.text, exact=query.exact))
            kept = _searcher.matched(snapshot, parsed, query.site_id)
            narrowing = Narrowing(snapshot, query, kept.documents)
            documents, scores = narrowing.documents(), narrowing.scores(kept.match.scores)
            page = ordering.page_of(snapshot, query, documents, scores, ranked=bool(parsed.required))
            return snapshot.numbers("id")[page].tolist()
    except (folder.NoIndex, Damaged):
        return []


def suggest_help(query: Query) -> list[Hint]:
    """Changes of a query that have results, for a page that has none. Empty where the index cannot be read."""
    try:
        with _searcher.reading() as snapshot:
            return ways_out(query, _searcher.counter(snapshot))
    except (folder.NoIndex, Damaged):
        return []


def suggest_spelling(query: Query, total: int) -> list[Hint]:
    """Likelier spellings that find more than the `total` results that hold all words; for less than POOR of them."""
    try:
        with _searcher.reading() as snapshot:
            parsed = _searcher.understood(snapshot, parse(query.text, exact=True))
            return spelt(
                query, total, corrected(query.text, parsed, _searcher.words), _searcher.counter(snapshot)
            )
    except (folder.NoIndex, Damaged):
        return []


def reading() -> AbstractContextManager[Snapshot]:
    """The index for this thread alone, for other questions than searching.

    Raises:
        NoIndex, Damaged: it cannot be read.
    """
    return _searcher.reading()


def forget() -> None:
    """Drop the answers that are kept for paging and filtering."""
    _searcher.forget()


def generation() -> int:
    """The number of the commit that this process searched last; -1 before it has."""
    return _searcher.generation


def look_again() -> None:
    """Have the next search of this process look at the index, however short the last look ago."""
    _searcher.looked_at = 0.0


@dataclass(slots=True)
class Kept:
    """What a text found, and what all of that counts under, where that was asked.

    `documents`: those of the match, ascending; None where nothing was typed, which means all of the site.
    """

    match: Match
    documents: Documents | None
    counts: Counts | None = None


_WHOLE_SITE = Kept(Match(*NO_HITS), None)


class Searcher:
    """The one snapshot of this process and what was found in it lately."""

    def __init__(self) -> None:
        self.looked_at = 0.0
        self._away_until = 0.0
        self._lock = threading.Lock()
        self.words: Words
        self._snapshot: Snapshot | None = None
        self._understood: dict[Parsed, Parsed] = {}
        self._place: Backend | None = None
        self._kept: Shelf[Kept] = Shelf(_KEPT_DOCUMENTS, lambda one: len(one.match.documents) + _COUNTED)

    @contextmanager
    def reading(self) -> Iterator[Snapshot]:
        """The index, for this thread alone.

        Raises:
            NoIndex, Damaged: it cannot be read; damage has been reported to the indexer.
        """
        place = backend()
        with self._lock:
            if time.monotonic() < self._away_until:
                raise folder.NoIndex("away")
            try:
                yield self._refreshed(place)
            except folder.NoIndex:
                self._drop()
                raise
            except Damaged:
                self._drop()
                place.report_damage()
                raise
            except DBAPIError:
                self._drop()
                self._away_until = time.monotonic() + PAUSE
                if in_transaction():
                    raise
                db.session.rollback()
                raise folder.NoIndex("away") from None

    def understood(self, snapshot: Snapshot, parsed: Parsed) -> Parsed:
        """What is looked up for what was typed, with the words of this index."""
        if parsed not in self._understood:
            if len(self._understood) > _KEPT_TEXTS:
                self._understood.clear()
            self._understood[parsed] = understand(parsed, self.words)
        return self._understood[parsed]

    def counter(self, snapshot: Snapshot) -> Callable[[Query], int]:
        """Counts the results of a query; 0 where none of them holds all its words."""

        def count(query: Query) -> int:
            parsed = self.understood(snapshot, parse(query.text, exact=query.exact))
            for asked in (replace(parsed, exact=True), parsed):
                found = self.matched(snapshot, asked, query.site_id).documents
                if not (total := Narrowing(snapshot, query, found).total()):
                    return 0
            return total

        return count

    def matched(self, snapshot: Snapshot, parsed: Parsed, site_id: int) -> Kept:
        """What a text finds on a site; kept, because paging and filtering ask for it again."""
        search = stock.match if current_app.config["SEARCH_ENGINE"] == "whoosh-stock" else match
        if parsed.empty and search is match:
            return _WHOLE_SITE
        key = (parsed, site_id, search)
        if kept := self._kept.get(key):
            return kept
        snapshot.expect(parsed)
        found = search(snapshot, parsed, snapshot.on_site(site_id))
        return self._kept.keep(key, Kept(found, found.documents))

    def _refreshed(self, place: Backend) -> Snapshot:
        now = time.monotonic()
        if self._snapshot is not None and self._place == place and now - self.looked_at < place.refresh:
            return self._snapshot
        before = self._snapshot
        snapshot = place.newest(before)
        if snapshot is not before:
            self.forget()
            self.words = Words(snapshot, learned.known())
        self._snapshot, self._place, self.looked_at = snapshot, place, now
        return snapshot

    @property
    def generation(self) -> int:
        return self._snapshot.generation if self._snapshot else -1

    def forget(self) -> None:
        self._kept.clear()
        self._understood.clear()

    def _drop(self) -> None:
        self._snapshot = None
        self.forget()


_searcher = Searcher()
