"""Building the search index, beside SQLite FTS5 over the same texts."""

from __future__ import annotations

import time

import sqlalchemy as sa

from bench.corpus import write_catalogue
from bench.report import Table, keep, peak_mb
from bench.workplace import workplace
from marketplace.search import folder, rebuilding
from marketplace.search.tokens import tokenise
from marketplace.store.db import db, sqlite
from marketplace.store.patents.patents import Patent


def run(*, quick: bool) -> None:
    table = Table("building the index", ["listings", "documents/s", "seconds", "FTS5 documents/s", "peak MB"])
    for count in (1_000, 10_000) if quick else (1_000, 10_000, 100_000):
        with workplace():
            write_catalogue(count)
            start = time.perf_counter()
            rebuilding.rebuild(folder.index_folder())
            took = time.perf_counter() - start
            table.add(
                f"{count:,}",
                f"{count / took:,.0f}",
                f"{took:.1f}",
                f"{count / fts5_seconds():,.0f}",
                peak_mb(),
            )
    keep("index", [table], quick=quick)


def fts5_seconds() -> float:
    """The same texts, cut by the same tokeniser, into an FTS5 table."""
    columns = sa.select(Patent.title_zh, Patent.title_en, Patent.abstract_zh, Patent.abstract_en)
    texts = db.session.execute(columns).all()
    base = sqlite.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE f USING fts5(t)")
    start = time.perf_counter()
    rows = ((" ".join(word for part in text for word in tokenise(part)),) for text in texts)
    base.executemany("INSERT INTO f VALUES (?)", rows)
    base.commit()
    return time.perf_counter() - start
