"""The indexer as a process of its own: killed at any moment it loses nothing, asked to end it ends."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from marketplace.search import engine
from marketplace.search.backends import backend
from marketplace.search.doctor import check, status
from marketplace.search.folder import NoIndex
from marketplace.search.query import Query
from marketplace.store.db import db
from marketplace.store.office import outbox
from tests.search.conftest import Shop

ROOT = Path(__file__).resolve().parents[2]
KILLS = 3


class Indexer:
    """`python -m marketplace.search` on the database and index of a test."""

    def __init__(self, database_url: str, search_backend: str, folder: Path) -> None:
        environment = {
            **os.environ,
            "DATABASE_URL": database_url,
            "SEARCH_BACKEND": search_backend,
            "SEARCH_INDEX_DIR": str(folder / "index"),
            "DATA_DIR": str(folder),
            "PYTHONPATH": str(ROOT),
            "LANG": "en_US.UTF-8",
        }
        self.log = folder / "indexer.log"
        self.log.unlink(missing_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "marketplace.search"],
                cwd=folder,
                env=environment,
                stdout=log,
                stderr=log,
            )

    def wait_until(self, sentence: str) -> None:
        deadline = time.monotonic() + 60
        while self.log.read_text().count(sentence) < 1:
            assert self.process.poll() is None and time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.02)

    def end(self, how: signal.Signals) -> int:
        self.process.send_signal(how)
        return self.process.wait(30)


Start = Callable[[], Indexer]


@pytest.fixture
def start(database_url: str, search_backend: str, tmp_path: Path) -> Iterator[Start]:
    """Starts an indexer; all are ended with the test."""
    started: list[Indexer] = []

    def start_one() -> Indexer:
        started.append(Indexer(database_url, search_backend, tmp_path))
        return started[-1]

    yield start_one
    for indexer in started:
        if indexer.process.poll() is None:
            indexer.process.kill()
            indexer.process.wait()


def wait_until_applied(indexer: Indexer) -> None:
    deadline = time.monotonic() + 60
    while indexer.process.poll() is None and time.monotonic() < deadline:
        db.session.rollback()
        try:
            if backend().current().applied().position == outbox.head(reachable=False):
                return
        except NoIndex:
            pass
        time.sleep(0.05)
    pytest.fail(f"the indexer did not catch up:\n{indexer.log.read_text()}")


def there_is_one() -> bool:
    """Whether an index is in use."""
    db.session.rollback()
    try:
        return bool(backend().current())
    except NoIndex:
        return False


@pytest.mark.timeout(300)
def test_killed_at_any_moment_it_loses_nothing(shop: Shop, start: Start) -> None:
    draw = random.Random(11)
    listed: dict[int, str] = {}
    for _ in range(KILLS):
        indexer = start()
        indexer.wait_until("follows the database")
        until = time.monotonic() + draw.uniform(0.05, 0.9)
        while time.monotonic() < until:
            wanted = [(f"钢管{draw.randrange(1000)}", {}) for _ in range(10)]
            listed |= dict(zip(shop.list_many(wanted), (title for title, _ in wanted), strict=True))
            for listing_id in draw.sample(sorted(listed), 3):
                if draw.random() < 0.5:
                    shop.change(listing_id, state="withdrawn")
                    listed[listing_id] = ""
                else:
                    listed[listing_id] = f"木材{draw.randrange(1000)}"
                    shop.change(listing_id, title_zh=listed[listing_id], state="published")
        assert indexer.end(signal.SIGKILL) == -signal.SIGKILL
        engine.look_again()
        answer = engine.find(Query("钢管", site_id=shop.site))
        assert not answer.degraded or not there_is_one(), "what was committed stays readable"
    last = start()
    wait_until_applied(last)
    assert last.end(signal.SIGTERM) == 0, last.log.read_text()
    report = check(10_000)
    assert report.right, report
    assert report.sample == report.documents == sum(map(bool, listed.values()))
    engine.look_again()
    woods = sum(title.startswith("木材") for title in listed.values())
    assert engine.find(Query("木材", site_id=shop.site)).total == woods


@pytest.mark.timeout(120)
def test_it_follows_heals_and_ends(shop: Shop, start: Start) -> None:
    shop.list("钢管")
    indexer = start()
    wait_until_applied(indexer)
    assert status().running
    one = shop.list("木材")
    wait_until_applied(indexer)
    engine.look_again()
    assert engine.find(Query("木材", site_id=shop.site)).ids == [one]
    damaged = backend().current()
    backend().report_damage()
    indexer.wait_until("its files are damaged")
    deadline = time.monotonic() + 30
    while not status().usable and time.monotonic() < deadline:
        time.sleep(0.05)
    assert check().right and backend().current() != damaged
    assert indexer.end(signal.SIGTERM) == 0
    assert "has ended" in indexer.log.read_text()
    assert "Traceback" not in indexer.log.read_text()


@pytest.mark.timeout(120)
def test_a_second_one_waits_and_takes_over(shop: Shop, start: Start) -> None:
    with backend().locked("indexer"):
        indexer = start()
        indexer.wait_until("Another indexer runs")
    shop.list("钢管")
    wait_until_applied(indexer)
    assert indexer.end(signal.SIGTERM) == 0
