"""Clicks at the same instant, on both databases: one mark, one item, answers with numbers of their own, one notice."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from flask import Flask

from marketplace.domain.access import SYSTEM
from marketplace.store.db import db
from marketplace.store.demand.needs import Need, NeedAnswer, NeedListing
from marketplace.store.keeping.collections import Collection, CollectionItem, Favourite
from marketplace.store.listings.listings import Listing
from marketplace.store.office.notices import Notice
from marketplace.usecases.demand.matching import keep_matches
from marketplace.usecases.demand.needs import Wanted, leave_need
from marketplace.usecases.demand.working import answer_need
from marketplace.usecases.keeping.collections import add_listing, make_collection
from marketplace.usecases.keeping.favourites import mark
from tests.make.cast import NOW, Cast
from tests.make.clicks import CLICKS, together
from tests.make.listings import LUMP, make_listing, make_patent


def the(table: type) -> Need:
    return db.session.scalars(sa.select(table)).one()


def count(table: type) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def test_clicks_at_once(app: Flask, world: Cast) -> None:
    with app.app_context():
        make_listing([make_patent(world.east)], LUMP)
        make_collection(name="x", actor=world.maker.actor, now=NOW)
        leave_need(Wanted("problem", "打磨"), language="zh", actor=world.maker.actor, now=NOW)
        db.session.remove()
    assert together(app, lambda: mark(the(Listing), actor=world.maker.actor, now=NOW)) == ["done"] * CLICKS
    put = together(app, lambda: add_listing(the(Collection), the(Listing), actor=world.maker.actor, now=NOW))
    assert put == ["done"] * CLICKS

    def tell() -> None:
        need, listing = the(Need), the(Listing)
        later = NOW + timedelta(days=1)
        keep_matches(need, [(listing.id, ("打磨",))], looked_at=later, actor=SYSTEM, now=later)

    assert "done" in together(app, tell)
    answered = together(
        app, lambda: answer_need(the(Need), note="x", listings=[], actor=world.city.actor, now=NOW)
    )
    with app.app_context():
        assert (count(Favourite), count(CollectionItem), count(NeedListing)) == (1, 1, 1)
        numbers = list(db.session.scalars(sa.select(NeedAnswer.number).order_by(NeedAnswer.number)))
        assert numbers == list(range(1, answered.count("done") + 1)) and numbers
        notices = db.session.scalars(sa.select(Notice).filter_by(person_id=world.maker.person_id))
        assert sum(notice.event.kind == "need.publication_found" for notice in notices) == 1
        db.session.remove()
