"""The nightly check of what is public: time alone can make a listing fail, and its office is told once."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import sqlalchemy as sa

from marketplace.domain.access import SYSTEM
from marketplace.store.db import db, transaction
from marketplace.store.listings.listings import Listing
from marketplace.store.office import worklist
from marketplace.store.office.notices import Notice
from marketplace.store.office.watch import ListingWatch
from marketplace.store.office.worklist import View
from marketplace.store.patents.patents import Patent, PatentOverlay
from marketplace.usecases.listings.gate import gate_of
from marketplace.usecases.office.watch import watch_listings
from tests.make.cast import NOW, TODAY, Cast
from tests.make.listings import LUMP, make_listing, make_patent
from tests.make.office import change_listing


def night(days: int) -> datetime:
    return NOW + timedelta(days=days)


def watch(days: int = 0) -> int:
    return watch_listings(actor=SYSTEM, now=lambda: night(days))


def told(cast: Cast) -> list[object]:
    """The codes of the stops that the office has been told of."""
    db.session.rollback()
    notices = db.session.scalars(sa.select(Notice).filter_by(person_id=cast.city.person_id).order_by(Notice.id))
    return [one.event.values["code"] for one in notices if one.event.kind == "listing.blocked"]


def listed(cast: Cast, days: int = 0) -> list[str]:
    """The checks that the office's list names, a listing each."""
    db.session.rollback()
    view = View(cast.city.actor, TODAY + timedelta(days=days))
    return [item.code for item in worklist.everything_of(("blocked-listings",), view)]


def sound(cast: Cast, **columns: object) -> Listing:
    """A listing that passes every check that can stop it."""
    patent = make_patent(cast.east, encumbrances_as_of=TODAY, **columns)
    listing = make_listing([patent], LUMP)
    change_listing(listing, fee_basis_zh="参照同类许可的收费确定。")
    assert not [outcome.code for outcome in gate_of(listing, today=TODAY) if outcome.blocks]
    return listing


def test_what_passes_is_not_kept(cast: Cast) -> None:
    sound(cast)
    assert watch() == 0
    assert db.session.scalars(sa.select(ListingWatch)).all() == [] and listed(cast) == []


def test_a_fee_that_falls_due_stops_a_listing_and_the_office_is_told_once(cast: Cast) -> None:
    sound(cast, fee_paid_until=date(2026, 3, 31))
    assert (watch(29), told(cast)) == (0, [])
    assert watch(31) == 1
    assert told(cast) == ["listing.patent_fee_unpaid"]
    assert listed(cast, 31) == ["OL03"]
    watch(32)
    watch(33)
    assert told(cast) == ["listing.patent_fee_unpaid"]


def test_a_pledge_without_consent_is_listed_although_nothing_stopped(cast: Cast) -> None:
    listing = sound(cast)

    @transaction
    def pledge() -> None:
        patent = db.session.get_one(Listing, listing.id).patents[0]
        patent.overlays.append(PatentOverlay(kind="pledged", starts_on=TODAY, as_of=TODAY))

    pledge()
    assert watch(1) == 1
    assert listed(cast, 1) == ["OL06"] and told(cast) == []


def test_a_finding_is_void_once_something_changed(cast: Cast) -> None:
    listing = sound(cast)

    @transaction
    def pledge() -> None:
        patent = db.session.get_one(Listing, listing.id).patents[0]
        patent.overlays.append(PatentOverlay(kind="pledged", starts_on=TODAY, as_of=TODAY))

    pledge()
    watch(1)

    @transaction
    def touch() -> None:
        db.session.execute(sa.update(Patent).values(updated_at=night(2)))

    touch()
    assert listed(cast, 2) == []
    watch(3)
    assert listed(cast, 3) == ["OL06"]


def test_listings_that_are_not_public_any_more_are_forgotten(cast: Cast) -> None:
    listing = sound(cast, fee_paid_until=date(2026, 3, 31))
    assert watch(40) == 1
    change_listing(listing, state="withdrawn", withdrawn_on=TODAY)
    assert watch(41) == 0
    assert db.session.scalars(sa.select(ListingWatch)).all() == []
