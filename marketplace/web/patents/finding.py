"""Find the patent or the import a page is about, through the eyes of whoever asks."""

from __future__ import annotations

from flask import abort

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
    """The licensors for whose patents the reader holds a permission; 404 where there is none."""
    found = [one for one in portfolio.organisations_of(current_actor()) if may(permission, one)]
    if not found:
        abort(404)
    return found
