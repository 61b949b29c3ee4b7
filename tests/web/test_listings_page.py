"""The public page of a listing: who sees it, who can take it and why not, what proves that terms are equal."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask

from marketplace.store.db import db, transaction
from marketplace.store.listings.listings import Listing
from marketplace.store.patents.patents import PatentCard
from marketplace.usecases.listings.drafts import draft_listing
from marketplace.usecases.listings.listings import (
    approve_listing,
    revise_listing,
    submit_listing,
    suspend_listing,
    withdraw_listing,
)
from marketplace.usecases.listings.options import Proposal, set_options
from marketplace.usecases.office.files import take_document
from marketplace.usecases.parties.sizes import declare_size
from marketplace.usecases.patents.attachments import add_attachment
from tests.client import CheckedClient
from tests.make.cast import NOW, Cast
from tests.make.deals import prepare_deal, send
from tests.make.listings import DEFERRED, LUMP, STAGED, make_listing, make_patent

Client = Callable[..., CheckedClient]
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])


@pytest.fixture
def listed(app: Flask, world: Cast) -> Callable[..., str]:
    """Make a listing and give its public id."""

    def make(*sheets: object, **columns: object) -> str:
        with app.app_context():
            patent = make_patent(world.east)
            return make_listing([patent], *(sheets or (DEFERRED,)), **columns).public_id  # type: ignore[arg-type]

    return make


def change(app: Flask, public_id: str, step: Callable[..., object], world: Cast, **options: object) -> None:
    """Carry out a use case on a listing."""
    with app.app_context():
        listing = db.session.scalar(db.select(Listing).filter_by(public_id=public_id))
        step(listing, actor=world.city.actor, now=NOW, **options)


@LANGS
@pytest.mark.parametrize("kind", ["statutory", "platform", "negotiated"])
def test_everybody_reads_a_published_listing(listed: Callable[..., str], client: Client, kind: str, lang: str) -> None:
    visitor = client(lang=lang)
    visitor.get(f"/listings/{listed(DEFERRED, LUMP, STAGED, kind=kind)}")
    text = visitor.text()
    assert {"zh": "东湾工业大学", "en": "Dongwan University of Technology"}[lang] in text
    assert visitor.page.select("#terms .clause") and visitor.page.select_one("#patents")
    assert {"zh": "¥120,000.00", "en": "¥120,000.00"}[lang] in visitor.page.select_one("#terms").get_text()
    assert ("第五十条" in text or "Art. 50" in text or "Arts. 50" in text) == (kind == "statutory")


@LANGS
def test_the_card_stands_on_top_in_the_readers_language(app: Flask, world: Cast, client: Client, lang: str) -> None:
    with app.app_context():
        patent = make_patent(world.east)

        @transaction
        def write() -> None:
            texts = {"benefit_zh": "噪声降低 14 分贝。", "benefit_en": "14 dB less noise.", "replaces_zh": "手持角磨机"}
            patent.card = PatentCard(**texts, gain_en="92 to 78 dB")

        write()
        public_id = make_listing([patent], DEFERRED).public_id
    visitor = client(lang=lang)
    visitor.get(f"/listings/{public_id}")
    assert visitor.page.select_one(".lead").get_text() == {"zh": "噪声降低 14 分贝。", "en": "14 dB less noise."}[lang]
    card = visitor.page.select_one("#card").get_text(" ")
    assert "手持角磨机" in card and "92 to 78 dB" in card
    assert len(visitor.page.select("#card .other-language")) == 1


@pytest.mark.parametrize("state", ["draft", "review", "filed"])
def test_nobody_outside_sees_what_is_not_public(
    listed: Callable[..., str], world: Cast, client: Client, state: str
) -> None:
    public_id = listed(state=state)
    for reader in (None, world.stranger, world.park, world.operator):
        browser = client(reader).http
        for path in ("", "/terms.json", "/editions/1", "?s1=1", "/edit", "/checks", "/options", "/options/1"):
            answer = browser.get(f"/listings/{public_id}{path}")
            assert answer.status_code in ({302, 404} if reader is None else {404}), (path, reader)
            assert "120,000" not in answer.text
    for insider in (world.city, world.east):
        client(insider).get(f"/listings/{public_id}")


def test_work_pages_of_a_public_listing_stay_closed_to_others(
    listed: Callable[..., str], world: Cast, client: Client
) -> None:
    public_id = listed()
    for page in ("edit", "checks", "options", "withdrawal", "suspension", "revision"):
        client(world.stranger).get(f"/listings/{public_id}/{page}", status=404)
        looks_on = 200 if page in ("edit", "checks", "options") else 404  # the licensor, whose office does the work
        client(world.east).get(f"/listings/{public_id}/{page}", status=looks_on)


@LANGS
def test_visitors_are_led_to_sign_in_and_back(listed: Callable[..., str], client: Client, lang: str) -> None:
    visitor = client(lang=lang)
    public_id = listed()
    visitor.get(f"/listings/{public_id}?s2=300000")
    button = visitor.page.select_one("#take a.button--primary")
    assert button.get_text() == {"zh": "取得许可", "en": "Take this licence"}[lang]
    assert "sign-in?next=" in button["href"] and public_id in button["href"] and "s2" in button["href"]
    assert not visitor.page.select("#take form")


@LANGS
def test_a_member_takes_one_of_the_ways_to_pay(
    listed: Callable[..., str], world: Cast, client: Client, lang: str
) -> None:
    maker = client(world.maker, lang=lang)
    public_id = listed(DEFERRED, LUMP)
    maker.get(f"/listings/{public_id}")
    form = maker.page.select_one("#take form")
    assert (form["method"], form["action"]) == ("post", "/deals")
    assert form.select_one('[name="listing"]')["value"] == public_id
    assert [field["value"] for field in form.select('[name="option"]')] == ["1", "2"]
    maker.get(f"/listings/{listed(kind='negotiated')}")
    assert maker.page.select_one("#take button").get_text() == {"zh": "申请许可", "en": "Request a licence"}[lang]


@LANGS
def test_who_looks_after_it_is_not_offered_to_take_it(
    listed: Callable[..., str], world: Cast, client: Client, lang: str
) -> None:
    public_id = listed()
    for insider in (world.city, world.east):
        visitor = client(insider, lang=lang)
        visitor.get(f"/listings/{public_id}")
        assert not visitor.page.select("#take form, #take a.button--primary")


@LANGS
def test_whoever_is_outside_the_group_reads_why_and_what_helps(
    app: Flask, listed: Callable[..., str], world: Cast, client: Client, lang: str
) -> None:
    public_id = listed(limit_sizes='["MICRO", "SMALL"]', limit_regions='["4207"]', programme_zh="春雨计划")
    maker = client(world.maker, lang=lang)

    def take_box() -> str:
        maker.get(f"/listings/{public_id}")
        return str(maker.page.select_one("#take"))

    limits = maker.get(f"/listings/{public_id}") and maker.page.select_one("#rules").get_text(" ")
    assert {"zh": "微型企业、小型企业", "en": "Micro enterprise, Small enterprise"}[lang] in limits
    assert {"zh": "湖北省", "en": "Hubei"}[lang] in limits and "春雨计划" in limits
    assert f"/organisations/{world.maker.public_id}/size" in take_box()
    with app.app_context():
        declare_size(
            world.maker.organisation,
            sector="industry",
            basis_year=2025,
            staff=2000,
            revenue=900_000_000_00,
            assets=None,
            actor=world.maker.actor,
            now=NOW - timedelta(days=400),  # expired meanwhile
        )
    assert f"/organisations/{world.maker.public_id}/size" in take_box()
    for staff, revenue, admitted in ((2000, 900_000_000_00, False), (50, 5_000_000_00, True)):
        with app.app_context():
            figures = {"sector": "industry", "basis_year": 2025, "staff": staff, "revenue": revenue, "assets": None}
            declare_size(world.maker.organisation, **figures, actor=world.maker.actor, now=NOW)
        assert ('action="/deals"' in take_box()) == admitted
    elsewhere = listed(limit_regions='["31"]')
    maker.get(f"/listings/{elsewhere}")
    assert {"zh": "登记地区不在其列", "en": "region is not among them"}[lang] in maker.text()


@LANGS
def test_a_lapsed_patent_stops_the_listing_at_once(app: Flask, world: Cast, client: Client, lang: str) -> None:
    with app.app_context():
        public_id = make_listing([make_patent(world.east, fee_paid_until=date(2026, 1, 1))], DEFERRED).public_id
    for reader in (None, world.maker):
        visitor = client(reader, lang=lang)
        visitor.get(f"/listings/{public_id}")
        assert not visitor.page.select("#take form, #take a.button--primary")
        assert {"zh": "年费", "en": "annual fee"}[lang] in visitor.page.select_one("#take").get_text()


@LANGS
def test_suspended_and_withdrawn_listings_say_so_and_keep_their_terms(
    app: Flask, listed: Callable[..., str], world: Cast, client: Client, lang: str
) -> None:
    public_id = listed(DEFERRED)
    visitor = client(lang=lang)
    change(app, public_id, suspend_listing, world, reason="核实")
    visitor.get(f"/listings/{public_id}")
    assert {"zh": "暂停受理", "en": "Suspended"}[lang] in visitor.text()
    assert not visitor.page.select("#take form, #take a.button--primary")
    change(app, public_id, withdraw_listing, world, reason="不再许可")
    visitor.get(f"/listings/{public_id}")
    assert "2026-03-02" in visitor.text() and not visitor.page.select("#take form, #take a.button--primary")
    assert "核实" not in visitor.text() and "不再许可" not in visitor.text()  # reasons are the office's own


@LANGS
def test_licences_under_equal_terms_are_counted(
    app: Flask, listed: Callable[..., str], world: Cast, client: Client, lang: str
) -> None:
    public_id = listed(DEFERRED, LUMP)
    with app.app_context():
        listing = db.session.scalar(db.select(Listing).filter_by(public_id=public_id))
        for taker in (world.maker, world.stranger):
            send(prepare_deal(listing, taker), taker)
    visitor = client(lang=lang)
    visitor.get(f"/listings/{public_id}")
    row = visitor.page.select("#options tbody tr")[-1]
    assert [cell.get_text() for cell in row.select("td")] == ["2", "0"]
    said = {"zh": "已有2项许可采用完全相同的条件", "en": "2 licences were taken under exactly these terms"}[lang]
    assert said in visitor.page.select_one("#terms").get_text()


def test_terms_json_carries_sheets_that_hash_to_what_the_page_says(
    app: Flask, listed: Callable[..., str], client: Client, tmp_path: Path
) -> None:
    public_id = listed(DEFERRED, STAGED, LUMP)
    visitor = client()
    answer = visitor.http.get(f"/listings/{public_id}/terms.json")
    assert answer.mimetype == "application/json"
    content = json.loads(answer.text)
    assert (content["listing"], content["edition"], content["state"]) == (public_id, 1, "published")
    visitor.get(f"/listings/{public_id}")
    assert [option["takes_effect"] for option in content["options"]] == ["arrival", "arrival", "first_payment"]
    for option, sheet in zip(content["options"], (DEFERRED, STAGED, LUMP), strict=True):
        assert option["sheet"] == sheet
        path = tmp_path / "sheet.json"
        path.write_text(json.dumps(option["sheet"], ensure_ascii=False), encoding="utf-8")
        printed = app.test_cli_runner().invoke(args=["terms", "hash", str(path)])
        assert printed.output.strip() == option["sheet_hash"]
        assert visitor.page.select(f'[data-copy="{option["sheet_hash"]}"]')


@LANGS
def test_editions_stay_readable_and_say_what_changed(
    app: Flask, world: Cast, client: Client, lang: str
) -> None:
    with app.app_context():
        options = {"kind": "platform", "proposals": [Proposal(DEFERRED)], "actor": world.city.actor, "now": NOW}
        public_id = draft_listing(world.east.organisation, [make_patent(world.east)], **options).public_id
    publish = (submit_listing, approve_listing)
    for step in publish:
        change(app, public_id, step, world)
    change(app, public_id, revise_listing, world, reason="降价")
    cheaper = json.loads(json.dumps(DEFERRED).replace("120000.00", "90000.00"))
    with app.app_context():
        listing = db.session.scalar(db.select(Listing).filter_by(public_id=public_id))
        set_options(listing, [Proposal(cheaper)], actor=world.city.actor, now=NOW)
    for step in publish:
        change(app, public_id, step, world)
    visitor = client(lang=lang)
    visitor.get(f"/listings/{public_id}")
    assert len(visitor.page.select("#editions li")) == 2
    visitor.get(f"/listings/{public_id}/editions/2")
    changed = visitor.page.select_one("#changes").get_text()
    assert "120,000.00" in changed and "90,000.00" in changed
    visitor.get(f"/listings/{public_id}/editions/1")
    assert "120,000.00" in visitor.text() and "90,000.00" not in visitor.text()
    visitor.get(f"/listings/{public_id}/editions/3", status=404)


def test_attachments_of_a_patent_can_be_read_with_its_listing(app: Flask, world: Cast, client: Client) -> None:
    with app.app_context():
        patent = make_patent(world.east)
        actor = world.city.actor
        file = take_document(io.BytesIO(b"%PDF-1.7 drawings"), "drawings.pdf", actor=actor, now=NOW)
        add_attachment(patent, file=file, title_zh="图纸", title_en="Drawings", actor=actor, now=NOW)
        public_id = make_listing([patent], DEFERRED).public_id
    visitor = client(lang="en")
    visitor.get(f"/listings/{public_id}")
    link = next(one for one in visitor.page.select("#patents a") if one.get_text() == "Drawings")
    assert visitor.http.get(link["href"]).data == b"%PDF-1.7 drawings"
