"""What an event is about, in words, and where a reader finds it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload
from sqlalchemy.sql.base import ExecutableOption

from marketplace.store.db import db
from marketplace.store.deals.deals import Deal
from marketplace.store.demand.needs import Need
from marketplace.store.keeping.searches import SavedSearch
from marketplace.store.listings.listings import Listing
from marketplace.store.office.notices import Notice
from marketplace.store.parties.organisations import Organisation
from marketplace.store.parties.people import Person
from marketplace.store.patents.imports import PatentImport
from marketplace.store.patents.patents import Patent
from marketplace.store.sites import Site

# table → (row class, path, zh, en)
KINDS: dict[str, tuple[Any, str, str, str]] = {
    "deal": (Deal, "/deals/{id}", "许可事务", "Deal"),
    "listing": (Listing, "/listings/{id}", "许可项目", "Listing"),
    "need": (Need, "/needs/{id}", "需求", "Need"),
    "organisation": (Organisation, "/organisations/{id}", "单位", "Organisation"),
    "patent": (Patent, "/patents/{id}", "专利", "Patent"),
    "patent_import": (PatentImport, "/patents/imports/{id}", "专利导入", "Import of patents"),
    "person": (Person, "/account", "账号", "Account"),
    "saved_search": (SavedSearch, "/saved-searches/{id}", "保存的检索", "Saved search"),
    "site": (Site, "/", "站点", "Site"),
}
VERIFICATION = "/verification/{id}"
#: event → where its reader has to go, if not to the page of its subject
ELSEWHERE = {
    "organisation.asked": VERIFICATION,
    "member.removed": "/organisations/mine",
    "inventor.linked": "/inventor",
}
MANDATES = ("mandate.given", "mandate.ended")
LOADED: dict[Any, tuple[ExecutableOption, ...]] = {
    Deal: (joinedload(Deal.listing),),
    PatentImport: (joinedload(PatentImport.file),),
}


@dataclass(frozen=True, slots=True)
class Place:
    """What it is about, and the path of the page."""

    about: str
    path: str


def path_to(table: str, public_id: str) -> str:
    """The path of the page of a row; `verification` is where an organisation is verified."""
    return (VERIFICATION if table == "verification" else KINDS[table][1]).format(id=public_id)


def places_of(notices: Iterable[Notice], lang: str) -> dict[int, Place]:
    """Notice id → place, with one query for each kind of subject."""
    listed = list(notices)
    rows = _subjects({notice.event.subject for notice in listed})
    return {notice.id: _place(notice, rows.get(notice.event.subject), lang) for notice in listed}


def place_of(notice: Notice, lang: str) -> Place:
    return places_of([notice], lang)[notice.id]


def _subjects(subjects: set[str]) -> dict[str, object]:
    found: dict[str, object] = {}
    wanted: dict[str, list[str]] = {}
    for subject in subjects:
        table, public_id = subject.split(":")
        wanted.setdefault(table, []).append(public_id)
    for table, public_ids in wanted.items():
        row_class = KINDS[table][0]
        query = sa.select(row_class).where(row_class.public_id.in_(public_ids))
        for row in db.session.scalars(query.options(*LOADED.get(row_class, ()))):
            found[f"{table}:{row.public_id}"] = row
    return found


def _place(notice: Notice, row: object, lang: str) -> Place:
    event = notice.event
    table, public_id = event.subject.split(":")
    _, path, zh, en = KINDS[table]
    path = ELSEWHERE.get(event.kind, path).format(id=public_id)
    if event.kind in MANDATES and isinstance(row, Organisation) and notice.organisation_id != row.id:
        path = "/office"  # the mandated office has no business on the licensor's own page
    word, name = (zh if lang == "zh" else en), _name(row, lang)
    if not name:
        return Place(word, path)
    if lang == "en":
        return Place(f"{word} “{name}”", path)
    return Place(f"{word}“{name}”" if isinstance(row, Organisation) else f"{word}《{name}》", path)


def _name(row: object, lang: str) -> str:
    match row:
        case Deal():
            return row.listing.title(lang)
        case Listing() | Patent():
            return row.title(lang)
        case Organisation():
            return row.name(lang)
        case PatentImport():
            return row.file.name
        case Need():
            return row.sentence
        case SavedSearch():
            return row.name
        case _:
            return ""
