"""Working on listings: drafts, texts and limits, checks with evidence, every step, many at once."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from flask import Flask

from marketplace.domain.terms.templates import template_sheet
from marketplace.store.db import db, transaction
from marketplace.store.listings.listings import Listing
from marketplace.store.patents.patents import PatentOverlay
from marketplace.usecases.listings.drafts import draft_many
from marketplace.usecases.listings.options import Proposal
from tests.client import CheckedClient
from tests.make.cast import NOW, TODAY, Cast
from tests.make.listing_work import PDF, STEPS, bulk_form, draft_of_east, listing_of, state_of, twelve_patents
from tests.make.listings import DEFERRED, make_patent

Client = Callable[..., CheckedClient]
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])


@pytest.fixture
def draft(app: Flask, world: Cast) -> Callable[..., str]:
    return partial(draft_of_east, app, world)


@pytest.mark.parametrize("step", [*STEPS, "announcement", "platform-offer"])
def test_no_step_of_an_outsider_moves_a_red_listing_to_the_public(
    app: Flask, world: Cast, draft: Callable[..., str], client: Client, step: str
) -> None:
    public_id = draft(status="lapsed_fee")
    data = {"reason": "x", "number": "KF1", "announced_on": "2026-03-01"}
    for member in (world.stranger, world.east, world.park, world.operator):
        answer = client(member).http.post(f"/listings/{public_id}/{step}", data=data)
        assert answer.status_code in (400, 403, 404)
    office = client(world.city)
    for path in ("submission", "approval", step):  # whatever the office itself tries
        token = office.http.get("/sign-in").text.partition('name="csrf_token" value="')[2].partition('"')[0]
        office.http.post(f"/listings/{public_id}/{path}", data={**data, "csrf_token": token})
        client().get(f"/listings/{public_id}", status=404)
    assert state_of(app, public_id) in ("draft", "review")


@LANGS
def test_a_missing_report_is_uploaded_where_its_check_is_red(
    app: Flask, world: Cast, draft: Callable[..., str], client: Client, lang: str
) -> None:
    public_id = draft(kind="platform")
    with app.app_context():
        patent = listing_of(public_id).patents[0]

        @transaction
        def pledge() -> None:
            patent.overlays.append(PatentOverlay(kind="pledged", ends_on=date(2027, 6, 30), as_of=TODAY))

        pledge()
    office = client(world.city, lang=lang)
    page = f"/listings/{public_id}/checks"
    office.get(page)
    red = office.page.select(".check--bad")
    assert len(red) == 1 and "2027-06-30" in red[0].get_text()
    assert {"zh": "第四百四十四条", "en": "Art. 444"}[lang] in red[0].get_text()
    upload = red[0].select_one("a.button")["href"]
    office.get(upload)
    office.post(f"{upload}?lang={lang}", status=422)
    for name, content in (("consent.svg", b"<svg/>"), ("consent.pdf", b"<html>"), ("consent.pdf", b"")):
        office.post(f"{upload}?lang={lang}", {"file": (io.BytesIO(content), name)}, status=422)
    office.post(upload, {"file": (io.BytesIO(PDF), "同意书.pdf"), "issued_on": "2026-02-01"})
    office.get(page)
    assert not office.page.select(".check--bad")
    link = next(one["href"] for one in office.page.select("a") if "/evidence/" in one.get("href", ""))
    answer = office.http.get(link)
    assert answer.data == PDF and "attachment" in answer.headers["Content-Disposition"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert client(world.east, lang=lang).http.get(link).data == PDF
    for outsider in (world.stranger, world.maker, world.park):
        client(outsider, lang=lang).get(link, status=404)
        client(outsider, lang=lang).get(upload, status=404)


@LANGS
def test_a_ceiling_is_set_aside_with_a_reason_only(
    app: Flask, world: Cast, draft: Callable[..., str], client: Client, lang: str
) -> None:
    dear = json.loads(json.dumps(template_sheet("statutory_open")).replace('"1.5"', '"22"'))
    page = f"/listings/{draft(dear, 'statutory')}"
    office = client(world.city, lang=lang)
    office.get(f"{page}/checks")
    link = office.page.select_one('a[href$="/checks/OL10/override"]')["href"]
    assert "20%" in office.text() or "20 %" in office.text()
    office.get(link)
    office.post(f"{link}?lang={lang}", {"reason": ""}, status=422)
    office.post(link, {"reason": "包含技术服务"})
    office.get(f"{page}/checks")
    assert "包含技术服务" in office.text()
    office.post(f"{page}/submission")
    office.post(f"{page}/approval")
    office.get(f"{page}/checks/OL02/override", status=404)
    client(world.stranger, lang=lang).get(link, status=404)


@pytest.fixture
def twelve(app: Flask, world: Cast) -> list[str]:
    return twelve_patents(app, world)


@LANGS
def test_one_sheet_for_twelve_patents_of_which_three_are_red(
    app: Flask, world: Cast, twelve: list[str], client: Client, lang: str
) -> None:
    office, place = client(world.city, lang=lang), f"/listings/bulk?lang={lang}"
    office.get("/listings/bulk")
    start = {"licensor": world.east.public_id, "kind": "statutory", "source": "template:statutory_open"}
    office.post(place, {**start, "action": "terms"}, status=422)
    office.post(place, {**start, "action": "all"}, status=200)
    ticked = [box["value"] for box in office.page.select('[name="patents"][checked]')]
    assert sorted(ticked) == sorted(twelve)
    office.post(place, {**start, "patents": ticked, "action": "terms"}, status=200)
    form = bulk_form(world, office.page) | {"fee_basis_zh": "按收益分成法估算。"}
    dear = form["sheet"].replace('"1.5"', '"22"')
    office.post(place, {**form, "sheet": dear, "action": "preview"}, status=200)
    everywhere = {"zh": "12 件不通过", "en": "12 patents red"}[lang]  # the ceiling concerns each of them
    assert everywhere in office.page.select_one("aside").get_text()
    office.post(place, {**form, "action": "preview"}, status=200)
    counts = office.page.select_one("aside").get_text(" ")
    assert {"zh": "3 件不通过", "en": "3 patents red"}[lang] in counts
    shown = office.page.select("#previews details[open]")
    assert len(shown) == 3
    said = " ".join(one.get_text(" ") for one in shown)
    told = {"zh": ("评价报告", "2027-06-30", "共有"), "en": ("evaluation report", "2027-06-30", "co-owner")}[
        lang
    ]
    assert all(words in said for words in told)
    assert office.page.select("#words .clause")
    with app.app_context():
        assert not db.session.scalars(db.select(Listing)).all()
    office.post("/listings/bulk", {**form, "action": "draft-passing"})
    with app.app_context():
        drafts = db.session.scalars(db.select(Listing)).all()
        assert {one.patents[0].public_id for one in drafts} == set(twelve[3:])
        public_ids = [one.public_id for one in drafts]
    office.post("/listings/submissions", {"listing": public_ids})
    office.follow(office.post("/listings/approvals", {"listing": public_ids}))
    assert {"zh": "已批准 9 个项目", "en": "9 listings approved"}[lang] in office.text()
    with app.app_context():
        assert {one.state for one in db.session.scalars(db.select(Listing))} == {"filed"}


def test_red_drafts_of_a_batch_stay_behind_with_their_reason(
    app: Flask, world: Cast, twelve: list[str], client: Client
) -> None:
    office = client(world.city)
    start = {
        "licensor": world.east.public_id,
        "kind": "platform",
        "source": "template:deferred",
        "patents": twelve[:5],
    }
    office.post("/listings/bulk", {**start, "action": "terms"}, status=200)
    office.post("/listings/bulk", {**bulk_form(world, office.page), "action": "draft-all"})
    with app.app_context():
        public_ids = [one.public_id for one in db.session.scalars(db.select(Listing))]
    assert len(public_ids) == 5
    office.post("/listings/submissions", {"listing": public_ids})
    office.follow(office.post("/listings/approvals", {"listing": public_ids}))
    assert "已批准 4 个项目" in office.text() and "OL04" in office.text()
    client(world.east).get("/listings/new", status=404)  # its office does the work
    client(world.body).get("/listings/bulk", status=404)
    visitor = client(world.stranger)
    visitor.get("/listings/bulk")  # an enterprise may offer patents of its own, and sees no others
    assert not visitor.page.select('[name="patents"]')


def test_whoever_drafted_it_does_not_approve_it_in_a_batch_either(
    app: Flask, world: Cast, draft: Callable[..., str], client: Client
) -> None:
    with app.app_context():
        east = world.east.organisation

        @transaction
        def ask_for_two() -> None:
            east.two_person_rule = True

        ask_for_two()
    public_id = draft()
    office = client(world.city)
    office.post("/listings/submissions", {"listing": public_id})
    office.follow(office.post("/listings/approvals", {"listing": public_id}))
    assert "两" in office.text() or "不同人员" in office.text()
    office.post(f"/listings/{public_id}/approval", status=403)
    assert state_of(app, public_id) == "review"


@LANGS
def test_a_long_list_is_moved_at_one_press_and_few_refusals_are_told_one_by_one(
    app: Flask, world: Cast, client: Client, lang: str
) -> None:
    with app.app_context():
        patents = [make_patent(world.east, encumbrances_as_of=TODAY) for _ in range(20)]
        patents += [make_patent(world.east, status="lapsed_fee", encumbrances_as_of=TODAY) for _ in range(10)]
        actor, proposal = world.city.actor, Proposal(DEFERRED)
        draft_many(
            world.east.organisation, patents, proposal, kind="platform", actor=actor, now=NOW, fee_basis_zh="估算。"
        )
        db.session.remove()
    office = client(world.city, lang=lang)
    office.get("/listings/mine?state=draft")
    every = {"zh": "对本列表全部 30 个项目", "en": "With all 30 of this list"}
    assert every[lang] in office.text() and not office.page.select('[formaction$="/approvals"]')
    office.post("/listings/submissions", {"all": "1", "state": "draft"})
    office.follow(office.post("/listings/approvals", {"all": "1", "state": "review"}))
    told = office.text()
    assert {"zh": "已批准 20 个项目", "en": "20 listings approved"}[lang] in told
    assert {"zh": "另有 5 个项目未通过", "en": "5 more were refused"}[lang] in told and told.count("OL02") == 5
    with app.app_context():
        states = [one.state for one in db.session.scalars(db.select(Listing))]
        assert (states.count("published"), states.count("review")) == (20, 10)
    reader = client(world.east, lang=lang)
    reader.get("/listings/mine?state=review")
    assert not reader.page.select("main form[method=post]") or not reader.page.select('[name="all"]')


def test_a_listing_leads_to_its_patent_and_back_for_those_who_may(
    app: Flask, world: Cast, draft: Callable[..., str], client: Client
) -> None:
    public_id = draft()
    with app.app_context():
        patent = listing_of(public_id).patents[0].public_id
    for member in (world.city, world.east):
        reader = client(member)
        reader.get(f"/listings/{public_id}")
        assert reader.page.select(f'a[href="/patents/{patent}"]')
        reader.get(f"/patents/{patent}")
        assert reader.page.select(f'a[href="/listings/{public_id}"]')
    office = client(world.city)
    office.post(f"/listings/{public_id}/submission")
    office.post(f"/listings/{public_id}/approval")
    visitor = client(world.stranger)
    visitor.get(f"/listings/{public_id}")
    assert not visitor.page.select('a[href^="/patents/"]')
