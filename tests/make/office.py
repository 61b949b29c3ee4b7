"""A busy morning in the transfer office of `city`: something waits in every list."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from flask import current_app

from marketplace.domain.access import SYSTEM
from marketplace.store.db import db, transaction
from marketplace.store.deals.deals import Deal
from marketplace.store.listings.listings import Listing
from marketplace.store.office.files import StoredFile
from marketplace.store.patents.imports import ImportRow, PatentImport
from marketplace.usecases.deals.agreements import bring_account_forward
from marketplace.usecases.deals.deals import assign_deal, remind_of_deal
from marketplace.usecases.deals.offers import make_offer
from marketplace.usecases.deals.reports import submit_report
from marketplace.usecases.demand.needs import Wanted, leave_need
from marketplace.usecases.parties.organisations import ask_verification
from tests.make.cast import NOW, TODAY, Cast, Member
from tests.make.deals import days_later, prepare_deal, send
from tests.make.listings import DEFERRED, LUMP, make_listing, make_patent

FIRST_MONTH: dict[str, object] = {
    "currency": "CNY",
    "term_months": 36,
    "components": [
        {
            "id": "first",
            "type": "fixed",
            "amount": "50000.00",
            "trigger": {"kind": "months_after_effective", "months": 1},
            "due_days": 0,
        }
    ],
}
MORNING = days_later(40)  # the clock of the tests that look at it
MORNING_DAY = TODAY + timedelta(days=40)


def licence(cast: Cast, sheet: Mapping[str, object], licensee: Member | None = None) -> Deal:
    """A notice that has arrived, forty days before the morning."""
    listing = make_listing([make_patent(cast.east)], sheet)
    return send(prepare_deal(listing, licensee or cast.maker), licensee or cast.maker)


def request(cast: Cast) -> Deal:
    """A request for a negotiated licence that has arrived."""
    listing = make_listing([make_patent(cast.east)], DEFERRED, kind="negotiated")
    return send(prepare_deal(listing, cast.maker, option=None), cast.maker)


def make_busy_office(cast: Cast) -> dict[str, int]:
    """Fill every list; returns how many items each one has on `MORNING`."""
    city = cast.city
    reported = licence(cast, DEFERRED)
    submit_report(
        reported.agreement, {"on": "2026-03-02", "kind": "first_revenue"}, actor=cast.maker.actor, now=NOW
    )
    owing = licence(cast, FIRST_MONTH)
    bring_account_forward(owing.agreement, actor=SYSTEM, now=MORNING)
    licence(cast, LUMP)  # a first payment that is late by the morning
    asked = request(cast)
    assign_deal(asked, city.person, actor=city.actor, now=NOW)
    remind_of_deal(asked, remind_on=MORNING_DAY, actor=city.actor, now=NOW)
    offered = request(cast)
    last = MORNING_DAY + timedelta(days=3)
    make_offer(offered, LUMP, message="", expires_on=last, answers=0, actor=city.actor, now=NOW)
    make_listing([make_patent(cast.east)], LUMP, state="review")
    make_listing([make_patent(cast.east, status="lapsed_fee")], LUMP)
    stale = make_listing([make_patent(cast.east)], LUMP)
    change_listing(stale, confirmed_at=NOW - timedelta(days=100))
    refused_import(cast.east)
    ask_verification(cast.newcomer.organisation, actor=cast.newcomer.actor, now=NOW)
    make_listing([make_patent(cast.west, status="expired")], LUMP)  # another office's
    leave_need(Wanted("problem", "打磨噪音太大"), language="zh", actor=cast.maker.actor, now=NOW)
    return {
        "answers": 1,
        "reports": 1,
        "reviews": 1,
        "overdue-payments": 2,
        "expected-payments": 0,
        "expiring-offers": 1,
        "reminders": 1,
        "imports": 1,
        "blocked-listings": 1,
        "unconfirmed-listings": 1,
        "needs": 1,
        "verifications": 1,
    }


def kept_file(content: bytes, name: str) -> StoredFile:
    """A stored file with its content, inside a transaction."""
    digest = hashlib.sha256(content).hexdigest()
    place = Path(current_app.config["FILES_DIR"]) / digest[:2] / digest
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    file = StoredFile(digest=digest, size=len(content), media_type="text/csv", name=name, created_at=NOW)
    db.session.add(file)
    db.session.flush()
    return file


@transaction
def refused_import(owner: Member) -> PatentImport:
    """A finished import with two rows refused and one taken in."""
    upload = PatentImport(
        organisation_id=owner.organisation_id,
        file_id=kept_file("专利号\n".encode(), "专利清单.csv").id,
        state="done",
        rows_total=3,
        rows_done=3,
        created_at=NOW,
        finished_at=NOW,
    )
    db.session.add(upload)
    db.session.flush()
    for number, outcome in enumerate(("added", "refused", "refused"), 2):
        db.session.add(ImportRow(import_id=upload.id, row_number=number, outcome=outcome))
    return upload


@transaction
def change_listing(listing: Listing, **columns: object) -> None:
    """A change that no use case makes."""
    for name, value in columns.items():
        setattr(listing, name, value)
