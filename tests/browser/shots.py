"""Pictures of every page that a link leads to, as each kind of member sees it: `python3 dev.py shots`.

A demo of its own is loaded into a temporary folder. `shots/<page>-<viewer>-<language>-<width>.png` is the whole page;
English and the narrow window are taken for the first viewer who reaches a page. Named are: links that lead nowhere,
pages that no link leads to, and what a page complains of on the browser's console. `shots visitor office` takes the
pages of these viewers only. The top of the front page becomes the picture of the README.
"""

from __future__ import annotations

import itertools
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask import Flask
from playwright.sync_api import Browser
from werkzeug.exceptions import HTTPException

from devtools.places import ROOT, flask
from devtools.terminal import call
from tests.browser.chromium import launched
from tests.browser.serving import serving
from tests.browser.watch import Watch

VARIANTS = [("zh", 1280), ("en", 1280), ("zh", 390), ("en", 390)]
FRONT_PAGE, README_PICTURE = "home.show-visitor-zh-1280.png", ROOT / "docs" / "screenshot.png"
PATHS_PER_PAGE = 3  # more than one, since the first deal of a list may be one that leads nowhere
STEPS = (("db", "upgrade"), ("demo", "load"), ("index", "rebuild"))


@dataclass(frozen=True)
class Picture:
    """A page as one viewer sees it."""

    page: str
    path: str
    viewer: str
    person_id: int | None


def main(target: Path, roles: list[str]) -> int:
    """Take all pictures; 0 unless a page answered with an error or complained on the console."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(
            DATA_DIR=folder, SEARCH_INDEX_DIR=f"{folder}/index", RATELIMIT_ENABLED="0", ARGON2_MEMORY_KIB="8"
        )
        os.environ.pop("DATABASE_URL", None)
        for step in STEPS:
            call(flask(*step))
        from marketplace.app import create_app  # reads the settings just made

        app = create_app()
        print("Following the links …", flush=True)
        asked_for = {role: one for role, one in viewers(app).items() if not roles or role in roles}
        pictures, broken, reached = crawl(app, asked_for)
        print(f"{len(pictures)} views of {len({picture.page for picture in pictures})} pages …", flush=True)
        target.mkdir(parents=True, exist_ok=True)
        (Path(folder) / "browser").mkdir()
        with serving(app) as url, launched(Path(folder) / "browser") as browser:
            complaints = take(browser, app, url, pictures, target)
    for line in [*([] if roles else unreached(app, reached)), *broken, *complaints]:
        print(line)
    return int(bool(broken or complaints))


def viewers(app: Flask) -> dict[str, int | None]:
    """A visitor, one member of the operator and of each kind of organisation, one person of none."""
    from marketplace.store.db import db
    from marketplace.store.parties.organisations import Organisation
    from marketplace.store.parties.people import Membership, Person
    from marketplace.store.sites import Site

    found: dict[str, int | None] = {"visitor": None}
    with app.app_context():
        special: dict[int | None, str] = {}
        for site in db.session.scalars(sa.select(Site)):
            special[site.operator_id] = "operator"
        rows = sa.select(Membership, Organisation).join(Organisation).order_by(Membership.id)
        for membership, organisation in db.session.execute(rows):
            found.setdefault(special.get(organisation.id, organisation.kind), membership.person_id)
        alone = sa.select(Person.id).where(~sa.exists().where(Membership.person_id == Person.id)).limit(1)
        if (person_id := db.session.scalar(alone)) is not None:
            found["alone"] = person_id
    return found


def crawl(app: Flask, people: dict[str, int | None]) -> tuple[list[Picture], list[str], set[str]]:
    """Follow links as every viewer: the pages found, the paths that answered with an error, all that was reached."""
    pictures: list[Picture] = []
    broken: list[str] = []
    reached: set[str] = set()
    told: set[tuple[str, str]] = set()  # what an earlier viewer saw alike needs no second picture
    for viewer, person_id in people.items():
        http, _cookie = signed_in(app, person_id)
        waiting, seen = ["/"], {"/"}
        times: dict[str, int] = {}
        taken: set[str] = set()
        while waiting:
            path = waiting.pop(0)
            page = endpoint(app, path)
            if times.setdefault(page, 0) == PATHS_PER_PAGE:
                continue
            times[page] += 1
            reached.add(page)
            answer = http.get(path)
            if answer.status_code >= 400:
                broken.append(f"{answer.status_code} for {viewer} at {path}")
                continue
            if answer.mimetype != "text/html" or answer.status_code != 200:
                continue
            soup = BeautifulSoup(answer.text, "html.parser")
            text = (soup.main or soup).get_text(" ")
            if page not in taken and (page, text) not in told:
                pictures.append(Picture(page, path, viewer, person_id))
            taken.add(page)
            told.add((page, text))
            for link in soup.select("a[href]"):
                there = urlsplit(urljoin(f"http://localhost{path}", str(link["href"])))
                where = there.path + (f"?{there.query}" if there.query and "lang=" not in there.query else "")
                if there.netloc == "localhost" and where not in seen:
                    seen.add(where)
                    waiting.append(where)
    return pictures, broken, reached


def take(browser: Browser, app: Flask, url: str, pictures: list[Picture], target: Path) -> list[str]:
    """Write the pictures; what was complained of. The first viewer of a page is shown it in every variant."""
    complaints: list[str] = []
    first = {picture.page: picture for picture in reversed(pictures)}
    name = app.config["SESSION_COOKIE_NAME"]
    for viewer, theirs in itertools.groupby(pictures, key=lambda picture: picture.viewer):
        seen = list(theirs)
        _http, cookie = signed_in(app, seen[0].person_id)
        for language, width in VARIANTS:
            context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce")
            if cookie:
                context.add_cookies([{"name": name, "value": cookie, "url": url}])
            watch = Watch(context, url)
            page = context.new_page()
            for picture in seen:
                if (language, width) == VARIANTS[0] or first[picture.page] is picture:
                    page.goto(f"{url}{picture.path}{'&' if '?' in picture.path else '?'}lang={language}")
                    file = f"{picture.page}-{viewer}-{language}-{width}.png"
                    page.screenshot(path=target / file, full_page=True)
                    if file == FRONT_PAGE:
                        page.screenshot(path=README_PICTURE)
                    complaints += [f"{fault} on {picture.path} for {viewer}" for fault in watch.faults]
                    watch.faults.clear()
            context.close()
    return complaints


def unreached(app: Flask, reached: set[str]) -> list[str]:
    """The addresses one can GET that no link led to."""
    return sorted(
        f"no link leads to {rule.rule}"
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and rule.endpoint not in reached
    )


def endpoint(app: Flask, path: str) -> str:
    """The name of the page at a path."""
    try:
        return str(app.url_map.bind("localhost").match(path.split("?")[0])[0])
    except HTTPException:
        return path


def signed_in(app: Flask, person_id: int | None) -> tuple[object, str]:
    """A test client with the sign-in of a person, and its cookie."""
    from tests.client import CheckedClient

    http = CheckedClient(app, person_id, "zh").http
    cookie = http.get_cookie(app.config["SESSION_COOKIE_NAME"])
    return http, cookie.value if cookie else ""


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
