"""Patents and listings for tests of what comes after them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from marketplace.domain.terms.canonical import canonical, terms_hash
from marketplace.store.db import db, transaction
from marketplace.store.listings.listings import Listing, ListingPatent, ListingSite, ListingVersion
from marketplace.store.office import outbox
from marketplace.store.patents.patents import Patent, PatentClass, PatentInventor, PatentOwner
from marketplace.usecases.listings.options import Proposal, option_of
from tests.make.cast import NOW, TODAY, Member

DEFERRED: dict[str, object] = {
    "currency": "CNY",
    "term_months": 48,
    "components": [
        {
            "id": "fee",
            "type": "fixed",
            "amount": "120000.00",
            "due_days": 0,
            "trigger": {
                "earliest_of": [
                    {"kind": "first_revenue", "plus_days": 90},
                    {"kind": "months_after_effective", "months": 24},
                ]
            },
        }
    ],
    "late": {"annual_rate": "4.5"},
}
STAGED: dict[str, object] = {
    "currency": "CNY",
    "term_months": 60,
    "components": [
        {
            "id": "M1",
            "type": "fixed",
            "amount": "20000.00",
            "trigger": {"kind": "milestone_accepted", "milestone": "prototype"},
        },
        {
            "id": "M2",
            "type": "fixed",
            "amount": "30000.00",
            "trigger": {"kind": "cumulative_sales_ge", "amount": "1000000.00"},
        },
        {
            "id": "R",
            "type": "royalty",
            "base": "net_sales",
            "bands": [{"over": "0", "rate": "2"}],
            "period": "year",
            "annual_cap": "150000.00",
        },
    ],
    "total_cap": "600000.00",
}
LUMP: dict[str, object] = {
    "currency": "CNY",
    "term_months": 36,
    "components": [
        {"id": "lump", "type": "fixed", "amount": "30000.00", "trigger": {"kind": "effective"}, "due_days": 30}
    ],
}
NUMBERS = iter(range(8_000_001, 8_999_999))


@transaction
def make_patent(licensor: Member, *, number: str = "", **columns: object) -> Patent:
    """A granted invention in force, with an owner, two inventors and two classes."""
    values: dict[str, object] = {
        "number": number or f"CN2022{1}{next(NUMBERS)}.0",
        "kind": "invention",
        "title_zh": "一种钢管焊缝低噪声打磨装置",
        "title_en": "Low-noise grinding device for pipe welds",
        "abstract_zh": "本发明公开一种用于钢管焊缝的打磨装置，采用阻尼砂轮和封闭罩体，打磨噪声明显降低。",
        "abstract_en": "A device that grinds the welds of steel pipes with a damped wheel in a closed hood.",
        "filing_date": date(2022, 3, 1),
        "grant_date": date(2024, 5, 10),
        "term_end": date(2042, 2, 28),
        "status": "granted",
        "status_as_of": TODAY,
        "status_source": "test",
        "fee_paid_until": date(2027, 2, 28),
        "industry": "33",
        "trl": 7,
        "created_at": NOW,
        "updated_at": NOW,
    }
    patent = Patent(licensor_id=licensor.organisation_id, **{**values, **columns})
    patent.owners = [PatentOwner(position=1, name="东湾工业大学", organisation_id=licensor.organisation_id)]
    patent.inventors = [PatentInventor(position=n, name=name) for n, name in enumerate(("沈知远", "陆思齐"), 1)]
    patent.classes = [
        PatentClass(scheme="ipc", position=n, code=code) for n, code in enumerate(("B24B9/04", "B24B55/00"), 1)
    ]
    db.session.add(patent)
    return patent


@transaction
def furnish(patent: Patent, **parts: object) -> Patent:
    """Replace what belongs to a patent: its classes, card, further industries."""
    known = db.session.get_one(Patent, patent.id)
    for name, value in parts.items():
        setattr(known, name, value)
    return known


@transaction
def make_listing(
    patents: Sequence[Patent],
    *sheets: Mapping[str, object],
    kind: str = "platform",
    state: str = "published",
    **columns: object,
) -> Listing:
    """A listing in a state, past the gate that the tests of listings prove."""
    first = patents[0]
    listing = Listing(
        kind=kind,
        licensor_id=first.licensor_id,
        title_zh=first.title_zh,
        title_en=first.title_en,
        state=state,
        published_at=NOW,
        confirmed_at=NOW,
        created_at=NOW,
        updated_at=NOW,
        edition=1,
        **{"announcement_number": "2026-0001", "announced_on": TODAY, **columns} if kind == "statutory" else columns,
    )
    listing.options = [option_of(n, Proposal(sheet)) for n, sheet in enumerate(sheets, 1)]
    db.session.add(listing)
    db.session.flush()
    for position, patent in enumerate(patents, 1):
        db.session.add(ListingPatent(listing_id=listing.id, patent_id=patent.id, position=position))
    db.session.add(ListingSite(listing_id=listing.id, site_id=1))
    content = {"public_id": listing.public_id}
    db.session.add(
        ListingVersion(
            listing_id=listing.id,
            edition=1,
            content=canonical(content).decode(),
            content_hash=terms_hash(content),
            published_at=NOW,
        )
    )
    outbox.announce([listing.id], now=NOW)
    return listing
