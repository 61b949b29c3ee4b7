"""The pages of patents: found, entered, described, kept up to date, by whom they should be and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import load_workbook

from marketplace.store.db import db
from marketplace.store.patents import patents
from marketplace.store.patents.patents import Patent
from tests.client import CheckedClient
from tests.make.cast import Cast, Member
from tests.make.listings import DEFERRED, make_listing, make_patent

Client = Callable[..., CheckedClient]


def add_patent(app, licensor: Member, **columns: object) -> str:
    with app.app_context():
        public_id = make_patent(licensor, **columns).public_id
        db.session.remove()
    return public_id


@pytest.fixture
def patent(app, world: Cast) -> str:
    """A patent of East University, for which the city office acts."""
    return add_patent(app, world.east, number="CN202210000001.5")


EDIT_PAGES = ("edit", "bibliography", "status", "overlays", "owners", "inventor-names", "evidence", "attachments")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_reads_in_both_languages(client: Client, world: Cast, patent: str, lang: str) -> None:
    office = client(world.city, lang=lang)
    office.get("/patents")
    office.get("/patents/new")
    office.get(f"/patents/{patent}")
    for page in EDIT_PAGES:
        office.get(f"/patents/{patent}/{page}")
    office.get("/patents/imports")
    office.get("/patents/imports/new")
