"""Pages of patents and of the imports that bring them."""

from __future__ import annotations

from flask import Blueprint

from marketplace.web.patents import (
    attachments,
    bibliography,
    entry,
    evidence,
    import_rows,
    imports,
    industries,
    overlays,
    owners,
    page,
    portfolio,
    report,
    status,
    texts,
)
from marketplace.web.patents.blueprint import blueprint

__all__ = ["entry", "import_rows", "industries", "page", "portfolio", "texts"]  # add their pages to a blueprint

BLUEPRINTS: tuple[Blueprint, ...] = (
    blueprint,
    bibliography.blueprint,
    status.blueprint,
    overlays.blueprint,
    owners.blueprint,
    owners.inventors,
    evidence.blueprint,
    attachments.blueprint,
    imports.blueprint,
    report.blueprint,
)

_CIRCLES: dict[str, tuple[str, ...]] = {
    "anyone": ("attachments.show",),
    "person": ("patents.show",),
    "member": (
        "patents.index",
        "patents.table",
        "patents.industries",
        "patents.confirm",
        "patents.new",
        "patents.create",
        "patents.edit",
        "patents.update",
        "bibliography.edit",
        "bibliography.update",
        "patent_status.edit",
        "patent_status.update",
        "overlays.index",
        "overlays.create",
        "overlays.edit_ending",
        "overlays.end",
        "owners.edit",
        "owners.update",
        "inventor_names.edit_names",
        "inventor_names.update_names",
        "evidence.index",
        "evidence.create",
        "evidence.show",
        "attachments.index",
        "attachments.create",
        "attachments.remove",
        "imports.index",
        "imports.table",
        "imports.new",
        "imports.create",
        "imports.template",
        "imports.show",
        "imports.map_file",
        "imports.start",
        "imports.read",
        "imports.discard",
        "imports.original",
        "import_rows.table",
        "import_rows.edit",
        "import_rows.update",
        "import_rows.skip",
    ),
}
ENDPOINTS: dict[str, str] = {endpoint: circle for circle, listed in _CIRCLES.items() for endpoint in listed}
