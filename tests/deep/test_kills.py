"""kill -9 again and again, of web server, worker and indexer: nothing is lost, nothing doubled."""

from __future__ import annotations

import random
import re
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from marketplace import clock
from marketplace.store.db import db
from marketplace.store.deals.agreements import Receipt
from marketplace.store.office import files
from marketplace.store.patents.imports import ImportRow, outcome_counts
from marketplace.store.patents.patents import Patent
from marketplace.usecases.office.doctor import examine
from marketplace.usecases.patents.imports import begin_import, upload_import
from tests.client import CheckedClient
from tests.deep.share import share_of
from tests.deep.site import Site
from tests.jobs.test_import_killed import let_leases_run_out, wait_for, worker
from tests.make.cast import Cast
from tests.make.deals import agreed
from tests.make.listings import LUMP
from tests.make.patent_files import many
from tests.search import test_killing
from tests.search.conftest import Shop, search_backend, shop
from tests.search.test_killing import start

__all__ = ["search_backend", "shop", "start"]  # fixtures

WEB_KILLS, IMPORT_KILLS, INDEXER_KILLS = 200, 40, 60
CLIENTS, AGREEMENTS = 4, 3  # each client confirms payments of agreements of its own
GROSS = 100  # one yuan: too little for any licence to take effect
SEEN = re.compile(r'name="seen"[^>]*value="([0-9a-f]{64})"')


class Payer(threading.Thread):
    """An office that confirms payment after payment and tries each again until it is told that it is there."""

    def __init__(self, site: Site, number: int, deals: list[str], cookie: str, csrf: str) -> None:
        super().__init__()
        self.site, self.number, self.deals, self.cookie, self.csrf = site, number, deals, cookie, csrf
        self.stop = threading.Event()
        self.confirmed: list[str] = []
        self.tries = 0
        self.faults: list[str] = []

    def run(self) -> None:
        while not self.stop.is_set() and not self.faults:
            reference = f"R{self.number}-{len(self.confirmed)}"
            deal = self.deals[len(self.confirmed) % len(self.deals)]
            deadline = time.monotonic() + 120
            while not self._confirm(deal, reference):
                if self.faults or time.monotonic() > deadline:
                    self.faults.append(f"{reference} was never confirmed")
                    return
                time.sleep(0.05)
            self.confirmed.append(reference)

    def _confirm(self, deal: str, reference: str) -> bool:
        """Whether the payment is known to be stored: by the answer, or because its reference is refused as used."""
        self.tries += 1
        path = f"/deals/{deal}/payments?lang=en"
        form = {
            "csrf_token": self.csrf,
            "gross": "1.00",
            "received_on": "2026-03-02",
            "bank_reference": reference,
            "line": "",
        }
        shown = self.site.post(path, form, self.cookie)
        if shown is None or (seen := SEEN.search(shown[1])) is None:
            return self._refused_as_used(shown)
        return self._judge(self.site.post(path, {**form, "seen": seen[1]}, self.cookie))

    def _judge(self, answer: tuple[int, str] | None) -> bool:
        return True if answer and answer[0] == 302 else self._refused_as_used(answer)

    def _refused_as_used(self, answer: tuple[int, str] | None) -> bool:
        if answer is None:
            return False
        status, text = answer
        if status in (409, 422) and "reference" in text and "already" in text:
            return True
        if status != 200:
            self.faults.append(f"{status}: {re.sub('<[^>]*>', ' ', text)[-900:]}")
        return False


