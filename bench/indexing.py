"""Building the search index, beside FTS5 and a textbook Whoosh index of titles and abstracts in the same tokens."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.report import Table, growth, in_child, peak_mb
from bench.textbook import BUILDERS
from bench.workplace import kept_catalogue, texts, workplace
from marketplace.search import rebuilding

HEADS = ("listings", "index", "documents/s", "seconds", "MB on disk", "peak MB")
NOTE = (
    "`this site` is the whole index of the site: 8 text fields, character pairs, numbers, classes, facets, prices. "
    "The other two hold titles and abstracts only, cut by the same tokeniser. Reading the listings from the database "
    "is part of all three."
)


def run(sizes: Sequence[int], *, quick: bool) -> list[Table]:
    table = Table("building the index", HEADS, note=NOTE)
    for count in sizes:
        catalogue = kept_catalogue(count)
        table.add(*in_child(own, catalogue, count))
        for name in BUILDERS:
            table.add(*in_child(textbook, name, catalogue, count))
    return [table, *growth(table, size=0, name=1, value=2)]


def own(catalogue: Path, count: int) -> list[str]:
    with workplace(catalogue) as app:
        start = time.perf_counter()
        rebuilding.rebuild()
        return row(count, "this site", time.perf_counter() - start, Path(app.config["SEARCH_INDEX_DIR"]))


def textbook(name: str, catalogue: Path, count: int) -> list[str]:
    with workplace(catalogue), tempfile.TemporaryDirectory() as place:
        start = time.perf_counter()
        BUILDERS[name](Path(place), texts())
        return row(count, f"textbook {name}", time.perf_counter() - start, Path(place))


def row(count: int, name: str, seconds: float, place: Path) -> list[str]:
    size = sum(file.stat().st_size for file in place.rglob("*") if file.is_file())
    figures = [f"{count / seconds:,.0f}", f"{seconds:.1f}", f"{size / 1024**2:.1f}", str(peak_mb())]
    return [f"{count:,}", name, *figures]
