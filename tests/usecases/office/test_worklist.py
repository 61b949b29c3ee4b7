"""The lists of an office's work: what stands in each, in which order; every number is the count of its rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
import sqlalchemy as sa

from marketplace.domain.office.work import CHECK_OF_HINDRANCE, WorkItem, task
from marketplace.domain.office.work_words import EXPLANATIONS, LISTS, TASKS
from marketplace.domain.patents.status import Overlay, PatentStatus
from marketplace.store.db import db, transaction
from marketplace.store.listings.listings import Listing
from marketplace.store.office import worklist
from marketplace.store.office.work_listings import hindering_check
from marketplace.store.office.worklist import SOURCES, View
from marketplace.store.patents.patents import Patent, PatentOverlay
from marketplace.usecases.deals.deals import assign_deal
from marketplace.usecases.listings.standing import hindrance
from tests.make.cast import TODAY, Cast
from tests.make.listings import LUMP, make_listing, make_patent
from tests.make.office import MORNING_DAY, licence, make_busy_office, request

CHECK_OF = {None: None, **CHECK_OF_HINDRANCE}


def view(cast: Cast, whose: str = "all", day: date = MORNING_DAY) -> View:
    return View(cast.city.actor, day, whose)


def test_every_list_is_worded_and_has_a_query() -> None:
    assert list(SOURCES) == list(LISTS) == list(EXPLANATIONS)
    assert set(TASKS) == set(LISTS) - {"answers"}


def test_every_number_is_the_count_of_its_rows(cast: Cast) -> None:
    expected = make_busy_office(cast)
    found = {work: worklist.count(work, view(cast)) for work in LISTS}
    rows = {work: len(worklist.everything_of((work,), view(cast))) for work in LISTS}
    assert found == rows == expected


def test_all_lists_together_come_by_urgency_page_by_page(cast: Cast) -> None:
    total = sum(make_busy_office(cast).values())
    everything = worklist.everything_of(LISTS, view(cast))
    assert [item.urgency(MORNING_DAY) for item in everything] == sorted(
        item.urgency(MORNING_DAY) for item in everything
    )
    paged = [item for page in range(1, 8) for item in worklist.page_of(LISTS, view(cast), page, 2)]
    assert len(paged) == total and set(paged) == set(everything)
    assert everything[0].due is not None and everything[0].due < MORNING_DAY


def test_another_office_sees_nothing_of_it(cast: Cast) -> None:
    make_busy_office(cast)
    assert worklist.everything_of(LISTS, View(cast.park.actor, MORNING_DAY)) == []
    west = worklist.everything_of(LISTS, View(cast.west.actor, MORNING_DAY))
    assert [item.work for item in west] == ["blocked-listings"]
    assert worklist.everything_of(LISTS, View(cast.east.actor, MORNING_DAY)) == []  # it gave its mandate away


def test_mine_and_nobodys_share_out_the_deals(cast: Cast) -> None:
    make_busy_office(cast)
    for work in ("answers", "reports", "overdue-payments", "expiring-offers", "reminders"):
        mine, nobodys = (worklist.count(work, view(cast, whose)) for whose in ("mine", "nobodys"))
        assert mine + nobodys == worklist.count(work, view(cast))
    assert worklist.count("answers", view(cast, "mine")) == 1
    assert worklist.count("verifications", view(cast, "mine")) == 1


def test_a_deal_leaves_the_list_of_mine_when_it_is_given_away(cast: Cast) -> None:
    deal = request(cast)
    assign_deal(deal, cast.city.person, actor=cast.city.actor, now=deal.created_at)
    assert worklist.count("answers", view(cast, "mine")) == 1
    assign_deal(deal, None, actor=cast.city.actor, now=deal.created_at)
    assert worklist.count("answers", view(cast, "mine")) == 0


@pytest.mark.parametrize(
    ("days", "works"), [(29, "expected-payments"), (30, "expected-payments"), (31, "overdue-payments")]
)
def test_a_sum_is_expected_up_to_its_due_day_and_overdue_after(cast: Cast, days: int, works: str) -> None:
    licence(cast, LUMP)  # 30,000 yuan, due thirty days after the effect
    items = worklist.everything_of(
        ("expected-payments", "overdue-payments"), view(cast, day=TODAY + timedelta(days=days))
    )
    assert [(item.work, item.due, item.amount) for item in items] == [(works, date(2026, 4, 1), 3_180_000)]


@pytest.mark.parametrize(("age", "listed"), [(89, False), (90, True), (400, True)])
def test_a_listing_is_to_be_confirmed_after_ninety_days(cast: Cast, age: int, listed: bool) -> None:
    make_listing([make_patent(cast.east)], LUMP)
    day = TODAY + timedelta(days=age)
    assert bool(worklist.count("unconfirmed-listings", view(cast, day=day))) is listed


OVERLAYS: list[tuple[str, int | None, int | None]] = [
    (kind, starts, ends)
    for kind in (Overlay.EXCLUSIVE_LICENCE, Overlay.SOLE_LICENCE, Overlay.SUSPENDED, Overlay.PRESERVED, Overlay.PLEDGED)
    for starts, ends in product((None, -1, 0, 1), (None, -1, 0, 1))
    if starts is None or ends is None or starts <= ends
]
PATENTS = [{"status": status} for status in PatentStatus] + [
    {"status": "granted", "term_end": TODAY + timedelta(days=days)} for days in (-1, 0, 1)
] + [{"status": "restored", "fee_paid_until": TODAY + timedelta(days=days)} for days in (-1, 0, 1)]  # fmt: skip


@transaction
def lay(patent: Patent, kind: str, starts: int | None, ends: int | None) -> None:
    def day(offset: int | None) -> date | None:
        return None if offset is None else TODAY + timedelta(days=offset)

    overlay = PatentOverlay(kind=kind, starts_on=day(starts), ends_on=day(ends), as_of=TODAY)
    db.session.get_one(Patent, patent.id).overlays.append(overlay)


def test_the_query_of_what_stopped_says_what_the_guard_of_every_notice_says(cast: Cast) -> None:
    patents = [make_patent(cast.east, **columns) for columns in PATENTS]
    for kind, starts, ends in OVERLAYS:
        patents.append(make_patent(cast.east))
        lay(patents[-1], kind, starts, ends)
    for patent in patents:
        make_listing([patent], LUMP)
    make_listing([make_patent(cast.east), make_patent(cast.east, status="expired")], LUMP)
    found = db.session.execute(sa.select(Listing, hindering_check(TODAY))).all()
    assert len(found) == len(patents) + 1
    for listing, check in found:
        assert check == CHECK_OF[hindrance(listing, today=TODAY)], listing.patents[0].status
    assert {check for _, check in found} == set(CHECK_OF.values())


def test_a_task_is_worded_in_both_languages(cast: Cast) -> None:
    make_busy_office(cast)
    for item in worklist.everything_of(LISTS, view(cast)):
        zh, en = task(item, "zh"), task(item, "en")
        assert zh and en and zh != en
        assert not any(mark in zh + en for mark in "{}_")
    several = replace(WorkItem("blocked-listings", "listing", "x", ("", "")), code="OL02,OL03")
    assert task(several, "zh") == "未通过检查：专利权有效；年费已按规定缴纳"