@pytest.mark.sqlite
def test_a_killed_web_server_loses_and_doubles_no_payment(
    app: Flask, world: Cast, database_url: str, tmp_path: Path
) -> None:
    kills = share_of(WEB_KILLS, least=4)
    with app.app_context():
        numbers = [agreed(world, LUMP).deal.public_id for _ in range(CLIENTS * AGREEMENTS)]
        db.session.remove()
    site = Site(tmp_path, settings(app, database_url, tmp_path))
    payers = []
    with clock.fixed(datetime.now(UTC)):  # the server is a process of its own, on the clock of the machine
        for number in range(CLIENTS):
            client = CheckedClient(app, world.city.person_id, "en")
            csrf = client.csrf_token()
            cookie = client.http.get_cookie(app.config["SESSION_COOKIE_NAME"])
            assert cookie is not None
            deals = numbers[number * AGREEMENTS : (number + 1) * AGREEMENTS]
            payers.append(Payer(site, number, deals, f"{cookie.key}={cookie.value}", csrf))
    draw = random.Random(7)
    site.start()
    try:
        for payer in payers:
            payer.start()
        for kill in range(kills):
            time.sleep(draw.uniform(0.3, 2.0))
            if kill % 10 == 3:
                site.kill_all()
                site.start()
            else:
                site.kill_worker(draw)
        time.sleep(1)
    finally:
        for payer in payers:
            payer.stop.set()
        for payer in payers:
            payer.join()
        site.kill_all()
    assert not [fault for payer in payers for fault in payer.faults]
    confirmed = sorted(reference for payer in payers for reference in payer.confirmed)
    print(
        f"{kills} kills, {len(confirmed)} payments confirmed in {sum(payer.tries for payer in payers)} tries"
    )
    assert len(confirmed) > kills, "there was work to disturb"
    with app.app_context():
        assert sorted(db.session.scalars(sa.select(Receipt.bank_reference))) == confirmed
        assert db.session.scalar(sa.select(sa.func.sum(Receipt.gross))) == GROSS * len(confirmed)
        assert [result for result in examine() if result.findings and result.check != "index"] == []
        assert db.session.execute(sa.text("PRAGMA integrity_check")).scalar() == "ok"
        db.session.remove()


def test_an_import_survives_worker_after_worker(
    app: Flask, cast: Cast, database_url: str, tmp_path: Path
) -> None:
    kills = share_of(IMPORT_KILLS, least=3)
    rows, faulty_every = 400 * (kills + 2), 10
    now = datetime.now(UTC)
    digest, size = files.keep(BytesIO(many(rows, faulty_every=faulty_every).encode("gb18030")))
    upload = upload_import(
        cast.west.organisation, digest=digest, size=size, name="patents.csv", actor=cast.west.actor, now=now
    )
    with worker(database_url, tmp_path):
        wait_for(upload.id, lambda one: one.state == "ready", tmp_path)
    begin_import(upload, actor=cast.west.actor, now=now)
    killed = 0
    draw = random.Random(7)
    while killed < kills:
        let_leases_run_out()
        with worker(database_url, tmp_path) as process:
            done = wait_for(upload.id, lambda one: True, tmp_path).rows_done
            ahead: Callable[..., bool] = lambda one, done=done: one.rows_done > done or one.state == "done"  # noqa: E731
            upload = wait_for(upload.id, ahead, tmp_path)
            if upload.state == "done":
                break
            time.sleep(draw.uniform(0, 0.3))
            process.kill()
            process.wait(10)
            killed += 1
    let_leases_run_out()
    with worker(database_url, tmp_path):
        wait_for(upload.id, lambda one: one.state == "done", tmp_path)
    print(f"{killed} workers killed during {rows} rows")
    assert killed >= min(kills, 3)
    assert outcome_counts(upload.id) == {
        "added": rows - rows // faulty_every,
        "refused": rows // faulty_every,
    }
    numbers = db.session.scalars(sa.select(ImportRow.row_number).order_by(ImportRow.row_number)).all()
    assert numbers == list(range(2, rows + 2)), "every row of the file, each once"
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Patent)) == rows - rows // faulty_every


@pytest.mark.parametrize(
    "search_backend", ["whoosh", pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)
def test_the_index_survives_indexer_after_indexer(
    shop: Shop,  # noqa: F811  fixtures
    start: test_killing.Start,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(test_killing, "KILLS", share_of(INDEXER_KILLS, least=3))
    test_killing.test_killed_at_any_moment_it_loses_nothing(shop, start)
    print(f"{test_killing.KILLS} kills of the indexer")


def settings(app: Flask, database_url: str, folder: Path) -> dict[str, str]:
    return {
        "DATABASE_URL": database_url,
        "DATA_DIR": str(folder),
        "SEARCH_INDEX_DIR": str(folder / "index"),
        "SECRET_KEY": app.config["SECRET_KEY"],
        "PUBLIC_URL": app.config["PUBLIC_URL"],
        "RATELIMIT_ENABLED": "0",
    }
