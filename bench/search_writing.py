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

from bench.imports import uploaded
from bench.report import ROOT, Table, in_child, percentiles
from bench.search_corpus import listings
from bench.search_measure import Places
from bench.search_ours import Ours, Texts
from bench.search_queries import queries
from bench.workplace import application, kept_catalogue, kept_index, workplace
from marketplace import clock
from marketplace.domain.access import SYSTEM
from marketplace.search import engine, folder, writer
from marketplace.search.query import Query
from marketplace.search.snapshot import latest_generation
from marketplace.store.db import db, transaction
from marketplace.store.listings.listings import Listing
from marketplace.store.office import outbox
from marketplace.store.patents.imports import ImportRow
from marketplace.usecases.patents.imports import begin_import
from marketplace.usecases.patents.intake import read_file, take_in

CHANGED = 10  # listings in one commit
CATALOGUE = 10_000
CHANGES_AT = "10k"  # the corpus with which the changes of a catalogue of that size are measured
IMPORTED = 100_000


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
    if any(one.corpus == CHANGES_AT for one in places):
        return [committed, _announced(changes=10 if quick else 60)]
    return [committed] if committed.rows else []


def _announced(changes: int) -> Table:
    table = Table(
        "search: from the commit of the database to the results",
        ("listings", "beside it", "changes", "p50 ms", "p95 ms"),
        note="A listing gets a new title in one transaction; the indexer runs as a process of its own, and so does "
        f"the import of {IMPORTED:,} rows.",
    )
    catalogue = kept_catalogue(CATALOGUE)
    for importing in (False, True):
        beside = f"import of {IMPORTED:,} rows" if importing else ""
        found = in_child(_from_database, catalogue, kept_index(catalogue), changes, importing)
        table.add(f"{CATALOGUE:,}", beside, *found)
    return table


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


def _from_database(catalogue: Path, index: Path, changes: int, importing: bool) -> list[str]:
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
        processes = [subprocess.Popen([sys.executable, "-m", "marketplace.search"], cwd=ROOT, env=environment)]
        try:
            ids = list(db.session.scalars(db.select(Listing.id).order_by(Listing.id).limit(changes + 1)))
            db.session.rollback()
            if importing:
                command = [sys.executable, "-m", "bench.search_writing", str(app.config["DATA_DIR"]), str(place)]
                processes.append(subprocess.Popen(command, cwd=ROOT))
                while not _rows_in():
                    time.sleep(0.1)
            waits = [_until_found(listing_id, f"xq{number}zw") for number, listing_id in enumerate(ids)]
            assert all(one.poll() is None for one in processes), "the indexer or the import ended too soon"
        finally:
            for one in processes:
                one.terminate()
                one.wait()
    return [str(changes), *percentiles(waits[1:])]  # the first one waits for the indexer to start


def _rows_in() -> bool:
    """Whether an import has brought in rows."""
    found = db.session.scalar(db.select(ImportRow.id).where(ImportRow.outcome == "added").limit(1))
    db.session.rollback()
    return found is not None


def _import(data: Path, index: Path) -> None:
    """What the process beside does."""
    with application(data, index).app_context():
        upload = uploaded(IMPORTED)
        read_file(upload, now=clock.now)
        begin_import(upload, actor=SYSTEM, now=clock.now())
        take_in(upload, now=clock.now)


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


if __name__ == "__main__":
    _import(Path(sys.argv[1]), Path(sys.argv[2]))
