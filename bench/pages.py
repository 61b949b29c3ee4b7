"""Server time of the search, listing and deal pages, and requests a second with gunicorn on two workers."""

from __future__ import annotations

import os
import random
import secrets
import socket
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection
from urllib.parse import quote

import sqlalchemy as sa
from flask import Flask

from bench.corpus import write_catalogue
from bench.report import ROOT, SEED, Table, keep, peak_mb, percentiles, timed
from bench.workplace import workplace
from marketplace import clock
from marketplace.domain.access import SYSTEM, Actor
from marketplace.search import folder, rebuilding
from marketplace.store.db import db
from marketplace.store.deals.deals import Deal
from marketplace.store.listings.listings import Listing
from marketplace.usecases.deals.deals import describe_use, send_deal, start_deal
from marketplace.usecases.parties.organisations import found_organisation, verify_organisation
from marketplace.usecases.parties.people import sign_up
from marketplace.usecases.parties.sessions import open_session
from marketplace.web.session import TOKEN_KEY, token_hash

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


def run(*, quick: bool) -> None:
    heads = ["listings", "page", "p50 ms", "p95 ms", "requests/s", "SQL statements", "KB"]
    table = Table("pages: server time of one process; requests/s of gunicorn with two workers", heads)
    for count in (1_000,) if quick else (1_000, 10_000, 100_000):
        with workplace() as app:
            write_catalogue(count)
            rebuilding.rebuild(folder.index_folder())
            measure(app, table, count, times=50 if quick else 200)
    keep("pages", [table], quick=quick)


def measure(app: Flask, table: Table, count: int, *, times: int) -> None:
    source = random.Random(SEED)  # noqa: S311 - repeatable on purpose
    names = list(db.session.scalars(sa.select(Listing.public_id).limit(500)))
    token, deal = make_deal()
    db.session.remove()
    paths = {
        "search": lambda: f"/search?lang=zh&q={quote(source.choice(WORDS))}",
        "search, filtered": lambda: f"/search?lang=zh&q={quote(source.choice(WORDS))}&kind=platform",
        "listing": lambda: f"/listings/{source.choice(names)}?lang=zh",
        "deal": lambda: f"/deals/{deal}?lang=zh",
    }
    client = app.test_client()
    with client.session_transaction() as session:
        session[TOKEN_KEY] = token
    cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    for name, path_of in paths.items():
        answers = []

        def ask(path_of=path_of, answers=answers) -> None:
            answer = client.get(path_of())
            assert answer.status_code == 200, (answer.status_code, answer.request.path)
            answers.append(len(answer.data))

        timed(ask, 5)
        statements = count_statements(ask)
        p50, p95 = percentiles(timed(ask, times))
        rate = requests_per_second(app, path_of, cookie.value, seconds=5)
        table.add(f"{count:,}", name, p50, p95, f"{rate:,.0f}", statements, f"{max(answers) / 1024:.0f}")
    print(f"{count:,} listings done, peak {peak_mb()} MB", file=sys.stderr)


def count_statements(ask: object) -> int:
    """How many SQL statements one page takes."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("PRAGMA", "BEGIN", "ROLLBACK", "COMMIT")):
            seen.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    ask()  # type: ignore[operator]
    sa.event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)


def make_deal() -> tuple[str, str]:
    """A signed-in enterprise with one licence: (session token, public id of the deal)."""
    now = clock.now()
    person = sign_up(
        name="测试",
        email="bench@example.org",
        password_hash="",
        language="zh",
        terms_version="1",
        site_id=1,
        now=now,
    )
    token = secrets.token_urlsafe(16)
    founder = Actor(person_id=person.id, site_id=1)
    licensee = found_organisation(
        kind="enterprise", name_zh="测试企业", region="420700", actor=founder, now=now
    )
    verify_organisation(licensee, actor=SYSTEM, now=now)
    listing = db.session.scalars(sa.select(Listing).where(Listing.kind == "platform").limit(1)).one()
    actor = Actor(
        person_id=person.id,
        organisation_id=licensee.id,
        organisation_kind="enterprise",
        roles=frozenset({"administrator"}),
        site_id=1,
    )
    deal: Deal = start_deal(listing, licensee, option_position=1, actor=actor, now=now)
    describe_use(
        deal,
        option_position=1,
        product="产品",
        place="地点",
        volume="",
        wished_start=None,
        message="",
        actor=actor,
        now=now,
    )
    send_deal(deal, sheet_hash=listing.options[0].sheet_hash, actor=actor, now=now)
    open_session(person, token_hash=token_hash(token), now=now)
    return token, deal.public_id


def requests_per_second(app: Flask, path_of: object, cookie: str, *, seconds: int) -> float:
    """Answered requests a second from eight connections to gunicorn with two workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "DATA_DIR": str(app.config["DATA_DIR"]),
        "DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
        "SEARCH_INDEX_DIR": str(app.config["SEARCH_INDEX_DIR"]),
        "SECRET_KEY": app.config["SECRET_KEY"],
        "RATELIMIT_ENABLED": "0",
    }
    command = [sys.executable, "-m", "gunicorn", "-b", f"127.0.0.1:{port}", "-w", "2", "-k", "gthread"]
    server = subprocess.Popen(
        [*command, "--threads", "16", "--no-control-socket", "--log-level", "error", "wsgi:app"],
        cwd=ROOT,
        env=environment,
    )
    try:
        wait_for(port)
        return load(port, path_of, f"session={cookie}", seconds)
    finally:
        server.terminate()
        server.wait()


def wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")


def load(port: int, path_of: object, cookie: str, seconds: int) -> float:
    answered: list[int] = []
    end = time.perf_counter() + seconds

    def work() -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        while time.perf_counter() < end:
            connection.request("GET", path_of(), headers={"Cookie": cookie})  # type: ignore[operator]
            response = connection.getresponse()
            response.read()
            if response.status != 200:
                raise RuntimeError(f"status {response.status}")
            answered.append(1)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(answered) / seconds
