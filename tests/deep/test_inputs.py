"""Hostile strings in every query parameter and every field of every form: no 500, nothing shown unescaped."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from tests.client import CheckedClient
from tests.deep.hostile import LEFT_ALONE, MARK, STRINGS, Case, encoded, forms, parameters
from tests.deep.share import share_of
from tests.make.access import make_places
from tests.make.cast import Cast
from tests.rules.test_access import READS
from tests.where import Where

ACTORS = ("nobody", "licensor", "licensee", "own_office", "operator")
REQUESTS = 20_000
FORM = "application/x-www-form-urlencoded"


class Site:
    """A client for each actor, and the database put back after each change."""

    def __init__(self, app: Flask, world: Cast, folder: Path) -> None:
        self.app = app
        with app.app_context():
            self.places = make_places(world)
        people = self.places.people
        self.clients = {actor: CheckedClient(app, people[actor], "zh") for actor in ACTORS}
        self.tokens = {actor: client.csrf_token() for actor, client in self.clients.items()}
        self.statuses: Counter[str] = Counter()
        self.database, self.before = folder / "marketplace.db", folder / "before.db"
        Where.leave(app)
        shutil.copyfile(self.database, self.before)

    def cases(self) -> list[Case]:
        """Every place a string can be put, each with every string."""
        found: dict[tuple[str, str, str, str], Case] = {}
        for actor, client in self.clients.items():
            for row in READS:
                path = row["path"].format_map(self.places.paths)
                answer = client.http.get(path)
                if answer.status_code != 200 or answer.mimetype != "text/html":
                    continue
                page = BeautifulSoup(answer.text, "html.parser")
                plain = path.split("?")[0]
                for name in parameters(page, plain):
                    found.setdefault(("", "GET", plain, name), Case(actor, "GET", plain, ((name, ""),), name))
                for action, values in forms(page, path):
                    there = urlsplit(urljoin(path, action)).path
                    for name in sorted(values.keys() - set(LEFT_ALONE)):
                        key = (actor, "POST", there, name)
                        found.setdefault(key, Case(actor, "POST", there, tuple(values.items()), name, path))
        return list(found.values())

    def fault(self, case: Case) -> str:
        """What is wrong with the answer, or nothing."""
        client = self.clients[case.actor].http
        if case.method == "GET":
            answer = client.get(f"{case.path}?{encoded(case.values)}")
        else:
            values = (*case.values, ("csrf_token", self.tokens[case.actor]))
            answer = client.post(case.path, data=encoded(values), content_type=FORM)
        said = self._judged(answer.status_code, answer.text if answer.mimetype == "text/html" else "")
        if not said and 300 <= answer.status_code < 400:
            there = urlsplit(answer.headers["Location"])
            if there.netloc not in ("", "localhost"):
                said = f"leads to {there.netloc}"
            else:
                for path in (there.path, case.page or there.path):  # where it led, and where the form stood
                    shown = client.get(path)
                    said = said or self._judged(
                        shown.status_code, shown.text if shown.mimetype == "text/html" else ""
                    )
        if case.method == "POST" and answer.status_code < 400:
            self._put_back()
        self.statuses[f"{case.method} {answer.status_code}"] += 1
        return said

    def _judged(self, status: int, text: str) -> str:
        if status >= 500:
            return f"answered {status}"
        if f"<{MARK}" in text and BeautifulSoup(text, "html.parser").find(MARK):
            return "shown unescaped"
        return ""

    def _put_back(self) -> None:
        Where.leave(self.app)
        shutil.copyfile(self.before, self.database)


@pytest.mark.sqlite
def test_whatever_is_typed_gets_a_civil_answer(app: Flask, world: Cast, tmp_path: Path) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False  # an error is to be counted, not to end the test
    site = Site(app, world, tmp_path)
    places = site.cases()
    draw = random.Random(3)
    filled = [
        Case(
            place.actor,
            place.method,
            place.path,
            tuple((name, string if name == place.field else value) for name, value in place.values),
            place.field,
            place.page,
        )
        for place in places
        for string in STRINGS
    ]
    chosen = draw.sample(filled, min(len(filled), share_of(REQUESTS, least=200)))
    wrong = [f"{case}: {fault}" for case in chosen if (fault := site.fault(case))]
    print(
        f"{len(chosen)} of {len(filled)} requests: {len(places)} places, {len(STRINGS)} strings; {dict(site.statuses)}"
    )
    assert not wrong, f"{len(wrong)} faults\n" + "\n".join(wrong[:40])
