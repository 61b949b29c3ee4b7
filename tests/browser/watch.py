"""What goes wrong on a page without anybody seeing it: errors of scripts, refused styles, missing files, strangers."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response

#: told on the console, which is watched anyway
REPORT_VIOLATIONS = """document.addEventListener('securitypolicyviolation',
  e => console.error(`content security policy: ${e.effectiveDirective} refused ${e.blockedURI}`))"""


class Watch:
    """Collects the faults of all pages of a browser context."""

    def __init__(self, context: BrowserContext, site: str) -> None:
        self.site = site
        self.faults: list[str] = []
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("requestfailed", self._failed)

    def _console(self, message: ConsoleMessage) -> None:
        # a missing file is judged by its answer, where it is known whether a person asked for it
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.faults.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        if request.url.startswith("http") and urlsplit(request.url).netloc != urlsplit(self.site).netloc:
            self.faults.append(f"asked another host: {request.url}")

    def _response(self, response: Response) -> None:
        asked_for_by_person = response.request.resource_type in {"document", "fetch", "xhr"}
        if response.status >= 500 or (response.status >= 400 and not asked_for_by_person):
            self.faults.append(f"{response.status} for {response.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # a download, or a page left before it was complete
            self.faults.append(f"{request.failure} for {request.url}")
