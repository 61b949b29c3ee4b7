"""The catalogue as Datasette serves it: one table with facets and a full-text index of titles and abstracts.

Datasette is what one would put before such a table without writing a site. It gets the same tokens, and time enough
to count its facets to the end; it does not rank, highlight or price, and knows one language.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.textbook import tokens
from marketplace.search.document import facet_values
from marketplace.store.db import db, sqlite
from marketplace.store.listings.search_rows import findable_ids, findable_rows

FACETS = ("kind", "model", "owner", "industry", "patent_type", "region", "status")
COLUMNS = ("name", "title", "title_en", *FACETS)
_PATIENCE = 60_000  # milliseconds; by default a slow facet is left out of the page


def build(place: Path) -> None:
    """Write the open database's catalogue into a table for Datasette."""
    base = sqlite.connect(place / "catalogue.db")
    base.execute(f"CREATE TABLE listing (id INTEGER PRIMARY KEY, {', '.join(COLUMNS)})")
    base.execute("CREATE VIRTUAL TABLE listing_fts USING fts5(title_words, text_words)")
    for row, words in _rows():
        base.execute(f"INSERT INTO listing VALUES ({', '.join('?' * len(row))})", row)
        base.execute(
            "INSERT INTO listing_fts(rowid, title_words, text_words) VALUES (?, ?, ?)", (row[0], *words)
        )
    for facet in FACETS:
        base.execute(f"CREATE INDEX listing_{facet} ON listing ({facet})")
    base.execute("ANALYZE")
    base.commit()
    base.close()


def _rows() -> Iterator[tuple[list[Any], tuple[str, str]]]:
    last = 0
    while ids := findable_ids(last, 500):
        for listing in findable_rows(ids):
            patent, facets = listing.patents[0], facet_values(listing)
            shown = [listing.id, listing.public_id, listing.title_zh, listing.title_en]
            titles = tokens(f"{listing.title_zh}\n{listing.title_en}")
            yield (
                [*shown, *(_cell(facet, facets[facet]) for facet in FACETS)],
                (titles, tokens(f"{patent.abstract_zh}\n{patent.abstract_en}")),
            )
        last = ids[-1]
        db.session.rollback()


def _cell(facet: str, values: Iterable[str]) -> str:
    """Several values as a JSON array, which Datasette can count too; of the others every listing here has one."""
    found = sorted(values)
    return json.dumps(found) if facet == "model" else found[0] if found else ""


def path_of(words: str, **chosen: str) -> str:
    """The address of a page with twenty listings and the counts of all facets."""
    asked = [("_search", tokens(words)), ("_size", "20")]
    asked += [("_facet_array" if facet == "model" else "_facet", facet) for facet in FACETS]
    return f"/catalogue/listing?{urlencode([*asked, *chosen.items()])}"


def site() -> Any:
    """The application over the folder `DATASETTE`, for uvicorn's workers."""
    from datasette.app import Datasette  # of the benchmark's own packages

    limits = {"sql_time_limit_ms": _PATIENCE, "facet_time_limit_ms": _PATIENCE, "default_facet_size": 30}
    place = Path(os.environ["DATASETTE"]) / "catalogue.db"
    table = {"fts_table": "listing_fts", "fts_pk": "id"}
    about = {"databases": {"catalogue": {"tables": {"listing": table}}}}
    return Datasette(immutables=[str(place)], settings=limits, metadata=about).app()
