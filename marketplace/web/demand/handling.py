"""Needs for the offices of a site: the list, taking one up, answering it."""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.documents.tables import xlsx
from marketplace.domain.demand.states import NEED_KINDS, STATES
from marketplace.domain.faults import Invalid, Refused
from marketplace.domain.industries import DIVISIONS
from marketplace.store.demand import needs
from marketplace.store.listings import listings
from marketplace.store.listings.listings import Listing
from marketplace.usecases.demand.working import answer_need, take_need
from marketplace.web.access import demand
from marketplace.web.demand.need_forms import AnswerForm, PromiseForm, sector_choices
from marketplace.web.demand.need_page import need_page
from marketplace.web.demand.needs import found
from marketplace.web.demand.tables import columns, row_of
from marketplace.web.demand.wording import asker, need_word, sector_word
from marketplace.web.downloads import spreadsheet
from marketplace.web.locale import gettext
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

blueprint = Blueprint("need_work", __name__, url_prefix="/needs")

PAGE_SIZE = 25
_CODE = re.compile(r"([23456789abcdefghjkmnpqrstuvwxyz]{10})/?(?:[?#].*)?$")


@blueprint.get("/handled")
def index() -> str:
    demand("need.list")
    chosen = asked_filters()
    query = filtered(chosen)
    total = needs.count(query)
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(request.args.get("page", default=1, type=int), 1), pages)
    kept: dict[str, Any] = {name: value for name, value in chosen.items() if value}
    return render_template(
        "demand/needs_handled.html",
        rows=needs.page_of(query, page, PAGE_SIZE),
        chosen=chosen,
        states=[(code, need_word("state", code)) for code in STATES],
        kinds=[(code, need_word("kind", code)) for code in NEED_KINDS],
        sectors=sector_choices(),
        word=need_word,
        sector_word=sector_word,
        asker=asker,
        today=clock.today(),
        total=total,
        page=page,
        pages=pages,
        first=(page - 1) * PAGE_SIZE + 1,
        page_url=lambda number: url_for("need_work.index", page=number, **kept),
        table_url=url_for("need_work.table", **kept),
    )


@blueprint.get("/handled/list.xlsx")
def table() -> Response:
    demand("need.list")
    rows = (row_of(need, named=True) for need in needs.everything(filtered(asked_filters())))
    content = xlsx(gettext("Needs"), columns(named=True), rows, made_at=clock.now())
    return spreadsheet(content, f"needs-{clock.today().isoformat()}.xlsx")


@blueprint.post("/<public_id>/work")
def take(public_id: str) -> ResponseReturnValue:
    need, form = found(public_id, "need.work"), PromiseForm()
    if not form.validate_on_submit():
        return need_page(need, promise_form=form, status=422)
    try:
        take_need(need, due_on=form.due_on.data, actor=current_actor(), now=clock.now())
    except Invalid as refusal:
        return need_page(need, promise_form=form, status=put_refusal(form, refusal))
    flash(gettext("You have taken the need up. Its people read by when you answer."), "success")
    return redirect(url_for("needs.show", public_id=public_id))


@blueprint.post("/<public_id>/answers")
def answer(public_id: str) -> ResponseReturnValue:
    need, form = found(public_id, "need.work"), AnswerForm()
    if not form.validate_on_submit():
        return need_page(need, answer_form=form, status=422)
    try:
        proposed = named_listings([*request.form.getlist("listing"), *(form.listings.data or "").split()])
        answer_need(
            need, note=form.note.data or "", listings=proposed, actor=current_actor(), now=clock.now()
        )
    except Refused as refusal:
        return need_page(need, answer_form=form, status=put_refusal(form, refusal))
    flash(gettext("The answer is sent."), "success")
    return redirect(url_for("needs.show", public_id=public_id))


def named_listings(written: list[str]) -> list[Listing]:
    """The open listings behind addresses or codes.

    Raises:
        Invalid: `need.listing_unknown`.
    """
    rows: list[Listing] = []
    for text in written:
        code = _CODE.search(text)
        row = listings.by_public_id(code[1], current_actor()) if code else None
        if row is None or row.state != "published":
            raise Invalid("need.listing_unknown", field="listings", written=text[:80])
        rows.append(row)
    return rows


def asked_filters() -> dict[str, str]:
    """The filters in the address; what is no code is left out."""
    known: dict[str, Any] = {"state": STATES, "kind": NEED_KINDS, "sector": DIVISIONS}
    return {
        name: value if (value := request.args.get(name, "")) in codes else "" for name, codes in known.items()
    }


def filtered(chosen: dict[str, str]) -> Any:
    states = (chosen["state"],) if chosen["state"] else ()
    return needs.of_site(
        current_actor().site_id, states=states, kind=chosen["kind"], sector=chosen["sector"] or None
    )
