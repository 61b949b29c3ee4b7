"""One engine over one corpus: pages by kind of query, pages a second with one and two processes, memory, answers."""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bench.report import own_mb
from bench.search_corpus import listings
from bench.search_engines import Answer, read_tokens, told
from bench.search_ours import Texts
from bench.search_queries import queries
from marketplace.search.parsing import parse
from marketplace.search.query import Query

PASSES = 3
PATIENCE = 60.0  # seconds: an engine that needs more for one pass is asked everything once more only
BUILT = "built.json"
ENGINES = {
    "ours": "bench.search_ours:Ours",
    "ours-in-postgresql": "bench.search_ours_stored:OursInPostgresql",
    "whoosh-tuned": "bench.search_rivals:TunedWhoosh",
    "fts5": "bench.search_rivals:Fts5",
    "postgresql": "bench.search_postgresql:Postgresql",
    "tantivy": "bench.search_tantivy:Tantivy",
}


@dataclass
class Places:
    """Where one engine's index of a corpus lies, the site's own, texts and tokens; names of corpus and engine."""

    corpus: str
    engine: str
    built: Path
    flat: Path
    texts: Path
    tokens: Path
    seconds: float


@dataclass
class Measured:
    """Seconds of each query: first pass, median of the passes after it, and of that the engine's part."""

    kinds: list[str]
    cold: list[float]
    pages: list[float]
    engine: list[float]
    answers: list[Answer]
    rate: float
    memory: int
    built: tuple[float, float]
    size: int


def made(engine: str) -> Any:
    module, name = ENGINES[engine].split(":")
    return getattr(import_module(module), name)()


def build(place: Path, engine: str, corpus: str) -> None:
    """Build the site's own index of a corpus and note how long that took."""
    (place / BUILT).write_text(json.dumps(made(engine).build(place, listings(corpus))))


def build_rival(place: Path, engine: str, tokens: Path) -> None:
    """Build a rival's index from the tokens of a corpus and note how long that took."""
    (place / BUILT).write_text(json.dumps(made(engine).build(place, read_tokens(tokens))))


def measure(places: Places) -> Measured:
    """As a worker of a server: in a process that begins as a copy of one that has loaded the program."""
    asked = queries(places.corpus)
    gc.collect()
    gc.freeze()
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as worker:
        return worker.submit(_measured, places, asked).result()


def _measured(places: Places, asked: list[tuple[str, Query]]) -> Measured:
    texts = Texts(places.texts)
    engine = made(places.engine)
    built = json.loads((places.built / BUILT).read_text())
    engine.open(places.built, places.flat)
    try:
        runs = [[_page(engine, texts, query) for _, query in asked]]
        passes = PASSES if sum(page for page, _, _ in runs[0]) < PATIENCE else 1
        runs += [[_page(engine, texts, query) for _, query in asked] for _ in range(passes)]
        warm = list(zip(*runs[1:], strict=True))
        pages, inside = (
            [sorted(one[part] for one in query)[passes // 2] for query in warm] for part in (0, 1)
        )
        return Measured(
            kinds=[kind for kind, _ in asked],
            cold=[one[0] for one in runs[0]],
            pages=pages,
            engine=inside,
            answers=[told(one[2]) for one in runs[-1]],
            rate=_rate(engine, texts, [query for _, query in asked], places.seconds),
            memory=own_mb(),
            built=(built[0], built[1]),
            size=engine.size() if hasattr(engine, "size") else _bytes(places.built),
        )
    finally:
        if hasattr(engine, "close"):
            engine.close()


def pages_a_second(places: Places, processes: int) -> float:
    """Of so many processes at once, all together."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        return sum(pool.map(_rate_of, [places] * processes))


def _rate_of(places: Places) -> float:
    engine, texts = made(places.engine), Texts(places.texts)
    engine.open(places.built, places.flat)
    asked = [query for _, query in queries(places.corpus)]
    for query in asked:
        _page(engine, texts, query)
    return _rate(engine, texts, asked, places.seconds)


def _rate(engine: Any, texts: Texts, asked: Sequence[Query], seconds: float) -> float:
    start = time.perf_counter()
    pages = 0
    while (taken := time.perf_counter() - start) < seconds:
        _page(engine, texts, asked[(pages * 7) % len(asked)])
        pages += 1
    return pages / taken


def _page(engine: Any, texts: Texts, query: Query) -> tuple[float, float, Answer]:
    """The answer, how long the page took, how long the engine took of that."""
    start = time.perf_counter()
    answer: Answer = engine.ask(query)
    inside = time.perf_counter()
    texts.highlight(answer.ids, parse(query.text, exact=True).terms)
    return time.perf_counter() - start, inside - start, answer


def _bytes(place: Path) -> int:
    return sum(
        file.stat().st_size for file in place.rglob("*") if file.is_file() and file.name != BUILT
    )
