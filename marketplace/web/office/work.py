"""What a transfer officer opens in the morning: everything that waits for the office, the most urgent first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, render_template, request, url_for

from marketplace import clock
from marketplace.documents.tables import Column, xlsx
from marketplace.domain.access import allowed
from marketplace.domain.listings.names import word
from marketplace.domain.office.work import NEEDS, OF_THE_SITE, WorkItem, task
from marketplace.domain.office.work_words import COLUMNS, EXPLANATIONS, LISTS
from marketplace.notifications.places import path_to
from marketplace.store.office import worklist
from marketplace.store.office.worklist import View
from marketplace.web.access import demand
from marketplace.web.downloads import spreadsheet
from marketplace.web.formats import TextInLanguage, lang_text
from marketplace.web.locale import gettext, lang
from marketplace.web.session import current_actor

blueprint = Blueprint("office", __name__, url_prefix="/office")

PAGE_SIZE = 25
WHOSE = ("all", "mine", "nobodys")
WITH_SOMEBODY_IN_CHARGE = frozenset(
    {"answers", "reports", "overdue-payments", "expected-payments", "expiring-offers", "reminders", "needs"}
)
#: list → the part of a deal's page where it is done
PART_OF_DEAL = {"reports": "/reports", "expiring-offers": "/offers"}


@dataclass(frozen=True, slots=True)
class Row:
    """An item as the page shows it."""

    item: WorkItem
    task: str
    title: TextInLanguage
    party: str
    url: str
    late: bool
    list_title: str


@blueprint.get("")
def show() -> str:
    return _page("", shown_lists())


@blueprint.get("/list.xlsx")
def table() -> Response:
    return _spreadsheet("", shown_lists())


@blueprint.get("/<work>")
def work(work: str) -> str:
    return _page(known_list(work), (work,))


@blueprint.get("/<work>/list.xlsx")
def work_table(work: str) -> Response:
    return _spreadsheet(known_list(work), (work,))


def known_list(work: str) -> str:
    """A list this actor has; 404 for others."""
    if work not in shown_lists():
        abort(404)
    return work


def shown_lists() -> tuple[str, ...]:
    """The lists of the actor, whose organisation must act for a licensor or verify parties."""
    demand("office.see")
    actor = current_actor()
    verifies = actor.verifier or actor.operator
    if not (actor.office_for or verifies):
        abort(404)
    return tuple(work for work in LISTS if _may_do(work) and (actor.office_for or work in OF_THE_SITE))


def asked_view() -> View:
    whose = request.args.get("whose", "")
    return View(current_actor(), clock.today(), whose if whose in WHOSE else "all")


def row_of(item: WorkItem) -> Row:
    view_path = path_to(item.place, item.target) + PART_OF_DEAL.get(item.work, "")
    return Row(
        item,
        task(item, lang()),
        lang_text(*item.title),
        item.party[0 if lang() == "zh" else 1],
        view_path,
        late=item.due is not None and item.due < clock.today(),
        list_title=word(LISTS, item.work, lang()),
    )


def _may_do(work: str) -> bool:
    """Whether the list asks for something this actor's roles allow."""
    if work not in NEEDS:
        return True
    held = {"verifier"} if work in OF_THE_SITE else {"office"}
    actor = current_actor()
    verifies = actor.verifier or actor.operator
    return (work not in OF_THE_SITE or verifies) and allowed(NEEDS[work], actor, held)


def _page(work: str, works: tuple[str, ...]) -> str:
    view = asked_view()
    counts = {name: worklist.count(name, view) for name in shown_lists()}
    total = sum(counts[name] for name in works)
    page = min(max(request.args.get("page", default=1, type=int), 1), max(1, -(-total // PAGE_SIZE)))
    rows = [row_of(item) for item in worklist.page_of(works, view, page, PAGE_SIZE)]
    return render_template(
        "office/office_show.html",
        work=work,
        explanation=word(EXPLANATIONS, work, lang()) if work else "",
        tiles=[_tile(name, counts[name], view, name == work) for name in counts],
        rows=rows,
        today=view.today,
        whose=view.whose,
        can_be_given=not work or work in WITH_SOMEBODY_IN_CHARGE,
        has_money=any(row.item.amount is not None for row in rows),
        columns={name: word(COLUMNS, name, lang()) for name in COLUMNS},
        total=total,
        page=page,
        pages=max(1, -(-total // PAGE_SIZE)),
        first=(page - 1) * PAGE_SIZE + 1,
        url_of=lambda **changes: list_url(work, view, **changes),
        pages_url=lambda number: list_url(work, view, page=number),
        table_url=list_url(work, view, table=True),
        title=word(LISTS, work, lang()) if work else "",
    )


def list_url(work: str, view: View, *, table: bool = False, **changes: Any) -> str:
    """The address of a list, or of all of them, with its filter."""
    values = {"whose": view.whose if view.whose != "all" else None, **changes}
    kept = {name: value for name, value in values.items() if value not in (None, "all")}
    if work:
        return url_for("office.work_table" if table else "office.work", work=work, **kept)
    return url_for("office.table" if table else "office.show", **kept)


def _tile(name: str, number: int, view: View, current: bool) -> dict[str, Any]:
    return {"label": word(LISTS, name, lang()), "figure": number, "url": list_url(name, view), "current": current}


def _spreadsheet(work: str, works: tuple[str, ...]) -> Response:
    view = asked_view()
    labels = {name: word(COLUMNS, name, lang()) for name in COLUMNS}
    columns = [
        Column(labels["list"]),
        Column(labels["task"]),
        Column(labels["title"]),
        Column(labels["party"]),
        Column(labels["assignee"]),
        Column(labels["due"], "date"),
        Column(labels["since"], "date"),
        Column(labels["amount"], "money"),
    ]
    rows = (_cells(row_of(item)) for item in worklist.everything_of(works, view))
    title = word(LISTS, work, lang()) if work else gettext("Work of the office")
    name = f"{work or 'office'}-{view.today.isoformat()}.xlsx"
    return spreadsheet(xlsx(title, columns, rows, made_at=clock.now()), name)


def _cells(row: Row) -> list[Any]:
    item = row.item
    return [
        row.list_title,
        row.task,
        row.title.text,
        row.party,
        item.assignee,
        item.due,
        item.since,
        item.amount,
    ]
