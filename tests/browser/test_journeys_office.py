"""The office at its desk: a portfolio comes in, a listing goes out."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from marketplace.jobs.worker import work_off
from marketplace.store.db import db
from tests.browser.conftest import LiveSite
from tests.browser.journey import press, reading, reads, stored, words_in
from tests.make.cast import Cast
from tests.make.listings import make_patent

PORTFOLIO = """专利号,名称,申请日,授权公告日,专利权人,法律状态
ZL201710601862.3,一种导热材料及其制备方法,2017-07-21,2019-05-10,东湾工业大学,授权
ZL201610895413.X,一种手持超声探头,2016-10-13,2018-08-03,东湾工业大学,授权
ZL202210000001.7,一种阻尼砂轮,2022-01-04,2024-02-06,东湾工业大学,授权
"""


def work(site: LiveSite) -> None:
    """What the worker does beside the server."""
    with site.app.app_context():
        work_off()
        db.session.remove()


@pytest.mark.parametrize(("width", "lang", "javascript"), [(1280, "zh", True), (390, "en", False)])
def test_a_list_is_read_looked_at_and_taken_in(
    browser_page: Callable[..., Page],
    live_site: LiveSite,
    world: Cast,
    width: int,
    lang: str,
    javascript: bool,
) -> None:
    say = words_in(lang)
    reading(live_site.app, lang, world.city)
    page = browser_page(width=width, lang=lang, javascript=javascript, member=world.city)
    page.goto("/patents/imports/new")
    if page.locator("select[name=licensor]").count():
        page.locator("select[name=licensor]").select_option(world.east.public_id)
    content = PORTFOLIO.encode("gb18030")
    page.locator("#file").set_input_files({"name": "专利清单.csv", "mimeType": "text/csv", "buffer": content})
    press(page, say("Upload and look at it"))
    expect(page).not_to_have_url(re.compile(r"/new"))
    work(live_site)  # the page refreshes by itself until the work is done
    reads(page, "一种导热材料及其制备方法", "一种手持超声探头")
    page.locator("form[action$='/intake'] button").click()
    page.wait_for_load_state()
    work(live_site)
    refused = page.get_by_role("main").locator("tbody tr").filter(has_text="202210000001")
    expect(refused).to_contain_text("202210000001.0")
    expect(refused.locator("td").first).to_have_text("4")  # the line of the file
    page.goto("/patents")
    reads(page, "一种导热材料及其制备方法", "一种手持超声探头")
    expect(page.get_by_role("main")).not_to_contain_text("一种阻尼砂轮")


@pytest.mark.parametrize(
    ("width", "lang", "javascript"), [(1280, "zh", True), (390, "zh", False), (1280, "en", True)]
)
def test_a_draft_becomes_a_public_offer(
    browser_page: Callable[..., Page],
    live_site: LiveSite,
    world: Cast,
    width: int,
    lang: str,
    javascript: bool,
) -> None:
    say = words_in(lang)
    reading(live_site.app, lang, world.city)
    patent = stored(live_site.app, lambda: make_patent(world.east))
    page = browser_page(width=width, lang=lang, javascript=javascript, member=world.city)
    page.goto(f"/listings/new?licensor={world.east.public_id}")
    page.locator(f"#patent-{patent}").check()
    page.locator("[name=kind][value=platform]").check()
    press(page, say("Make the draft"))
    expect(page).not_to_have_url(re.compile(r"/new"))
    listing = page.url.split("/listings/")[1].split("/")[0].split("?")[0]
    page.goto(f"/listings/{listing}/options")
    page.get_by_role("main").locator("a[href*='zero_entry_staged_royalty']").click()
    press(page, say("Save"))
    page.goto(f"/listings/{listing}/checks")
    press(page, say("Submit for review"))
    reads(page, say("Submitted for review."))
    page.goto(f"/listings/{listing}/checks")
    press(page, say("Approve"))
    reads(page, say("Approved and published."))
    visitor = browser_page(width=width, lang=lang, javascript=javascript)
    answer = visitor.goto(f"/listings/{listing}?lang={lang}")
    assert answer and answer.status == 200
    model = {"zh": "零门槛费", "en": "Zero entry"}[lang]
    reads(visitor, model, say("Ways to pay"))
