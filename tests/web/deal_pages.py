"""What tests of the deals' pages share: deals made by use cases, figures read off a page and off the engine."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import sqlalchemy as sa
from flask import Flask

from marketplace.domain.terms.evaluate import evaluate_case
from marketplace.domain.terms.reading import read_case
from marketplace.store.db import db
from marketplace.store.deals.deals import Deal
from tests.client import CheckedClient
from tests.make.cast import Cast, Member
from tests.make.deals import prepare_deal, send
from tests.make.listings import make_listing, make_patent
from tests.make.sheets import PILOT_STAGED

#: entry 0, two stages, royalty in three tiers by calendar year with a minimum from the second year, total cap
STAGES: dict[str, Any] = PILOT_STAGED


class Pages:
    """The application with its cast; deals are named by their public ids."""

    def __init__(self, app: Flask, world: Cast, client: Callable[..., CheckedClient]) -> None:
        self.app, self.world, self.client = app, world, client

    def listing(self, *sheets: dict[str, Any], **columns: Any) -> str:
        """A published listing of East University; its public id."""
        with self.app.app_context():
            made = make_listing([make_patent(self.world.east)], *sheets, **columns)
            public_id = made.public_id
            db.session.remove()
        return public_id

    def deal(self, sheet: dict[str, Any], licensee: Member | None = None, *, sent: bool = True, **listing: Any) -> str:
        """A deal on a listing of its own, prepared and sent."""
        who = licensee or self.world.maker
        with self.app.app_context():
            option = None if listing.get("kind") == "negotiated" else 1
            deal = prepare_deal(make_listing([make_patent(self.world.east)], sheet, **listing), who, option=option)
            if sent:
                send(deal, who)
            public_id = deal.public_id
            db.session.remove()
        return public_id

    def look(self, public_id: str, attribute: Callable[[Deal], Any]) -> Any:
        """Something of a deal as the database has it."""
        with self.app.app_context():
            found = attribute(db.session.scalars(sa.select(Deal).filter_by(public_id=public_id)).one())
            db.session.remove()
        return found


def figures(page: CheckedClient) -> list[list[str]]:
    """The lines of the account as the page prints them, cell by cell."""
    rows = _line_table(page).tbody.find_all("tr")
    return [[cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])] for row in rows]


def _line_table(page: CheckedClient) -> Any:
    captions = ("账目明细", "Lines of the account")
    for table in page.page.find_all("table"):
        if table.caption and table.caption.get_text(" ", strip=True).startswith(captions):
            return table
    raise AssertionError("no table of lines on the page")


def recomputed(client: CheckedClient, public_id: str, day: date | None = None) -> dict[str, Any]:
    """What `terms evaluate` makes of the deal's case.json."""
    query = f"?as-of={day.isoformat()}" if day else ""
    answer = client.http.get(f"/deals/{public_id}/case.json{query}")
    assert answer.status_code == 200 and answer.mimetype == "application/json"
    return evaluate_case(read_case(json.loads(answer.data))).to_json()
