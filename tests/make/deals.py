"""Deals at the stage a test needs, built by calling use cases."""

from __future__ import annotations

from datetime import datetime, timedelta

from marketplace.store.deals.deals import Deal
from marketplace.store.listings.listings import Listing
from marketplace.usecases.deals.deals import describe_use, send_deal, start_deal
from tests.make.cast import NOW, Member


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
