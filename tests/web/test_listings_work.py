"""Working on listings: drafts, texts and limits, checks with evidence, every step, many at once."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial

import openpyxl
import pytest
from flask import Flask

from marketplace.store.db import db
from marketplace.store.listings.listings import Listing
from tests.client import CheckedClient
from tests.make.cast import Cast
from tests.make.listing_work import draft_of_east, listing_of, state_of, twelve_patents
from tests.make.listings import LUMP, make_listing, make_patent

Client = Callable[..., CheckedClient]
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])


@pytest.fixture
def draft(app: Flask, world: Cast) -> Callable[..., str]:
    return partial(draft_of_east, app, world)


@LANGS
def test_the_work_list_shows_states_checks_and_scores(
    app: Flask, world: Cast, draft: Callable[..., str], client: Client, lang: str
) -> None:
    red, green = draft(status="lapsed_fee"), draft()
    office = client(world.city, lang=lang)
    office.get("/listings/mine")
    text = office.text()
    assert red in str(office.page) and green in str(office.page)
    assert {"zh": "1 项不通过", "en": "1 red"}[lang] in text
    office.post("/listings/submissions", {"listing": green})
    office.get("/listings/mine?state=review")
    assert green in str(office.page) and red not in str(office.page)
    office.get("/listings/mine?q=不存在的专利")
    assert office.page.select(".empty")
    answer = office.get("/listings/mine/list.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    assert sheet is not None and sheet.max_row == 3
    client(world.stranger, lang=lang).get("/listings/mine")
    client(lang=lang).get("/listings/mine", status=302)


def test_long_work_lists_have_pages(app: Flask, world: Cast, client: Client) -> None:
    with app.app_context():
        for _ in range(27):
            make_listing([make_patent(world.east)], LUMP)
    office = client(world.city)
    office.get("/listings/mine?page=2")
    assert len(office.page.select("tbody tr")) == 2
    assert "26–27" in office.text()


@LANGS
def test_a_listing_is_drafted_from_the_portfolio(app: Flask, world: Cast, client: Client, lang: str) -> None:
    with app.app_context():
        first = make_patent(world.east, title_zh="打磨装置", title_en="Grinder").public_id
        second = make_patent(world.east, title_zh="除尘装置", title_en="Dust collector").public_id
        foreign = make_patent(world.west, title_zh="西岭装置", title_en="Xiling device").public_id
    office = client(world.city, lang=lang)
    office.get("/listings/new")
    assert foreign not in str(office.page)
    place = f"/listings/new?lang={lang}"
    shared = {"licensor": world.east.public_id, "kind": "platform", "patents": [first]}
    office.post(place, {**shared, "action": "find", "find": "除尘"}, status=200)
    boxes = {box["value"]: box.has_attr("checked") for box in office.page.select('[name="patents"]')}
    assert boxes == {first: True, second: False}
    office.post(place, {**shared, "patents": [], "action": "draft"}, status=409)
    office.post(place, {**shared, "patents": [foreign], "action": "draft"}, status=409)
    answer = office.post("/listings/new", {**shared, "patents": [first, second], "action": "draft"})
    office.follow(answer)
    with app.app_context():
        made = db.session.scalars(db.select(Listing)).one()
        assert (made.state, made.kind) == ("draft", "platform")
        assert {patent.public_id for patent in made.patents} == {first, second}


@LANGS
def test_texts_and_limits_are_written_while_it_is_a_draft(
    app: Flask, world: Cast, draft: Callable[..., str], client: Client, lang: str
) -> None:
    public_id = draft()
    office = client(world.city, lang=lang)
    page = f"/listings/{public_id}/edit"
    office.get(page)
    assert office.page.select_one("progress")["value"] == "0"
    patents = [box["value"] for box in office.page.select('[name="patents"][checked]')]
    version = office.page.select_one('[name="version"]')["value"]
    form = {
        "kind": "platform",
        "patents": patents,
        "version": version,
        "title_zh": "低噪声打磨",
        "action": "save",
    }
    limits = {"limit_sizes": ["MICRO", "SMALL"], "limit_regions": "4207，43", "programme_zh": "春雨计划"}
    office.post(f"{page}?lang={lang}", {**form, "limit_regions": "4207, 99"}, status=422)
    assert "99" in office.page.select_one(".error-summary").get_text()
    office.post(f"{page}?lang={lang}", {**form, **limits, "kind": "statutory"}, status=422)
    assert {"zh": "第五十条", "en": "Art. 50"}[lang] in office.page.select_one(".error-summary").get_text()
    office.post(f"{page}?lang={lang}", {**form, "title_zh": "", "title_en": ""}, status=422)
    office.post(page, {**form, **limits})
    with app.app_context():
        listing = listing_of(public_id)
        assert (listing.title_zh, listing.sizes, listing.regions) == (
            "低噪声打磨",
            ["MICRO", "SMALL"],
            ["4207", "43"],
        )
    office.post(f"{page}?lang={lang}", form, status=409)  # an older version of the page
    office.post(f"/listings/{public_id}/submission")
    office.get(page)
    assert not office.page.select("main form.form")


@LANGS
def test_a_statutory_listing_goes_through_every_step(
    app: Flask, world: Cast, draft: Callable[..., str], client: Client, lang: str
) -> None:
    public_id = draft(LUMP, "statutory")
    page = f"/listings/{public_id}"
    office, visitor = client(world.city, lang=lang), client(lang=lang)

    def stands(state: str, *steps: str) -> None:
        office.get(page)
        buttons = office.page.select(".next .button")
        leads = [one["href"] if one.name == "a" else one.find_parent("form")["action"] for one in buttons]
        assert (state_of(app, public_id), leads) == (state, [f"{page}/{step}" for step in steps])

    stands("draft", "submission")
    office.post(f"{page}/submission")
    stands("review", "return", "approval")
    office.post(f"{page}/return?lang={lang}", {"reason": " "}, status=422)
    office.post(f"{page}/return", {"reason": "请补充英文标题"})
    office.get(page)
    assert "请补充英文标题" in office.text()
    office.post(f"{page}/submission")
    office.post(f"{page}/approval")
    stands("filed", "announcement", "platform-offer", "revision", "withdrawal")
    visitor.get(page, status=404)
    for wrong in (
        {"number": "", "announced_on": "2026-03-01"},
        {"number": "KF1", "announced_on": "2026-03-03"},
    ):
        office.post(f"{page}/announcement?lang={lang}", wrong, status=422)
    office.post(f"{page}/announcement", {"number": "KF2026-1", "announced_on": "2026-03-01"})
    stands("published", "confirmation", "suspension", "revision", "withdrawal")
    visitor.get(page)
    assert "KF2026-1" in visitor.text()
    office.post(f"{page}/confirmation")
    office.get(f"{page}/suspension")
    office.post(f"{page}/suspension", {"reason": "核实"})
    stands("suspended", "resumption", "revision", "withdrawal")
    office.post(f"{page}/resumption")
    office.get(f"{page}/revision")
    office.get(f"{page}/withdrawal")
    assert {"zh": "不影响在先给予", "en": "stay effective"}[lang] in office.text()
    office.post(f"{page}/withdrawal", {"reason": "到期"})
    stands("withdrawn")
    visitor.get(page)
    office.post(f"{page}/resumption?lang={lang}", status=409)
    office.get(f"{page}/withdrawal", status=409)


@LANGS
def test_an_awaited_announcement_leaves_the_platform_open(
    app: Flask, world: Cast, draft: Callable[..., str], client: Client, lang: str
) -> None:
    page = f"/listings/{draft(LUMP, 'statutory')}"
    office = client(world.city, lang=lang)
    office.post(f"{page}/submission")
    office.post(f"{page}/approval")
    office.get(f"{page}/platform-offer")
    office.post(f"{page}/platform-offer")
    visitor = client(lang=lang)
    visitor.get(page)
    assert {"zh": "平台开放许可", "en": "Platform open offer"}[lang] in visitor.text()


@pytest.fixture
def twelve(app: Flask, world: Cast) -> list[str]:
    return twelve_patents(app, world)
