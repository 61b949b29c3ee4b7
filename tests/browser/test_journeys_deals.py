"""Both sides of a deal at their own screens: the first payment, a milestone, a negotiation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from marketplace.usecases.parties.organisations import set_bank_account
from tests.browser.conftest import LiveSite
from tests.browser.journey import press, reading, reads, stored, words_in
from tests.make.cast import NOW, Cast
from tests.make.deals import prepare_deal, send
from tests.make.listings import DEFERRED, LUMP, STAGED, make_listing, make_patent

ACCOUNT = "6222000011112222333"


def sent(
    site: LiveSite, world: Cast, sheet: dict[str, object], *, option: int | None = 1, kind: str = "platform"
) -> str:
    """A notice or request that has reached the city's office; the licensor has a bank account."""

    def make() -> object:
        east = world.east.organisation
        account = {"holder": "东湾工业大学", "bank": "江澜银行云溪支行", "number": ACCOUNT}
        set_bank_account(east, **account, actor=world.east.actor, now=NOW)
        listing = make_listing([make_patent(world.east)], sheet, kind=kind)
        return send(prepare_deal(listing, world.maker, option=option), world.maker)

    return stored(site.app, make)


@pytest.mark.parametrize(("width", "lang", "javascript"), [(1280, "zh", True), (390, "en", False)])
def test_the_first_payment_puts_the_licence_into_effect(
    browser_page: Callable[..., Page],
    live_site: LiveSite,
    world: Cast,
    tmp_path: Path,
    width: int,
    lang: str,
    javascript: bool,
) -> None:
    say, deal = words_in(lang), sent(live_site, world, LUMP)
    reading(live_site.app, lang, world.maker, world.city)
    licensee = browser_page(width=width, lang=lang, javascript=javascript, member=world.maker)
    office = browser_page(width=width, lang=lang, javascript=javascript, member=world.city)
    waiting = {
        "zh": ("首笔付款", "2026年4月1日"),
        "en": ("Waiting for the first payment of", "1 April 2026"),
    }[lang]
    for page in (licensee, office):
        page.goto(f"/deals/{deal}")
        reads(page, *waiting, "31,800.00", ACCOUNT)
    press(office, say("Confirm a payment"))
    expect(office.locator("#gross")).to_have_value("31800.00")
    office.locator("#bank_reference").fill("JL20260302001")
    press(office, say("Show what it pays"))
    reads(
        office, say("The first payment is complete: with this the licence takes effect today."), "30,000.00"
    )
    press(office, say("Confirm this payment"))
    reads(office, say("The payment is confirmed; the account has moved."))
    licensee.reload()
    reads(licensee, {"zh": "目前没有待办事项", "en": "Nothing is to be done at present"}[lang])
    expect(licensee.get_by_role("main")).not_to_contain_text(ACCOUNT)
    with licensee.expect_download() as download:
        press(licensee, say("Confirmation (PDF)"))
    kept = tmp_path / "confirmation.pdf"
    download.value.save_as(kept)
    assert kept.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(("width", "lang", "javascript"), [(1280, "zh", True), (390, "en", False)])
def test_an_accepted_milestone_moves_the_account_of_both_sides(
    browser_page: Callable[..., Page],
    live_site: LiveSite,
    world: Cast,
    width: int,
    lang: str,
    javascript: bool,
) -> None:
    say, deal = words_in(lang), sent(live_site, world, STAGED)
    reading(live_site.app, lang, world.maker, world.city)
    licensee = browser_page(width=width, lang=lang, javascript=javascript, member=world.maker)
    licensee.goto(f"/deals/{deal}/reports")
    licensee.get_by_role("main").locator("a[href*='milestone_accepted']").first.click()
    licensee.locator("#on").fill("2026-03-02")
    licensee.locator("[name=milestone]").first.check()
    press(licensee, say("Show what changes"))
    reads(licensee, "20,000.00", "21,200.00")
    press(licensee, say("Submit the report"))
    office = browser_page(width=width, lang=lang, javascript=javascript, member=world.city)
    office.goto(f"/deals/{deal}")
    press(office, say("Accept or reject"))
    press(office, say("Accept the report"))
    reads(office, say("The report is accepted; the account has moved."))
    licensee.goto(f"/deals/{deal}/account")
    lines = [
        page.get_by_role("main").locator("table").first.locator("tbody tr").first
        for page in (office, licensee)
    ]
    for line in lines:
        for figure in ("2026-03-02", "2026-04-01", "20,000.00", "1,200.00", "21,200.00"):
            expect(line).to_contain_text(figure)
    assert lines[0].inner_text() == lines[1].inner_text()


