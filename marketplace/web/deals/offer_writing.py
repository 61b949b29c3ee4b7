"""Write an offer or counter-offer: from the newest version, the chosen option or a template, with the sheet editor."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, TextAreaField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import HiddenInput

from marketplace import clock
from marketplace.domain.faults import Refused
from marketplace.domain.terms.differences import differences
from marketplace.domain.terms.editing import Sheet
from marketplace.domain.terms.faults import Fault
from marketplace.domain.terms.reading import read_terms
from marketplace.domain.terms.templates import TEMPLATES, template_sheet
from marketplace.store.deals.deals import Deal
from marketplace.store.office.parameters import value
from marketplace.usecases.deals.offers import make_offer
from marketplace.usecases.listings.gate import sheet_facts
from marketplace.usecases.listings.options import usual_late_rate
from marketplace.web.access import demand
from marketplace.web.deals.fields import DayField, at_most
from marketplace.web.deals.finding import permit
from marketplace.web.deals.head import head_of
from marketplace.web.deals.offers import blueprint, may_offer, negotiated
from marketplace.web.deals.terms import sent_sheet as requested_sheet
from marketplace.web.deals.use_forms import option_label
from marketplace.web.deals.wording import say
from marketplace.web.listings.sheet_editor import PREVIEW, SAVE, Editor, editor_of, sent_sheet
from marketplace.web.locale import gettext
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor


class OfferForm(FlaskForm):
    """What goes with the sheet. `answers`: the newest version its maker has read."""

    answers = IntegerField(widget=HiddenInput())
    expires_on = DayField(_l("Open until"), [InputRequired(_l("Enter a day like 2026-12-01."))])
    message = TextAreaField(_l("Message to the other side"), [Optional(), at_most(2000)])


@blueprint.get("/new")
def new(public_id: str) -> ResponseReturnValue:
    deal = negotiated(public_id)
    demand("offer.make", deal)
    if not may_offer(deal):
        abort(404)
    sheet = _chosen_start(deal)
    if sheet is None:
        return _start_page(deal)
    days = timedelta(days=int(str(value("offer_days", clock.today()))))
    form = OfferForm(formdata=None, answers=len(deal.offers), expires_on=clock.today() + days)
    return _page(deal, editor_of(sheet, sheet_facts(deal.listing, clock.today())), form)


@blueprint.post("")
def create(public_id: str) -> ResponseReturnValue:
    """A round trip of the editor: look again, or put the terms on the table."""
    deal = negotiated(public_id)
    permit("offer.make", deal)
    if not may_offer(deal):
        raise Refused("state.not_possible")
    if not request.form.get("sheet"):
        return _start_page(deal), 422
    form, action = OfferForm(), request.form.get("action", PREVIEW)
    facts = sheet_facts(deal.listing, clock.today())
    try:
        sheet = sent_sheet(request.form, action)
    except Fault as fault:
        before = sent_sheet(request.form, PREVIEW)
        editor = editor_of(before, facts, pasted=request.form.get("json", ""), pasted_fault=fault)
        return _page(deal, editor, form), 422
    editor = editor_of(sheet, facts)
    if action != SAVE:
        return _page(deal, editor, form)
    if not form.validate_on_submit() or not editor.may_be_saved:
        return _page(deal, editor, form, refused=True), 422
    return _put_on_the_table(deal, sheet, editor, form)


def _start_page(deal: Deal) -> str:
    return render_template("deals/offers_start.html", deal=deal, head=head_of(deal), starts=starts_of(deal))


def starts_of(deal: Deal) -> list[dict[str, str]]:
    """Where an offer can start from: versions on the table, ways to pay of the listing, templates."""
    found = [
        {"label": gettext("Version %(number)s", number=offer.number), "note": "", "value": f"offer:{offer.number}"}
        for offer in reversed(deal.offers)
    ]
    found += [
        {"label": option_label(option), "note": gettext("as published"), "value": f"option:{option.position}"}
        for option in deal.listing.options
    ]
    found += [
        {
            "label": say((template.title_zh, template.title_en)),
            "note": say((template.serves_zh, template.serves_en)),
            "value": f"template:{template.key}",
        }
        for template in TEMPLATES.values()
        if "negotiated" in template.offer_types
    ]
    return found


def _chosen_start(deal: Deal) -> Sheet | None:
    """The sheet to begin with: as asked, else the newest version, else what was requested; None: to be chosen."""
    kind, _, name = request.args.get("start", "").partition(":")
    numbers = {str(offer.number): offer.terms for offer in deal.offers}
    positions = {str(option.position): option.terms for option in deal.listing.options}
    if kind == "offer" and name in numbers:
        return dict(numbers[name])
    if kind == "option" and name in positions:
        return dict(positions[name])
    if kind == "template" and name in TEMPLATES:
        return template_sheet(name, late_rate=usual_late_rate(clock.today()))
    if kind == "choose":
        return None
    newest = deal.offers[-1].terms if deal.offers else requested_sheet(deal)
    return dict(newest) if newest else None


def _put_on_the_table(deal: Deal, sheet: Sheet, editor: Editor, form: OfferForm) -> ResponseReturnValue:
    try:
        offer = make_offer(
            deal,
            sheet,
            message=(form.message.data or "").strip(),
            expires_on=form.expires_on.data,
            answers=form.answers.data if form.answers.data is not None else -1,
            actor=current_actor(),
            now=clock.now(),
        )
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _page(deal, editor, form, newer=refusal.code == "offer.newer_exists"), status
    flash(gettext("Version %(number)s is on the table; the other side is told.", number=offer.number), "success")
    return redirect(url_for("offers.show", public_id=deal.public_id, number=offer.number))


def _page(deal: Deal, editor: Editor, form: OfferForm, *, refused: bool = False, newer: bool = False) -> str:
    return render_template(
        "deals/offers_new.html",
        deal=deal,
        head=head_of(deal),
        editor=editor,
        form=form,
        refused=refused,
        newer=newer,
        changes=_changes(deal, editor),
        before=len(deal.offers),
    )


def _changes(deal: Deal, editor: Editor) -> list[dict[str, Any]] | None:
    """What the draft changes against what is on the table; None where nothing is, or it cannot be read yet."""
    before = deal.offers[-1].terms if deal.offers else requested_sheet(deal)
    if before is None or editor.offer is None:
        return None
    found = differences(read_terms(before), editor.offer.terms)
    return [{"kind": change.kind, "text": say((change.zh, change.en))} for change in found]
