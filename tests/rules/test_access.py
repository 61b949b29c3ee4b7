"""Who reaches what: the hand-written tables in tests/rules/access against what the site answers, cell by cell.

Nothing generates those tables. An endpoint without a row fails, and so does a row without an endpoint.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import Rule

from marketplace.store.db import db
from tests.client import CheckedClient
from tests.make.access import ACTORS, Places, make_places
from tests.make.cast import Cast

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


def test_what_can_be_read_by_whom(app: Flask, world: Cast) -> None:
    places = _places(app, world)
    wrong = []
    for actor in ACTORS:
        client = CheckedClient(app, places.person(actor), LANGUAGE).http
        for row in READS:
            path = row["path"].format_map(places.paths)
            status = client.get(f"{path}{'&' if '?' in path else '?'}lang={LANGUAGE}").status_code
            if status != int(row[actor]):
                wrong.append(f"GET {row['path']} as {actor}: {status}, not {row[actor]} ({row['reason']})")
    assert not wrong, "\n".join(wrong)


@pytest.mark.sqlite
@pytest.mark.parametrize("row", WRITES, ids=lambda row: row["path"].strip("/") or "home")
def test_what_can_be_changed_by_whom(app: Flask, world: Cast, tmp_path: Path, row: dict[str, str]) -> None:
    """An empty form: refused by its shape where the actor may send it, else before anybody looks at it."""
    places = _places(app, world)
    path = row["path"].format_map(places.paths)
    database, before = tmp_path / "marketplace.db", tmp_path / "before.db"
    shutil.copyfile(database, before)
    wrong = []
    for actor in ACTORS:
        client = CheckedClient(app, places.person(actor), LANGUAGE)
        unsigned = client.http.post(path).status_code
        if unsigned != 400:
            wrong.append(f"POST {row['path']} as {actor} without a CSRF token: {unsigned}, not 400")
        status = client.http.post(path, data={"csrf_token": client.csrf_token()}).status_code
        if status != int(row[actor]):
            wrong.append(f"POST {row['path']} as {actor}: {status}, not {row[actor]} ({row['reason']})")
        shutil.copyfile(before, database)
    assert not wrong, "\n".join(wrong)


def _places(app: Flask, world: Cast) -> Places:
    with app.app_context():
        places = make_places(world)
        db.session.remove()
    return places


def _outside(rule: Rule) -> bool:
    """Rules that are not pages of the product: what Flask itself answers."""
    return rule.endpoint == "static"
