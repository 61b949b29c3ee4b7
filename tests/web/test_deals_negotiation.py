"""A negotiated licence on the pages: request, offers with their differences, acceptance bound to the version read."""

from __future__ import annotations

import json
from datetime import date

import pytest
import sqlalchemy as sa

from marketplace import clock
from marketplace.store.db import db
from marketplace.store.deals.deals import Deal
from marketplace.usecases.deals.offers import make_offer
from tests.make.cast import NOW, Member
from tests.make.deals import days_later
from tests.make.listings import DEFERRED, LUMP, STAGED
from tests.web.deal_pages import STAGES, Pages

UNTIL = date(2026, 3, 20)


def offer(pages: Pages, public_id: str, sheet: dict, who: Member, answers: int) -> None:
    with pages.app.app_context():
        deal = db.session.scalars(sa.select(Deal).filter_by(public_id=public_id)).one()
        make_offer(deal, sheet, message="", expires_on=UNTIL, answers=answers, actor=who.actor, now=NOW)
        db.session.remove()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_offer_counter_offer_and_acceptance(pages, lang):
    deal = pages.deal(DEFERRED, kind="negotiated")
    city, maker = pages.client(pages.world.city, lang=lang), pages.client(pages.world.maker, lang=lang)
    city.get(f"/deals/{deal}")
    maker.get(f"/deals/{deal}/offers")
    assert not maker.page.find("a", href=f"/deals/{deal}/offers/new")  # the office is first
    city.get(f"/deals/{deal}/offers/new")
    starts = [link["href"] for link in city.page.main.find_all("a") if "start=" in link.get("href", "")]
    assert len(starts) > 8
    city.get(starts[-1])
    offer(pages, deal, STAGES, pages.world.city, 0)
    maker.get(f"/deals/{deal}/offers/1")
    maker.get(f"/deals/{deal}/offers/new")
    sheet = json.loads(maker.page.find("input", {"name": "sheet"})["value"])
    assert sheet == STAGES
    maker.get(f"/deals/{deal}/offers/1")
    offer(pages, deal, {**STAGES, "total_cap": "400000.00"}, pages.world.maker, 1)
    city.get(f"/deals/{deal}/offers/2")
    words = {"zh": "原为“许可费总额上限为¥500,000.00", "en": "“The total cap is ¥500,000.00"}
    assert words[lang] in city.text()
    city.get(f"/deals/{deal}/offers")
    answer = city.post(
        f"/deals/{deal}/offers/2/acceptance",
        {"sheet_hash": pages.look(deal, lambda found: found.offers[1].sheet_hash)},
    )
    city.follow(answer)
    assert pages.look(deal, lambda found: (found.state, found.offers[1].state)) == ("active", "accepted")
    assert pages.look(deal, lambda found: found.agreement.terms["total_cap"]) == "400000.00"


def test_a_stale_version_is_refused_with_an_explanation(pages):
    deal = pages.deal(DEFERRED, kind="negotiated")
    offer(pages, deal, LUMP, pages.world.city, 0)
    maker = pages.client(pages.world.maker, lang="en")
    maker.get(f"/deals/{deal}/offers/1")
    read = maker.page.find("input", {"name": "sheet_hash"})["value"]
    offer(pages, deal, STAGED, pages.world.city, 1)
    maker.post(f"/deals/{deal}/offers/1/acceptance?lang=en", {"sheet_hash": read}, status=409)
    assert "There is a newer offer on the table." in maker.text() and "Read version 2" in maker.text()
    assert pages.look(deal, lambda found: found.agreement) is None
    maker.post(f"/deals/{deal}/offers/2/acceptance?lang=en", {"sheet_hash": read}, status=409)


@pytest.mark.parametrize("member", ["maker", "city"])
def test_an_offer_that_lapsed_says_so_before_any_job_has_run(pages, member):
    deal = pages.deal(DEFERRED, kind="negotiated")
    offer(pages, deal, LUMP, pages.world.city, 0)
    read = pages.look(deal, lambda found: found.offers[0].sheet_hash)
    with clock.fixed(days_later(19)):
        page = pages.client(getattr(pages.world, member), lang="en")
        page.get(f"/deals/{deal}/offers/1")
        assert "could be accepted until 20 March 2026" in page.text() and "Expired" in page.text()
        assert "To be answered by" not in page.text()
        assert page.page.main.find("a", href=f"/deals/{deal}/offers/new")
        if member == "maker":
            page.post(f"/deals/{deal}/offers/1/acceptance?lang=en", {"sheet_hash": read}, status=409)
    assert pages.look(deal, lambda found: found.agreement) is None


