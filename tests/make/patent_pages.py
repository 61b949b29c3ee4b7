"""Small steps that tests of the patents' pages share."""

from __future__ import annotations

from flask import Flask

from marketplace.store.db import db
from marketplace.store.patents import patents
from tests.client import CheckedClient
from tests.make.cast import Member
from tests.make.listings import DEFERRED, make_listing, make_patent

EDIT_PAGES = ("edit", "bibliography", "status", "overlays", "owners", "inventor-names", "evidence", "attachments")
PDF = b"%PDF-1.7 invented"


def add_patent(app: Flask, licensor: Member, *, listed: str = "", **columns: object) -> str:
    """The public id of a new patent; `listed`: state of a listing that offers it."""
    with app.app_context():
        patent = make_patent(licensor, **columns)
        public_id = patent.public_id
        if listed:
            make_listing([patent], DEFERRED, state=listed)
        db.session.remove()
    return public_id


def values(app: Flask, public_id: str, *names: str) -> list[object]:
    with app.app_context():
        found = patents.by_public_id(public_id)
        told = [getattr(found, name) for name in names]
        db.session.remove()
    return told


def version(client: CheckedClient, page: str) -> str:
    client.get(page)
    return client.page.find("input", {"name": "version"})["value"]


def titles(client: CheckedClient) -> list[str]:
    return [link.get_text(strip=True) for link in client.page.select("tbody th a")]
