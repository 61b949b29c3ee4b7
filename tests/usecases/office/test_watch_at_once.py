"""What the publication checks look at changes: the listing's findings follow at once, not with the night."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

import pytest

from marketplace import clock
from marketplace.jobs.worker import work_off
from marketplace.store.db import db
from marketplace.store.listings.listings import Listing
from marketplace.store.office import events, worklist
from marketplace.store.office.worklist import View
from marketplace.store.patents.patents import Patent
from marketplace.usecases.listings.listings import announce_listing, withdraw_listing
from marketplace.usecases.office.files import take_document
from marketplace.usecases.patents.evidence import add_evidence
from marketplace.usecases.patents.patents import lay_overlay, lift_overlay, state_status
from marketplace.usecases.recording import subject_of
from tests.make.cast import NOW, TODAY, Cast
from tests.make.listings import LUMP, make_listing, make_patent
from tests.make.office import change_listing
from tests.make.patent_pages import PDF
from tests.usecases.office.test_watch import told

LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def sound(cast: Cast) -> Listing:
    """A published listing that passes every check."""
    listing = make_listing([make_patent(cast.east, encumbrances_as_of=TODAY)], LUMP)
    change_listing(listing, fee_basis_zh="参照同类许可的收费确定。")
    return listing


@pytest.fixture
def listed(cast: Cast) -> Callable[[], list[str]]:
    """What the office's list says after the worker has done what was asked of it."""

    def read() -> list[str]:
        with clock.fixed(NOW + timedelta(hours=1)):
            work_off()
        view = View(cast.city.actor, TODAY)
        return [item.code for item in worklist.everything_of(("blocked-listings",), view)]

    return read


def test_a_pledge_and_the_consent_to_it(cast: Cast, sound: Listing, listed: Callable[[], list[str]]) -> None:
    patent, actor = sound.patents[0], cast.city.actor
    lay_overlay(patent, kind="pledged", starts_on=TODAY, source="register", actor=actor, now=NOW)
    assert listed() == ["OL06"]
    consent = take_document(BytesIO(PDF), "consent.pdf", actor=actor, now=LATER)
    add_evidence(patent, kind="pledgee_consent", file=consent, positive=True, issued_on=None, actor=actor, now=LATER)
    assert listed() == []


def test_a_finding_goes_with_what_it_found_before_the_worker_comes(cast: Cast, sound: Listing) -> None:
    patent, actor = sound.patents[0], cast.city.actor
    overlay = lay_overlay(patent, kind="pledged", starts_on=date(2026, 1, 1), source="register", actor=actor, now=NOW)
    work_off()
    lift_overlay(patent, overlay, ends_on=date(2026, 2, 1), actor=actor, now=LATER)
    view = View(cast.city.actor, TODAY)
    assert list(worklist.everything_of(("blocked-listings",), view)) == []


def test_status_and_fee(cast: Cast, sound: Listing, listed: Callable[[], list[str]]) -> None:
    def state(status: str, paid: date, at: timedelta) -> None:
        state_status(
            sound.patents[0],
            status=status,
            as_of=TODAY,
            source="register",
            fee_paid_until=paid,
            encumbrances_as_of=TODAY,
            actor=cast.city.actor,
            now=NOW + at,
        )

    state("granted", date(2026, 2, 1), timedelta(0))
    assert listed() == ["OL03"] and told(cast) == []  # told is whoever else looks after it, not who stated it
    state("lapsed_fee", date(2026, 2, 1), timedelta(minutes=1))
    assert [code.split(",")[0] for code in listed()] == ["OL02"]
    state("granted", date(2027, 2, 1), timedelta(minutes=2))
    assert listed() == []


def test_who_looks_after_it_hears_of_a_stop_once_however_often_the_patent_changes(
    cast: Cast, sound: Listing
) -> None:
    patent, actor = sound.patents[0], cast.city.actor
    for hour in range(3):
        at = NOW + timedelta(hours=hour)
        lay_overlay(patent, kind="exclusive_licence", starts_on=TODAY, source="contract", actor=actor, now=at)
        with clock.fixed(at):
            work_off()
    blocked = [event for event in _events(sound) if event == "listing.blocked"]
    assert blocked == ["listing.blocked"]


def test_who_writes_on_a_patent_need_not_start_again_for_an_overlay(cast: Cast, sound: Listing) -> None:
    patent = sound.patents[0]
    seen = patent.version
    lay_overlay(patent, kind="pledged", starts_on=TODAY, source="register", actor=cast.city.actor, now=LATER)
    patent = db.session.get_one(Patent, patent.id)
    assert (patent.version, patent.updated_at) == (seen, LATER)


def test_a_declaration_of_the_same_patent_is_a_fact_for_its_other_listings(
    cast: Cast, listed: Callable[[], list[str]]
) -> None:
    """While an open licence runs nobody may get a sole or exclusive one of the patent (Patent Law Art. 51)."""
    patent = make_patent(cast.east, encumbrances_as_of=TODAY)
    other = make_listing([patent], {**LUMP, "licence": {"kind": "exclusive"}}, kind="negotiated")
    change_listing(other, fee_basis_zh="参照同类许可的收费确定。")
    declared = make_listing([patent], LUMP, kind="statutory", state="filed")
    change_listing(declared, fee_basis_zh="参照同类许可的收费确定。")
    assert listed() == []
    announce_listing(declared, number="CN-2026-1", announced_on=TODAY, actor=cast.city.actor, now=LATER)
    assert listed() == ["OL04,OL09"]  # the patent, and terms that offer it to one alone
    withdraw_listing(declared, reason="ended", actor=cast.city.actor, now=LATER + timedelta(minutes=1))
    assert listed() == []


def _events(listing: Listing) -> list[str]:
    return [event.kind for event in events.of_subject(subject_of(listing))]
