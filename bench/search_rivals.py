"""SQLite FTS5 and stock Whoosh as rivals of the site's search: each as somebody who knows it well would use it."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import numpy as np
from whoosh import fields as whoosh_fields
from whoosh import index as whoosh_index
from whoosh import query as whoosh_query
from whoosh import scoring
from whoosh.analysis import SpaceSeparatedTokenizer

from bench.search_engines import (
    WEIGHTS,
    Alternative,
    Batches,
    Built,
    Fields,
    Ids,
    Scores,
    Stages,
    alternatives_of,
    kinds_of,
)
from marketplace.search.building import LISTED
from marketplace.search.clauses import AllWords, Beginning, Clause, Parsed, Phrase
from marketplace.search.phrases import alone, parts_of
from marketplace.search.schema import BIGRAMS

COLUMNS = (*WEIGHTS, BIGRAMS, *LISTED)


def placed(bigrams: list[tuple[str, int]]) -> str:
    """Bigrams at their places, with a word that nobody looks for where none stands."""
    words: list[str] = []
    for token, place in bigrams:
        words += ["_"] * (place - len(words))
        words.append(token)
    return " ".join(words)


class Fts5(Stages):
    """SQLite's full-text index; FTS5 keeps the tokens apart that spaces keep apart, and ranks by its bm25."""

    def build(self, place: Path, batches: Batches) -> Built:
        base = sqlite3.connect(place / "fts5.db")
        base.execute("PRAGMA journal_mode = OFF")
        base.execute("PRAGMA synchronous = OFF")
        options = "content='', tokenize=\"unicode61 remove_diacritics 0 tokenchars '+#./_-'\""
        base.execute(f"CREATE VIRTUAL TABLE t USING fts5({', '.join(COLUMNS)}, {options})")
        marks = ", ".join("?" * (len(COLUMNS) + 1))
        cutting = writing = 0.0
        for batch, seconds in batches:
            cutting += seconds
            start = time.perf_counter()
            base.executemany(
                f"INSERT INTO t (rowid, {', '.join(COLUMNS)}) VALUES ({marks})", map(self._row, batch)
            )
            writing += time.perf_counter() - start
        start = time.perf_counter()
        base.execute("INSERT INTO t (t) VALUES ('optimize')")
        base.commit()
        base.close()
        writing += time.perf_counter() - start
        return Built(writing, writing + cutting)

    def open(self, place: Path, flat: Path) -> None:
        self.open_flat(flat)
        self._base = sqlite3.connect(place / "fts5.db")
        self._base.execute("PRAGMA mmap_size = 8000000000")
        weights = ", ".join(str(WEIGHTS.get(column, 0.0)) for column in COLUMNS)
        self._ranked = f"SELECT rowid, -bm25(t, {weights}) FROM t WHERE t MATCH ?"

    def look_up(self, parsed: Parsed, *, strings: bool) -> tuple[Ids, Scores]:
        wanted = " AND ".join(f"({self._clause(clause, strings)})" for clause in parsed.required)
        unwanted = " OR ".join(f"({self._clause(clause, False)})" for clause in parsed.excluded)
        if not wanted:
            out = {
                found for (found,) in self._base.execute("SELECT rowid FROM t WHERE t MATCH ?", [unwanted])
            }
            ids = np.array(
                [found for found in range(1, self.snapshot.size + 1) if found not in out], np.int64
            )
            return ids, np.zeros(len(ids), np.float32)
        rows = self._base.execute(
            self._ranked, [f"({wanted}) NOT ({unwanted})" if unwanted else wanted]
        ).fetchall()
        return np.array([row[0] for row in rows], np.int64), np.array([row[1] for row in rows], np.float32)

    def _row(self, one: Fields) -> list[object]:
        words = (" ".join(getattr(one, kind)) for kind in WEIGHTS)
        return [one.id, *words, placed(one.bigrams), *(" ".join(_bare(one.listed[name])) for name in LISTED)]

    def _clause(self, clause: Clause, strings: bool) -> str:
        found = [self._alternative(one) for one in alternatives_of(clause, strings=strings)]
        return " OR ".join(f"({one})" for one in found if one) or '"nothing at all"'

    def _alternative(self, wanted: Alternative | tuple[Phrase, ...]) -> str:
        match wanted:
            case AllWords(tokens, _, fields):
                kinds = " ".join(kinds_of(fields))
                return " AND ".join(f'{{{kinds}}} : "{token}"' for token in tokens)
            case Phrase(text):
                tokens = tuple(token for token, _ in parts_of(text))
                beginning = " *" if tokens and alone(tokens[-1]) else ""
                return f'{BIGRAMS} : "{" ".join(tokens)}"{beginning}'
            case Beginning(field, prefix):
                whole = f'{field} : "{prefix}"'
                known = self._base.execute("SELECT 1 FROM t WHERE t MATCH ? LIMIT 1", [whole]).fetchone()
                return whole if known else f"{whole} *"
        return " AND ".join(self._alternative(phrase) for phrase in wanted)


