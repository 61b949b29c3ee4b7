"""PostgreSQL as a rival of the site's search."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np

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
from marketplace.search.schema import SEPARATOR

_LETTERS = dict(
    zip(WEIGHTS, "ACBD", strict=True)
)  # labels of positions; a word of one field is asked for by its own


class Postgresql(Stages):
    """A table with two text vectors made of the site's tokens, a GIN index on each, ranked by ts_rank.

    The cluster is that of the tests; what is in its databases is kept.
    """

    def build(self, place: Path, batches: Batches) -> Built:
        self._start()
        self._base.execute("CREATE UNLOGGED TABLE d (id int PRIMARY KEY, words tsvector, bigrams tsvector)")
        cutting = writing = 0.0
        for batch, seconds in batches:
            cutting += seconds
            start = time.perf_counter()
            with self._base.cursor().copy("COPY d (id, words, bigrams) FROM STDIN") as copy:
                for one in batch:
                    copy.write_row((one.id, _words(one), _placed(one.bigrams)))
            writing += time.perf_counter() - start
        start = time.perf_counter()
        self._base.execute("SET maintenance_work_mem = '1GB'")
        for column in ("words", "bigrams"):
            self._base.execute(f"CREATE INDEX ON d USING gin ({column}) WITH (fastupdate = off)")
        self._base.execute("VACUUM ANALYZE d")
        writing += time.perf_counter() - start
        self._base.close()
        self._cluster.stop(keep=place / "data")
        return Built(writing, writing + cutting)

    def open(self, place: Path, flat: Path) -> None:
        self.open_flat(flat)
        self._start(place / "data")
        self._base.execute("SET max_parallel_workers_per_gather = 0")

    def _start(self, kept: Path | None = None) -> None:
        from tests.postgresql import Cluster  # a cluster starts where one is asked for

        self._cluster = Cluster(kept)
        self._base = self._cluster.connect()

    def close(self) -> None:
        self._base.close()
        self._cluster.stop()

    def size(self) -> int:
        """Bytes of the table and its indexes."""
        return int(self._base.execute("SELECT pg_total_relation_size('d')").fetchone()[0])

    def look_up(self, parsed: Parsed, *, strings: bool) -> tuple[Ids, Scores]:
        conditions = [self._clause(clause, strings) for clause in parsed.required]
        conditions += [f"NOT ({self._clause(clause, False)})" for clause in parsed.excluded]
        words = [_quoted(token) for clause in parsed.required for token in _tokens(clause)]
        rank = f"ts_rank('{{0.5,0.1,0.2,1}}', words, {_literal(' | '.join(words))})" if words else "0"
        rows = self._base.execute(f"SELECT id, {rank} FROM d WHERE {' AND '.join(conditions)}").fetchall()
        return np.array([row[0] for row in rows], np.int64), np.array([row[1] for row in rows], np.float32)

    def _clause(self, clause: Clause, strings: bool) -> str:
        found = [self._alternative(one) for one in alternatives_of(clause, strings=strings)]
        return "(" + " OR ".join(found) + ")"

    def _alternative(self, wanted: Alternative | tuple[Phrase, ...]) -> str:
        match wanted:
            case AllWords(tokens, _, fields):
                kinds = kinds_of(fields)
                labels = "" if len(kinds) == len(WEIGHTS) else ":" + "".join(_LETTERS[kind] for kind in kinds)
                return (
                    f"words @@ {_literal(' & '.join(_quoted(token) + labels for token in tokens))}"
                    if tokens
                    else "false"
                )
            case Phrase(text):
                return f"bigrams @@ {_literal(_followed(parts_of(text)))}"
            case Beginning(field, prefix):
                term = f"{field}{SEPARATOR}{prefix}"
                whole = self._base.execute(
                    f"SELECT 1 FROM d WHERE words @@ {_literal(_quoted(term))} LIMIT 1"
                ).fetchone()
                return f"words @@ {_literal(_quoted(term) + ('' if whole else ':*'))}"
        return "(" + " AND ".join(self._alternative(phrase) for phrase in wanted) + ")"


def _words(one: Fields) -> str:
    """A text vector: each word with a position for every time it occurs, labelled by its field."""
    found: dict[str, list[str]] = {}
    for kind in WEIGHTS:
        for place, token in enumerate(getattr(one, kind), 1):
            found.setdefault(token, []).append(f"{min(place, 16383)}{_LETTERS[kind]}")
    for name in LISTED:
        found |= {f"{name}{SEPARATOR}{term}": [] for term in one.listed[name]}
    return " ".join(
        f"{_quoted(token)}{':' * bool(places)}{','.join(places[:255])}" for token, places in found.items()
    )


def _placed(bigrams: list[tuple[str, int]]) -> str:
    return " ".join(f"{_quoted(token)}:{min(place + 1, 16383)}" for token, place in bigrams)


def _quoted(token: str) -> str:
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"


def _literal(expression: str) -> str:
    return "'" + expression.replace("'", "''") + "'::tsquery"


def _followed(parts: list[tuple[str, int]]) -> str:
    found = ""
    for number, (token, place) in enumerate(parts):
        found += f" <{place - parts[number - 1][1]}> " if number else ""
        found += _quoted(token) + (":*" if alone(token) else "")
    return found


def _tokens(clause: Clause) -> tuple[str, ...]:
    return next((one.tokens for one in clause.alternatives if isinstance(one, AllWords)), ())
