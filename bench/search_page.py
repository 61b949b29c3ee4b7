"""The whole search page over HTTP: this site, Datasette and two textbook pages, on the same listings and cores."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from statistics import median
from urllib.parse import quote

import sqlalchemy as sa

from bench import datasette_site
from bench.pages import LARGEST_WHOOSH, Plan, counted_sql, settings, textbook_index
from bench.report import SEED, Table, growth, in_child, percentiles
from bench.serving import WORKERS, Server, gunicorn, load, served
from bench.workplace import INDEXED_BY, digest, kept, kept_catalogue, kept_index, workplace
from marketplace.search import engine, highlight
from marketplace.search.tokens import tokenise
from marketplace.store.db import db
from marketplace.store.listings.listings import Listing

QUERIES = 400  # different ones, so that what was found for one is of no use to the next
MANY = 32  # connections
FILTER = {"kind": "platform"}
HEADS = (
    "listings",
    "site",
    "page",
    "p50 ms",
    "p95 ms",
    "requests/s",
    f"p95 ms of {MANY}",
    f"faults of {MANY}",
    "KB",
    "own MB a worker",
)
OWN_HEADS = ("listings", "page", "search ms", "all else, ms of CPU", "SQL statements", "KB")
NOTE = (
    "Two worker processes each, on the same two cores as the clients. p50 and p95 over one connection, requests/s over "
    f"eight, the columns of {MANY} over so many. {QUERIES} queries of one or two words of a title, each page with "
    "the counts of its facets. Datasette counts seven facets and neither ranks nor highlights; the textbook pages "
    "list twenty titles and have nothing else."
)
OWN_NOTE = (
    "In one process. Search is finding, counting and highlighting; all else is routing, rights, language, database and "
    "template: the median over pages of twenty cards."
)


def run(sizes: Sequence[int], *, quick: bool) -> list[Table]:
    over_http = Table("the search page over HTTP", HEADS, note=NOTE)
    inside = Table("where the time of this site's search page goes", OWN_HEADS, note=OWN_NOTE)
    plan = Plan(times=40, seconds=1) if quick else Plan(times=300, seconds=6)
    for count in sizes:
        catalogue = kept_catalogue(count)
        index = kept_index(catalogue)
        queries = in_child(queries_of, catalogue)
        for row in in_child(parts_of_pages, catalogue, index, queries, count, plan):
            inside.add(*row)
        for site in sites(count):
            for row in in_child(measured, site, catalogue, index, queries, count, plan):
                over_http.add(*row)
    grown = [[row[0], f"{row[1]}, {row[2]}", *row[3:]] for row in over_http.rows]
    named = Table(over_http.title, [HEADS[0], "site and page", *HEADS[3:]], grown)
    return [over_http, *growth(named, size=0, name=1, value=2), inside]


def sites(count: int) -> tuple[str, ...]:
    return ("this site", "datasette", "fts5", *(("whoosh",) if count <= LARGEST_WHOOSH else ()))


def queries_of(catalogue: Path) -> list[str]:
    """One or two words of titles, drawn from all over the catalogue."""
    source = random.Random(SEED)  # repeatable on purpose
    found: dict[str, None] = {}
    with workplace(catalogue):
        titles = db.session.execute(sa.select(Listing.title_zh, Listing.title_en).limit(20_000)).all()
    while len(found) < QUERIES:
        words = [word for word in tokenise(source.choice(source.choice(titles))) if len(word) > 1]
        if words:
            found[" ".join(source.sample(words, min(len(words), source.choice((1, 2)))))] = None
    return list(found)


def measured(
    name: str, catalogue: Path, index: Path, queries: list[str], count: int, plan: Plan
) -> list[list[str]]:
    """The rows of one site."""
    with SERVED[name](catalogue, index) as (server, paths):
        rows = []
        for page, path in paths.items():
            asked = cycle([path(words) for words in queries]).__next__  # several threads ask it
            load(server.port, asked, {}, 0.5)
            alone = load(server.port, asked, {}, plan.seconds, clients=1)
            eight = load(server.port, asked, {}, plan.seconds)
            many = load(server.port, asked, {}, plan.seconds, clients=MANY)
            size = max(_length(server.port, asked()) for _ in range(20))
            rows.append(
                [
                    *(f"{count:,}", NAMES[name], page),
                    *percentiles(alone.times),
                    f"{eight.rate:,.0f}",
                    percentiles(many.times)[1],
                    str(len(alone.faults) + len(eight.faults) + len(many.faults)),
                    f"{size / 1024:.0f}",
                    str(server.worker_mb()),
                ]
            )
    return rows


def parts_of_pages(
    catalogue: Path, index: Path, queries: list[str], count: int, plan: Plan
) -> list[list[str]]:
    """The rows of the inside of this site's pages."""
    rows = []
    with workplace(catalogue, index) as app:
        client = app.test_client()
        for page, path in OWN_PAGES.items():
            spent: list[float] = []
            _count_time_of_search(spent)
            samples: list[tuple[float, float, int, int]] = []
            for words in (queries * (1 + plan.times // QUERIES))[: plan.times]:
                spent[:] = [0.0]
                statements: list[tuple[int, float]] = []
                with counted_sql(statements):
                    start = time.process_time()
                    answer = client.get(path(words))
                    used = time.process_time() - start
                if answer.data.count(b'class="result ') + answer.data.count(b'class="result"') >= 20:
                    samples.append((spent[0], used - spent[0], statements[0][0], len(answer.data)))
            times = [f"{1000 * median(sample[n] for sample in samples):.1f}" for n in (0, 1)]
            most = [max(sample[n] for sample in samples) for n in (2, 3)]
            rows.append([f"{count:,}", page, *times, str(most[0]), f"{most[1] / 1024:.0f}"])
    return rows


def _count_time_of_search(spent: list[float]) -> None:
    """Have the processor's time of finding and highlighting added to `spent`."""
    for module, names in ((engine, ("find",)), (highlight, ("mark", "snippet"))):
        for name in names:
            setattr(module, name, _timed(getattr(module, name), spent))


def _timed(work: Callable[..., object], spent: list[float]) -> Callable[..., object]:
    inner = getattr(work, "untimed", work)

    def run_timed(*args: object, **kwargs: object) -> object:
        start = time.process_time()
        try:
            return inner(*args, **kwargs)
        finally:
            spent[0] += time.process_time() - start

    run_timed.untimed = inner  # type: ignore[attr-defined]
    return run_timed


def _length(port: int, path: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    return len(connection.getresponse().read())


Paths = Mapping[str, Callable[[str], str]]
OWN_PAGES: Paths = {
    "search": lambda words: f"/search?lang=zh&q={quote(words)}",
    "search, filtered": lambda words: f"/search?lang=zh&q={quote(words)}&kind={FILTER['kind']}",
}


@contextmanager
def _own(catalogue: Path, index: Path) -> Iterator[tuple[Server, Paths]]:
    with workplace(catalogue, index) as app, gunicorn("wsgi:app", settings(app)) as server:
        yield server, OWN_PAGES


@contextmanager
def _datasette(catalogue: Path, _index: Path) -> Iterator[tuple[Server, Paths]]:
    made_from = digest((*INDEXED_BY, "bench/datasette_site.py"))
    place = kept(catalogue, "datasette-", made_from, _write_datasette, catalogue)
    command = ["uvicorn", "--factory", "bench.datasette_site:site", "--port", "{port}", "--workers", WORKERS]
    with served([*command, "--log-level", "error"], {"DATASETTE": str(place)}) as server:
        yield (
            server,
            {
                "search": datasette_site.path_of,
                "search, filtered": lambda words: datasette_site.path_of(words, **FILTER),
            },
        )


def _write_datasette(place: Path, catalogue: Path) -> None:
    with workplace(catalogue):
        datasette_site.build(place)


def _textbook(name: str) -> Callable[[Path, Path], AbstractContextManager[tuple[Server, Paths]]]:
    @contextmanager
    def serve(catalogue: Path, _index: Path) -> Iterator[tuple[Server, Paths]]:
        os.environ["TEXTBOOK"] = str(textbook_index(name, catalogue))
        with gunicorn(f"bench.textbook:{name}_page()", {}) as server:
            yield server, {"search": lambda words: f"/search?q={quote(words)}"}

    return serve


SERVED: Mapping[str, Callable[[Path, Path], AbstractContextManager[tuple[Server, Paths]]]] = {
    "this site": _own,
    "datasette": _datasette,
    "fts5": _textbook("fts5"),
    "whoosh": _textbook("whoosh"),
}
NAMES = {
    "this site": "this site",
    "datasette": "Datasette",
    "fts5": "textbook FTS5",
    "whoosh": "textbook Whoosh",
}
