"""An open licence taken on the pages: draft, check, notice, first payment, licence (J2), in both languages."""

from __future__ import annotations

import json
from datetime import date

import pytest
import sqlalchemy as sa

from marketplace import clock
from marketplace.domain.terms.canonical import terms_hash
from marketplace.store.db import db, transaction
from marketplace.store.office.notices import Notice
from marketplace.store.parties.organisations import Organisation
from marketplace.store.patents.patents import Patent
from marketplace.usecases.parties.organisations import set_bank_account
from tests.make.cast import NOW
from tests.make.deals import days_later
from tests.make.listings import DEFERRED, LUMP, STAGED
from tests.web.deal_pages import figures, recomputed

USE = {
    "option": "1",
    "product": "低噪声钢管打磨机",
    "place": "江澜市云溪区一号厂房",
    "volume": "每年约 200 台",
    "wished_start": "2026-04-01",
    "message": "",
    "go": "review",
}
FIRST = {
    "zh": ("等待首笔付款 ¥31,800.00，请于2026年4月1日前付至账户", "许可方办理机构确认收款之日起生效"),
    "en": (
        "Waiting for the first payment of ¥31,800.00 by 1 April 2026, to account",
        "takes effect on the day the licensor's office confirms it",
    ),
}


def begin(page, listing: str) -> str:
    """Press the button on the listing's page; the deal's public id."""
    answer = page.post("/deals", {"listing": listing, "option": "1"})
    assert answer.headers["Location"].endswith("/use")
    page.follow(answer)
    return answer.headers["Location"].split("/")[-2]


