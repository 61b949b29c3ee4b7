"""Figures of the site: each with its definition; who runs the site opens the rows behind them."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, Response, g, render_template, request, url_for

from marketplace import clock
from marketplace.documents.tables import Column, Kind, xlsx
from marketplace.domain.deals.words import LICENCE_STATES
from marketplace.domain.listings.names import KINDS, word
from marketplace.domain.terms.naming import MODELS
from marketplace.store.office import figures, published
from marketplace.store.parties import organisations
from marketplace.web.access import demand, may
from marketplace.web.charts import Series, bars
from marketplace.web.downloads import spreadsheet
from marketplace.web.locale import gettext, lang

blueprint = Blueprint("figures", __name__)

MONTHS = 12
PAGE_SIZE = 25
COLUMN_KINDS: tuple[Kind, ...] = ("text",) * 7 + ("date",) * 2 + ("money",) * 3


@blueprint.get("/figures")
def show() -> str:
    site_id, today = g.site.id, clock.today()
    months = last_months(today)
    open_now = published.published(site_id)
    counted = figures.licences_by_month(site_id, date.fromisoformat(f"{months[0]}-01"))
    found = {row.id: row for row in organisations.by_ids(open_now.by_licensor)}
    return render_template(
        "public/figures.html",
        today=today,
        open_listings=open_now.listings,
        licences=figures.count(figures.licences(site_id)),
        licensors=len(open_now.by_licensor),
        by_licensor=[(found[key], number) for key, number in open_now.by_licensor.items()],
        by_kind=open_now.by_kind,
        by_model=open_now.by_model,
        licences_by_model=figures.licences_by_model(site_id),
        chart=bars(months, [Series(gettext("Licences"), [counted.get(month, 0) for month in months])]),
        sees_rows=may("site.rows"),
    )


@blueprint.get("/figures/deals")
def deals() -> str:
    demand("site.rows")
    total = figures.count(figures.licences(g.site.id))
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(request.args.get("page", default=1, type=int), 1), pages)
    return render_template(
        "public/figure_deals.html",
        rows=figures.deal_rows(g.site.id, page=page, size=PAGE_SIZE),
        total=total,
        page=page,
        pages=pages,
        first=(page - 1) * PAGE_SIZE + 1,
        page_url=lambda number: url_for("figures.deals", page=number),
    )


@blueprint.get("/figures/deals.xlsx")
def deals_xlsx() -> Response:
    demand("site.rows")
    labels = [
        gettext("Agreement"),
        gettext("Listing"),
        gettext("Licensor"),
        gettext("Licensee"),
        gettext("Kind of licence"),
        gettext("Payment model"),
        gettext("State"),
        gettext("Concluded on"),
        gettext("In effect from"),
        gettext("Charged"),
        gettext("Paid"),
        gettext("Overdue"),
    ]
    columns = [Column(label, kind) for label, kind in zip(labels, COLUMN_KINDS, strict=True)]
    rows = (spreadsheet_row(row, lang()) for row in figures.deal_rows(g.site.id))
    return spreadsheet(xlsx(gettext("Licences"), columns, rows), "licences.xlsx")


def spreadsheet_row(row: figures.DealRow, language: str) -> list[object]:
    """A licence as a line of the export, in the order of the columns."""
    zh = language == "zh"
    model = MODELS[row.model]
    return [
        row.number,
        (row.title_zh or row.title_en) if zh else (row.title_en or row.title_zh),
        row.licensor_zh if zh else row.licensor_en,
        row.licensee_zh if zh else row.licensee_en,
        word(KINDS, row.listing_kind, language),
        model.zh if zh else model.en,
        word(LICENCE_STATES, row.state, language),
        row.concluded_on,
        row.effective_on,
        row.charged,
        row.paid,
        row.overdue,
    ]


def last_months(today: date) -> list[str]:
    """The last twelve months, oldest first, as `2026-03`."""
    first = today.year * 12 + today.month - MONTHS
    return [f"{month // 12}-{month % 12 + 1:02d}" for month in range(first, first + MONTHS)]
