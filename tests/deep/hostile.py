"""Strings that break careless programs, and where they are put: every query parameter and every field of every form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote_plus, urlsplit

from bs4 import BeautifulSoup, Tag

from tests.search.test_hostile import HOSTILE

MARK = "x-evil"  # an element of this name on a page was never escaped
STRINGS = (
    *HOSTILE.values(),
    f"<{MARK}>",
    f"\"><{MARK} onload='1'>",
    f"'><{MARK}>",
    f"</textarea></title></script><{MARK}>",
    f"{{{{ 7*'7' }}}}<{MARK}>",
    "javascript:alert(1)",
    "//evil.example/x",
    "https://evil.example\r\nSet-Cookie: a=b",
    "../../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "file:///etc/passwd",
    "1' OR '1'='1",
    "1; DROP TABLE person--",
    "$(id)`id`|id",
    "%00%0a%n%s%x",
    "=1+1",
    "@SUM(A1:A9)",
    "0",
    "-1",
    "-0",
    "00000000001",
    "1.5",
    "1e309",
    "NaN",
    "Infinity",
    "9" * 19,
    "9" * 400,
    "9223372036854775808",
    "0x1F",
    "１２３",
    "١٢٣",
    "Ⅻ",
    "1,000.00",
    "1.000,00",
    "¥0.001",
    "2026-02-30",
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "2026-3-2",
    "2026年3月2日",
    "2026-03-02T00:00:00Z",
    "",
    "[]",
    "{}",
    "null",
    "true",
    '{"a":' * 200,
    "[" * 2000,
    "CN201710601862.4",
    "ZL 2017 1 0601862.3",
    "91420100MA4KXXXXXX",
    "\ufeff",
    "\u202egnp.exe",
    "\u2028\u2029",
    "\U000e0041\U000e0042",
    "𠮷𡃁𬭎",
    "ﷺ" * 300,
    "İıſKÅ",
    "\ud800",
    "\x00",
    "\x7f\x85",
    "a\nb\r\nc",
)
#: asked of every page, whatever it offers
PARAMETERS = (
    "q",
    "page",
    "lang",
    "sort",
    "kind",
    "state",
    "from",
    "to",
    "as-of",
    "option",
    "year",
    "next",
    "code",
)
LEFT_ALONE = ("csrf_token",)


@dataclass(frozen=True)
class Case:
    """One request: a page with one strange parameter, or a form with one strange field."""

    actor: str
    method: str
    path: str
    values: tuple[tuple[str, str], ...]
    field: str
    page: str = ""  # where the form stands

    def __str__(self) -> str:
        value = dict(self.values)[self.field]
        return f"{self.method} {self.path} as {self.actor}, {self.field}={value[:60]!r}"


def encoded(values: tuple[tuple[str, str], ...]) -> str:
    """As a browser sends it, and broken text as a browser would not."""
    return "&".join(
        f"{quote_plus(name)}={quote_plus(value, errors='surrogatepass')}" for name, value in values
    )


def parameters(page: BeautifulSoup, path: str) -> list[str]:
    """The query parameters that links to this page and its own GET forms know."""
    known = set(PARAMETERS)
    for link in page.select("a[href]"):
        there = urlsplit(str(link["href"]))
        if there.path in ("", path):
            known.update(name for name, _ in parse_qsl(there.query, keep_blank_values=True))
    for form in page.select("form"):
        if str(form.get("method", "get")).lower() == "get":
            known.update(str(field["name"]) for field in form.select("[name]"))
    return sorted(known)


def forms(page: BeautifulSoup, path: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Address and values of each form that changes something, filled in as it stands."""
    for form in page.select("form"):
        if str(form.get("method", "get")).lower() == "post":
            values = {
                str(field["name"]): _value(field)
                for field in form.select("[name]")
                if field.get("type") != "file"
            }
            yield str(form.get("action") or path), values


def _value(field: Tag) -> str:
    if field.name == "textarea":
        return field.get_text()
    if field.name == "select":
        chosen = field.select_one("option[selected]") or field.select_one("option")
        return str(chosen.get("value", chosen.get_text())) if chosen else ""
    return str(field.get("value", ""))
