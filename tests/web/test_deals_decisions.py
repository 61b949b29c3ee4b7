"""The office's decisions on its pages: on hold, released, waived, a patent's end; the other side reads them."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from marketplace import clock
from marketplace.store.office.events import of_subject
from marketplace.usecases.patents.patents import state_status
from tests.make.cast import NOW
from tests.make.deals import days_later
from tests.make.listings import STAGED
from tests.web.deal_pages import STAGES, figures, recomputed

OWING = {
    "currency": "CNY",
    "term_months": 36,
    "components": [
        {"id": "A", "type": "fixed", "amount": "20000.00", "trigger": {"kind": "months_after_effective", "months": 1}}
    ],
    "late": {"annual_rate": "3.65"},
}


def confirmed(page, address: str, form: dict[str, str]) -> None:
    """Look at what it changes, then enter it."""
    page.post(f"{address}?lang={page.lang}", form, status=200)
    seen = page.page.find("input", {"name": "seen"})["value"]
    page.follow(page.post(f"{address}?lang={page.lang}", {**form, "seen": seen}))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hold_release_and_waiver(pages, lang):
    deal = pages.deal(OWING)
    with clock.fixed(days_later(92)):  # one day more than a month after the sum was due on 2026-05-02
        office, maker = pages.client(pages.world.city, lang=lang), pages.client(pages.world.maker, lang=lang)
        office.get(f"/deals/{deal}/account")
        assert office.page.find("a", href=f"/deals/{deal}/holds/new")
        office.get(f"/deals/{deal}/holds/new?line=A")
        hold = {"line": "A", "amount": "8,000.00", "on": "2026-05-02", "reason": "对第一批样机的验收有异议"}
        office.post(f"/deals/{deal}/holds?lang={lang}", hold, status=200)
        assert recomputed(office, deal)["lines"][0]["held"] == "0.00"  # looking changes nothing
        confirmed(office, f"/deals/{deal}/holds", hold)
        line = recomputed(maker, deal)["lines"][0]
        assert (line["held"], line["status"]) == ("8000.00", "overdue")
        maker.get(f"/deals/{deal}/account")
        assert "8,000.00" in figures(maker)[0][7] and "对第一批样机的验收有异议" in maker.text()
        assert not maker.page.find("a", href=f"/deals/{deal}/holds/new")
        release = {"line": "A", "amount": "8000", "written_off": "3000", "on": "2026-06-02", "reason": "双方已协商一致"}
        confirmed(office, f"/deals/{deal}/releases", release)
        assert recomputed(maker, deal)["lines"][0]["waived"] == "3000.00"
        waiver = {"line": "A", "amount": "1000.00", "on": "2026-06-02", "reason": "春季停产期间减免"}
        confirmed(office, f"/deals/{deal}/waivers", waiver)
        assert recomputed(maker, deal)["lines"][0]["waived"] == "4000.00"
        maker.get(f"/deals/{deal}")
        for figure in ("¥8,000.00", "¥3,000.00", "¥1,000.00"):
            assert figure in maker.page.find(id="history").get_text()
        assert maker.http.get(f"/deals/{deal}/decisions.xlsx").status_code == 200


def test_bad_figures_name_their_field_and_change_nothing(pages):
    deal = pages.deal(OWING)
    with clock.fixed(days_later(92)):
        office = pages.client(pages.world.city, lang="en")
        good = {"line": "A", "amount": "100.00", "on": "2026-06-02", "reason": "agreed"}
        for changed, field, said in (
            ({"amount": "20000.01"}, "amount", "only 20,000.00"),
            ({"amount": "much"}, "amount", "in figures"),
            ({"amount": "0"}, "amount", "above zero"),
            ({"amount": "-5"}, "amount", ""),
            ({"line": "Z"}, "line", "not arisen"),
            ({"line": ""}, "line", "Choose a payment"),
            ({"on": "2026-06-03"}, "on", "later than today"),
            ({"on": "2026-03-01"}, "on", "before the licence took effect"),
            ({"on": "31.5."}, "on", "Enter a day"),
            ({"reason": " "}, "reason", "Give a reason"),
        ):
            office.post(f"/deals/{deal}/holds?lang=en", {**good, **changed}, status=422)
            error = office.page.find(id=f"{field}-error")
            assert error is not None and said in error.get_text(), (changed, office.text()[:400])
        assert recomputed(office, deal)["lines"][0]["held"] == "0.00"


def test_what_was_not_seen_is_not_entered(pages):
    deal = pages.deal(OWING)
    with clock.fixed(days_later(92)):
        office = pages.client(pages.world.city)
        form = {"line": "A", "amount": "100.00", "on": "2026-06-02", "reason": "协商一致"}
        office.post(f"/deals/{deal}/waivers", form, status=200)
        seen = office.page.find("input", {"name": "seen"})["value"]
        office.post(f"/deals/{deal}/waivers", {**form, "amount": "9000.00", "seen": seen}, status=200)
        assert recomputed(office, deal)["lines"][0]["waived"] == "0.00"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_end_of_the_last_patent_stops_the_royalty(pages, lang):
    deal = pages.deal(STAGED)
    number = pages.look(deal, lambda one: one.listing.patents[0].number)
    with clock.fixed(days_later(200)):
        office, maker = pages.client(pages.world.city, lang=lang), pages.client(pages.world.maker, lang=lang)
        office.get(f"/deals/{deal}/patent-ends/new")
        form = {"patent": number, "cause": "invalidated", "ended_on": "2026-09-01", "source": "第 500123 号决定"}
        office.post(f"/deals/{deal}/patent-ends?lang={lang}", {**form, "cause": ""}, status=422)
        office.post(f"/deals/{deal}/patent-ends?lang={lang}", {**form, "ended_on": "2026-01-01"}, status=422)
        assert office.page.find(id="ended_on-error")
        confirmed(office, f"/deals/{deal}/patent-ends", form)
        maker.get(f"/deals/{deal}/account")
        assert "第 500123 号决定" in maker.text()
        events = maker.http.get(f"/deals/{deal}/case.json").json["events"]
        assert events == [{"on": "2026-09-01", "kind": "patent_ended"}]
        office.get(f"/deals/{deal}/patent-ends/new")
        assert not office.page.find("form", action=f"/deals/{deal}/patent-ends")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_patent_that_ended_asks_its_office_first(pages, lang):
    deal = pages.deal(STAGED)
    pages.look(deal, lambda one: _lapse(one.listing.patents[0], pages.world))
    with clock.fixed(days_later(200)):
        office, maker = pages.client(pages.world.city, lang=lang), pages.client(pages.world.maker, lang=lang)
        office.get(f"/deals/{deal}")
        assert office.page.find(class_="next").find("a", href=f"/deals/{deal}/patent-ends/new")
        office.get(f"/deals/{deal}/patent-ends/new")
        assert office.page.find("input", {"name": "ended_on"})["value"] == "2026-08-31"
        assert office.page.find("input", {"name": "cause", "value": "lapsed"}).has_attr("checked")
        maker.get(f"/deals/{deal}")
        assert not maker.page.find("a", href=f"/deals/{deal}/patent-ends/new")
        office.get("/deals?as=given&turn=ours")
        assert office.page.find("a", href=f"/deals/{deal}")


def _lapse(patent, world):
    state_status(
        patent,
        status="lapsed_fee",
        as_of=days_later(190).date(),
        source="CNIPA",
        fee_paid_until=date(2026, 8, 31),
        encumbrances_as_of=None,
        actor=world.city.actor,
        now=days_later(190),
    )


def test_the_confirmation_leaves_nothing_behind_and_is_the_same_twice(pages):
    deal = pages.deal(STAGES)
    maker, office = pages.client(pages.world.maker), pages.client(pages.world.city)
    history = pages.look(deal, _happened)
    found = {}
    for language in ("zh", "en"):
        first, second = (who.http.get(f"/deals/{deal}/confirmation.pdf?lang={language}") for who in (maker, office))
        assert first.data == second.data and first.data.startswith(b"%PDF-")
        assert first.headers["Content-Disposition"].startswith("attachment")
        found[language] = first.data
    assert found["zh"] != found["en"]
    assert maker.http.get(f"/deals/{deal}/confirmation.pdf?lang=fr").status_code == 404
    with clock.fixed(days_later(1)):
        maker = pages.client(pages.world.maker)
        assert maker.http.get(f"/deals/{deal}/confirmation.pdf?lang=zh").data != found["zh"]
        day = NOW.date().isoformat()
        assert maker.http.get(f"/deals/{deal}/confirmation.pdf?lang=zh&as-of={day}").data == found["zh"]
    assert pages.look(deal, _happened) == history


def test_messages_go_to_a_spreadsheet_of_ones_own_side(pages):
    deal = pages.deal(STAGES)
    maker, office = pages.client(pages.world.maker), pages.client(pages.world.city)
    maker.post(f"/deals/{deal}/messages", {"text": "请问何时验收？", "audience": "both"})
    office.post(f"/deals/{deal}/messages", {"text": "先安排现场查看。", "audience": "office"})
    assert rows(maker.http.get(f"/deals/{deal}/messages.xlsx").data) == ["请问何时验收？"]
    assert rows(office.http.get(f"/deals/{deal}/messages.xlsx").data) == ["请问何时验收？", "先安排现场查看。"]


def rows(content: bytes) -> list[str]:
    sheet = load_workbook(io.BytesIO(content)).active
    words = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(row for row in words if "内容" in row or "留言" in row or "Message" in row)
    place = next(place for place, name in enumerate(head) if name in ("内容", "留言", "Message"))
    return [row[place] for row in words[words.index(head) + 1 :] if row[place]]


def _happened(deal):
    return len(of_subject(f"deal:{deal.public_id}"))
