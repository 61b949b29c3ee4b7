"""What the generator writes is what use cases would have written."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa

from bench.corpus import write_catalogue
from marketplace.search import rebuilding
from marketplace.store.db import db
from marketplace.store.listings.listings import Listing, ListingVersion
from marketplace.usecases.listings.contents import content_of
from marketplace.usecases.office.doctor import examine

COUNT = 60


@pytest.fixture
def catalogue(context: None) -> None:
    write_catalogue(COUNT)
    db.session.rollback()


def test_the_doctor_finds_nothing_wrong(catalogue: None) -> None:
    rebuilding.rebuild()
    results = examine()
    assert [result.check for result in results if result.findings] == []
    examined = {result.check: result.examined for result in results}
    assert examined["chains"] == examined["editions"] == examined["index"] == COUNT <= examined["options"]


def test_editions_hold_what_a_publication_keeps(catalogue: None) -> None:
    versions = db.session.execute(sa.select(ListingVersion, Listing).join(Listing)).all()
    assert len(versions) == COUNT
    for version, listing in versions:
        assert json.loads(version.content) == content_of(listing)
