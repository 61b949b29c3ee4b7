"""The titles of class symbols as pages show them: loaded ones, else our own short ones."""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Mapping

from marketplace.domain.patents.class_titles import SHORT_TITLES
from marketplace.store.patents.class_titles import ClassTitle, titles_of, upper_titles
from marketplace.web.formats import TextInLanguage, lang_text

LONGEST = 120  # characters of a title in a list
#: brackets that name a class symbol, nested ones too; a file may cut them off
_REFERENCES = re.compile(r"\s*[(（{〔\[][^()（）]*?[A-HY]\d{2}[A-Z].*$|\s*〔\d+〕?$")
KEPT = 300  # seconds that the titles for suggestions are kept by a process

Pair = tuple[str, str]


def titles(symbols: Collection[str]) -> dict[str, TextInLanguage]:
    """The title of each symbol, empty where there is none."""
    loaded = titles_of(symbols) if symbols else {}
    return {symbol: title_of(symbol, loaded) for symbol in symbols}


def title_of(symbol: str, loaded: Mapping[str, ClassTitle]) -> TextInLanguage:
    """One title; what was not loaded in a language is taken from our own short titles."""
    row, short = loaded.get(symbol), SHORT_TITLES.get(symbol, ("", ""))
    return lang_text((row and row.title_zh) or short[0], (row and row.title_en) or short[1])


def short(text: str) -> str:
    """An official title without its references to other classes, which stand in brackets; short enough for a line."""
    brief = _REFERENCES.sub("", text).strip(" ;；,，") or text
    return brief if len(brief) <= LONGEST else f"{brief[:LONGEST]}…"


_upper: tuple[float, dict[str, Pair]] | None = None


def upper() -> dict[str, Pair]:
    """The titles down to the subclasses, (zh, en); read again every few minutes."""
    global _upper
    now = time.monotonic()
    if _upper is None or now - _upper[0] > KEPT:
        found = dict(SHORT_TITLES)
        for row in upper_titles():
            known = found.get(row.code, ("", ""))
            found[row.code] = (row.title_zh or known[0], row.title_en or known[1])
        _upper = now, found
    return _upper[1]
