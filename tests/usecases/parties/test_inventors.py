"""Inventors see their patents once an editor of the acting office has linked them."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from marketplace.domain.faults import Forbidden, Invalid
from marketplace.store.db import db, transaction
from marketplace.store.office.notices import Notice
from marketplace.store.parties import inventors
from marketplace.store.parties.people import Person
from marketplace.store.patents.patents import Patent, PatentInventor
from marketplace.usecases.parties.inventors import link_inventor, unlink_inventor
from tests.make.cast import NOW, Cast


@transaction
def add_patent(licensor_id: int) -> int:
    patent = Patent(
        number="CN202010000001.5", kind="invention", licensor_id=licensor_id, title_zh="打磨装置", created_at=NOW,
        updated_at=NOW,
        inventors=[PatentInventor(position=1, name="沈知远"), PatentInventor(position=2, name="李明")],
    )  # fmt: skip
    db.session.add(patent)
    db.session.flush()
    return patent.id


def person(cast: Cast) -> Person:
    return db.session.get_one(Person, cast.inventor_id)


def test_the_mandated_office_links_and_the_inventor_sees_the_patent(cast: Cast) -> None:
    patent_id = add_patent(cast.east.organisation_id)
    first = inventors.of_patent(patent_id, 1)
    assert inventors.inventions_of(cast.inventor_id) == []
    link_inventor(first, person(cast), actor=cast.city.actor, now=NOW)
    [invention] = inventors.inventions_of(cast.inventor_id)
    assert (invention.patent.id, invention.requests, invention.licences) == (patent_id, 0, 0)
    told = db.session.scalars(sa.select(Notice).filter_by(person_id=cast.inventor_id))
    assert [notice.event.kind for notice in told] == ["inventor.linked"]
    unlink_inventor(first, actor=cast.city.actor, now=NOW)
    assert inventors.inventions_of(cast.inventor_id) == []


def test_nobody_else_links(cast: Cast) -> None:
    first = inventors.of_patent(add_patent(cast.east.organisation_id), 1)
    for member in (cast.east, cast.west, cast.operator, cast.maker):
        with pytest.raises(Forbidden):
            link_inventor(first, person(cast), actor=member.actor, now=NOW)


def test_a_person_is_one_inventor_of_a_patent(cast: Cast) -> None:
    patent_id = add_patent(cast.west.organisation_id)
    link_inventor(inventors.of_patent(patent_id, 1), person(cast), actor=cast.west.actor, now=NOW)
    with pytest.raises(Invalid, match="linked_already"):
        link_inventor(inventors.of_patent(patent_id, 2), person(cast), actor=cast.west.actor, now=NOW)
