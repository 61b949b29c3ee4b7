"""A database and index of a benchmark's own. Catalogues are built once and kept in bench/corpora.

A kept catalogue is named by its size and by what it was made from (seed, migrations, code and texts that write it),
its index by the code that writes it as well: after a change of any of these the next run builds anew.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from flask import Flask
from flask_migrate import upgrade

from bench.corpus import write_catalogue
from bench.report import ROOT, SEED, in_child
from bench.textbook import Text, tokens
from marketplace.app import create_app
from marketplace.search import rebuilding
from marketplace.store.db import db
from marketplace.store.listings.listings import Listing, ListingPatent
from marketplace.store.patents.patents import Patent

CORPORA = ROOT / "bench" / "corpora"
WRITTEN_BY = (
    "bench/corpus.py",
    "migrations/versions/*.py",
    "marketplace/demo/data/listings.json",
    "marketplace/demo/data/patents/*.json",
    "marketplace/usecases/listings/contents.py",
    "marketplace/domain/terms/price.py",
)
# what decides which words a listing has, and how an index of them is written; how it is searched does not
CUT_BY = (
    *(
        f"marketplace/search/{name}.py"
        for name in (
            *("cutting", "document", "names", "normalise", "number_forms", "pinyin", "ranges", "schema"),
            "tokens",
        )
    ),
    "marketplace/search/data/*",
    "marketplace/store/listings/search_rows.py",
)
INDEXED_BY = (
    *CUT_BY,
    *(
        f"marketplace/search/{name}.py"
        for name in (
            *("bigram_postings", "building", "codec", "flat_columns", "flat_file", "flat_postings", "folder"),
            *("rebuilding", "writer"),
        )
    ),
)


@contextmanager
def workplace(catalogue: Path | None = None, index: Path | None = None) -> Iterator[Flask]:
    """An application on an empty, migrated database or on a copy of a kept one; its context is open."""
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        if catalogue:
            shutil.copyfile(catalogue / "bench.db", place / "bench.db")
        app = application(place, index or place / "index")
        with app.app_context():
            if not catalogue:
                upgrade()
            try:
                yield app
            finally:
                db.session.remove()
                db.engine.dispose()


def application(place: Path, index: Path, **settings: object) -> Flask:
    return create_app(
        {
            "DATA_DIR": place,
            "FILES_DIR": place / "files",
            "SEARCH_INDEX_DIR": index,
            "SQLALCHEMY_DATABASE_URI": f"sqlite:///{place / 'bench.db'}",
            "TRUSTED_HOSTS": None,
            "RATELIMIT_ENABLED": False,
            "SECRET_KEY": "bench" * 8,
            **settings,
        }
    )


def kept_catalogue(count: int) -> Path:
    """The folder of a catalogue of `count` listings."""
    return kept(CORPORA, f"{count}-", digest(WRITTEN_BY), _write_catalogue, count)


def kept_index(catalogue: Path) -> Path:
    """The folder of the search index of a kept catalogue."""
    return kept(catalogue, "index-", digest(INDEXED_BY), _write_index, catalogue)


def kept(parent: Path, name: str, made_from: str, build: Callable[..., None], *args: object) -> Path:
    """The folder `name` + `made_from`, built where it is not there yet; those made from other things are removed.

    `build(folder, *args)` runs in a process of its own.
    """
    place = parent / f"{name}{made_from}"
    if not place.exists():
        for old in parent.glob(f"{name}*"):
            shutil.rmtree(old)
        parent.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(dir=parent, prefix="unfinished-"))
        try:
            print(f"building {place.relative_to(CORPORA)} …", flush=True)
            in_child(build, unfinished, *args)
            unfinished.rename(place)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    return place


def _write_catalogue(place: Path, count: int) -> None:
    with workplace() as app:
        write_catalogue(count)
        db.session.remove()
        db.engine.dispose()  # the last connection takes the log into the file
        shutil.copyfile(app.config["DATA_DIR"] / "bench.db", place / "bench.db")


def _write_index(place: Path, catalogue: Path) -> None:
    with workplace(catalogue, place):
        rebuilding.rebuild()


def digest(patterns: tuple[str, ...]) -> str:
    """Eight digits that change with the seed and with any of these files."""
    found = hashlib.sha256(str(SEED).encode())
    for path in sorted(path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()):
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()[:8]


def texts() -> Iterator[Text]:
    """What a textbook search holds of each listing of the open database."""
    columns = (Listing.public_id, Listing.title_zh, Listing.title_en, Patent.abstract_zh, Patent.abstract_en)
    query = sa.select(*columns).join(ListingPatent, ListingPatent.listing_id == Listing.id)
    for name, title, title_en, *abstracts in db.session.execute(query.join(Patent)):
        yield name, title, tokens(f"{title}\n{title_en}"), tokens("\n".join(abstracts))