def _bare(terms: list[str]) -> list[str]:
    """Terms without spaces in them: names have some, but nobody looks for them here."""
    return [term for term in terms if " " not in term and "\x1f" not in term]


class TunedWhoosh(Stages):
    """Stock Whoosh with a searcher that is kept: one search for the set of all hits, one for the scores."""

    def build(self, place: Path, batches: Batches) -> Built:
        words = whoosh_fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False)
        schema = whoosh_fields.Schema(
            id=whoosh_fields.NUMERIC(stored=True),
            bigrams=whoosh_fields.TEXT(analyzer=SpaceSeparatedTokenizer()),
        )
        for name in (*WEIGHTS, *LISTED):
            schema.add(name, words)
        writer = whoosh_index.create_in(place, schema).writer(limitmb=1024)
        cutting = writing = 0.0
        for batch, seconds in batches:
            cutting += seconds
            start = time.perf_counter()
            for one in batch:
                values = {kind: " ".join(getattr(one, kind)) for kind in WEIGHTS}
                values |= {name: " ".join(_bare(one.listed[name])) for name in LISTED}
                writer.add_document(id=one.id, bigrams=placed(one.bigrams), **values)
            writing += time.perf_counter() - start
        start = time.perf_counter()
        writer.commit(optimize=True)
        writing += time.perf_counter() - start
        return Built(writing, writing + cutting)

    def open(self, place: Path, flat: Path) -> None:
        self.open_flat(flat)
        self._searcher = whoosh_index.open_dir(place).searcher(weighting=scoring.BM25F())
        self._base = None

    def look_up(self, parsed: Parsed, *, strings: bool) -> tuple[Ids, Scores]:
        wanted = [self._clause(clause, strings) for clause in parsed.required] or [whoosh_query.Every()]
        unwanted = [whoosh_query.Not(self._clause(clause, False)) for clause in parsed.excluded]
        asked = whoosh_query.And([*wanted, *unwanted]).normalize()
        ids = np.fromiter(self._searcher.docs_for_query(asked), np.int64) + 1  # ids ascend with documents
        scores = np.zeros(len(ids), np.float32)
        if parsed.required and len(ids):
            best = self._searcher.search(asked, limit=200, scored=True)
            places = np.searchsorted(ids, [document + 1 for _, document in best.top_n])
            scores[places] = [score for score, _ in best.top_n]
        return ids, scores

    def _clause(self, clause: Clause, strings: bool) -> whoosh_query.Query:
        return whoosh_query.Or([self._alternative(one) for one in alternatives_of(clause, strings=strings)])

    def _alternative(self, wanted: Alternative | tuple[Phrase, ...]) -> whoosh_query.Query:
        match wanted:
            case AllWords(tokens, _, fields):
                kinds = kinds_of(fields)
                return whoosh_query.And(
                    [
                        whoosh_query.Or(
                            [whoosh_query.Term(kind, token, boost=WEIGHTS[kind]) for kind in kinds]
                        )
                        for token in tokens
                    ]
                )
            case Phrase(text):
                tokens = tuple(token for token, _ in parts_of(text))
                if len(tokens) == 1:
                    kind = whoosh_query.Prefix if alone(tokens[0]) else whoosh_query.Term
                    return kind(BIGRAMS, tokens[0])
                return whoosh_query.Phrase(BIGRAMS, list(tokens))
            case Beginning(field, prefix):
                known = (field, prefix.encode()) in self._searcher.reader()
                return (whoosh_query.Term if known else whoosh_query.Prefix)(field, prefix)
        return whoosh_query.And([self._alternative(phrase) for phrase in wanted])
