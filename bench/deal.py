"""The one deal of a generated catalogue: an enterprise has sent its notice for a platform listing."""

from __future__ import annotations

import secrets

import sqlalchemy as sa

from marketplace import clock
from marketplace.domain.access import SYSTEM, Actor
from marketplace.store.db import db
from marketplace.store.listings.listings import Listing, ListingOption
from marketplace.usecases.deals.deals import describe_use, send_deal, start_deal
from marketplace.usecases.parties.organisations import found_organisation, verify_organisation
from marketplace.usecases.parties.people import sign_up
from marketplace.usecases.parties.sessions import open_session
from marketplace.web.session import token_hash


def make_deal() -> tuple[str, str]:
    """A signed-in enterprise with one licence: (session token, public id of the deal)."""
    now = clock.now()
    person = sign_up(
        name="测试",
        email="bench@example.org",
        password_hash="",
        language="zh",
        terms_version="1",
        site_id=1,
        now=now,
    )
    token = secrets.token_urlsafe(16)
    founder = Actor(person_id=person.id, site_id=1)
    licensee = found_organisation(
        kind="enterprise", name_zh="测试企业", region="420700", actor=founder, now=now
    )
    verify_organisation(licensee, actor=SYSTEM, now=now)
    at_once = sa.select(Listing).join(ListingOption).where(ListingOption.asks_on_day_one == 0)
    chosen = at_once.where(Listing.kind == "platform", ListingOption.position == 1)
    # in the order of their hashes, so that every catalogue has a deal under the same terms
    listing = db.session.scalars(chosen.order_by(ListingOption.sheet_hash, Listing.id).limit(1)).one()
    actor = Actor(
        person_id=person.id,
        organisation_id=licensee.id,
        organisation_kind="enterprise",
        roles=frozenset({"administrator"}),
        site_id=1,
    )
    deal = start_deal(listing, licensee, option_position=1, actor=actor, now=now)
    describe_use(
        deal,
        option_position=1,
        product="产品",
        place="地点",
        volume="",
        wished_start=None,
        message="",
        actor=actor,
        now=now,
    )
    send_deal(deal, sheet_hash=listing.options[0].sheet_hash, actor=actor, now=now)
    open_session(person, token_hash=token_hash(token), now=now)
    return token, deal.public_id
