"""The site's own search in the benchmark, and the texts of the listings from which a page marks what was asked for."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from bench.search_corpus import listings
from bench.search_engines import Answer, Built
from bench.workplace import application
from marketplace.search import engine, folder, writer
from marketplace.search.cutting import Cutter
from marketplace.search.folder import Applied
from marketplace.search.highlight import mark, snippet
from marketplace.search.query import Query
from marketplace.search.rebuilding import SEGMENT
from marketplace.search.telling import silent
from marketplace.store.listings.search_rows import ListingRow


class Ours:
    """`engine.find`, with what it keeps of one answer for the next forgotten before each query."""

    def build(self, place: Path, rows: Iterator[ListingRow]) -> Built:
        path = folder.begin(place)
        writer.create_index(path)
        everything = 0.0
        with cutting_timed() as spent:
            while batch := list(islice(rows, SEGMENT)):
                writing = time.perf_counter()
                writer.write(path, writer.built(batch, silent))
                everything += time.perf_counter() - writing
        joining = time.perf_counter()
        writer.join(path)
        everything += time.perf_counter() - joining
        folder.write_applied(path, Applied((0, 0), ""))
        folder.publish(place, path)
        return Built(everything - sum(spent), everything)

    def open(self, place: Path, flat: Path) -> None:
        application(place, place).app_context().push()

    def ask(self, query: Query) -> Answer:
        engine.forget()
        found = engine.find(query)
        assert not found.degraded
        return Answer(found.total, found.facets, found.ids)


@contextmanager
def cutting_timed() -> Iterator[list[float]]:
    """How long it takes to make documents of listings and tokens of texts, call by call."""
    spent: list[float] = []
    with _timed(writer, "document", spent), _timed(Cutter, "cut", spent):
        yield spent


@contextmanager
def _timed(owner: Any, name: str, spent: list[float]) -> Iterator[None]:
    """Note how long each call of `owner.name` takes: listings to documents, texts to tokens."""
    work = getattr(owner, name)

    def timed(*args: object) -> object:
        start = time.perf_counter()
        try:
            return work(*args)
        finally:
            spent.append(time.perf_counter() - start)

    setattr(owner, name, timed)
    try:
        yield
    finally:
        setattr(owner, name, work)


def write_texts(place: Path, corpus: str) -> None:
    """Titles and abstracts of a corpus, to be read by id."""
    base = sqlite3.connect(place / "texts.db")
    base.execute("CREATE TABLE texts (id INTEGER PRIMARY KEY, title TEXT, abstract TEXT)")
    base.executemany("INSERT INTO texts VALUES (?, ?, ?)", map(_text, listings(corpus)))
    base.commit()
    base.close()


def _text(row: ListingRow) -> tuple[int, str, str]:
    patent = row.patents[0]
    return row.id, row.title_zh or row.title_en, patent.abstract_zh or patent.abstract_en


class Texts:
    """Marks what was asked for in the listings of a page."""

    def __init__(self, place: Path) -> None:
        self._base = sqlite3.connect(place / "texts.db")

    def highlight(self, ids: list[int], terms: tuple[str, ...]) -> int:
        """How many pieces were marked."""
        marks = ", ".join("?" * len(ids))
        rows = self._base.execute(f"SELECT title, abstract FROM texts WHERE id IN ({marks})", ids).fetchall()
        pieces = [piece for title, text in rows for piece in (*mark(title, terms), *snippet(text, terms))]
        return sum(marked for _, marked in pieces)
