"""How soon a change is found, and how fast searches are meanwhile."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from bench.report import ROOT, Table, in_child, percentiles
from bench.search_corpus import listings
from bench.search_measure import Places
from bench.search_ours import Ours, Texts
from bench.search_queries import queries
from bench.workplace import kept_catalogue, kept_index, workplace
from marketplace.search import engine, folder, writer
from marketplace.search.query import Query
from marketplace.search.snapshot import latest_generation
from marketplace.store.db import db, transaction
from marketplace.store.listings.listings import Listing
from marketplace.store.office import outbox

CHANGED = 10  # listings in one commit
CATALOGUE = 10_000


class Commit(NamedTuple):
    """One commit: how long it took, when it was there, its number."""

    seconds: float
    at: float
    generation: int


def writing_tables(places: Sequence[Places], *, quick: bool) -> list[Table]:
    seconds = 5.0 if quick else 20.0
    committed = Table(
        "search: while a writer commits all the time",
        (
            "corpus",
            "commits/s",
            "commit p50",
            "commit p95",
            "visible p50",
            "visible p95",
            "page p50",
            "page p95",
        ),
        note=f"Milliseconds. Each commit replaces {CHANGED} listings; `visible` is from the end of a commit to the end "
        "of the first search of another process that sees it, which asks for pages without a pause.",
    )
    for one in places:
        committed.add(one.corpus, *_while_writing(one, seconds))
    announced = Table(
        "search: from the commit of the database to the results",
        ("listings", "changes", "p50 ms", "p95 ms"),
        note="A listing gets a new title in one transaction; the indexer runs as a process of its own.",
    )
    catalogue = kept_catalogue(CATALOGUE)
    announced.add(
        f"{CATALOGUE:,}", *in_child(_from_database, catalogue, kept_index(catalogue), 10 if quick else 60)
    )
    return [committed, announced]


def _while_writing(places: Places, seconds: float) -> list[str]:
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary) / "index"
        shutil.copytree(places.flat, copy)
        own = replace(places, flat=copy, built=copy)
        with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
            reading = pool.submit(_read, own, seconds)
            commits = pool.submit(_write, own, seconds).result()
            seen, pages = reading.result()
    waits = []
    for commit in commits:
        later = (at for at, generation in seen if generation >= commit.generation)
        if (first := next(later, None)) is not None:  # the last ones may come after the last search
            waits.append(max(0.0, first - commit.at))
    return [
        f"{len(commits) / seconds:.1f}",
        *percentiles([commit.seconds for commit in commits]),
        *percentiles(waits),
        *percentiles(pages),
    ]


def _write(places: Places, seconds: float) -> list[Commit]:
    path = folder.current(places.flat)
    rows = list(islice(listings(places.corpus), 2_000))
    until = _begun(places.flat, "writer") + seconds
    commits: list[Commit] = []
    while time.time() < until:
        chosen = [rows[(len(commits) * CHANGED + step) % len(rows)] for step in range(CHANGED)]
        begun = time.perf_counter()
        writer.replace(path, [row.id for row in chosen], chosen)
        commits.append(Commit(time.perf_counter() - begun, time.time(), latest_generation(path)))
    return commits


def _read(places: Places, seconds: float) -> tuple[list[tuple[float, int]], list[float]]:
    """When which commit was seen first, and how long pages took meanwhile."""
    ours, texts = Ours(), Texts(places.texts)
    ours.open(places.flat, places.flat)
    asked = [query for _, query in queries(places.corpus)]
    for query in asked:
        ours.ask(query)
    seen: list[tuple[float, int]] = []
    pages: list[float] = []
    until = _begun(places.flat, "reader") + seconds
    while time.time() < until:
        query = asked[(len(pages) * 7) % len(asked)]
        begun = time.perf_counter()
        answer = ours.ask(query)
        texts.highlight(answer.ids, (query.text,))
        pages.append(time.perf_counter() - begun)
        generation = engine.generation()
        if not seen or seen[-1][1] != generation:
            seen.append((time.time(), generation))
    return seen, pages


def _begun(place: Path, name: str) -> float:
    """When both the writer and the reader were ready."""
    (place / f"{name}.ready").touch()
    while len(list(place.glob("*.ready"))) < 2:
        time.sleep(0.01)
    return time.time()


def _from_database(catalogue: Path, index: Path, changes: int) -> list[str]:
    """How many changes were made, and how long until each was found."""
    with workplace(catalogue) as app:
        place = Path(app.config["SEARCH_INDEX_DIR"])
        shutil.copytree(index, place)
        environment = {
            **os.environ,
            "DATA_DIR": str(app.config["DATA_DIR"]),
            "DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
            "SEARCH_INDEX_DIR": str(place),
            "SECRET_KEY": app.config["SECRET_KEY"],
        }
        indexer = subprocess.Popen([sys.executable, "-m", "marketplace.search"], cwd=ROOT, env=environment)
        try:
            ids = list(db.session.scalars(db.select(Listing.id).order_by(Listing.id).limit(changes + 1)))
            db.session.rollback()
            waits = [_until_found(listing_id, f"xq{number}zw") for number, listing_id in enumerate(ids)]
        finally:
            indexer.terminate()
            indexer.wait()
    return [str(changes), *percentiles(waits[1:])]  # the first one waits for the indexer to start


def _until_found(listing_id: int, word: str) -> float:
    _rename(listing_id, word)
    begun = time.perf_counter()
    while engine.find(Query(word, site_id=1, exact=True)).total == 0:
        time.sleep(0.005)
        assert time.perf_counter() - begun < 120, "the change was never found"
    return time.perf_counter() - begun


@transaction
def _rename(listing_id: int, word: str) -> None:
    listing = db.session.get_one(Listing, listing_id)
    listing.title_zh = f"{listing.title_zh} {word}"
    outbox.announce([listing_id], now=listing.updated_at)
