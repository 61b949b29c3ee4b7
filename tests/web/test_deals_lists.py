"""Lists, spreadsheets, confirmations and payments of deals."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from marketplace import clock
from tests.make.deals import days_later
from tests.make.listings import DEFERRED, LUMP, STAGED
from tests.web.deal_pages import figures, recomputed


def rows(page, path: str) -> list[tuple]:
    answer = page.http.get(path)
    assert answer.status_code == 200 and answer.headers["Content-Disposition"].startswith("attachment"), path
    return list(openpyxl.load_workbook(io.BytesIO(answer.data)).active.iter_rows(values_only=True))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_side_has_its_list_with_next_step_and_deadline(pages, lang):
    drafted = pages.deal(DEFERRED, sent=False)
    unpaid = pages.deal(LUMP)
    maker, city = pages.client(pages.world.maker, lang=lang), pages.client(pages.world.city, lang=lang)
    maker.get("/deals")
    links = {link["href"] for link in maker.page.main.find_all("a")}
    assert {f"/deals/{drafted}", f"/deals/{unpaid}"} <= links and "2026-04-01" in maker.text()
    city.get("/deals")
    links = {link["href"] for link in city.page.main.find_all("a")}
    assert f"/deals/{unpaid}" in links and f"/deals/{drafted}" not in links
    pages.client(pages.world.stranger, lang=lang).get("/deals")
    pages.client(pages.world.park, lang=lang).get("/deals")
    pages.client(pages.world.east, lang=lang).get("/deals?as=given")


def test_filters_narrow_the_list_and_the_spreadsheet_alike(pages):
    pages.deal(DEFERRED, sent=False)
    unpaid, staged = pages.deal(LUMP), pages.deal(STAGED)
    maker = pages.client(pages.world.maker, lang="en")

    def found(query: str) -> set[str]:
        maker.get(f"/deals?{query}")
        table = maker.page.main.find("table")
        links = table.find_all("a") if table else []
        sheet = rows(maker, f"/deals/list.xlsx?{query}&lang=en")
        assert len(sheet) - 1 == len(links)
        return {link["href"].removeprefix("/deals/") for link in links}

    assert len(found("as=taken")) == 3
    assert found("state=awaiting_payment") == {unpaid}
    assert found("model=zero_entry_staged_royalty") == {staged}
    assert found("turn=ours&state=active") == set()
    assert found("q=EAST-L-2026-0001") == {unpaid}
    assert found("q=%25") == set()
    assert found(f"licensor={pages.world.west.public_id}") == set()
    assert len(found(f"licensor={pages.world.east.public_id}")) == 3
    assert len(found("state=nonsense&model=nonsense&as=nonsense")) == 3
    maker.get("/deals?page=0")
    maker.get("/deals?page=9")


def test_every_table_goes_to_a_spreadsheet(pages):
    deal = pages.deal(STAGED)
    maker, city = pages.client(pages.world.maker, lang="en"), pages.client(pages.world.city, lang="en")
    for name in ("account", "contingent", "payments", "reports", "offers", "patents", "history"):
        mine, theirs = (rows(page, f"/deals/{deal}/{name}.xlsx?lang=en") for page in (maker, city))
        assert mine == theirs or name == "history"  # there one's own people are named to oneself only
    waiting = rows(maker, f"/deals/{deal}/contingent.xlsx?lang=en")
    assert [row[3] for row in waiting[1:]] == [20000, 30000]
    assert rows(maker, f"/deals/{deal}/patents.xlsx?lang=zh")[1][1] == "一种钢管焊缝低噪声打磨装置"
    draft = pages.deal(LUMP, pages.world.stranger, sent=False)
    taker = pages.client(pages.world.stranger, lang="en")
    assert rows(taker, f"/deals/{draft}/plan.xlsx")[1][4] == 30000
    assert len(rows(taker, f"/deals/{draft}/plan-contingent.xlsx")) == 1
    for name in ("account", "patents", "nothing", "plan_contingent"):
        taker.get(f"/deals/{draft}/{name}.xlsx", status=404)


def test_payments_in_parts_with_tax_and_where_they_go(pages):
    deal = pages.deal(LUMP)
    city = pages.client(pages.world.city, lang="en")
    city.get(f"/deals/{deal}/payments/new")
    assert city.page.find("input", {"name": "gross"})["value"] == "31800.00"
    form = {"gross": "10600", "received_on": "2026-03-02", "bank_reference": "A1"}
    city.post(f"/deals/{deal}/payments?lang=en", form, status=200)
    assert "¥20,000.00 (net) is left" in city.text()
    seen = city.page.find("input", {"name": "seen"})["value"]
    changed = city.post(f"/deals/{deal}/payments?lang=en", {**form, "gross": "21200", "seen": seen}, status=200)
    assert "¥10,000.00 (net) is left" in changed.text  # looked at again, nothing entered
    city.post(f"/deals/{deal}/payments?lang=en", {**form, "seen": seen, "again": "1"}, status=200)
    assert pages.look(deal, lambda found: found.agreement.receipts) == []
    city.follow(city.post(f"/deals/{deal}/payments?lang=en", {**form, "seen": seen}))
    city.post(f"/deals/{deal}/payments?lang=en", {**form, "seen": seen}, status=422)  # the second click
    assert "is entered already" in city.text()
    for field, value, words in (
        ("gross", "-5", "must be above zero"),
        ("received_on", "2026-03-09", "cannot be later than today"),
        ("bank_reference", "", "Enter the reference"),
    ):
        city.post(f"/deals/{deal}/payments?lang=en", {**form, field: value}, status=422)
        assert words in city.text()
    assert pages.look(deal, lambda found: (found.state, len(found.agreement.receipts))) == ("awaiting_payment", 1)
    sheet = rows(city, f"/deals/{deal}/payments.xlsx?lang=en")
    assert sheet[1][1:5] == (10600, 600, 10000, "A1")


def test_a_payment_names_its_line(pages):
    deal = pages.deal(LUMP)
    with clock.fixed(days_later(3)):
        city = pages.client(pages.world.city, lang="en")
        form = {"gross": "31800", "received_on": "2026-03-04", "bank_reference": "A1"}
        city.post(f"/deals/{deal}/payments?lang=en", form, status=200)
        seen = city.page.find("input", {"name": "seen"})["value"]
        city.follow(city.post(f"/deals/{deal}/payments?lang=en", {**form, "seen": seen}))
        assert figures(city)[0][8] == "Paid"
        more = {**form, "gross": "100", "bank_reference": "A2", "received_on": "2026-03-05"}
        city.post(f"/deals/{deal}/payments?lang=en", more, status=200)
        assert "Money received and not used" in city.text()
        city.post(f"/deals/{deal}/payments?lang=en", {**more, "received_on": "2026-03-04"}, status=422)
        assert "before the licence took effect" in city.text()


def test_the_account_of_an_earlier_day_and_its_case_agree(pages):
    deal = pages.deal(LUMP)
    maker = pages.client(pages.world.maker, lang="en")
    maker.get(f"/deals/{deal}/account")
    assert "has not taken effect" in maker.text()
    assert figures(maker)[0][3] == "30,000.00"
    assert recomputed(maker, deal)["lines"][0]["amount"] == "30000.00"
    staged = pages.deal(STAGED)
    with clock.fixed(days_later(10)):
        maker = pages.client(pages.world.maker, lang="en")
        maker.get(f"/deals/{staged}/account?as-of=2026-03-05")
        assert "As of 5 March 2026" in maker.text()
        for day in ("2026-03-13", "2026-03-01", "tomorrow"):
            maker.get(f"/deals/{staged}/account?as-of={day}", status=404)
        assert recomputed(maker, staged, date(2026, 3, 5))["state"] == "active"


def test_the_office_ends_a_licence_after_seeing_what_it_changes(pages):
    deal = pages.deal(STAGED)
    city = pages.client(pages.world.city, lang="en")
    form = {"reason": "agreement", "on": "2026-03-02"}
    city.post(f"/deals/{deal}/termination?lang=en", {"on": "2026-03-02"}, status=422)
    city.post(f"/deals/{deal}/termination?lang=en", form, status=200)
    assert "will not arise" in city.text()
    seen = city.page.find("input", {"name": "seen"})["value"]
    city.post(f"/deals/{deal}/termination?lang=en", {**form, "seen": seen, "again": "1"}, status=200)
    assert pages.look(deal, lambda found: found.state) == "active"
    city.follow(city.post(f"/deals/{deal}/termination?lang=en", {**form, "seen": seen}))
    assert pages.look(deal, lambda found: found.state) == "ended"
    city.post(f"/deals/{deal}/termination?lang=en", {**form, "seen": seen}, status=422)
    assert "the licence has ended" in city.text()
