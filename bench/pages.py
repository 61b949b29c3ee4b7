"""Server time, SQL and requests a second of the pages most looked at, beside two textbook search pages."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from bench.deal import make_deal
from bench.report import SEED, Table, growth, in_child, peak_mb, percentiles, timed
from bench.serving import gunicorn, requests_per_second
from bench.textbook import BUILDERS, PAGES
from bench.workplace import INDEXED_BY, digest, kept, kept_catalogue, kept_index, texts, workplace
from marketplace.store.db import db
from marketplace.store.listings.listings import Listing
from marketplace.web.session import TOKEN_KEY

WORDS = (
    "打磨",
    "污水 处理",
    "电池 回收",
    "sensor",
    "水产养殖 增氧",
    "机器人",
    "welding",
    "检测方法",
    "茶叶",
    "光纤",
)
HEADS = ("listings", "page", "p50 ms", "p95 ms", "requests/s", "SQL statements", "SQL ms", "KB", "peak MB")
NOTE = (
    "Milliseconds are the server time of one process that does nothing else; requests/s are those of gunicorn with two "
    "workers and eight clients on the same machine. The words searched for are common ones, several of which stand in "
    "a tenth of all listings. The textbook pages get the same words and tokens, list twenty titles and have nothing "
    "else: no facets, filters, prices, highlights, languages, rights or security headers. The Whoosh page is left out "
    "above 10,000 listings: its stock writer takes too long to index them."
)
LARGEST_WHOOSH = 10_000  # listings; its stock writer takes a quarter of an hour for ten times as many
SQL_LEFT_OUT = ("PRAGMA", "BEGIN", "ROLLBACK", "COMMIT")


@dataclass
class Plan:
    """How long to measure: pages of one process, seconds of load."""

    times: int
    seconds: float


def run(sizes: Sequence[int], *, quick: bool) -> list[Table]:
    table = Table("pages", HEADS, note=NOTE)
    plan = Plan(times=25, seconds=1) if quick else Plan(times=200, seconds=6)
    for count in sizes:
        catalogue = kept_catalogue(count)
        index = kept_index(catalogue)
        for row in in_child(own, catalogue, index, count, plan):
            table.add(*row)
        for name in BUILDERS if count <= LARGEST_WHOOSH else ("fts5",):
            built = textbook_index(name, catalogue)
            table.add(*in_child(textbook, name, built, count, plan))
    return [table, *growth(table, size=0, name=1, value=2)]


def own(catalogue: Path, index: Path, count: int, plan: Plan) -> list[list[str]]:
    """The rows of this site's pages."""
    source = random.Random(SEED)  # repeatable on purpose
    with workplace(catalogue, index) as app:
        names = list(db.session.scalars(sa.select(Listing.public_id).order_by(Listing.id).limit(500)))
        token, deal = make_deal()
        db.session.remove()
        client = app.test_client()
        with client.session_transaction() as session:
            session[TOKEN_KEY] = token
        cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
        assert cookie is not None
        headers = {"Cookie": f"{cookie.key}={cookie.value}"}
        found = lambda: f"/search?lang=zh&q={quote(source.choice(WORDS))}"  # noqa: E731
        paths: dict[str, Callable[[], str]] = {
            "front page": lambda: "/?lang=zh",
            "search": found,
            "search, filtered": lambda: found() + "&kind=platform",
            "search, all listings": lambda: "/search?lang=zh",
            "listing": lambda: f"/listings/{source.choice(names)}?lang=zh",
            "deal": lambda: f"/deals/{deal}?lang=zh",
        }
        server_times = {name: measured(client, path_of, plan) for name, path_of in paths.items()}
        peak = str(peak_mb())
        with gunicorn("wsgi:app", settings(app)) as server:
            rates = {
                name: f"{requests_per_second(server.port, path_of, headers, plan.seconds):,.0f}"
                for name, path_of in paths.items()
            }
    return [
        [f"{count:,}", name, *seen[:2], rates[name], *seen[2:], peak] for name, seen in server_times.items()
    ]


def textbook_index(name: str, catalogue: Path) -> Path:
    made_from = digest((*INDEXED_BY, "bench/textbook.py"))
    return kept(catalogue, f"{name}-", made_from, write_textbook, name, catalogue)


def write_textbook(place: Path, name: str, catalogue: Path) -> None:
    with workplace(catalogue):
        BUILDERS[name](place, texts())


def textbook(name: str, built: Path, count: int, plan: Plan) -> list[str]:
    """The row of a textbook search page."""
    source = random.Random(SEED)
    os.environ["TEXTBOOK"] = str(built)

    def path_of() -> str:
        return f"/search?q={quote(source.choice(WORDS))}"

    p50, p95, *_, size = measured(PAGES[name]().test_client(), path_of, plan)
    peak = str(peak_mb())
    with gunicorn(f"bench.textbook:{name}_page()", {}) as server:
        rate = requests_per_second(server.port, path_of, {}, plan.seconds)
    return [f"{count:,}", f"textbook {name} search", p50, p95, f"{rate:,.0f}", "", "", size, peak]


def measured(client: FlaskClient, path_of: Callable[[], str], plan: Plan) -> list[str]:
    """p50, p95, SQL statements of the most demanding answer, their milliseconds (p50), KB of the largest answer."""
    sizes: list[int] = []
    statements: list[tuple[int, float]] = []

    def ask() -> None:
        with counted_sql(statements):
            answer = client.get(path_of())
        assert answer.status_code == 200, (answer.status_code, answer.request.path)
        sizes.append(len(answer.data))

    timed(ask, 5)
    statements.clear()
    p50, p95 = percentiles(timed(ask, plan.times))
    most = max(number for number, _ in statements)
    sql = percentiles([seconds for _, seconds in statements])[0]
    return [p50, p95, str(most), sql, f"{max(sizes) / 1024:.0f}"]


@contextmanager
def counted_sql(into: list[tuple[int, float]]) -> Iterator[None]:
    """Add how many statements the block sent and how long the database took until their first row."""
    times: list[float] = []
    started = [0.0]

    def before(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        started[0] = time.perf_counter()

    def after(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(SQL_LEFT_OUT):
            times.append(time.perf_counter() - started[0])

    sa.event.listen(sa.Engine, "before_cursor_execute", before)
    sa.event.listen(sa.Engine, "after_cursor_execute", after)
    try:
        yield
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", before)
        sa.event.remove(sa.Engine, "after_cursor_execute", after)
    into.append((len(times), sum(times)))


def settings(app: Flask) -> dict[str, str]:
    """The settings of this application for a process of its own."""
    return {
        "DATA_DIR": str(app.config["DATA_DIR"]),
        "DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
        "SEARCH_INDEX_DIR": str(app.config["SEARCH_INDEX_DIR"]),
        "SECRET_KEY": app.config["SECRET_KEY"],
        "RATELIMIT_ENABLED": "0",
    }
