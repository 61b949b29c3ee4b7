"""Who may see and do what with a deal: its two sides, the licensor behind its office, nobody else."""

from __future__ import annotations

import io
import re

import pytest

from marketplace.web.deals import ENDPOINTS
from tests.make.listings import DEFERRED, LUMP, STAGED

SEEN = ("", "/terms", "/terms.json", "/account", "/case.json", "/reports", "/receipt", "/account.xlsx", "/history.xlsx")
OFFICE_FORMS = ("/payments/new", "/termination")
LICENSEE_FORMS = ("/reports/new?kind=milestone_accepted",)
CHANGES = {
    "/payments": {"gross": "1", "received_on": "2026-03-02", "bank_reference": "x"},
    "/termination": {"reason": "breach", "on": "2026-03-02"},
    "/closing": {"reason": "x"},
    "/assignment": {"person": ""},
    "/reminder": {"remind_on": ""},
    "/messages": {"text": "x", "audience": "both"},
    "/reports": {"kind": "milestone_accepted", "milestone": "prototype", "on": "2026-03-02"},
    "/withdrawal": {"reason": "x"},
    "/sending": {"sheet_hash": ""},
    "/use": {"product": "x"},
}


def test_both_sides_and_the_licensor_read_and_others_find_nothing(pages):
    deal = pages.deal(STAGED)
    for who in (pages.world.maker, pages.world.city, pages.world.east):
        page = pages.client(who)
        for path in SEEN:
            page.get(f"/deals/{deal}{path}")
    for who in (pages.world.stranger, pages.world.park, pages.world.west, pages.world.operator, pages.world.body):
        page = pages.client(who)
        for path in (*SEEN, *OFFICE_FORMS, *LICENSEE_FORMS, "/confirmation.pdf", "/offers"):
            page.get(f"/deals/{deal}{path}", status=404)


@pytest.mark.parametrize("path", CHANGES)
def test_strangers_change_nothing(pages, path):
    deal = pages.deal(STAGED)
    for who in (pages.world.stranger, pages.world.park, pages.world.operator):
        pages.client(who).post(f"/deals/{deal}{path}", CHANGES[path], status=404)


def test_visitors_are_asked_to_sign_in(pages):
    deal = pages.deal(STAGED)
    visitor = pages.client()
    for path in ("", "/account", "/case.json"):
        assert "/sign-in" in visitor.get(f"/deals/{deal}{path}", status=302).headers["Location"]
    assert "/sign-in" in visitor.get("/deals", status=302).headers["Location"]
    visitor.post(f"/deals/{deal}/messages", CHANGES["/messages"], status=403)
    visitor.post("/deals", {"listing": "x"}, status=403)


def test_each_side_has_its_own_forms(pages):
    deal = pages.deal(STAGED)
    maker, city, east = (pages.client(who) for who in (pages.world.maker, pages.world.city, pages.world.east))
    for path in OFFICE_FORMS:
        city.get(f"/deals/{deal}{path}")
        maker.get(f"/deals/{deal}{path}", status=404)
        east.get(f"/deals/{deal}{path}", status=404)
    for path in LICENSEE_FORMS:
        maker.get(f"/deals/{deal}{path}")
        city.get(f"/deals/{deal}{path}", status=404)
    for path in ("/payments", "/termination", "/assignment", "/reminder", "/closing"):
        maker.post(f"/deals/{deal}{path}", CHANGES[path], status=403)
        east.post(f"/deals/{deal}{path}", CHANGES[path], status=403)
    for path in ("/reports", "/withdrawal", "/sending", "/use"):
        city.post(f"/deals/{deal}{path}", CHANGES[path], status=403)


def test_a_note_and_its_file_stay_on_their_side(pages):
    deal = pages.deal(LUMP)
    maker, city, east = (pages.client(who) for who in (pages.world.maker, pages.world.city, pages.world.east))
    slip = {"text": "已付款，回单见附件。", "audience": "both", "file": (io.BytesIO(b"%PDF-slip"), "slip.pdf")}
    maker.follow(maker.post(f"/deals/{deal}/messages", slip))
    secret = {"text": "注意催款", "audience": "office", "file": (io.BytesIO(b"%PDF-note"), "note.pdf")}
    city.follow(city.post(f"/deals/{deal}/messages", secret))
    assert "注意催款" in city.text() and "已付款，回单见附件。" in city.text()
    maker.get(f"/deals/{deal}")
    assert "注意催款" not in maker.text() and "添加了内部备注" not in maker.text()
    answer = city.http.get(f"/deals/{deal}/messages/1/file")
    assert (answer.data, answer.headers["Content-Disposition"].split(";")[0]) == (b"%PDF-slip", "attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert city.http.get(f"/deals/{deal}/messages/2/file").data == b"%PDF-note"
    assert east.http.get(f"/deals/{deal}/messages/2/file").status_code == 200
    maker.get(f"/deals/{deal}/messages/2/file", status=404)
    maker.get(f"/deals/{deal}/messages/3/file", status=404)
    pages.client(pages.world.stranger).get(f"/deals/{deal}/messages/1/file", status=404)
    maker.post(f"/deals/{deal}/messages", {"text": "x", "audience": "office"}, status=422)
    maker.post(f"/deals/{deal}/messages", {"text": "", "audience": "both"}, status=422)


def test_the_office_assigns_and_is_reminded_and_the_licensee_sees_nothing_of_it(pages):
    deal = pages.deal(LUMP)
    city, maker = pages.client(pages.world.city, lang="en"), pages.client(pages.world.maker, lang="en")
    city.get(f"/deals/{deal}")
    person = city.page.find("select", {"name": "person"}).find_all("option")[1]["value"]
    city.follow(city.post(f"/deals/{deal}/assignment", {"person": person}))
    city.follow(city.post(f"/deals/{deal}/reminder", {"remind_on": "2026-03-20"}))
    assert "Set a reminder for 2026-03-20" in city.text()
    maker.get(f"/deals/{deal}")
    assert "reminder" not in maker.text() and not maker.page.find("select", {"name": "person"})
    city.post(f"/deals/{deal}/assignment", {"person": "unknown"}, status=404)
    assert pages.look(deal, lambda found: found.assignee_id) == pages.world.city.person_id


def test_an_organisation_cannot_take_what_it_offers_or_handles(pages):
    listing = pages.listing(DEFERRED)
    for who in (pages.world.east, pages.world.city):
        page = pages.client(who, lang="en")
        page.post("/deals?lang=en", {"listing": listing, "option": "1"}, status=409)
        assert "cannot take a listing of its own" in page.text()
    pages.client(pages.world.maker).post("/deals", {"listing": "unknown", "option": "1"}, status=404)


def test_every_post_of_the_area_wants_its_token(pages):
    deal = pages.deal(STAGED)
    maker = pages.client(pages.world.maker)
    rules = [rule for rule in pages.app.url_map.iter_rules() if rule.endpoint in ENDPOINTS and "POST" in rule.methods]
    assert len(rules) > 12
    for rule in rules:
        path = re.sub(r"<any\((\w+)[^>]*>", r"\1", str(rule).replace("<public_id>", deal))
        path = re.sub(r"<[^>]*>", "1", path)
        assert maker.http.post(path, data={}).status_code == 400, path
