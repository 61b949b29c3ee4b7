"""The inbox: what happened that concerns the reader, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.domain.events import sentence
from marketplace.notifications.places import place_of, places_of
from marketplace.store.office import notices
from marketplace.store.office.notices import Notice
from marketplace.store.parties import organisations, people
from marketplace.usecases.office.notices import read_all_notices, read_notice
from marketplace.usecases.parties.sessions import act_for
from marketplace.web.locale import gettext, lang
from marketplace.web.session import current_actor, current_session

blueprint = Blueprint("inbox", __name__, url_prefix="/inbox")

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class Line:
    """A notice as the page words it. `who`: person and organisation; `inbox_of`: for whom the reader got it."""

    notice: Notice
    about: str
    what: str
    who: str
    inbox_of: str


@blueprint.get("")
def show() -> str:
    person_id = _person_id()
    organisation = organisations.by_public_id(request.args.get("organisation", ""))
    unread = request.args.get("unread") == "1"
    query = notices.inbox(person_id, organisation_id=organisation.id if organisation else None, unread=unread)
    total = notices.count(query)
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(request.args.get("page", default=1, type=int), 1), pages)
    kept: dict[str, Any] = {"organisation": organisation and organisation.public_id, "unread": "1" if unread else None}
    listed = notices.page_of(query, page, PAGE_SIZE)
    return render_template(
        "office/inbox_show.html",
        lines=_lines(listed),
        total=total,
        page=page,
        pages=pages,
        first=(page - 1) * PAGE_SIZE + 1,
        page_url=lambda number: url_for("inbox.show", page=number, **kept),
        url_of=lambda **changes: url_for("inbox.show", **{**kept, **changes}),
        organisation=organisation,
        choices=notices.organisations_in(person_id),
        only_unread=unread,
        unread_total=notices.unread_count(person_id),
    )


@blueprint.post("/opening")
def open() -> ResponseReturnValue:
    """Mark a notice as read and go where it happened, acting for the organisation that was told."""
    notice = notices.of_person(request.form.get("notice", 0, type=int), _person_id())
    if notice is None:
        abort(404)
    place = place_of(notice, lang())
    told_id = notice.organisation_id
    read_notice(notice, actor=current_actor(), now=clock.now())
    _act_for(told_id)
    return redirect(place.path)


@blueprint.post("/reading")
def read_all() -> ResponseReturnValue:
    read_all_notices(actor=current_actor(), now=clock.now())
    flash(gettext("Everything is marked as read."), "success")
    return redirect(url_for("inbox.show"))


def _person_id() -> int:
    person_id = current_actor().person_id
    if person_id is None:
        abort(404)
    return person_id


def _act_for(organisation_id: int | None) -> None:
    """Change to the organisation in whose name the notice came, as long as the reader belongs to it."""
    row, actor = current_session(), current_actor()
    if row is None or organisation_id is None or organisation_id == actor.organisation_id:
        return
    belongs = {one.id: one for one in people.organisations_of(row.person_id)}
    if organisation_id in belongs:
        act_for(row, belongs[organisation_id])
        g.pop("actor", None)
        flash(gettext("You now act for %(name)s.", name=belongs[organisation_id].name(lang())), "success")


def _lines(listed: list[Notice]) -> list[Line]:
    places = places_of(listed, lang())
    own = current_actor().organisation_id
    return [
        Line(
            notice,
            places[notice.id].about,
            sentence(notice.event.kind, notice.event.values, lang()),
            _who(notice),
            notice.organisation.name(lang()) if notice.organisation and notice.organisation_id != own else "",
        )
        for notice in listed
    ]


def _who(notice: Notice) -> str:
    """Who did it: the organisation; the person too, where it is the reader's own organisation."""
    event = notice.event
    if event.organisation is None:
        return event.actor.name if event.actor else ""
    name = event.organisation.name(lang())
    if event.actor is not None and event.organisation_id == notice.organisation_id:
        return gettext("%(person)s, %(organisation)s", person=event.actor.name, organisation=name)
    return name