def test_a_double_click_concludes_one_agreement(pages):
    deal = pages.deal(DEFERRED, kind="negotiated")
    offer(pages, deal, STAGED, pages.world.city, 0)
    maker = pages.client(pages.world.maker)
    form = {"sheet_hash": pages.look(deal, lambda found: found.offers[0].sheet_hash)}
    answers = [maker.post(f"/deals/{deal}/offers/1/acceptance", form) for _ in range(2)]
    assert {answer.headers["Location"] for answer in answers} == {f"/deals/{deal}/receipt"}


def test_nobody_accepts_its_own_offer(pages):
    deal = pages.deal(DEFERRED, kind="negotiated")
    offer(pages, deal, STAGED, pages.world.city, 0)
    city = pages.client(pages.world.city)
    city.get(f"/deals/{deal}/offers/1")
    assert not city.page.find("input", {"name": "sheet_hash"})
    form = {"sheet_hash": pages.look(deal, lambda found: found.offers[0].sheet_hash)}
    city.post(f"/deals/{deal}/offers/1/acceptance", form, status=409)
    assert "不能接受本方提出的报价" in city.text()


def test_an_offer_is_written_with_the_editor(pages):
    deal = pages.deal(DEFERRED, kind="negotiated")
    city = pages.client(pages.world.city, lang="en")
    city.get(f"/deals/{deal}/offers/new?start=template:lump_sum")
    names = [field["name"] for field in city.page.main.find_all(["input", "select"]) if field.get("name")]
    fields = {
        field["name"]: field.get("value", "")
        for field in city.page.main.find_all("input")
        if field.get("name") and field.get("type") not in ("checkbox", "hidden")
    }
    assert "components[0].amount" in names
    selects = {
        select["name"]: (select.find("option", selected=True) or select.find("option"))["value"]
        for select in city.page.main.find_all("select")
    }
    boxes = {box["name"]: "1" for box in city.page.main.find_all("input", {"type": "checkbox", "checked": True})}
    sheet = city.page.find("input", {"name": "sheet"})["value"]
    form = {**fields, **selects, **boxes, "sheet": sheet, "answers": "0", "expires_on": "2026-03-20"}
    form["components[0].amount"] = "12345.67"
    city.post(f"/deals/{deal}/offers?lang=en", {**form, "action": "preview"}, status=200)
    assert "12,345.67" in city.text()
    city.post(f"/deals/{deal}/offers?lang=en", {**form, "action": "save", "expires_on": "2026-03-01"}, status=422)
    assert "The offer must be open until a later day than today." in city.text()
    city.post(f"/deals/{deal}/offers?lang=en", {**form, "components[0].amount": "x", "action": "save"}, status=422)
    city.follow(city.post(f"/deals/{deal}/offers", {**form, "action": "save"}))
    assert pages.look(deal, lambda found: found.offers[0].terms["components"][0]["amount"]) == "12345.67"
    city.post(f"/deals/{deal}/offers?lang=en", {**form, "action": "save"}, status=409)  # a version is there by now
    assert "There is a newer offer on the table." in city.text()


def test_the_licensee_declines_and_the_office_closes(pages):
    deal = pages.deal(DEFERRED, kind="negotiated")
    offer(pages, deal, STAGED, pages.world.city, 0)
    maker, city = pages.client(pages.world.maker), pages.client(pages.world.city)
    maker.get(f"/deals/{deal}/offers/1/decline")
    maker.post(f"/deals/{deal}/offers/1/decline", {"reason": ""}, status=422)
    maker.follow(maker.post(f"/deals/{deal}/offers/1/decline", {"reason": "预算不足"}))
    assert "预算不足" in maker.text()
    other = pages.deal(DEFERRED, kind="negotiated")
    city.get(f"/deals/{other}/closing")
    city.follow(city.post(f"/deals/{other}/closing", {"reason": "专利拟转让"}))
    assert "专利拟转让" in city.text()
    maker.get(f"/deals/{other}/withdrawal", status=404)


def test_a_notice_has_no_offers(pages):
    deal = pages.deal(STAGED)
    pages.client(pages.world.maker).get(f"/deals/{deal}/offers", status=404)
    pages.client(pages.world.city).get(f"/deals/{deal}/offers/new", status=404)
