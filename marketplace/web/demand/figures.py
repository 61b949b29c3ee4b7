"""Demand in figures: needs by month, kind and industry. The files hold exactly what the page shows."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from flask import Blueprint, Response, g, render_template, request, url_for

from marketplace import clock
from marketplace.documents.tables import Column, csv_bytes
from marketplace.documents.tables import xlsx as workbook
from marketplace.domain.demand.states import NEED_KINDS, STATES
from marketplace.domain.industries import DIVISIONS
from marketplace.store.demand import figures, needs
from marketplace.store.demand.figures import Demand
from marketplace.web.access import demand, may
from marketplace.web.charts import Series, bars
from marketplace.web.demand.tables import columns, row_of
from marketplace.web.demand.wording import need_word, sector_word
from marketplace.web.downloads import download, spreadsheet
from marketplace.web.locale import gettext

blueprint = Blueprint("need_figures", __name__, url_prefix="/figures")

MONTHS = 12
PAGE_SIZE = 25
NOT_STATED = "none"  # of the industry, in addresses
_MONTH = re.compile(r"20\d\d-(?:0[1-9]|1[0-2])")


@blueprint.get("/needs")
def show() -> str:
    today = clock.today()
    months = last_months(today)
    counted = figures.demand(g.site.id, months)
    opened = may("need.rows")
    return render_template(
        "demand/figures.html",
        today=today,
        counted=counted,
        months=list(reversed(months)),
        kinds=NEED_KINDS,
        states=STATES,
        word=need_word,
        sector_word=sector_word,
        chart=bars(months, [_series(kind, counted, months) for kind in NEED_KINDS], stacked=True),
        rows_url=(lambda **chosen: url_for("need_figures.rows", **chosen)) if opened else (lambda **_: ""),
        not_stated=NOT_STATED,
        sees_rows=opened,
    )


@blueprint.get("/needs.csv")
def csv() -> Response:
    head, lines = table_of(figures.demand(g.site.id, last_months(clock.today())))
    return download(csv_bytes(head, lines), f"needs-{clock.today().isoformat()}.csv", "text/csv")


@blueprint.get("/needs.xlsx")
def xlsx() -> Response:
    head, lines = table_of(figures.demand(g.site.id, last_months(clock.today())))
    content = workbook(gettext("Demand in figures"), head, lines, made_at=clock.now())
    return spreadsheet(content, f"needs-{clock.today().isoformat()}.xlsx")


@blueprint.get("/needs/rows")
def rows() -> str:
    demand("need.rows")
    chosen = asked()
    query = needs.of_site(g.site.id, **chosen)
    total = needs.count(query)
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(request.args.get("page", default=1, type=int), 1), pages)
    kept: dict[str, Any] = {
        name: request.args[name] for name in ("month", "kind", "sector", "state") if request.args.get(name)
    }
    return render_template(
        "demand/figure_rows.html",
        rows=needs.page_of(query, page, PAGE_SIZE),
        chips=chips(kept),
        word=need_word,
        sector_word=sector_word,
        total=total,
        page=page,
        pages=pages,
        first=(page - 1) * PAGE_SIZE + 1,
        page_url=lambda number: url_for("need_figures.rows", page=number, **kept),
        table_url=url_for("need_figures.rows_xlsx", **kept),
    )


@blueprint.get("/needs/rows.xlsx")
def rows_xlsx() -> Response:
    demand("need.rows")
    lines = (row_of(need, named=False) for need in needs.everything(needs.of_site(g.site.id, **asked())))
    content = workbook(gettext("Needs"), columns(named=False), lines, made_at=clock.now())
    return spreadsheet(content, f"need-rows-{clock.today().isoformat()}.xlsx")


def table_of(counted: Demand) -> tuple[list[Column], list[list[Any]]]:
    """The figures of the page as one table: a line for each month, industry and state, with its numbers by kind."""
    head = [
        Column(gettext("Counted by")),
        Column(gettext("Month, industry or state")),
        *(Column(need_word("kind", kind), "number") for kind in NEED_KINDS),
        Column(gettext("All"), "number"),
    ]

    def line(by: str, label: str, numbers: Any) -> list[Any]:
        return [by, label, *(numbers[kind] for kind in NEED_KINDS), numbers.total()]

    lines = [line(gettext("Month"), month, numbers) for month, numbers in reversed(counted.by_month.items())]
    lines.append(line(gettext("Month"), gettext("Total"), counted.by_kind))
    lines += [
        line(gettext("Industry"), sector_word(code), numbers) for code, numbers in counted.by_sector.items()
    ]
    lines.append(line(gettext("Industry"), gettext("Total"), counted.by_kind))
    empty: list[Any] = [None] * len(NEED_KINDS)
    lines += [
        [gettext("State"), need_word("state", state), *empty, number]
        for state, number in counted.by_state.items()
    ]
    lines.append([gettext("State"), gettext("Total"), *empty, counted.total])
    return head, lines


def asked() -> dict[str, Any]:
    """The rows of the last twelve months that the address asks for; what is no code is left out."""
    arguments = request.args
    state, kind, sector = (arguments.get(name, "") for name in ("state", "kind", "sector"))
    month = arguments.get("month", "")
    return {
        "states": (state,) if state in STATES else (),
        "kind": kind if kind in NEED_KINDS else "",
        "sector": "" if sector == NOT_STATED else sector if sector in DIVISIONS else None,
        "month": month if _MONTH.fullmatch(month) else "",
        "since": date.fromisoformat(f"{last_months(clock.today())[0]}-01"),
    }


def chips(kept: dict[str, Any]) -> list[dict[str, str]]:
    """What narrows the rows, each with the address without it."""
    named = {"state": lambda code: need_word("state", code), "kind": lambda code: need_word("kind", code)}
    found = []
    for name, value in kept.items():
        if name == "sector":
            label = sector_word("" if value == NOT_STATED else value)
        elif name == "month":
            label = value if _MONTH.fullmatch(value) else ""
        else:
            label = named[name](value) if value in (*STATES, *NEED_KINDS) else ""
        rest = {other: kept[other] for other in kept if other != name}
        if label:
            found.append({"label": label, "remove_url": url_for("need_figures.rows", **rest)})
    return found


def last_months(today: date) -> list[str]:
    """The last twelve months, oldest first, as `2026-03`."""
    first = today.year * 12 + today.month - MONTHS
    return [f"{month // 12}-{month % 12 + 1:02d}" for month in range(first, first + MONTHS)]


def _series(kind: str, counted: Demand, months: list[str]) -> Series:
    return Series(need_word("kind", kind), [counted.by_month[month][kind] for month in months])
