"""Rights a licensee uses on the pages: choice after a trial, early settlement, buy-out with its price, exit."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from marketplace import clock
from tests.web.deal_pages import recomputed

TRIAL = {
    "currency": "CNY",
    "term_months": 36,
    "components": [
        {"id": "T", "type": "trial", "months": 6},
        {"id": "lump", "type": "fixed", "amount": "50000.00", "trigger": {"kind": "trial_end"}},
        {"id": "roy", "type": "royalty", "base": "units", "bands": [{"over": 0, "per_unit": "1.50"}], "period": "year"},
    ],
    "options": {"choose_by_days_before": 30, "after": "trial", "choices": {"A": ["lump"], "B": ["roy"]}},
}
PARTS = {
    "currency": "CNY",
    "term_months": 36,
    "components": [
        {
            "id": "I",
            "type": "instalments",
            "total": "60000.00",
            "parts": [
                {"percent": "20", "trigger": {"kind": "months_after_effective", "months": 12}},
                {"percent": "80", "trigger": {"kind": "months_after_effective", "months": 24}},
            ],
            "early_settlement": {"percent": "20", "by_months": 24},
        },
        {"id": "S", "type": "share", "rate": "0.5", "of": "financing", "cap": "10000.00"},
    ],
    "buyout": {"floor": "150000.00"},
    "exit": {"free_before_first_charge": True},
}


def declare(page, deal: str, **form: str) -> str:
    """Look at what a right changes, then declare it; the text of the page that was looked at."""
    page.get(f"/deals/{deal}/reports")
    page.get(f"/deals/{deal}/reports/new?kind={form['kind']}")
    page.post(f"/deals/{deal}/reports?lang={page.lang}", {**form, "go": "preview"}, status=200)
    seen, shown = page.page.find("input", {"name": "seen"})["value"], page.text()
    page.follow(page.post(f"/deals/{deal}/reports?lang={page.lang}", {**form, "go": "submit", "seen": seen}))
    return shown


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_choice_after_a_trial_takes_effect_at_once(pages, lang):
    deal = pages.deal(TRIAL)
    maker = pages.client(pages.world.maker, lang=lang)
    declare(maker, deal, kind="choose", choice="B")
    assert pages.look(deal, lambda found: [event.kind for event in found.agreement.events]) == ["choose"]
    maker.get(f"/deals/{deal}/reports/new?kind=choose", status=404)
    with clock.fixed(datetime(2027, 3, 5, 4, tzinfo=UTC)):
        maker, office = pages.client(pages.world.maker, lang=lang), pages.client(pages.world.city, lang=lang)
        form = {"kind": "sales", "component": "roy", "period": "roy|2026-09-02|2027-03-01", "units": "1,200"}
        maker.post(f"/deals/{deal}/reports?lang={lang}", {**form, "units": "many", "go": "preview"}, status=422)
        maker.post(f"/deals/{deal}/reports?lang={lang}", {**form, "go": "preview"}, status=200)
        assert "1,800.00" in maker.text()
        seen = maker.page.find("input", {"name": "seen"})["value"]
        answer = maker.post(f"/deals/{deal}/reports", {**form, "go": "submit", "seen": seen})
        office.post(f"{answer.headers['Location']}/acceptance")
        assert recomputed(maker, deal)["lines"][-1]["amount"] == "1800.00"


def test_early_settlement_buyout_and_financing_show_what_they_cost(pages):
    deal = pages.deal(PARTS)
    maker = pages.client(pages.world.maker, lang="en")
    assert "-12,000.00" in declare(maker, deal, kind="settle_early", component="I").replace("\u2212", "-")
    assert recomputed(maker, deal)["totals"]["outstanding"] == "48000.00"
    form = {"kind": "financing", "on": "2026-03-02", "amount": "1,000,000", "go": "preview"}
    maker.post(f"/deals/{deal}/reports?lang=en", form, status=200)
    assert "5,000.00" in maker.text()
    assert "150,000.00" in declare(maker, deal, kind="buyout")
    assert pages.look(deal, lambda found: (found.state, found.agreement.state)) == ("ended", "bought_out")
    maker.get(f"/deals/{deal}")
    maker.get(f"/deals/{deal}/reports")


def test_an_exit_says_what_is_cancelled(pages):
    deal = pages.deal(PARTS)
    maker, office = pages.client(pages.world.maker, lang="en"), pages.client(pages.world.city, lang="en")
    assert "is cancelled" in declare(maker, deal, kind="terminate")
    office.get(f"/deals/{deal}")
    assert "Terminated" in office.text()
    assert pages.look(deal, lambda found: found.next_step) == "finished"
