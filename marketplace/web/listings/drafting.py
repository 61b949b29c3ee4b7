"""Begin a listing, and write its texts and limits while it is a draft."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField

from marketplace import clock
from marketplace.domain.faults import Refused
from marketplace.domain.listings.score import score_of
from marketplace.domain.listings.score_words import hint_sentence
from marketplace.domain.parties.kinds import LICENSOR_KINDS
from marketplace.store.listings.listings import Listing
from marketplace.store.listings.work_list import licensors_run_by
from marketplace.store.parties.organisations import Organisation
from marketplace.store.patents.patents import Patent
from marketplace.usecases.listings.drafts import change_listing, draft_listing
from marketplace.web.access import may
from marketplace.web.listings.blueprint import blueprint
from marketplace.web.listings.finding import worked
from marketplace.web.listings.listing_forms import ListingForm, kind_choices, kind_hints, listing_form
from marketplace.web.listings.patents_shown import card_of
from marketplace.web.listings.picker import FIND, asked_words, chosen_patents, picker_of
from marketplace.web.locale import gettext, lang
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

FEE_BASIS = "fee-basis"
FEE_BASES = ("fee_basis_zh", "fee_basis_en")


class NewForm(FlaskForm):
    kind = RadioField(_l("Kind of listing"))


@blueprint.get("/listings/new")
def new() -> ResponseReturnValue:
    licensors = editable_licensors()
    licensor = chosen_licensor(licensors, request.args.get("licensor", ""))
    chosen = chosen_patents(licensor.id, request.args.getlist("patent"))
    return _new_page(_new_form(), licensors, licensor, chosen)


@blueprint.post("/listings/new")
def create() -> ResponseReturnValue:
    licensors = editable_licensors()
    licensor = chosen_licensor(licensors, request.form.get("licensor", ""))
    form, chosen = _new_form(), chosen_patents(licensor.id, request.form.getlist("patents"))
    if request.form.get("action") == FIND:
        return _new_page(form, licensors, licensor, chosen)
    if not form.validate_on_submit():
        return _new_page(form, licensors, licensor, chosen), 422
    try:
        listing = draft_listing(licensor, chosen, kind=form.kind.data, actor=current_actor(), now=clock.now())
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _new_page(form, licensors, licensor, chosen), status
    flash(gettext("The draft has been made. Complete its texts, then add ways to pay."), "success")
    return redirect(url_for("listings.edit", public_id=listing.public_id))


@blueprint.get("/listings/<public_id>/edit")
def edit(public_id: str) -> ResponseReturnValue:
    listing = worked(public_id)
    return _edit_page(listing, listing_form(listing), listing.patents)


@blueprint.post("/listings/<public_id>/edit")
def update(public_id: str) -> ResponseReturnValue:
    listing = worked(public_id, "listing.edit")
    if request.form.get("action") == FEE_BASIS:
        return _with_fee_basis(listing)
    form, chosen = listing_form(listing), chosen_patents(listing.licensor_id, request.form.getlist("patents"))
    if request.form.get("action") == FIND:
        return _edit_page(listing, form, chosen)
    if not form.validate_on_submit():
        return _edit_page(listing, form, chosen), 422
    try:
        change_listing(
            listing,
            kind=form.kind.data,
            patents=chosen,
            texts=form.texts,
            limit_sizes=form.limit_sizes.data or (),
            limit_regions=form.regions,
            version=form.version.data,
            actor=current_actor(),
            now=clock.now(),
        )
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _edit_page(listing, form, chosen), status
    flash(gettext("Saved."), "success")
    return redirect(url_for("listings.edit", public_id=public_id))


def _with_fee_basis(listing: Listing) -> str:
    """The texts as they are, with the explanation from the worksheet in its place; nothing is kept before "Save"."""
    found = {name: request.form.get(name, "") for name in FEE_BASES}
    form = listing_form(listing, found)
    return _edit_page(listing, form, listing.patents, from_worksheet=listing.state == "draft")


def editable_licensors() -> list[Organisation]:
    """The licensors the reader may write listings for; 404 for those who may for none."""
    run = licensors_run_by(current_actor())
    found = [one for one in run if one.kind in LICENSOR_KINDS and may("listing.edit", one)]
    if not found:
        abort(404)
    return found


def chosen_licensor(licensors: Sequence[Organisation], public_id: str) -> Organisation:
    """The licensor that was asked for, else the first one."""
    return next((one for one in licensors if one.public_id == public_id), licensors[0])


def _new_form() -> NewForm:
    form = NewForm(kind="platform")
    form.kind.choices = kind_choices()
    return form


def _new_page(
    form: NewForm, licensors: Sequence[Organisation], licensor: Organisation, chosen: Sequence[Patent]
) -> str:
    return render_template(
        "listings/listings_new.html",
        form=form,
        licensors=licensors,
        licensor=licensor,
        picker=picker_of(licensor.id, chosen, asked_words()),
        kind_hints=kind_hints(),
    )


def _edit_page(
    listing: Listing, form: ListingForm, chosen: Sequence[Patent], *, from_worksheet: bool = False
) -> str:
    score = score_of(card_of(listing.patents[0]))
    return render_template(
        "listings/listings_edit.html",
        listing=listing,
        form=form,
        picker=picker_of(listing.licensor_id, chosen, asked_words()),
        kind_hints=kind_hints(),
        points=score.points,
        hints=[(hint.points, hint_sentence(hint, lang())) for hint in score.hints],
        editable=listing.state == "draft" and may("listing.edit", listing),
        from_worksheet=from_worksheet,
    )
