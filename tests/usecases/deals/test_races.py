"""Two clicks at the same instant: one deal, one agreement, one payment, on both databases."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Flask

from marketplace.store.db import db
from marketplace.store.deals.agreements import Agreement, Receipt
from marketplace.store.deals.deals import Deal
from marketplace.store.listings.listings import Listing
from marketplace.usecases.deals.deals import start_deal
from marketplace.usecases.deals.offers import accept_offer, make_offer
from marketplace.usecases.deals.receipts import confirm_payment
from tests.make.cast import NOW, TODAY, Cast
from tests.make.clicks import together
from tests.make.deals import days_later, prepare_deal, send
from tests.make.listings import DEFERRED, LUMP, STAGED, make_listing, make_patent


def counted(app: Flask, table: type) -> int:
    with app.app_context():
        number = db.session.scalar(sa.select(sa.func.count()).select_from(table))
        db.session.remove()
    return number or 0


def the_deal() -> Deal:
    return db.session.scalars(sa.select(Deal)).one()


def test_starting_makes_one_deal(app: Flask, world: Cast) -> None:
    with app.app_context():
        make_listing([make_patent(world.east)], DEFERRED)
        db.session.remove()

    def start() -> None:
        listing = db.session.scalars(sa.select(Listing)).one()
        start_deal(listing, world.maker.organisation, option_position=1, actor=world.maker.actor, now=NOW)

    assert together(app, start).count("done") == 1
    assert counted(app, Deal) == 1


def test_sending_makes_one_agreement(app: Flask, world: Cast) -> None:
    with app.app_context():
        prepare_deal(make_listing([make_patent(world.east)], DEFERRED), world.maker)
        db.session.remove()
    outcome = together(app, lambda: send(the_deal(), world.maker))
    assert outcome.count("done") == 1, outcome
    assert counted(app, Agreement) == 1


def test_accepting_makes_one_agreement(app: Flask, world: Cast) -> None:
    with app.app_context():
        listing = make_listing([make_patent(world.east)], DEFERRED, kind="negotiated")
        deal = send(prepare_deal(listing, world.maker, option=None), world.maker)
        until = days_later(10).date()
        offer = make_offer(deal, STAGED, message="", expires_on=until, answers=0, actor=world.city.actor, now=NOW)
        read = offer.sheet_hash
        db.session.remove()
    outcome = together(app, lambda: accept_offer(the_deal(), 1, sheet_hash=read, actor=world.maker.actor, now=NOW))
    assert outcome.count("done") == 1, outcome
    assert counted(app, Agreement) == 1


def test_confirming_a_payment_enters_it_once(app: Flask, world: Cast) -> None:
    with app.app_context():
        send(prepare_deal(make_listing([make_patent(world.east)], LUMP), world.maker), world.maker)
        db.session.remove()

    def confirm() -> None:
        agreement = the_deal().agreement
        assert agreement is not None
        entry = {"received_on": TODAY, "gross": 1_000_000, "bank_reference": "A1"}
        confirm_payment(agreement, **entry, actor=world.city.actor, now=NOW)

    outcome = together(app, confirm)
    assert outcome.count("done") == 1, outcome
    assert counted(app, Receipt) == 1