@pytest.mark.parametrize(
    ("width", "lang", "javascript"), [(1280, "zh", True), (390, "zh", False), (1280, "en", True)]
)
def test_terms_are_agreed_in_two_versions(
    browser_page: Callable[..., Page],
    live_site: LiveSite,
    world: Cast,
    width: int,
    lang: str,
    javascript: bool,
) -> None:
    say, deal = words_in(lang), sent(live_site, world, DEFERRED, option=None, kind="negotiated")
    reading(live_site.app, lang, world.maker, world.city)
    office = browser_page(width=width, lang=lang, javascript=javascript, member=world.city)
    office.goto(f"/deals/{deal}")
    press(office, say("Make an offer"))
    office.get_by_role("main").locator("a[href*='start=option']").click()
    press(office, say("Send the offer"))
    reads(office, say("Version %(number)s is on the table; the other side is told.", number=1))

    licensee = browser_page(width=width, lang=lang, javascript=javascript, member=world.maker)
    licensee.goto(f"/deals/{deal}")
    press(licensee, say("Read and answer"))
    reads(licensee, "120,000.00")
    press(licensee, say("Make a counter-offer"))
    licensee.locator("[name='components[0].amount']").fill("90000")
    licensee.locator("#message").fill("首年产量有限，望酌减。")
    press(licensee, say("Send the offer"))
    reads(licensee, say("Version %(number)s is on the table; the other side is told.", number=2), "90,000.00")

    office.goto(f"/deals/{deal}")
    press(office, say("Read and answer"))
    reads(office, "90,000.00", "首年产量有限，望酌减。")
    press(office, say("Accept version %(number)s", number=2))
    reads(office, "EAST-L-2026-0001")
    licensee.goto(f"/deals/{deal}/account")
    reads(licensee, "90,000.00", "EAST-L-2026-0001")


@pytest.mark.parametrize(("width", "lang", "javascript"), [(1280, "zh", True), (390, "en", False)])
def test_a_rejected_report_is_made_again_and_paid_in_two_parts(
    browser_page: Callable[..., Page],
    live_site: LiveSite,
    world: Cast,
    width: int,
    lang: str,
    javascript: bool,
) -> None:
    say, deal = words_in(lang), sent(live_site, world, STAGED)
    reading(live_site.app, lang, world.maker, world.city)
    licensee = browser_page(width=width, lang=lang, javascript=javascript, member=world.maker)
    office = browser_page(width=width, lang=lang, javascript=javascript, member=world.city)
    address = f"/deals/{deal}/reports/new?kind=milestone_accepted"
    licensee.goto(address)
    _report_milestone(licensee, say)
    office.goto(f"/deals/{deal}")
    press(office, say("Accept or reject"))
    office.locator("#reason").fill("请附样机检测报告。")
    press(office, say("Reject with this reason"))
    licensee.reload()
    reads(licensee, "请附样机检测报告。")
    press(licensee, say("Report it again"))
    _report_milestone(licensee, say)
    office.goto(f"/deals/{deal}")
    press(office, say("Accept or reject"))
    press(office, say("Accept the report"))
    for number, (gross, left) in enumerate((("10000", "11,200.00"), ("11200", "0.00")), 1):
        office.goto(f"/deals/{deal}/payments/new")
        office.locator("#gross").fill(gross)
        office.locator("#bank_reference").fill(f"JL2026030200{number}")
        press(office, say("Show what it pays"))
        press(office, say("Confirm this payment"))
        licensee.goto(f"/deals/{deal}")
        reads(licensee, say("with VAT %(amount)s", amount=f"¥{left}"))
    licensee.goto(f"/deals/{deal}/account")
    line = licensee.get_by_role("main").locator("table").first.locator("tbody tr").first
    expect(line).to_contain_text({"zh": "已付清", "en": "Paid"}[lang])


def _report_milestone(page: Page, say: Callable[..., str]) -> None:
    page.locator("#on").fill("2026-03-02")
    page.locator("[name=milestone]").first.check()
    press(page, say("Show what changes"))
    press(page, say("Submit the report"))
