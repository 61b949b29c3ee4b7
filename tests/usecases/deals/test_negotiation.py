"""Negotiation: immutable offers, acceptance bound to the version read, expiry, closing."""

from __future__ import annotations

from datetime import date

import pytest

from marketplace.domain.access import SYSTEM
from marketplace.domain.faults import Forbidden, Refused, Stale
from marketplace.store.deals.deals import Deal
from marketplace.usecases.deals.deals import close_deal
from marketplace.usecases.deals.offers import accept_offer, decline_offer, expire_offers, make_offer
from tests.make.cast import NOW, Cast
from tests.make.deals import days_later, prepare_deal, send
from tests.make.listings import DEFERRED, LUMP, STAGED, make_listing, make_patent

UNTIL = date(2026, 3, 20)


def request(cast: Cast) -> Deal:
    listing = make_listing([make_patent(cast.east)], DEFERRED, kind="negotiated")
    return send(prepare_deal(listing, cast.maker, option=None), cast.maker)


def offer(deal: Deal, sheet: dict[str, object], who: object, answers: int) -> None:
    make_offer(deal, sheet, message="", expires_on=UNTIL, answers=answers, actor=who.actor, now=NOW)  # type: ignore[attr-defined]


def test_request_offer_counter_offer_acceptance(cast: Cast) -> None:
    deal = request(cast)
    assert (deal.state, deal.due_on) == ("requested", date(2026, 3, 12))
    offer(deal, LUMP, cast.city, 0)
    offer(deal, STAGED, cast.maker, 1)
    assert [(o.number, o.side, o.state) for o in deal.offers] == [(1, "office", "replaced"), (2, "licensee", "open")]
    accept_offer(deal, 2, sheet_hash=deal.offers[1].sheet_hash, actor=cast.city.actor, now=NOW)
    assert (deal.state, deal.agreement.sheet) == ("active", deal.offers[1].sheet)


def test_acceptance_of_a_stale_version_is_refused(cast: Cast) -> None:
    deal = request(cast)
    offer(deal, LUMP, cast.city, 0)
    read = deal.offers[0].sheet_hash
    offer(deal, STAGED, cast.city, 1)
    with pytest.raises(Stale, match="offer.newer_exists"):
        accept_offer(deal, 1, sheet_hash=read, actor=cast.maker.actor, now=NOW)
    assert deal.agreement is None


def test_a_counter_offer_must_answer_the_newest_offer(cast: Cast) -> None:
    deal = request(cast)
    offer(deal, LUMP, cast.city, 0)
    with pytest.raises(Stale):
        offer(deal, STAGED, cast.maker, 0)


def test_one_cannot_accept_ones_own_offer_nor_one_that_expired(cast: Cast) -> None:
    deal = request(cast)
    offer(deal, LUMP, cast.city, 0)
    read = deal.offers[0].sheet_hash
    with pytest.raises(Refused, match="offer.own"):
        accept_offer(deal, 1, sheet_hash=read, actor=cast.city.actor, now=NOW)
    with pytest.raises(Refused, match="offer.expired"):
        accept_offer(deal, 1, sheet_hash=read, actor=cast.maker.actor, now=days_later(19))
    assert expire_offers(actor=SYSTEM, now=days_later(19)) == 1
    assert deal.offers[0].state == "expired"


def test_only_the_two_sides_make_offers(cast: Cast) -> None:
    deal = request(cast)
    for other in (cast.stranger, cast.park, cast.operator, cast.east):
        with pytest.raises(Forbidden):
            offer(deal, LUMP, other, 0)


def test_a_negotiation_can_be_ended_by_either_side_with_a_reason(cast: Cast) -> None:
    deal = request(cast)
    offer(deal, LUMP, cast.city, 0)
    decline_offer(deal, 1, reason="预算不足", actor=cast.maker.actor, now=NOW)
    assert (deal.state, deal.offers[0].state, deal.closed_reason) == ("closed", "declined", "预算不足")
    other = request(cast)
    close_deal(other, reason="专利拟转让", actor=cast.city.actor, now=NOW)
    assert other.state == "closed"
