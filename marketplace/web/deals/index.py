"""The deals of an organisation: what it takes, what it gives, with the next step and its deadline."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.documents.tables import Column, xlsx
from marketplace.domain.days import day_of
from marketplace.domain.deals.states import STATES
from marketplace.domain.deals.words import KINDS
from marketplace.domain.deals.words import STATES as STATE_WORDS
from marketplace.domain.terms.naming import MODELS
from marketplace.store.deals import deals, lists
from marketplace.store.deals.deals import Deal
from marketplace.store.deals.lists import Filters
from marketplace.web.deals.blueprint import blueprint
from marketplace.web.deals.wording import actor_word, reference_of, say, short_title
from marketplace.web.downloads import spreadsheet
from marketplace.web.formats import TextInLanguage, lang_text
from marketplace.web.locale import gettext, lang
from marketplace.web.session import current_actor

PAGE_SIZE = 25
TABS = ("taken", "given")


@dataclass(frozen=True, slots=True)
class Row:
    """A deal in a list. `other`: the party on the other side; `turn`: the side whose turn it is, in words."""

    deal: Deal
    title: TextInLanguage
    reference: str
    other: str
    model: str
    step: str
    turn: str
    mine: bool
    late: bool


@blueprint.get("")
def index() -> ResponseReturnValue:
    tab, filters = asked()
    query = query_of(tab)
    page = max(request.args.get("page", default=1, type=int), 1)
    rows, total = lists.page_of(lists.narrowed(query, filters), page, PAGE_SIZE)
    return render_template(
        "deals/deals_index.html",
        tab=tab,
        tabs=_tabs(tab),
        filters=filters,
        rows=[row_of(deal, tab) for deal in rows],
        total=total,
        page=page,
        pages=max(1, -(-total // PAGE_SIZE)),
        first=(page - 1) * PAGE_SIZE + 1,
        counts=lists.counts_by_state(lists.narrowed(query, replace(filters, state=""))),
        states=STATES,
        licensors=[(one.public_id, one.name(lang())) for one in lists.licensors_of(query)],
        models=[(code, say((model.zh, model.en))) for code, model in MODELS.items()],
        page_url=lambda number: list_url("deals.index", tab, filters, page=number),
        export_url=list_url("deals.table", tab, filters),
        today=clock.today(),
    )


@blueprint.get("/list.xlsx")
def table() -> Response:
    tab, filters = asked()
    rows = [row_of(deal, tab) for deal in lists.everything_of(lists.narrowed(query_of(tab), filters))]
    content = xlsx(gettext("Deals"), _columns(), map(_cells, rows), made_at=clock.now())
    return spreadsheet(content, f"deals-{clock.today().isoformat()}.xlsx")


def asked() -> tuple[str, Filters]:
    """Which list, and what it is narrowed to; what is no filter is passed over."""
    args, actor = request.args, current_actor()
    gives = actor.organisation_kind in ("university", "institute", "office")
    tab = args.get("as", "")
    if tab not in TABS:
        tab = "given" if gives else "taken"
    state, model = args.get("state", ""), args.get("model", "")
    mine = "licensee" if tab == "taken" else "office"
    return tab, Filters(
        state=state if state in STATES else "",
        licensor=args.get("licensor", "")[:20],
        model=model if model in MODELS else "",
        turn=mine if args.get("turn") == "ours" else "",
        words=args.get("q", "").strip()[:100],
    )


def query_of(tab: str) -> Any:
    return deals.taken_by(current_actor()) if tab == "taken" else deals.given_by(current_actor())


def list_url(endpoint: str, tab: str, filters: Filters, **changes: Any) -> str:
    """The address of a list with its filters, some of them changed."""
    values = {
        "as": tab,
        "state": filters.state,
        "licensor": filters.licensor,
        "model": filters.model,
        "turn": "ours" if filters.turn else "",
        "q": filters.words,
        **changes,
    }
    return url_for(endpoint, **{name: value for name, value in values.items() if value})


def row_of(deal: Deal, tab: str) -> Row:
    other = deal.licensor if tab == "taken" else deal.licensee
    mine = deal.next_side == ("licensee" if tab == "taken" else "office")
    return Row(
        deal=deal,
        title=lang_text(deal.listing.title_zh, deal.listing.title_en),
        reference=reference_of(deal),
        other=other.name(lang()),
        model=model_of(deal),
        step=short_title(deal.next_step),
        turn=actor_word(deal.next_side),
        mine=mine,
        late=deal.due_on is not None and deal.due_on < clock.today(),
    )


def model_of(deal: Deal) -> str:
    """The payment model agreed or chosen; "" where none is known yet."""
    if deal.agreement is not None:
        code = deal.agreement.model
    else:
        options = {option.position: option.model for option in deal.listing.options}
        code = options.get(deal.option_position or 0, "")
    return say((MODELS[code].zh, MODELS[code].en)) if code else ""


def _tabs(tab: str) -> list[dict[str, Any]]:
    actor = current_actor()
    labels = {"taken": gettext("Licences we take"), "given": gettext("Licences we give")}
    totals = {name: sum(lists.counts_by_state(query_of(name)).values()) for name in TABS}
    shown = [name for name in TABS if totals[name] or name == tab or (name == "given" and len(actor.office_for) > 1)]
    return [_tab(name, labels[name], totals[name], current=name == tab) for name in shown]


def _tab(name: str, label: str, number: int, *, current: bool) -> dict[str, Any]:
    side: dict[str, Any] = {"as": name}  # a word of the language, so no keyword
    return {"label": label, "url": url_for("deals.index", **side), "current": current, "number": number}


def _columns() -> list[Column]:
    return [
        Column(gettext("Number")),
        Column(gettext("Listing")),
        Column(gettext("Kind")),
        Column(gettext("Licensor")),
        Column(gettext("Licensee")),
        Column(gettext("Payment model")),
        Column(gettext("State")),
        Column(gettext("Next step")),
        Column(gettext("Who acts")),
        Column(gettext("Deadline"), "date"),
        Column(gettext("Sent on"), "date"),
        Column(gettext("Arrived on"), "date"),
        Column(gettext("In effect from"), "date"),
        Column(gettext("In charge")),
    ]


def _cells(row: Row) -> list[Any]:
    deal = row.deal
    return [
        row.reference,
        row.title.text,
        say(KINDS[deal.kind]),
        deal.licensor.name(lang()),
        deal.licensee.name(lang()),
        row.model,
        say(STATE_WORDS[deal.state]),
        row.step,
        row.turn,
        deal.due_on,
        day_of(deal.sent_at) if deal.sent_at else None,
        day_of(deal.arrived_at) if deal.arrived_at else None,
        deal.agreement.effective_on if deal.agreement else None,
        deal.assignee.name if deal.assignee and deal.licensee_id != current_actor().organisation_id else "",
    ]