def sheet_hash(page) -> str:
    return page.page.find("input", {"name": "sheet_hash"})["value"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_from_the_listing_to_the_licence(pages, lang):
    listing = pages.listing(LUMP, kind="statutory")
    with pages.app.app_context():
        east = pages.world.east
        account = {"holder": "东湾工业大学", "bank": "江澜示范银行", "number": "6200 0001"}
        set_bank_account(east.organisation, **account, actor=east.actor, now=NOW)
        db.session.remove()
    maker = pages.client(pages.world.maker, lang=lang)
    deal = begin(maker, listing)
    review = maker.follow(maker.post(f"/deals/{deal}/use", USE))

    assert maker.page.find("form", action=f"/deals/{deal}/sending")
    assert terms_hash(LUMP) in review.text and "31,800.00" in maker.text()
    answer = maker.post(f"/deals/{deal}/sending", {"sheet_hash": sheet_hash(maker)})
    assert answer.headers["Location"] == f"/deals/{deal}/receipt"
    maker.follow(answer)
    assert deal.upper() in maker.text() and "EAST-L-2026-0001" in maker.text()
    office = pages.client(pages.world.city, lang=lang)
    for page in (maker, office):  # both sides read the same
        page.get(f"/deals/{deal}")
        for part in FIRST[lang]:
            assert part in page.text()
        assert "6200 0001" in page.text()
    payment = {"gross": "31,800.00", "received_on": "2026-03-02", "bank_reference": "流水0001", "line": ""}
    office.post(f"/deals/{deal}/payments?lang={lang}", payment, status=200)
    assert "30,000.00" in office.text() and "1,800.00" in office.text()
    assert pages.look(deal, lambda found: found.state) == "awaiting_payment"
    seen = office.page.find("input", {"name": "seen"})["value"]
    office.follow(office.post(f"/deals/{deal}/payments", {**payment, "seen": seen}))
    assert pages.look(deal, lambda found: (found.state, found.agreement.effective_on)) == ("active", date(2026, 3, 2))
    lines = figures(office)
    maker.get(f"/deals/{deal}/account")
    assert figures(maker) == lines and len(lines) == 1
    result = recomputed(maker, deal)
    assert (result["lines"][0]["amount"], result["lines"][0]["status"]) == ("30000.00", "paid")


def test_nothing_asked_on_day_one_takes_effect_at_once(pages):
    maker = pages.client(pages.world.maker, lang="en")
    deal = begin(maker, pages.listing(DEFERRED))
    maker.follow(maker.post(f"/deals/{deal}/use", USE))
    maker.follow(maker.post(f"/deals/{deal}/sending", {"sheet_hash": sheet_hash(maker)}))
    assert "The licence is in effect." in maker.text()
    assert pages.look(deal, lambda found: found.state) == "active"


def test_a_double_click_makes_one_licence(pages):
    maker = pages.client(pages.world.maker, lang="zh")
    listing = pages.listing(DEFERRED)
    deal = begin(maker, listing)
    again = maker.post("/deals", {"listing": listing, "option": "1"})
    assert again.headers["Location"] == f"/deals/{deal}"
    maker.follow(maker.post(f"/deals/{deal}/use", USE))
    form = {"sheet_hash": sheet_hash(maker)}
    first, second = (maker.post(f"/deals/{deal}/sending", form) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"] == f"/deals/{deal}/receipt"
    number = pages.look(deal, lambda found: found.agreement.number)
    assert number == "EAST-L-2026-0001"


def test_two_takers_see_and_get_the_same_terms(pages):
    listing = pages.listing(STAGED)
    hashes = set()
    for who in (pages.world.maker, pages.world.stranger):
        page = pages.client(who, lang="en")
        deal = begin(page, listing)
        page.follow(page.post(f"/deals/{deal}/use", USE))
        hashes.add(sheet_hash(page))
        page.post(f"/deals/{deal}/sending", {"sheet_hash": sheet_hash(page)})
        hashes.add(pages.look(deal, lambda found: found.agreement.sheet_hash))
    assert hashes == {terms_hash(STAGED)}


def test_a_patent_that_lapses_meanwhile_stops_the_notice_with_the_reason(pages):
    maker = pages.client(pages.world.maker, lang="zh")
    deal = begin(maker, pages.listing(DEFERRED))
    maker.follow(maker.post(f"/deals/{deal}/use", USE))
    form = {"sheet_hash": sheet_hash(maker)}
    with pages.app.app_context():

        @transaction
        def lapse() -> None:
            for patent in db.session.scalars(sa.select(Patent)):
                patent.status = "lapsed_fee"

        lapse()
        db.session.remove()
    maker.post(f"/deals/{deal}/sending", form, status=409)
    assert "项目中有专利目前不处于有效状态" in maker.text()
    assert pages.look(deal, lambda found: (found.state, found.agreement)) == ("draft", None)
    maker.get(f"/deals/{deal}/review")
    assert not maker.page.find("input", {"name": "sheet_hash"})


def test_terms_that_changed_since_they_were_read_are_not_sent(pages):
    maker = pages.client(pages.world.maker, lang="en")
    deal = begin(maker, pages.listing(DEFERRED))
    maker.follow(maker.post(f"/deals/{deal}/use", USE))
    maker.post(f"/deals/{deal}/sending?lang=en", {"sheet_hash": "0" * 64}, status=409)
    assert "The terms changed after you read them." in maker.text()


def test_the_review_says_what_is_missing_and_does_not_send(pages):
    maker = pages.client(pages.world.maker, lang="en")
    deal = begin(maker, pages.listing(LUMP, DEFERRED))
    maker.follow(maker.post(f"/deals/{deal}/use", {**USE, "option": "0", "product": ""}))
    assert "Choose one of the ways to pay." in maker.text()
    assert "Say which product or process you will make or use." in maker.text()
    assert not maker.page.find("input", {"name": "sheet_hash"})
    maker.post(f"/deals/{deal}/use?lang=en", {**USE, "wished_start": "soon"}, status=422)
    assert "Enter a day like 2026-12-01." in maker.text()


def test_the_owner_has_no_way_to_refuse_until_the_payment_is_late(pages):
    deal = pages.deal(LUMP)
    office = pages.client(pages.world.city, lang="zh")
    office.get(f"/deals/{deal}")
    office.post(f"/deals/{deal}/closing", {"reason": "不想许可"}, status=409)
    assert "开放许可的通知不能拒绝" in office.text()
    with clock.fixed(days_later(31)):
        office = pages.client(pages.world.city, lang="zh")
        office.post(f"/deals/{deal}/closing", {"reason": ""}, status=422)
        office.follow(office.post(f"/deals/{deal}/closing", {"reason": "逾期未付首笔款项"}))
        assert "逾期未付首笔款项" in office.text()


def test_an_unverified_firm_sends_and_withdraws_what_is_held(pages):
    page = pages.client(pages.world.newcomer, lang="en")
    deal = begin(page, pages.listing(DEFERRED))
    page.follow(page.post(f"/deals/{deal}/use", USE))
    assert "not verified yet" in page.text()
    page.follow(page.post(f"/deals/{deal}/sending", {"sheet_hash": sheet_hash(page)}))
    assert "Held until verification" in page.text()
    _verified_after_days(pages, 4)
    page.get(f"/deals/{deal}")
    assert "The office usually answers within 4 days" in page.text()
    pages.client(pages.world.city).get(f"/deals/{deal}", status=404)  # it has not arrived
    page.get(f"/deals/{deal}/withdrawal")
    page.follow(page.post(f"/deals/{deal}/withdrawal", {"reason": "plans changed"}))
    assert "plans changed" in page.text()


def _verified_after_days(pages, days: int) -> None:
    """All who are verified have waited so long for it."""

    @transaction
    def change() -> None:
        for organisation in db.session.scalars(sa.select(Organisation).filter_by(verification="verified")):
            organisation.verification_asked_at, organisation.verified_at = NOW, days_later(days)

    with pages.app.app_context():
        change()
        db.session.remove()


def test_the_office_is_told_where_the_notice_lies(pages):
    deal = pages.deal(LUMP)
    with pages.app.app_context():
        told = db.session.scalars(sa.select(Notice).filter_by(person_id=pages.world.city.person_id)).all()
        subjects = {notice.event.subject for notice in told}
        db.session.remove()
    assert f"deal:{deal}" in subjects


def test_the_licence_proves_itself_on_the_check_page(pages):
    deal = pages.deal(DEFERRED)
    code = pages.look(deal, lambda found: found.agreement.verification_code)
    visitor = pages.client(lang="en")
    visitor.get(f"/check/{code}")
    assert "EAST-L-2026-0001" in visitor.text()
    case = json.loads(pages.client(pages.world.maker).http.get(f"/deals/{deal}/case.json").data)
    assert case["events"] == [] and case["effective_on"] == "2026-03-02"
