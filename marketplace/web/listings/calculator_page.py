"""The calculator on a page of its own, to print, to hand on and to save as PDF; with the owner's view."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from flask import Response, abort, current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.documents.comparison import comparison_pdf
from marketplace.store.listings.listings import Listing
from marketplace.web.downloads import download
from marketplace.web.formats import long_date, money, rate
from marketplace.web.listings.blueprint import blueprint
from marketplace.web.listings.calculator import Calculation, Row, calculate
from marketplace.web.listings.calculator_form import SERIES, CalculatorForm, calculator_form
from marketplace.web.listings.finding import visible
from marketplace.web.listings.income import income_rows
from marketplace.web.listings.offers import label_of
from marketplace.web.listings.page import public_offers
from marketplace.web.listings.reference import shown_bands
from marketplace.web.locale import gettext, lang


@blueprint.get("/listings/<public_id>/calculator")
def cost(public_id: str) -> ResponseReturnValue:
    listing = _calculable(public_id)
    form, calculation = _calculated(listing)
    income = _income(form, calculation) if calculation is not None else ()
    page = render_template(
        "listings/listings_cost.html",
        listing=listing,
        calculator=form,
        calculation=calculation,
        income=income,
        owner=_is_owner(),
        bands=shown_bands([one.terms for one in public_offers(listing)], listing.patents[0].industry),
        assumptions=_assumptions(form),
        query=urlencode(_figures(form)),
        today=clock.today(),
    )
    return page, 200 if calculation is not None else 422


@blueprint.get("/listings/<public_id>/calculator.pdf")
def cost_pdf(public_id: str) -> Response:
    listing = _calculable(public_id)
    form, calculation = _calculated(listing)
    if calculation is None:
        abort(422)
    facts = _facts(listing, form, calculation)
    content = comparison_pdf(facts, lang="zh" if lang() == "zh" else "en", made_at=clock.now())
    return download(content, f"{listing.public_id}-{clock.today().isoformat()}.pdf", "application/pdf")


def _calculable(public_id: str) -> Listing:
    """A listing whose ways to pay can be added up side by side."""
    listing = visible(public_id)
    if listing.state == "withdrawn" or len({offer.currency for offer in public_offers(listing)}) != 1:
        abort(404)
    return listing


def _is_owner() -> bool:
    return request.args.get("view") == "owner"


def _calculated(listing: Listing) -> tuple[CalculatorForm, Calculation | None]:
    offers = public_offers(listing)
    given = request.args if any(name not in ("view", "lang") for name in request.args) else None
    sheets = [offer.terms for offer in offers]
    form = calculator_form(sheets, given, today=clock.today(), owner=_is_owner())
    if given is not None and not form.validate():
        return form, None
    return form, calculate(offers, form.forecast)


def _income(form: CalculatorForm, calculation: Calculation) -> Sequence[Row]:
    """The owner's view: nothing where it was not asked for."""
    if not form.n:
        return ()
    return income_rows(calculation, form.n.data or 1, form.i.data or Decimal(0), form.k.data or 0)


def _figures(form: CalculatorForm) -> list[tuple[str, str]]:
    """What the form holds, as an address carries it."""
    view = [("view", "owner")] if _is_owner() else []
    return view + [(field.name, str(field._value())) for field in form if field.type != "SelectField"] + [
        (field.name, str(field.data)) for field in form if field.type == "SelectField"
    ]


def _assumptions(form: CalculatorForm) -> list[tuple[str, str]]:
    """What was typed, in words: a printed page has no fields."""
    if form.errors:
        return []
    forecast = form.forecast
    shown = [(gettext("The licence would begin on"), long_date(forecast.start))]
    names = {
        "sales": gettext("Net sales you expect"),
        "units": gettext("Units you expect to sell"),
        "profit": gettext("Gross profit you expect"),
        "saving": gettext("Saving you expect"),
    }
    for name in SERIES:
        figures = getattr(forecast, name)
        if figures:
            texts = [f"{figure:,}" if name == "units" else money(figure) for figure in figures]
            shown.append((names[name], " · ".join(texts)))
    if forecast.growth is not None:
        shown.append((gettext("Growth a year after the last year you fill in"), rate(forecast.growth)))
    shown.append((gettext("Chance that it fails"), rate(forecast.chance_of_failure)))
    failed = gettext("year %(year)s", year=forecast.failure_year or 1)
    shown.append((gettext("If it fails, you give up at the end of"), failed))
    shown.append((gettext("Discount rate a year"), rate(forecast.discount)))
    if form.n:
        shown.append((gettext("Licences you expect to grant"), str(form.n.data or 1)))
    return shown


def _facts(listing: Listing, form: CalculatorForm, calculation: Calculation) -> dict[str, Any]:
    path = url_for("listings.cost", public_id=listing.public_id)
    return {
        "demonstration": g.site.demo,
        "issuer": label_of(g.site.name_zh, g.site.name_en),
        "listing": label_of(listing.title_zh, listing.title_en) or listing.public_id,
        "patents": " · ".join(patent.number for patent in listing.patents),
        "url": f"{current_app.config['PUBLIC_URL']}{path}?{urlencode(_figures(form))}",
        "currency": calculation.currency,
        "options": [{"label": one.label, "note": one.note} for one in calculation.columns],
        "assumptions": _assumptions(form),
        "rows": _plain(calculation.rows),
        "income": _plain(_income(form, calculation)),
        "sentences": list(calculation.sentences),
        "working": _working(calculation),
    }


def _plain(rows: Sequence[Row]) -> list[dict[str, Any]]:
    return [
        {"label": row.label, "note": row.note, "total": row.total, "amounts": [cell.amount for cell in row.cells]}
        for row in rows
    ]


def _working(calculation: Calculation) -> list[dict[str, Any]]:
    """Every figure of the table that consists of charges, with its lines."""
    found = []
    for place, column in enumerate(calculation.columns):
        for row in calculation.rows:
            lines = [
                {"name": one.name, "amount": one.amount, "due_on": one.due.isoformat(), "steps": one.steps}
                for one in row.cells[place].lines
            ]
            if lines:
                found.append({"heading": f"{column.label} · {row.label}", "lines": lines})
    return found
