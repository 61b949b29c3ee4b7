"""Owners, inventors, dates and classes: whole or not at all, with their source, and listings hear of it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from marketplace.domain.faults import Forbidden, Invalid, Stale
from marketplace.store.db import db
from marketplace.store.office.events import Event
from marketplace.store.office.outbox import SearchOutbox
from marketplace.store.patents.patents import Patent, PatentFact
from marketplace.usecases.parties.inventors import link_inventor
from marketplace.usecases.patents.bibliography import correct_patent
from marketplace.usecases.patents.ownership import _check, change_inventors, change_owners
from marketplace.usecases.patents.patents import describe_patent
from tests.make.cast import NOW, Cast
from tests.make.listings import DEFERRED, make_listing, make_patent


def facts(patent: Patent) -> list[tuple[str, str, str]]:
    query = sa.select(PatentFact).filter_by(patent_id=patent.id).order_by(PatentFact.id)
    return [(fact.field, fact.value, fact.source) for fact in db.session.scalars(query)]


def test_owners_are_replaced_with_their_shares_and_the_fact_is_kept(cast: Cast) -> None:
    patent, actor = make_patent(cast.east), cast.city.actor
    told = [("江澜恒固钢管有限公司", Decimal("33.33")), ("东湾工业大学", Decimal("66.67"))]
    change_owners(patent, told, actor=actor, now=NOW)
    owners = [(owner.position, owner.name, owner.share, owner.organisation_id) for owner in patent.owners]
    assert owners == [
        (1, "江澜恒固钢管有限公司", 3333, None),
        (2, "东湾工业大学", 6667, cast.east.organisation_id),
    ]
    change_owners(patent, [("东湾工业大学", None)], actor=actor, now=NOW)
    assert [(owner.name, owner.share) for owner in patent.owners] == [("东湾工业大学", None)]
    assert [fact[1:] for fact in facts(patent)] == [
        ("江澜恒固钢管有限公司; 东湾工业大学", "hand"),
        ("东湾工业大学", "hand"),
    ]


def test_a_change_that_changes_nothing_leaves_no_trace(cast: Cast) -> None:
    patent, actor = make_patent(cast.east), cast.city.actor
    before = patent.version
    change_owners(patent, [("东湾工业大学", None)], actor=actor, now=NOW)
    change_inventors(patent, ["沈知远", "陆思齐"], actor=actor, now=NOW)
    assert patent.version == before and facts(patent) == []


@given(st.lists(st.integers(1, 9_999), min_size=2, max_size=8))
def test_shares_pass_exactly_when_they_add_up_to_the_whole(parts: list[int]) -> None:
    owners = [(f"owner {place}", Decimal(part).scaleb(-2)) for place, part in enumerate(parts)]
    if sum(parts) == 10_000:
        _check(owners)
    else:
        with pytest.raises(Invalid, match="shares_incomplete"):
            _check(owners)
    rest = 10_000 - sum(parts[:-1])
    if rest > 0:
        _check([*owners[:-1], ("last", Decimal(rest).scaleb(-2))])


def test_inventors_change_places_and_keep_their_people(cast: Cast) -> None:
    patent, actor = make_patent(cast.east), cast.city.actor
    person = db.session.get_one(type(cast.city.person), cast.inventor_id)
    link_inventor(patent.inventors[0], person, actor=actor, now=NOW)
    change_inventors(patent, ["陆思齐", "童宁", "沈知远"], actor=actor, now=NOW)
    assert [(one.position, one.name, one.person_id) for one in patent.inventors] == [
        (1, "陆思齐", None),
        (2, "童宁", None),
        (3, "沈知远", cast.inventor_id),
    ]
    change_inventors(patent, ["童宁"], actor=actor, now=NOW)
    assert [(one.name, one.person_id) for one in patent.inventors] == [("童宁", None)]
    unlinked = db.session.scalars(sa.select(Event).filter_by(kind="inventor.unlinked")).one()
    assert unlinked.values["position"] == 3


def test_only_the_acting_office_changes_and_only_what_it_has_seen(cast: Cast) -> None:
    patent = make_patent(cast.east)
    for other in (cast.east, cast.park, cast.maker, cast.operator):
        with pytest.raises(Forbidden):
            change_owners(patent, [("x", None)], actor=other.actor, now=NOW)
        with pytest.raises(Forbidden):
            change_inventors(patent, ["x"], actor=other.actor, now=NOW)
    seen = patent.version
    later = NOW + timedelta(minutes=1)
    change_owners(patent, [("东湾工业大学", None), ("x", None)], version=seen, actor=cast.city.actor, now=later)
    with pytest.raises(Stale):
        change_inventors(patent, ["x"], version=seen, actor=cast.city.actor, now=later)


def test_corrections_reach_the_search_and_the_facts(cast: Cast) -> None:
    patent, actor = make_patent(cast.east), cast.city.actor
    listing = make_listing([patent], DEFERRED)
    db.session.rollback()
    announced = sa.select(sa.func.count()).select_from(SearchOutbox).filter_by(listing_id=listing.id)
    before = db.session.scalar(announced)
    days = {"filing_date": date(2021, 3, 1), "publication_date": None, "grant_date": date(2024, 5, 10)}
    correct_patent(
        patent,
        dates={**days, "term_end": None},
        classes={"ipc": ["G06F17/30"], "cpc": ["G06F17/30"]},
        secret=False,
        export_restricted=True,
        actor=actor,
        now=NOW,
    )
    assert (patent.term_end, patent.export_restricted) == (date(2041, 2, 28), True)
    assert {(one.scheme, one.position, one.code) for one in patent.classes} == {
        ("ipc", 1, "G06F17/30"),
        ("cpc", 1, "G06F17/30"),
    }
    assert ("filing_date", "2021-03-01", "hand") in facts(patent)
    assert db.session.scalar(announced) == (before or 0) + 1
    event = db.session.scalars(sa.select(Event).filter_by(kind="patent.changed")).one()
    assert event.values["fields"] == "dates, classes, flags"


def test_titles_written_by_hand_are_facts_too(cast: Cast) -> None:
    patent = make_patent(cast.east)
    describe_patent(
        patent, texts={"title_zh": "新名称"}, industry="33", trl=7, card={}, actor=cast.city.actor, now=NOW
    )
    assert facts(patent) == [("title_zh", "新名称", "hand")]
    with pytest.raises(Invalid, match="industry_unknown"):
        describe_patent(patent, texts={}, industry="00", trl=None, card={}, actor=cast.city.actor, now=NOW)
