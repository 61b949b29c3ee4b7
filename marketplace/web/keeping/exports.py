"""The results of a query as files: the same order as the page, the row limit said in the file itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from flask import Blueprint, Response, current_app, stream_with_context

from marketplace import clock
from marketplace.documents.tables import Column, csv_lines
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
from marketplace.web.public.search import read_query
from marketplace.web.public.search_address import url_of

blueprint = Blueprint("search_exports", __name__)

MOST_ROWS = 1_000
AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Export:
    """What a file holds: ids in the order of the page, how many there are in all, and the sentence that says so.

    `name` begins the file's name, `title` heads the sheet, `page` is the path of the page. `further` is a last column
    with its values by listing, under `further_key` in JSON.
    """

    ids: list[int]
    total: int
    note: str
    name: str
    title: str
    page: str
    further: Column | None = None
    further_key: str = ""
    further_of: Mapping[int, Any] = field(default_factory=dict)

    def listings(self) -> Iterator[Listing]:
        """The listings, some at a time."""
        for start in range(0, len(self.ids), AT_ONCE):
            yield from for_export(self.ids[start : start + AT_ONCE])

    def columns(self) -> list[Column]:
        return [*columns(), *([self.further] if self.further else [])]

    def rows(self) -> Iterator[list[Any]]:
        for listing in self.listings():
            yield [*row_of(listing), *([self.further_of.get(listing.id)] if self.further else [])]

    def objects(self) -> Iterator[dict[str, Any]]:
        for listing in self.listings():
            value = self.further_of.get(listing.id)
            told = value.isoformat() if isinstance(value, date) else value
            yield json_of(listing) | ({self.further_key: told} if self.further else {})


@blueprint.get("/search.csv")
def csv() -> Response:
    return as_csv(asked_export())


@blueprint.get("/search.xlsx")
def xlsx() -> Response:
    return as_xlsx(asked_export())


@blueprint.get("/search.json")
def json() -> Response:
    return as_json(asked_export())


@blueprint.get("/search.bib")
def bibtex() -> Response:
    return as_bibtex(asked_export())


def as_csv(export: Export) -> Response:
    lines = csv_lines(export.columns(), export.rows(), note=export.note)
    return _stream(lines, export, "csv", "text/csv")


def as_xlsx(export: Export) -> Response:
    content = workbook(export.title, export.columns(), export.rows(), made_at=clock.now(), note=export.note)
    return download(content, _file_name(export, "xlsx"), SPREADSHEET)


def as_json(export: Export) -> Response:
    head = {
        "note": export.note,
        "total": export.total,
        "rows": len(export.ids),
        "limit": MOST_ROWS,
        "made_at": clock.now().isoformat(timespec="seconds"),
        "query": current_app.config["PUBLIC_URL"] + export.page,
    }
    parts = json_stream(head, "listings", export.objects())
    return _stream(_encoded(parts), export, "json", "application/json")


def as_bibtex(export: Export) -> Response:
    parts = entries(export.listings(), note=export.note)
    return _stream(_encoded(parts), export, "bib", "application/x-bibtex")


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
    note = said(query, len(ids), total, degraded=degraded)
    return Export(list(ids), total, note, "search", gettext("Search results"), url_of(replace(query, page=1)))


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


def _file_name(export: Export, ending: str) -> str:
    return f"{export.name}-{clock.today().isoformat()}.{ending}"


def _encoded(parts: Iterable[str]) -> Iterator[bytes]:
    return (part.encode() for part in parts)


def _stream(parts: Iterable[bytes], export: Export, ending: str, media_type: str) -> Response:
    return to_save(stream_with_context(iter(parts)), _file_name(export, ending), media_type)
