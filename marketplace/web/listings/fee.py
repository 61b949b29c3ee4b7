"""The worksheet for a fee: choose a method, fill in what it needs, take the explanation for the declaration."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import ValidationError

from marketplace import clock
from marketplace.domain.terms.estimate import COMMON, INPUTS, LIMITS, METHODS, OPTIONAL, Estimate, estimate
from marketplace.domain.terms.words_estimate import LABELS, UNITS, WHEN, explanation
from marketplace.domain.terms.words_estimate import METHODS as METHOD_WORDS
from marketplace.store.listings import listings, work_list
from marketplace.store.listings.listings import Listing
from marketplace.web.access import may
from marketplace.web.figure_fields import PercentField
from marketplace.web.listings.blueprint import blueprint
from marketplace.web.listings.offers import say
from marketplace.web.locale import gettext
from marketplace.web.session import current_actor

EXAMPLE = {"share": Decimal(25), "contribution": Decimal(100), "licensees": Decimal(1), "coefficient": Decimal(1)}
MOST_DRAFTS = 5
WHOLE = ("years", "patents", "licensees")


class FigureField(PercentField):
    """A plain figure; `data` is a Decimal, None where nothing was typed."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as fault:
            raise ValueError(gettext("Enter a figure, for example 1200000 or 2.5.")) from fault


class FeeForm(FlaskForm):
    """The inputs of one method; its fields are added by `fee_form`."""


@blueprint.get("/listings/fee-worksheet")
def fee_worksheet() -> ResponseReturnValue:
    method, draft = request.args.get("method", ""), _draft(request.args.get("listing", ""))
    if method not in METHODS:
        choices = [(key, say(METHOD_WORDS[key]), say(WHEN[key])) for key in METHODS]
        return render_template("listings/listings_fee.html", choices=choices, method="", draft=draft)
    asked = any(name in request.args for name in (*INPUTS[method], *COMMON))
    form = fee_form(method, request.args if asked else None)
    found: Estimate | None = None
    status = 200
    if asked and form.validate():
        given = {field.name: field.data for field in form if field.data is not None}
        found = estimate(method, given)
    elif asked:
        status = 422
    page = render_template(
        "listings/listings_fee.html",
        choices=(),
        method=method,
        heading=say(METHOD_WORDS[method]),
        when=say(WHEN[method]),
        form=form,
        units={name: say(UNITS[name]).strip() for name in UNITS},
        optional=OPTIONAL,
        found=found,
        said=explanation(found, clock.today()) if found else None,
        draft=draft,
        drafts=_drafts(draft) if found else (),
    )
    return page, status


def _draft(public_id: str) -> Listing | None:
    """The draft from whose page the reader came; None for what they may not change."""
    listing = listings.by_public_id(public_id, current_actor()) if public_id else None
    return listing if listing is not None and listing.state == "draft" and may("listing.edit", listing) else None


def _drafts(draft: Listing | None) -> list[Listing]:
    """The drafts that the explanation can be put into: the one the reader came from, else the newest of their own."""
    actor = current_actor()
    if draft is not None or actor.organisation_id is None:
        return [draft] if draft else []
    rows, _ = work_list.page_of(work_list.work_list(actor, state="draft"), 1, MOST_DRAFTS)
    return [row for row in rows if may("listing.edit", row)]


def fee_form(method: str, given: Any) -> FeeForm:
    """The form of a method, filled with what was sent or with what is usual."""
    fields = {name: FigureField(say(LABELS[name]), [_fit(name)]) for name in (*INPUTS[method], *COMMON)}
    form_class = type("ListingFeeForm", (FeeForm,), fields)
    form: FeeForm = form_class(given, meta={"csrf": False}, **EXAMPLE)
    return form


def _fit(name: str) -> Any:
    """Refuses what is missing, out of its limits, or broken where a whole number is meant."""
    least, most = LIMITS[name]

    def check(_: Any, field: FigureField) -> None:
        if field.data is None:
            if name in OPTIONAL or field.errors:
                return
            raise ValidationError(gettext("Enter a figure."))
        if not least <= field.data <= most or (name in WHOLE and field.data % 1):
            raise ValidationError(
                gettext("Enter a figure from %(least)s to %(most)s.", least=f"{least:,}", most=f"{most:,}")
            )

    if name in OPTIONAL:
        check.field_flags = {"optional": True}  # type: ignore[attr-defined]
    return check
