"""The overview tells how the money stands, in the figures of the account; a closed deal says that it never was one."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from marketplace import clock
from marketplace.domain.days import day_of
from marketplace.store.db import db
from marketplace.store.deals.deals import Deal
from marketplace.usecases.deals.deals import close_deal
from marketplace.usecases.deals.reports import submit_report
from tests.make.cast import TODAY
from tests.make.deals import days_later, pay
from tests.make.listings import LUMP, STAGED

TWO_PARTS = {
    **LUMP,
    "components": [
        {"id": "a", "type": "fixed", "amount": "1000.00", "trigger": {"kind": "effective"}},
        {"id": "b", "type": "fixed", "amount": "500.00", "trigger": {"kind": "months_after_effective", "months": 6}},
    ],
}


def tiles(page) -> dict[str, tuple[str, str]]:
    """Label → (figure, note) of each tile on the page."""
    found = {}
    for tile in page.page.select(".tile"):
        parts = [part.get_text(" ", strip=True) for part in tile.select("dt, .tile-figure, .tile-note")]
        found[parts[0]] = (parts[1], parts[2] if len(parts) > 2 else "")
    return found


def settle(pages, deal: str, act) -> None:
    with pages.app.app_context():
        act(db.session.scalars(sa.select(Deal).filter_by(public_id=deal)).one())
        db.session.remove()


def test_before_the_licence_takes_effect_it_says_what_to_pay_now_and_by_when(pages):
    deal = pages.deal(TWO_PARTS)
    page = pages.client(pages.world.maker, lang="en")
    page.get(f"/deals/{deal}")
    assert tiles(page)["To pay now, with VAT"] == ("¥1,060.00", f"by {(TODAY + timedelta(days=30)).isoformat()}")
    settle(pages, deal, lambda found: pay(found.agreement, pages.world, 40_000, 0))
    for path in (f"/deals/{deal}", f"/deals/{deal}/account"):
        page.get(path)
        first = tiles(page)
        assert first["To pay now, with VAT"][0] == "¥660.00" and first["Paid so far"][0] == "¥377.36"


@pytest.mark.parametrize("member", ["maker", "city"])
def test_both_sides_read_the_figures_of_the_account(pages, member):
    deal = pages.deal(TWO_PARTS)
    settle(pages, deal, lambda found: pay(found.agreement, pages.world, 106_000, 0))
    page = pages.client(getattr(pages.world, member), lang="en")
    page.get(f"/deals/{deal}")
    overview = tiles(page)
    assert overview["Paid so far"] == ("¥1,000.00", "net") and overview["Outstanding"][0] == "¥0.00"
    assert "Overdue" not in overview
    day, note = overview["Due next"]
    assert day > TODAY.isoformat() and "¥530.00" in note
    page.get(f"/deals/{deal}/account")
    account = tiles(page)
    for label in ("Paid so far", "Outstanding"):
        assert account[label][0] == overview[label][0].removeprefix("¥")


def test_what_waits_for_an_event_is_no_day(pages):
    deal = pages.deal(STAGED)
    page = pages.client(pages.world.maker, lang="zh")
    page.get(f"/deals/{deal}")
    assert tiles(page)["下一笔到期"][0] == "–" and "账目" in tiles(page)["下一笔到期"][1]


@pytest.mark.parametrize(("lang", "said"), [("zh", "未曾生效"), ("en", "Never took effect")])
def test_a_closed_deal_tells_of_a_licence_that_never_took_effect(pages, lang, said):
    deal = pages.deal(LUMP)
    code = pages.look(deal, lambda found: found.agreement.verification_code)
    when = {"reason": "逾期未付", "now": days_later(31)}
    settle(pages, deal, lambda found: close_deal(found, actor=pages.world.city.actor, **when))
    visitor = pages.client(lang=lang)
    visitor.get(f"/check/{code}")
    assert said in visitor.text()
    office = pages.client(pages.world.city, lang=lang)
    for path in (f"/deals/{deal}", f"/deals/{deal}/account"):
        office.get(path)
        assert said in office.text()
        assert not tiles(office)


def test_what_waits_for_the_office_is_in_sight_though_a_payment_is_more_urgent(pages):
    contingent = {"id": "c", "type": "fixed", "amount": "200.00", "trigger": {"kind": "first_revenue"}}
    deal = pages.deal({**TWO_PARTS, "components": [*TWO_PARTS["components"], contingent]})
    later = days_later(230)
    with clock.fixed(later):
        with pages.app.app_context():
            agreement = db.session.scalars(sa.select(Deal).filter_by(public_id=deal)).one().agreement
            pay(agreement, pages.world, 106_000, 0)
            report = {"kind": "first_revenue", "on": day_of(later).isoformat()}
            submit_report(agreement, report, note="", actor=pages.world.maker.actor, now=later)
            db.session.remove()
        boxes = {}
        for member in ("maker", "city"):
            page = pages.client(getattr(pages.world, member))
            page.get(f"/deals/{deal}")
            boxes[member] = [box.h2.get_text(strip=True) for box in page.page.select(".next")]
    assert [title[:6] for title in boxes["maker"]] == ["支付逾期款项"]
    assert [title[:6] for title in boxes["city"]] == ["支付逾期款项", "确认或退回报"]
