"""Real pages in a real browser: the application of the test on a free port, Chromium, and a watch over every page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from devtools.places import in_ci
from tests.browser.chromium import LANGUAGES, NoChromium, find_chromium, launched
from tests.browser.serving import serving
from tests.browser.watch import Watch
from tests.client import CheckedClient

DESKTOP, PHONE = 1280, 375
HEIGHTS = {DESKTOP: 900, PHONE: 740}
PATIENCE = 10_000


@dataclass(frozen=True)
class LiveSite:
    """The application of the test as a browser reaches it."""

    url: str
    app: Flask


@pytest.fixture
def live_site(app: Flask) -> Iterator[LiveSite]:
    """The application with this test's database, clock and settings, served from threads of this process."""
    with serving(app) as url:
        yield LiveSite(url, app)


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all tests of a worker. On a build server a missing one is a failure."""
    try:
        find_chromium()
    except NoChromium as reason:
        (pytest.fail if in_ci() else pytest.skip)(str(reason))
    with launched(tmp_path_factory.mktemp("chromium")) as browser:
        yield browser


@pytest.fixture
def browser_page(chromium: Browser, live_site: LiveSite) -> Iterator[Callable[..., Page]]:
    """`browser_page(width=1280, lang="zh", javascript=True, member=None)` opens a page in a window of its own.

    `member` (of the cast) is signed in from the start. When the test ends, no page may have had an error on its
    console, a style or script refused by the content security policy, a missing file or a request to another host.
    """
    opened: list[tuple[BrowserContext, Watch]] = []

    def open_page(
        *, width: int = DESKTOP, lang: str = "zh", javascript: bool = True, member: Any = None
    ) -> Page:
        context = chromium.new_context(
            base_url=live_site.url,
            viewport={"width": width, "height": HEIGHTS.get(width, 900)},
            locale=LANGUAGES[lang],
            timezone_id="Asia/Shanghai",
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        opened.append((context, Watch(context, live_site.url)))
        if member is not None:
            _sign_in(context, live_site, member.person_id)
        return context.new_page()

    yield open_page
    faults = []
    for context, watch in opened:
        context.close()
        faults += watch.faults
    assert not faults, "faults in the browser:\n" + "\n".join(faults)


@pytest.fixture
def page_zh_desktop(browser_page: Callable[..., Page]) -> Page:
    return browser_page(width=DESKTOP, lang="zh")


@pytest.fixture
def page_zh_phone(browser_page: Callable[..., Page]) -> Page:
    return browser_page(width=PHONE, lang="zh")


@pytest.fixture
def page_en_desktop(browser_page: Callable[..., Page]) -> Page:
    return browser_page(width=DESKTOP, lang="en")


@pytest.fixture
def page_en_phone(browser_page: Callable[..., Page]) -> Page:
    return browser_page(width=PHONE, lang="en")


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """`accessible(page)` fails with axe's findings, and where the page scrolls sideways."""

    def check(page: Page) -> None:
        findings = Axe().run(page).response["violations"]
        told = [
            f"{finding['id']} ({finding['impact']}): {finding['help']}\n    {node['html'][:200]}"
            for finding in findings
            for node in finding["nodes"]
        ]
        assert not told, f"axe on {page.url}:\n" + "\n".join(told)
        wide, window = page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert wide <= window, f"{page.url} is {wide} px wide in a window of {window} px"

    return check


def _sign_in(context: BrowserContext, site: LiveSite, person_id: int) -> None:
    """Give the browser the cookie that a test client got."""
    name = site.app.config["SESSION_COOKIE_NAME"]
    cookie = CheckedClient(site.app, person_id, "zh").http.get_cookie(name)
    assert cookie, "signing in gave no session"
    context.add_cookies([{"name": name, "value": cookie.value, "url": site.url}])
