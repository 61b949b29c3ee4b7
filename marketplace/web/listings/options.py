"""The ways to pay of a draft: listed, added from a template, written in the editor, put in order."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.domain.faults import Refused
from marketplace.domain.terms.editing import Sheet
from marketplace.domain.terms.faults import Fault
from marketplace.domain.terms.templates import TEMPLATES, Template, template_sheet
from marketplace.store.listings.listings import Listing
from marketplace.usecases.listings.gate import sheet_facts
from marketplace.usecases.listings.options import MOST_OPTIONS, Proposal, set_options, usual_late_rate
from marketplace.web.listings.blueprint import blueprint
from marketplace.web.listings.calculator import calculate
from marketplace.web.listings.calculator_form import calculator_form
from marketplace.web.listings.finding import worked
from marketplace.web.listings.offers import offers_of
from marketplace.web.listings.reference import shown_bands
from marketplace.web.listings.sheet_editor import IMPORT, PREVIEW, SAVE, Editor, editor_of, sent_sheet
from marketplace.web.locale import gettext
from marketplace.web.session import current_actor

LONGEST_LABEL = 100


@blueprint.get("/listings/<public_id>/options")
def options(public_id: str) -> ResponseReturnValue:
    listing = worked(public_id)
    return render_template(
        "listings/listings_options.html",
        listing=listing,
        offers=offers_of(listing, {}),
        templates=templates_for(listing.kind),
        room=len(listing.options) < MOST_OPTIONS,
        most=MOST_OPTIONS,
    )


@blueprint.get("/listings/<public_id>/options/new")
def new_option(public_id: str) -> ResponseReturnValue:
    listing = _draft(public_id)
    copied = next((one for one in listing.options if str(one.position) == request.args.get("copy")), None)
    if copied is not None:
        return _page(listing, editor_of(copied.terms, sheet_facts(listing, clock.today())))
    key = request.args.get("template", "")
    if key not in TEMPLATES:
        abort(404)
    sheet = template_sheet(key, late_rate=usual_late_rate(clock.today()))
    return _page(listing, editor_of(sheet, sheet_facts(listing, clock.today())))


@blueprint.post("/listings/<public_id>/options/new")
def add_option(public_id: str) -> ResponseReturnValue:
    return _sent(_draft(public_id), None)


@blueprint.get("/listings/<public_id>/options/<int:position>")
def edit_option(public_id: str, position: int) -> ResponseReturnValue:
    listing = _draft(public_id)
    option = next((one for one in listing.options if one.position == position), None)
    if option is None:
        abort(404)
    editor = editor_of(option.terms, sheet_facts(listing, clock.today()))
    return _page(listing, editor, position, (option.label_zh, option.label_en))


@blueprint.post("/listings/<public_id>/options/<int:position>")
def update_option(public_id: str, position: int) -> ResponseReturnValue:
    listing = _draft(public_id)
    if not 1 <= position <= len(listing.options):
        abort(404)
    return _sent(listing, position)


@blueprint.post("/listings/<public_id>/options/<int:position>/removal")
def remove_option(public_id: str, position: int) -> ResponseReturnValue:
    listing = _draft(public_id)
    kept = [proposal for place, proposal in enumerate(_proposals(listing), 1) if place != position]
    set_options(listing, kept, actor=current_actor(), now=clock.now())
    flash(gettext("The way to pay has been removed."), "success")
    return redirect(url_for("listings.options", public_id=public_id))


@blueprint.post("/listings/<public_id>/options/order")
def move_option(public_id: str) -> ResponseReturnValue:
    listing = _draft(public_id)
    position, step = request.form.get("position", 0, type=int), request.form.get("step", 0, type=int)
    proposals = _proposals(listing)
    if not (1 <= position <= len(proposals) and 1 <= position + step <= len(proposals) and abs(step) == 1):
        abort(400)
    proposals.insert(position - 1 + step, proposals.pop(position - 1))
    set_options(listing, proposals, actor=current_actor(), now=clock.now())
    return redirect(url_for("listings.options", public_id=public_id))


def templates_for(kind: str) -> list[Template]:
    """The templates meant for a kind of listing, those it suits best first."""
    fitting = [template for template in TEMPLATES.values() if kind in template.offer_types]
    return sorted(fitting, key=lambda template: template.offer_types.index(kind))


def _draft(public_id: str) -> Listing:
    listing = worked(public_id, "listing.edit")
    if listing.state != "draft":
        raise Refused("listing.not_a_draft")
    return listing


def _proposals(listing: Listing) -> list[Proposal]:
    return [Proposal(option.terms, option.label_zh, option.label_en) for option in listing.options]


def _sent(listing: Listing, position: int | None) -> ResponseReturnValue:
    """Answer a round trip of the editor: look again, or save."""
    action = request.form.get("action", PREVIEW)
    labels = tuple(request.form.get(name, "").strip()[:LONGEST_LABEL] for name in ("label_zh", "label_en"))
    facts = sheet_facts(listing, clock.today())
    try:
        sheet = sent_sheet(request.form, action)
    except Fault as fault:
        before = sent_sheet(request.form, PREVIEW)
        editor = editor_of(before, facts, pasted=request.form.get("json", ""), pasted_fault=fault)
        return _page(listing, editor, position, labels), 422
    editor = editor_of(sheet, facts)
    if action != SAVE:
        return _page(listing, editor, position, labels, imported=action == IMPORT)
    if not editor.may_be_saved:
        return _page(listing, editor, position, labels, refused=True), 422
    _save(listing, sheet, labels, position)
    flash(gettext("The way to pay has been saved."), "success")
    return redirect(url_for("listings.options", public_id=listing.public_id))


def _save(listing: Listing, sheet: Sheet, labels: Sequence[str], position: int | None) -> None:
    proposals = _proposals(listing)
    proposal = Proposal(sheet, *labels)
    if position is None:
        proposals.append(proposal)
    else:
        proposals[position - 1] = proposal
    version = request.form.get("version", type=int)
    set_options(listing, proposals, version=version, actor=current_actor(), now=clock.now())


def _page(
    listing: Listing,
    editor: Editor,
    position: int | None = None,
    labels: Sequence[str] = ("", ""),
    *,
    refused: bool = False,
    imported: bool = False,
) -> str:
    calculation = None
    if editor.offer is not None:
        form = calculator_form([editor.offer.terms], None, today=clock.today())
        calculation = calculate([editor.offer], form.forecast)
    return render_template(
        "listings/listings_option.html",
        listing=listing,
        editor=editor,
        position=position,
        labels=labels,
        calculation=calculation,
        bands=shown_bands([editor.offer.terms], listing.patents[0].industry) if editor.offer else (),
        refused=refused,
        imported=imported,
    )
