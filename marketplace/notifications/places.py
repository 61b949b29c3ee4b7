"""What an event is about, in words, and where a reader finds it."""

from __future__ import annotations

import sqlalchemy as sa

from marketplace.store.db import db
from marketplace.store.deals.deals import Deal
from marketplace.store.listings.listings import Listing
from marketplace.store.parties.organisations import Organisation
from marketplace.store.parties.people import Person
from marketplace.store.patents.imports import PatentImport
from marketplace.store.patents.patents import Patent
from marketplace.store.sites import Site

# table → (row class, path, zh, en)
KINDS: dict[str, tuple[type, str, str, str]] = {
    "deal": (Deal, "/deals/{id}", "许可事务", "Deal"),
    "listing": (Listing, "/listings/{id}", "许可项目", "Listing"),
    "organisation": (Organisation, "/organisations/{id}", "单位", "Organisation"),
    "patent": (Patent, "/patents/{id}", "专利", "Patent"),
    "patent_import": (PatentImport, "/patents/imports/{id}", "专利导入", "Import of patents"),
    "person": (Person, "/account", "账号", "Account"),
    "site": (Site, "/", "站点", "Site"),
}


def subject_line(subject: str, lang: str) -> tuple[str, str]:
    """(what it is about, path) of an event's subject `table:public_id`."""
    table, public_id = subject.split(":")
    row_class, path, zh, en = KINDS[table]
    row = db.session.scalar(sa.select(row_class).filter_by(public_id=public_id))
    name = _name(row, lang)
    word = zh if lang == "zh" else en
    if not name:
        return word, path.format(id=public_id)
    return (f"{word}《{name}》" if lang == "zh" else f"{word} “{name}”"), path.format(id=public_id)


def _name(row: object, lang: str) -> str:
    match row:
        case Deal():
            return row.listing.title(lang)
        case Listing() | Patent():
            return row.title(lang)
        case Organisation():
            return row.name(lang)
        case _:
            return ""
