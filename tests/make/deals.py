"""Deals at the stage a test needs, built by calling use cases."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from marketplace.store.db import db
from marketplace.store.deals.agreements import Agreement
from marketplace.store.deals.deals import Deal
from marketplace.store.listings.listings import Listing
from marketplace.store.office.notices import Notice
from marketplace.usecases.deals.deals import describe_use, send_deal, start_deal
from marketplace.usecases.deals.receipts import confirm_payment
from tests.make.cast import NOW, Cast, Member
from tests.make.listings import make_listing, make_patent


def prepare_deal(listing: Listing, licensee: Member, *, option: int | None = 1, now: datetime = NOW) -> Deal:
    """A complete draft of a notice or request."""
    deal = start_deal(listing, licensee.organisation, option_position=option, actor=licensee.actor, now=now)
    describe_use(
        deal,
        option_position=option,
        product="低噪声钢管打磨机",
        place="江澜市云溪区一号厂房",
        volume="每年约 200 台",
        wished_start=None,
        message="",
        actor=licensee.actor,
        now=now,
    )
    return deal


def send(deal: Deal, licensee: Member, *, now: datetime = NOW) -> Deal:
    """Send a prepared deal on the terms shown."""
    chosen = [option for option in deal.listing.options if option.position == deal.option_position]
    send_deal(deal, sheet_hash=chosen[0].sheet_hash if chosen else "", actor=licensee.actor, now=now)
    return deal


def days_later(days: int) -> datetime:
    return NOW + timedelta(days=days)


def agreed(cast: Cast, sheet: dict[str, Any], **listing: Any) -> Agreement:
    """The agreement of the maker on a patent of East University, which the city's office runs."""
    deal = send(prepare_deal(make_listing([make_patent(cast.east)], sheet, **listing), cast.maker), cast.maker)
    assert deal.agreement is not None
    return deal.agreement


def pay(agreement: Agreement, cast: Cast, gross: int, days: int, line: str = "") -> None:
    """A payment that came in so many days after the cast's day, tax included, confirmed the same day."""
    now = days_later(days)
    confirm_payment(
        agreement,
        received_on=now.date(),
        gross=gross,
        bank_reference=f"{gross}-{days}",
        line=line,
        actor=cast.city.actor,
        now=now,
    )


def told(who: Member) -> list[str]:
    """The kinds of events of which somebody has a notice."""
    return [notice.event.kind for notice in db.session.scalars(sa.select(Notice).filter_by(person_id=who.person_id))]
