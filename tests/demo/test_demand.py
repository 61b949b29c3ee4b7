"""The demo's needs show each state, and what an enterprise keeps can be seen by whoever looks at the demo."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from marketplace.demo.content import rows
from marketplace.domain.demand.states import NEED_KINDS, STATES
from marketplace.domain.industries import DIVISIONS
from marketplace.store.db import db
from marketplace.store.demand.needs import Need
from marketplace.store.keeping.collections import Collection, Favourite
from marketplace.store.keeping.searches import SavedSearch
from tests.demo.world import LISTINGS, ORGANISATIONS


def test_needs_name_what_is_there() -> None:
    for row in rows("needs"):
        assert row["by"] in ORGANISATIONS and row["kind"] in NEED_KINDS and row["sector"] in DIVISIONS
        days = [row["on"], *(step["on"] for step in row["steps"])]
        assert days == sorted(days) and days[-1] < 0
        for step in row["steps"]:
            keys = [*step.get("listings", []), *([step["listing"]] if "listing" in step else [])]
            for key in keys:
                listing = LISTINGS[key]
                assert listing["state"] == "published" and listing["published"] < step["on"]


@pytest.mark.usefixtures("licences", "context")
def test_every_state_and_kind_is_shown() -> None:
    found = db.session.execute(sa.select(Need.state, Need.kind)).all()
    assert {state for state, _ in found} == set(STATES)
    assert {kind for _, kind in found} == set(NEED_KINDS)
    assert len(found) == len(rows("needs"))


@pytest.mark.usefixtures("licences", "context")
def test_somebody_keeps_something() -> None:
    for table in (Collection, SavedSearch, Favourite):
        assert db.session.scalar(sa.select(sa.func.count()).select_from(table))
