"""What became of each row of an import: filters and spreadsheet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.documents.tables import Column, xlsx
from marketplace.domain.patents.import_words import OUTCOMES
from marketplace.domain.patents.problem_names import NAMES, problem_name
from marketplace.domain.patents.problem_words import how_to_mend, what_is_wrong
from marketplace.store.patents import imports
from marketplace.store.patents.imports import ImportRow, PatentImport
from marketplace.web.access import may
from marketplace.web.downloads import spreadsheet
from marketplace.web.formats import number
from marketplace.web.locale import gettext, lang
from marketplace.web.patents.finding import visible_import
from marketplace.web.patents.preview import as_told, reason_of
from marketplace.web.patents.wording import import_outcome, written_number

blueprint = Blueprint("import_rows", __name__)
PAGE_SIZE = 25
BATCH = 1_000


@blueprint.get("/patents/imports/<upload>/list.xlsx")
def table(upload: str) -> ResponseReturnValue:
    found = visible_import(upload)
    outcome, reason = _asked()
    rows = _lines(imports.report(found.id, outcome=outcome, reason=reason))
    content = xlsx(gettext("Import report"), _columns(), rows, made_at=clock.now())
    return spreadsheet(content, f"import-{found.public_id}.xlsx")


def report_context(upload: PatentImport) -> dict[str, Any]:
    """What the page of a finished import shows."""
    outcome, reason = _asked()
    page = max(request.args.get("page", default=1, type=int), 1)
    rows, total = imports.page_of(imports.report(upload.id, outcome=outcome, reason=reason), page, PAGE_SIZE)
    counts, mapping = imports.outcome_counts(upload.id), json.loads(upload.mapping)
    return {
        "offer_url": _offer_url(upload, counts),
        "rows": rows,
        "total": total,
        "page": page,
        "pages": max(1, -(-total // PAGE_SIZE)),
        "first": (page - 1) * PAGE_SIZE + 1,
        "counts": counts,
        "tiles": [
            {"figure": number(counts.get(name, 0)), "label": import_outcome(name)} for name in OUTCOMES
        ],
        "outcome_tabs": _outcome_tabs(upload, counts, outcome),
        "reason_tabs": _reason_tabs(upload, outcome, reason),
        "page_url": lambda number: _url(upload, outcome, reason, page=number),
        "list_url": _url(upload, outcome, reason, endpoint="import_rows.table"),
        "as_told": lambda row: as_told(row.listed_cells, mapping),
        "reasons_of": lambda row: [reason_of(problem) for problem in row.listed_problems],
    }


def _offer_url(upload: PatentImport, counts: dict[str, int]) -> str:
    """Where listings of the file's patents are begun; "" where it brought none, and for whoever may not."""
    brought = any(counts.get(outcome) for outcome in ("added", "updated", "unchanged"))
    if not brought or not may("listing.edit", upload):
        return ""
    return url_for("listings.bulk", licensor=upload.organisation.public_id, upload=upload.public_id)


def _asked() -> tuple[str, str]:
    outcome, reason = request.args.get("outcome", ""), request.args.get("reason", "")
    return (outcome if outcome in OUTCOMES else ""), (reason if reason in NAMES else "")


def _url(
    upload: PatentImport, outcome: str = "", reason: str = "", *, endpoint: str = "imports.show", **more: Any
) -> str:
    told = {"outcome": outcome, "reason": reason}
    kept: dict[str, Any] = {name: value for name, value in told.items() if value}
    anchor = "rows" if endpoint == "imports.show" else None
    return url_for(endpoint, upload=upload.public_id, _anchor=anchor, **kept, **more)


def _outcome_tabs(upload: PatentImport, counts: dict[str, int], chosen: str) -> list[dict[str, Any]]:
    total = sum(counts.values())
    return [{"label": gettext("All rows"), "number": total, "url": _url(upload), "current": not chosen}] + [
        {
            "label": import_outcome(name),
            "number": counts[name],
            "url": _url(upload, name),
            "current": name == chosen,
        }
        for name in OUTCOMES
        if counts.get(name)
    ]


def _reason_tabs(upload: PatentImport, outcome: str, chosen: str) -> list[dict[str, Any]]:
    counts = imports.reason_counts(upload.id, outcome)
    if not counts:
        return []
    return [{"label": gettext("Any reason"), "url": _url(upload, outcome), "current": not chosen}] + [
        {
            "label": problem_name(code, lang()),
            "number": count,
            "url": _url(upload, outcome, code),
            "current": code == chosen,
        }
        for code, count in counts.items()
    ]


def _columns() -> list[Column]:
    return [
        Column(gettext("Row"), "number"),
        Column(gettext("Outcome")),
        Column(gettext("Patent number")),
        Column(gettext("Column")),
        Column(gettext("Content of the cell")),
        Column(gettext("What is wrong")),
        Column(gettext("How to mend it")),
    ]


def _lines(query: Any) -> Iterator[list[Any]]:
    """One line for each thing wrong; a row without any has one line too."""
    for batch in imports.in_batches(query, BATCH):
        for row in batch:
            yield from _of_row(row)


def _of_row(row: ImportRow) -> Iterator[list[Any]]:
    head = [row.row_number, import_outcome(row.outcome), written_number(row.number)]
    problems = row.listed_problems
    if not problems:
        yield [*head, "", "", "", ""]
    for problem in problems:
        said = [problem.column, problem.value, what_is_wrong(problem, lang()), how_to_mend(problem, lang())]
        yield [*head, *said]
