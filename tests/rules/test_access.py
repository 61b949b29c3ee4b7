"""Who reaches what: the hand-written tables in tests/rules/access against what the site answers, cell by cell.

Nothing generates those tables. An endpoint without a row fails, and so does a row without an endpoint.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import Rule

from marketplace import clock
from tests.client import CheckedClient
from tests.make.access import ACTORS, Places, make_places
from tests.make.cast import NOW, Cast
from tests.stages import Stages
from tests.where import Where

FOLDER = Path(__file__).resolve().parent / "access"
LANGUAGE = "zh"


def table() -> Iterator[dict[str, str]]:
    for path in sorted(FOLDER.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


ROWS = list(table())
READS = [row for row in ROWS if row["method"] == "GET"]
WRITES = [row for row in ROWS if row["method"] == "POST"]


def test_every_endpoint_has_a_row_and_every_row_an_endpoint(application: Flask) -> None:
    adapter = application.url_map.bind("localhost")
    asked = set()
    for row in ROWS:
        path = row["path"].split("?")[0].format_map(Places.samples())
        endpoint, _ = adapter.match(path, method=row["method"])
        asked.add((endpoint, row["method"]))
    offered = {
        (rule.endpoint, method)
        for rule in application.url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"}
        if not _outside(rule)
    }
    assert not offered - asked, f"no row in tests/rules/access for {sorted(offered - asked)}"
    assert all(row["reason"] for row in ROWS), "each row says why"


@dataclass(frozen=True)
class Sweep:
    """The places of the tables, and the session cookie of each actor who is signed in."""

    places: Places
    cookies: dict[str, str]

    def client(self, app: Flask, actor: str) -> CheckedClient:
        client = CheckedClient(app, None, LANGUAGE)
        if actor in self.cookies:
            client.http.set_cookie(app.config["SESSION_COOKIE_NAME"], self.cookies[actor])
        return client


@pytest.fixture(scope="session")
def sweep(application: Flask, peopled: Cast, stages: Stages) -> Sweep:
    """The stage `places`: one of everything, and everybody signed in."""

    def build(url: str) -> Sweep:
        Where.move(application, url)
        application.config["FILES_DIR"] = _files(stages)
        with clock.fixed(NOW):
            with application.app_context():
                places = make_places(peopled)
            cookies = {}
            for actor in ACTORS:
                client = CheckedClient(application, places.person(actor), LANGUAGE)
                client.csrf_token()
                cookie = client.http.get_cookie(application.config["SESSION_COOKIE_NAME"])
                assert cookie, f"signing in gave {actor} no session"
                cookies[actor] = cookie.value
        Where.leave(application)
        return Sweep(places, cookies)

    made: Sweep = stages.made("places", of="peopled", build=build)
    return made


@pytest.fixture
def database_stage(sweep: Sweep) -> str:
    return "places"


@pytest.fixture
def app(app: Flask, stages: Stages) -> Flask:
    app.config["FILES_DIR"] = _files(stages)
    return app


def _files(stages: Stages) -> Path:
    """Where the files lie that belong to the stage."""
    return stages.shared / "files of places"


@pytest.mark.parametrize("actor", ACTORS)
def test_what_can_be_read_by_whom(app: Flask, sweep: Sweep, actor: str) -> None:
    client = sweep.client(app, actor).http
    wrong = []
    for row in READS:
        path = row["path"].format_map(sweep.places.paths)
        status = client.get(f"{path}{'&' if '?' in path else '?'}lang={LANGUAGE}").status_code
        if status != int(row[actor]):
            wrong.append(f"GET {row['path']} as {actor}: {status}, not {row[actor]} ({row['reason']})")
    assert not wrong, "\n".join(wrong)


@pytest.mark.sqlite
@pytest.mark.parametrize("row", WRITES, ids=lambda row: row["path"].strip("/") or "home")
def test_what_can_be_changed_by_whom(app: Flask, sweep: Sweep, tmp_path: Path, row: dict[str, str]) -> None:
    """An empty form: refused by its shape where the actor may send it, else before anybody looks at it."""
    path = row["path"].format_map(sweep.places.paths)
    database, before = tmp_path / "marketplace.db", tmp_path / "before.db"
    shutil.copyfile(database, before)
    wrong = []
    asked_unsigned = {row[actor]: actor for actor in ACTORS}  # one actor for each way the row can end
    for actor in ACTORS:
        client = sweep.client(app, actor)
        unsigned = client.http.post(path).status_code if asked_unsigned[row[actor]] == actor else 400
        if unsigned != 400:
            wrong.append(f"POST {row['path']} as {actor} without a CSRF token: {unsigned}, not 400")
        status = client.http.post(path, data={"csrf_token": client.csrf_token()}).status_code
        if status != int(row[actor]):
            wrong.append(f"POST {row['path']} as {actor}: {status}, not {row[actor]} ({row['reason']})")
        Where.leave(app)
        shutil.copyfile(before, database)
    assert not wrong, "\n".join(wrong)


def _outside(rule: Rule) -> bool:
    """Rules that are not pages of the product: what Flask itself answers."""
    return rule.endpoint == "static"
