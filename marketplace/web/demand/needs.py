"""Needs for those who left them: leave one, see how it stands, say what fits, close it, delete it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.documents.tables import xlsx
from marketplace.domain.access import Actor
from marketplace.domain.demand.states import (
    ASKER_OUTCOMES,
    LONGEST_DETAILS,
    LONGEST_SENTENCE,
    NEED_KINDS,
    OFFICE_OUTCOMES,
)
from marketplace.domain.faults import Refused
from marketplace.search.normalise import is_han
from marketplace.store.db import db
from marketplace.store.demand import needs
from marketplace.store.demand.needs import Need
from marketplace.store.listings import listings
from marketplace.store.parties.organisations import Organisation
from marketplace.usecases.demand.needs import (
    Wanted,
    erase_need,
    go_on,
    judge_listing,
    leave_need,
    watch_need,
    withdraw_need,
)
from marketplace.usecases.demand.working import close_need
from marketplace.web.access import demand, may
from marketplace.web.demand.need_forms import ClosingForm, NeedForm
from marketplace.web.demand.need_page import need_page
from marketplace.web.demand.tables import columns, row_of
from marketplace.web.demand.wording import need_word
from marketplace.web.downloads import spreadsheet
from marketplace.web.locale import gettext
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

blueprint = Blueprint("needs", __name__, url_prefix="/needs")

PAGE_SIZE = 25


@blueprint.get("")
def index() -> str:
    query = needs.of_actor(current_actor())
    total = needs.count(query)
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(request.args.get("page", default=1, type=int), 1), pages)
    return render_template(
        "demand/needs_index.html",
        rows=needs.page_of(query, page, PAGE_SIZE),
        today=clock.today(),
        total=total,
        page=page,
        pages=pages,
        first=(page - 1) * PAGE_SIZE + 1,
        page_url=lambda number: url_for("needs.index", page=number),
    )


@blueprint.get("/list.xlsx")
def table() -> Response:
    """What is kept of one's needs, to take along."""
    rows = (row_of(need, named=True) for need in needs.everything(needs.of_actor(current_actor())))
    content = xlsx(gettext("My needs"), columns(named=True), rows, made_at=clock.now())
    return spreadsheet(content, f"needs-{clock.today().isoformat()}.xlsx")


@blueprint.get("/new")
def new() -> str:
    sentence, details = split(request.args.get("q", ""))
    form = NeedForm(
        formdata=None, sentence=sentence, details=details, sector=request.args.get("industry", "")
    )
    return _form_page(form)


@blueprint.post("")
def create() -> ResponseReturnValue:
    form, actor = NeedForm(), current_actor()
    if not form.validate_on_submit():
        return _form_page(form), 422
    wanted = Wanted(
        kind=form.kind.data,
        sentence=" ".join(form.sentence.data.split()),
        details=form.details.data or "",
        sector=form.sector.data or "",
        budget=form.budget.data,
        deadline=form.deadline.data,
    )
    written_in = "zh" if any(map(is_han, wanted.sentence)) else "en"
    try:
        need = leave_need(wanted, language=written_in, watch=form.watch.data, actor=actor, now=clock.now())
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _form_page(form), status
    flash(gettext("Your need is with the office of this site. You see here how it stands."), "success")
    return redirect(url_for("needs.show", public_id=need.public_id))


@blueprint.get("/<public_id>")
def show(public_id: str) -> ResponseReturnValue:
    return need_page(found(public_id))


@blueprint.post("/<public_id>/listings/<listing>/verdict")
def judge(public_id: str, listing: str) -> ResponseReturnValue:
    need = found(public_id, "need.judge")
    row = listings.by_public_id(listing, current_actor())
    if row is None:
        abort(404)
    judge_listing(need, row.id, request.form.get("verdict", ""), actor=current_actor(), now=clock.now())
    flash(gettext("Thank you. The office sees what you said."), "success")
    return redirect(url_for("needs.show", public_id=public_id))


@blueprint.post("/<public_id>/continuation", endpoint="continue_")
def continuation(public_id: str) -> ResponseReturnValue:
    go_on(found(public_id, "need.judge"), actor=current_actor(), now=clock.now())
    flash(gettext("The office goes on looking."), "success")
    return redirect(url_for("needs.show", public_id=public_id))


@blueprint.post("/<public_id>/watch")
def watch(public_id: str) -> ResponseReturnValue:
    wanted = request.form.get("watch") == "yes"
    watch_need(found(public_id, "need.judge"), watch=wanted, actor=current_actor(), now=clock.now())
    flash(gettext("Saved."), "success")
    return redirect(url_for("needs.show", public_id=public_id))


@blueprint.get("/<public_id>/closing")
def closing(public_id: str) -> str:
    return _closing_page(found(public_id), None)


@blueprint.post("/<public_id>/closing")
def close(public_id: str) -> ResponseReturnValue:
    need = found(public_id)
    form = _closing_form(need)
    if not form.validate_on_submit():
        return _closing_page(need, form), 422
    what: dict[str, Any] = {"outcome": form.outcome.data, "note": form.note.data or ""}
    end = withdraw_need if may("need.judge", need) else close_need
    try:
        end(need, **what, actor=current_actor(), now=clock.now())
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _closing_page(need, form), status
    flash(gettext("The need is closed."), "success")
    return redirect(url_for("needs.show", public_id=public_id))


@blueprint.get("/<public_id>/erasure")
def erasure(public_id: str) -> str:
    return render_template("demand/needs_erasure.html", need=found(public_id, "need.erase"))


@blueprint.post("/<public_id>/erasure")
def erase(public_id: str) -> ResponseReturnValue:
    erase_need(found(public_id, "need.erase"), actor=current_actor(), now=clock.now())
    flash(gettext("What you wrote has been deleted."), "success")
    return redirect(url_for("needs.index"))


def found(public_id: str, permission: str = "need.see") -> Need:
    """A need that the reader may see; 404 otherwise, and for one that was erased."""
    need = needs.by_public_id(public_id)
    if need is None or need.erased_at is not None:
        abort(404)
    demand("need.see", need)
    if permission != "need.see" and not may(permission, need):
        abort(403)
    return need


def split(typed: str) -> tuple[str, str]:
    """What was searched for as a need: a sentence, and what does not fit into it as details."""
    text = " ".join(typed.split())
    if len(text) <= LONGEST_SENTENCE:
        return text, ""
    space = text.rfind(" ", LONGEST_SENTENCE // 2, LONGEST_SENTENCE)
    cut = space if space > 0 else LONGEST_SENTENCE
    return text[:cut], text[:LONGEST_DETAILS]


def _form_page(form: NeedForm) -> str:
    actor: Actor = current_actor()
    organisation = db.session.get(Organisation, actor.organisation_id) if actor.organisation_id else None
    return render_template(
        "demand/needs_new.html",
        form=form,
        organisation=organisation,
        searched=request.args.get("q", ""),
        kind_hints={code: need_word("kind_explained", code) for code in NEED_KINDS},
    )


def _closing_form(need: Need) -> ClosingForm:
    form = ClosingForm()
    form.offer(ASKER_OUTCOMES if may("need.judge", need) else OFFICE_OUTCOMES)
    return form


def _closing_page(need: Need, form: ClosingForm | None) -> str:
    if not (may("need.judge", need) or may("need.work", need)) or not need.open:
        abort(404)
    return render_template("demand/needs_closing.html", need=need, form=form or _closing_form(need))
