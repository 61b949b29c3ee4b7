"""The site's own search with its index in PostgreSQL (SEARCH_BACKEND=postgresql); the cluster is that of the tests."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa
from flask_migrate import upgrade

from bench.search_engines import Built
from bench.search_ours import Ours, cutting_timed
from bench.workplace import application
from marketplace.search.backends import backend
from marketplace.search.rebuilding import SEGMENT
from marketplace.search.telling import silent
from marketplace.store.db import db
from marketplace.store.listings.search_rows import ListingRow


class OursInPostgresql(Ours):
    """`engine.find` over segments that stay in the database until parts of them are read."""

    def build(self, place: Path, rows: Iterator[ListingRow]) -> Built:
        self._start(place, None)
        upgrade()
        start = time.perf_counter()
        with cutting_timed() as spent:
            index = backend().begin()
            while index.append(rows, SEGMENT, silent):
                pass
            backend().publish(index)
        everything = time.perf_counter() - start
        db.session.remove()
        db.engine.dispose()
        self._cluster.stop(keep=place / "data")
        return Built(everything - sum(spent), everything)

    def open(self, place: Path, flat: Path) -> None:
        self._start(place, place / "data")

    def size(self) -> int:
        """Bytes of the table of segments."""
        return int(db.session.scalar(sa.text("SELECT pg_total_relation_size('search_segment')")))

    def close(self) -> None:
        db.session.remove()
        db.engine.dispose()
        self._cluster.stop()

    def _start(self, place: Path, kept: Path | None) -> None:
        from tests.postgresql import Cluster  # a cluster starts where one is asked for

        self._cluster = Cluster(kept)
        url = self._cluster.url("postgres")
        app = application(place, place, SQLALCHEMY_DATABASE_URI=url, SEARCH_BACKEND="postgresql")
        app.app_context().push()
