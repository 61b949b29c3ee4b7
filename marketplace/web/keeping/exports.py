"""The results of a query as files: the same order as the page, the row limit said in the file itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from flask import Blueprint, Response, current_app, stream_with_context

from marketplace import clock
from marketplace.documents.tables import csv_lines
from marketplace.documents.tables import xlsx as workbook
from marketplace.search import engine
from marketplace.search.query import LARGEST_PAGE, Query
from marketplace.store.listings.exported import for_export
from marketplace.store.listings.listings import Listing
from marketplace.web.downloads import SPREADSHEET, download, to_save
from marketplace.web.keeping.bibtex import entries
from marketplace.web.keeping.export_rows import columns, json_of, row_of
from marketplace.web.keeping.json_stream import json_stream
from marketplace.web.locale import gettext
from marketplace.web.public.search import read_query, url_of

blueprint = Blueprint("search_exports", __name__)

MOST_ROWS = 1_000
AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Export:
    """What a file holds: ids in the order of the page, how many there are in all, and the sentence that says so."""

    ids: list[int]
    total: int
    note: str

    def listings(self) -> Iterator[Listing]:
        """The listings, some at a time."""
        for start in range(0, len(self.ids), AT_ONCE):
            yield from for_export(self.ids[start : start + AT_ONCE])


@blueprint.get("/search.csv")
def csv() -> Response:
    export = asked_export()
    lines = csv_lines(columns(), map(row_of, export.listings()), note=export.note)
    return _stream(lines, "csv", "text/csv")


@blueprint.get("/search.xlsx")
def xlsx() -> Response:
    export = asked_export()
    rows = map(row_of, export.listings())
    content = workbook(gettext("Search results"), columns(), rows, made_at=clock.now(), note=export.note)
    return download(content, file_name("xlsx"), SPREADSHEET)


@blueprint.get("/search.json")
def json() -> Response:
    export = asked_export()
    head = {
        "note": export.note,
        "total": export.total,
        "rows": len(export.ids),
        "limit": MOST_ROWS,
        "made_at": clock.now().isoformat(timespec="seconds"),
        "query": current_app.config["PUBLIC_URL"] + url_of(replace(read_query().query, page=1)),
    }
    return _stream(
        encoded(json_stream(head, "listings", map(json_of, export.listings()))), "json", "application/json"
    )


@blueprint.get("/search.bib")
def bibtex() -> Response:
    export = asked_export()
    return _stream(encoded(entries(export.listings(), note=export.note)), "bib", "application/x-bibtex")


def asked_export() -> Export:
    """The first results of the query in the address."""
    query = read_query().query
    ids: dict[int, None] = {}  # in order, each once: the index may move between two looks
    total, degraded = 0, False
    for page in range(1, MOST_ROWS // LARGEST_PAGE + 1):
        results = engine.find(replace(query, page=page, per_page=LARGEST_PAGE))
        total, degraded = results.total, degraded or results.degraded
        ids.update(dict.fromkeys(results.ids))
        if page * LARGEST_PAGE >= total:
            break
    return Export(list(ids), total, said(query, len(ids), total, degraded=degraded))


def said(query: Query, rows: int, total: int, *, degraded: bool = False) -> str:
    """What a file says about itself: how many of how many, of which query, when."""
    address = current_app.config["PUBLIC_URL"] + url_of(replace(query, page=1))
    day = clock.today().isoformat()
    if rows < total:
        note = gettext(
            "The first %(rows)s of %(total)s results on %(day)s, in the order of the page: %(address)s",
            rows=rows,
            total=total,
            day=day,
            address=address,
        )
    else:
        note = gettext(
            "All %(total)s results on %(day)s, in the order of the page: %(address)s",
            total=total,
            day=day,
            address=address,
        )
    rebuilt = gettext("The search index was being rebuilt, so results may be missing.")
    return f"{note} {rebuilt}" if degraded else note


def file_name(ending: str) -> str:
    return f"search-{clock.today().isoformat()}.{ending}"


def encoded(parts: Iterable[str]) -> Iterator[bytes]:
    return (part.encode() for part in parts)


def _stream(parts: Iterable[bytes], ending: str, media_type: str) -> Response:
    return to_save(stream_with_context(iter(parts)), file_name(ending), media_type)
