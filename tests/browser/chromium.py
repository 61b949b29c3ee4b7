"""The distribution's Chromium, driven by Playwright; the tests and the pictures of all pages start it alike."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

FONTS = Path(__file__).resolve().parents[2] / "static" / "vendor" / "fonts"
LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}
#: no word to anybody outside, and no sandbox: the build server's user is root and the pages are our own
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-color-profile=srgb",
]


class NoChromium(Exception):
    """There is no Chromium on this machine."""


def find_chromium() -> str:
    """The path of the browser.

    Raises:
        NoChromium: there is none.
    """
    for name in ("chromium", "chromium-browser"):
        if path := shutil.which(name):
            return path
    raise NoChromium("There is no Chromium here: install the package chromium.")


@contextmanager
def launched(folder: Path) -> Iterator[Browser]:
    """A running browser. In `folder` it finds the Chinese font of the set-up, which a bare system lacks."""
    program = find_chromium()
    (folder / "fonts").symlink_to(FONTS, target_is_directory=True)
    environment = {**os.environ, "XDG_DATA_HOME": str(folder)}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=FLAGS, env=environment, chromium_sandbox=False
        )
        try:
            yield browser
        finally:
            browser.close()
