"""Mandates: one at a time, to a verified transfer office, by the licensor itself."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from marketplace.domain.faults import Forbidden, Invalid, Refused
from marketplace.store.db import db
from marketplace.store.office.notices import Notice
from marketplace.store.parties import organisations
from marketplace.usecases.parties.mandates import end_mandate, give_mandate
from tests.make.cast import NOW, TODAY, Cast


def test_the_office_acts_from_the_first_to_the_last_day_and_is_told(cast: Cast) -> None:
    west, park = cast.west, cast.park
    mandate = give_mandate(
        west.organisation, park.organisation, starts_on=date(2026, 4, 1), actor=west.actor, now=NOW
    )
    end_mandate(mandate, ends_on=date(2026, 6, 30), actor=west.actor, now=NOW)
    acting = [
        organisations.acting_office_id(west.organisation_id, day)
        for day in (date(2026, 3, 31), date(2026, 4, 1), date(2026, 6, 30), date(2026, 7, 1))
    ]
    assert acting == [west.organisation_id, park.organisation_id, park.organisation_id, west.organisation_id]
    told = db.session.scalars(sa.select(Notice).filter_by(person_id=park.person_id))
    assert [notice.event.kind for notice in told][-2:] == ["mandate.given", "mandate.ended"]


def test_one_mandate_at_a_time(cast: Cast) -> None:
    with pytest.raises(Refused, match="mandate.exists"):
        give_mandate(
            cast.east.organisation, cast.park.organisation, starts_on=TODAY, actor=cast.east.actor, now=NOW
        )
    mandate = organisations.mandate_from(cast.east.organisation_id, TODAY)
    end_mandate(mandate, ends_on=TODAY, actor=cast.east.actor, now=NOW)
    give_mandate(
        cast.east.organisation,
        cast.park.organisation,
        starts_on=date(2026, 3, 3),
        actor=cast.east.actor,
        now=NOW,
    )
    assert (
        organisations.acting_office_id(cast.east.organisation_id, date(2026, 3, 3))
        == cast.park.organisation_id
    )


def test_only_to_a_verified_transfer_office(cast: Cast) -> None:
    for office in (cast.body, cast.maker, cast.newcomer):
        with pytest.raises(Invalid, match="not_an_office"):
            give_mandate(
                cast.west.organisation, office.organisation, starts_on=TODAY, actor=cast.west.actor, now=NOW
            )


def test_only_by_an_administrator_of_a_licensor(cast: Cast) -> None:
    for member in (cast.city, cast.operator, cast.stranger):
        with pytest.raises(Forbidden):
            give_mandate(
                cast.west.organisation, cast.park.organisation, starts_on=TODAY, actor=member.actor, now=NOW
            )
    with pytest.raises(Refused, match="not_a_licensor"):
        give_mandate(
            cast.body.organisation, cast.park.organisation, starts_on=TODAY, actor=cast.body.actor, now=NOW
        )


def test_the_last_day_is_not_before_the_first(cast: Cast) -> None:
    mandate = organisations.mandate_from(cast.east.organisation_id, TODAY)
    with pytest.raises(Invalid, match="ends_before_start"):
        end_mandate(mandate, ends_on=date(2025, 12, 31), actor=cast.east.actor, now=NOW)
    with pytest.raises(Forbidden):
        end_mandate(mandate, ends_on=TODAY, actor=cast.city.actor, now=NOW)
