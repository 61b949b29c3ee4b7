"""Stages and royalty through the years on the pages (J3), with the same figures for both sides and the engine."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import Any

import pytest

from marketplace import clock
from tests.web.deal_pages import STAGES, figures, recomputed

PDF = b"%PDF-1.7 the pilot report"


def noon(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T04:00:00").replace(tzinfo=UTC)


def report(page, deal: str, form: dict[str, Any], **file: Any) -> str:
    """Look at what a report changes, then submit it; the address it leads to."""
    lang = page.lang
    page.post(f"/deals/{deal}/reports?lang={lang}", {**form, "go": form.get("go", "preview")}, status=200)
    seen = page.page.find("input", {"name": "seen"})["value"]
    nil = "1" if form.get("go") == "nil" else ""
    answer = page.post(f"/deals/{deal}/reports?lang={lang}", {**form, **file, "go": "submit", "seen": seen, "nil": nil})
    return answer.headers["Location"]


def accept(page, address: str, **form: str) -> None:
    page.get(address)
    page.follow(page.post(f"{address}/acceptance?lang={page.lang}", form))


def cell(rows: list[list[str]], name: str, column: int) -> str:
    return next(row for row in rows if row[0].startswith(name))[column]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_three_years(pages, lang):
    world, client = pages.world, pages.client
    deal = pages.deal(STAGES)
    maker, office = client(world.maker, lang=lang), client(world.city, lang=lang)
    maker.get(f"/deals/{deal}/account")
    waiting = maker.text()
    assert ("中试验收款" in waiting and "首次销售款" in waiting) or ("Pilot payment" in waiting)

    with clock.fixed(noon("2026-03-20")):
        maker, office = client(world.maker, lang=lang), client(world.city, lang=lang)
        form = {"kind": "milestone_accepted", "milestone": "pilot", "on": "2026-03-18"}
        address = report(maker, deal, form, file=(io.BytesIO(PDF), "report.pdf"), note="中试报告")
        maker.get(address)
        assert maker.page.find("a", href=f"{address}/file")
        assert office.http.get(f"{address}/file").data == PDF
        assert recomputed(maker, deal)["lines"] == []  # nothing moves before the office accepts
        accept(office, address, on="2026-03-20")
        assert recomputed(office, deal)["lines"][0]["arose_on"] == "2026-03-20"
        accept(office, report(maker, deal, {"kind": "first_revenue", "on": "2026-03-20"}))
    with clock.fixed(noon("2027-01-15")):
        maker, office = client(world.maker, lang=lang), client(world.city, lang=lang)
        sales = {"kind": "sales", "component": "R", "period": "R|2026-03-02|2026-12-31", "gross": "860,000.00"}
        sales |= {"deductions-0-label": "退货", "deductions-0-amount": "40000", "deductions-1-label": "运费"}
        sales |= {"deductions-1-amount": "20000.00"}
        address = report(maker, deal, sales)
        maker.get(address)
        assert "800,000.00" in maker.text() and "24,000.00" in maker.text()
        accept(office, address)
        assert recomputed(maker, deal)["lines"][2]["amount"] == "24000.00"
    with clock.fixed(noon("2028-01-15")):
        maker, office = client(world.maker, lang=lang), client(world.city, lang=lang)
        sales = {"kind": "sales", "component": "R", "period": "R|2027-01-01|2027-12-31", "gross": "300000.00"}
        accept(office, report(maker, deal, sales))
        lines = {line["id"]: line["amount"] for line in recomputed(maker, deal)["lines"]}
        assert (lines["R:2027-01-01"], lines["R:true_up:2027-01-01"]) == ("9000.00", "6000.00")
    with clock.fixed(noon("2029-01-15")):
        maker, office = client(world.maker, lang=lang), client(world.city, lang=lang)
        sales = {"kind": "sales", "component": "R", "period": "R|2028-01-01|2028-12-31", "gross": "6200000.00"}
        accept(office, report(maker, deal, sales))
        maker.get(f"/deals/{deal}/account")
        office.get(f"/deals/{deal}/account")
        assert figures(maker) == figures(office)
        result = recomputed(maker, deal)
        assert result == recomputed(office, deal)
        assert [line["amount"] for line in result["lines"]] == [
            "20000.00",
            "40000.00",
            "24000.00",
            "9000.00",
            "6000.00",
            "122000.00",
        ]
        assert result["totals"]["charged"] == "221000.00"
        for row, line in zip(figures(maker), result["lines"], strict=True):
            assert row[3].replace(",", "").startswith(line["amount"]), row
            assert row[7].replace(",", "").startswith(line["outstanding"]), row
        before = recomputed(maker, deal, date(2027, 6, 1))
        assert before["totals"]["charged"] == "84000.00"


def test_a_correction_keeps_the_report_it_corrects(pages):
    deal = pages.deal(STAGES)
    with clock.fixed(noon("2027-01-15")):
        maker, office = pages.client(pages.world.maker, lang="en"), pages.client(pages.world.city, lang="en")
        period = {"kind": "sales", "component": "R", "period": "R|2026-03-02|2026-12-31"}
        accept(office, report(maker, deal, {**period, "gross": "800000.00"}))
        maker.get(f"/deals/{deal}/reports/new?kind=sales&component=R&corrects=1")
        accept(office, report(maker, deal, {**period, "gross": "700000.00", "corrects": "1"}))
        lines = [(line["id"], line["amount"]) for line in recomputed(maker, deal)["lines"]]
        assert lines == [("R:2026-03-02", "24000.00"), ("R:2026-03-02#1", "-3000.00")]
        maker.get(f"/deals/{deal}/reports")
        assert maker.text().count("Accepted") == 2


def test_the_cap_stops_the_royalty_and_says_so(pages):
    deal = pages.deal({**STAGES, "total_cap": "10000.00"})
    with clock.fixed(noon("2027-01-15")):
        maker, office = pages.client(pages.world.maker, lang="en"), pages.client(pages.world.city, lang="en")
        sales = {"kind": "sales", "component": "R", "period": "R|2026-03-02|2026-12-31", "gross": "800000.00"}
        maker.post(f"/deals/{deal}/reports?lang=en", {**sales, "go": "preview"}, status=200)
        assert "The total cap is reached" in maker.text()
        accept(office, report(maker, deal, sales))
        line = recomputed(maker, deal)["lines"][0]
        assert (line["computed"], line["amount"], line["capped_by"]) == ("24000.00", "10000.00", "total_cap")
        office.get(f"/deals/{deal}/account")
        assert "24,000.00, limited by the total cap" in office.text()


def test_the_licensee_cannot_accept_its_own_stage(pages):
    deal = pages.deal(STAGES)
    maker, licensor = pages.client(pages.world.maker), pages.client(pages.world.east)
    form = {"kind": "milestone_accepted", "milestone": "pilot", "on": "2026-03-02"}
    address = report(maker, deal, form)
    maker.get(address)
    assert not maker.page.find("form", action=f"{address}/acceptance")
    for page in (maker, licensor):  # the licensor gave its office the mandate
        page.post(f"{address}/acceptance", {"on": "2026-03-02"}, status=403)
        page.post(f"{address}/rejection", {"reason": "不"}, status=403)
    assert recomputed(maker, deal)["lines"] == []


def test_a_rejected_report_says_why_and_can_be_made_again(pages):
    deal = pages.deal(STAGES)
    maker, office = pages.client(pages.world.maker), pages.client(pages.world.city)
    form = {"kind": "milestone_accepted", "milestone": "pilot", "on": "2026-03-02"}
    address = report(maker, deal, form)
    maker.post(f"/deals/{deal}/reports", {**form, "go": "preview"}, status=200)
    seen = maker.page.find("input", {"name": "seen"})["value"]
    maker.post(f"/deals/{deal}/reports", {**form, "go": "submit", "seen": seen}, status=422)
    assert "正在等待许可方确认" in maker.text()
    maker.get(address)
    assert "最迟确认或退回 2026年3月12日" in maker.text()
    office.post(f"{address}/rejection", {"reason": ""}, status=422)
    office.follow(office.post(f"{address}/rejection", {"reason": "缺少第三方检测"}))
    maker.get(address)
    assert "缺少第三方检测" in maker.text()
    again = maker.page.find("a", string="重新提交报告")
    maker.get(again["href"])
    maker.get(f"/deals/{deal}/reports")
    assert "缺少第三方检测" in maker.text()
    office.get(address)
    assert office.page.find("a", string="重新提交报告") is None
    report(maker, deal, form)
    maker.get(address)
    assert maker.page.find("a", string="重新提交报告") is None


def test_a_nil_report_and_reports_that_cannot_be(pages):
    deal = pages.deal(STAGES)
    maker = pages.client(pages.world.maker, lang="en")
    maker.get(f"/deals/{deal}/reports")
    assert "No period is open." in maker.text()
    maker.get(f"/deals/{deal}/reports/new?kind=sales", status=404)
    maker.get(f"/deals/{deal}/reports/new?kind=buyout", status=404)
    form = {"kind": "milestone_accepted", "milestone": "pilot", "on": "2026-02-02", "go": "preview"}
    maker.post(f"/deals/{deal}/reports?lang=en", form, status=422)
    assert "the day lies before the licence took effect" in maker.text()
    maker.post(f"/deals/{deal}/reports?lang=en", {**form, "on": "2026-03-05"}, status=422)
    assert "The day cannot be later than today." in maker.text()
    with clock.fixed(noon("2027-01-15")):
        maker, office = pages.client(pages.world.maker, lang="en"), pages.client(pages.world.city, lang="en")
        maker.get(f"/deals/{deal}/reports/new?kind=sales")
        period = {"kind": "sales", "component": "R", "period": "R|2026-03-02|2026-12-31"}
        maker.post(f"/deals/{deal}/reports?lang=en", {**period, "go": "preview"}, status=422)
        assert "Enter the figure, or report that nothing was sold." in maker.text()
        accept(office, report(maker, deal, {**period, "go": "nil"}))
        assert recomputed(maker, deal)["lines"][0]["amount"] == "0.00"


def test_what_was_not_seen_is_not_submitted(pages):
    """The figures typed after looking are looked at again before they count."""
    deal = pages.deal(STAGES)
    with clock.fixed(noon("2027-01-15")):
        maker = pages.client(pages.world.maker, lang="en")
        form = {"kind": "sales", "component": "R", "period": "R|2026-03-02|2026-12-31", "gross": "800000.00"}
        maker.post(f"/deals/{deal}/reports?lang=en", {**form, "go": "preview"}, status=200)
        seen = maker.page.find("input", {"name": "seen"})["value"]
        changed = {**form, "gross": "80000.00", "go": "submit", "seen": seen}
        maker.post(f"/deals/{deal}/reports?lang=en", changed, status=200)
        assert "2,400.00" in maker.text()
        maker.get(f"/deals/{deal}/reports")
        assert "No report has been made yet." in maker.text()


def test_a_file_that_is_no_document_is_refused_with_the_field(pages):
    deal = pages.deal(STAGES)
    maker = pages.client(pages.world.maker, lang="en")
    form = {"kind": "milestone_accepted", "milestone": "pilot", "on": "2026-03-02"}
    maker.post(f"/deals/{deal}/reports?lang=en", {**form, "go": "preview"}, status=200)
    seen = maker.page.find("input", {"name": "seen"})["value"]
    page = {**form, "go": "submit", "seen": seen, "file": (io.BytesIO(b"<svg onload=x>"), "report.pdf")}
    maker.post(f"/deals/{deal}/reports?lang=en", page, status=422)
    assert "files are accepted" in maker.text()
