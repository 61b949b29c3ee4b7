"""Find the patent or the import a page is about, through the eyes of whoever asks."""

from __future__ import annotations

from flask import abort

from marketplace.domain.parties.kinds import LICENSOR_KINDS
from marketplace.store.parties.organisations import Organisation
from marketplace.store.patents import imports, patents, portfolio
from marketplace.store.patents.imports import ImportRow, PatentImport
from marketplace.store.patents.patents import Patent
from marketplace.web.access import demand, may
from marketplace.web.session import current_actor


def visible_patent(public_id: str, permission: str = "patent.see") -> Patent:
    """A patent for which the reader holds a permission; 404 otherwise."""
    found = patents.by_public_id(public_id)
    if found is None:
        abort(404)
    demand(permission, found)
    return found


def visible_import(public_id: str, permission: str = "patent.work") -> PatentImport:
    """An import for which the reader holds a permission; 404 otherwise."""
    found = imports.by_public_id(public_id)
    if found is None:
        abort(404)
    demand(permission, found)
    return found


def open_row(upload: PatentImport, row_number: int) -> ImportRow:
    """A row of an import that was not taken in; 404 otherwise."""
    row = imports.row_of(upload.id, row_number)
    if row is None or row.outcome not in ("refused", "skipped"):
        abort(404)
    return row


def managed_licensors(permission: str) -> list[Organisation]:
    """The licensors for whose patents the reader holds a permission."""
    seen = portfolio.organisations_of(current_actor())
    return [one for one in seen if one.kind in LICENSOR_KINDS and may(permission, one)]


def some_licensors(permission: str) -> list[Organisation]:
    """The same; 404 where there is none."""
    return managed_licensors(permission) or abort(404)
