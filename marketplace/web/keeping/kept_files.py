"""Favourites and collections as files, written like the results of a search."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, current_app, url_for

from marketplace import clock
from marketplace.documents.tables import Column
from marketplace.domain.days import day_of
from marketplace.store.keeping import collections
from marketplace.web.keeping.collections import own
from marketplace.web.keeping.exports import Export, as_bibtex, as_csv, as_json, as_xlsx
from marketplace.web.keeping.shared import open_collection
from marketplace.web.keeping.shown import shown
from marketplace.web.locale import gettext, ngettext
from marketplace.web.session import current_actor

blueprint = Blueprint("kept_files", __name__)
ENDINGS: Mapping[str, Callable[[Export], Response]] = {
    "csv": as_csv,
    "xlsx": as_xlsx,
    "json": as_json,
    "bib": as_bibtex,
}
_ENDING = f"<any({', '.join(ENDINGS)}):ending>"


@blueprint.get(f"/favourites/list.{_ENDING}")
def favourites(ending: str) -> Response:
    person_id = current_actor().person_id
    assert person_id is not None
    rows = collections.favourites_of(person_id)
    further = Column(gettext("Marked on"), "date")
    days = {row.listing_id: day_of(row.marked_at) for row in rows}
    page = url_for("favourites.index")
    return ENDINGS[ending](_kept(rows, "favourites", gettext("Favourites"), page, further, "marked_on", days))


@blueprint.get(f"/collections/<public_id>/list.{_ENDING}")
def collection(public_id: str, ending: str) -> Response:
    return ENDINGS[ending](_collected(own(public_id), url_for("collections.show", public_id=public_id)))


@blueprint.get(f"/collections/shared/<share_key>/list.{_ENDING}")
def shared(share_key: str, ending: str) -> Response:
    """For whoever has the link, and for no search engine."""
    page = url_for("shared_collections.show", share_key=share_key)
    answer = ENDINGS[ending](_collected(open_collection(share_key), page))
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _collected(found: collections.Collection, page: str) -> Export:
    notes = {item.listing_id: item.note for item in found.items}
    return _kept(found.items, "collection", found.name, page, Column(gettext("Note")), "note", notes)


def _kept(
    rows: Sequence[Any],
    name: str,
    title: str,
    page: str,
    further: Column,
    further_key: str,
    further_of: Mapping[int, Any],
) -> Export:
    """Those of the kept listings that are published; how many others there are is said in the file."""
    ids = [one.listing.id for one in shown(rows) if one.visible and one.listing.state == "published"]
    address = current_app.config["PUBLIC_URL"] + page
    note = gettext(
        "%(title)s on %(day)s: %(address)s", title=title, day=clock.today().isoformat(), address=address
    )
    if left_out := len(rows) - len(ids):
        note += " " + ngettext(
            "%(num)s listing that is not on offer at present is left out.",
            "%(num)s listings that are not on offer at present are left out.",
            left_out,
        )
    return Export(ids, len(rows), note, name, title, page, further, further_key, further_of)
