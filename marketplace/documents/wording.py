"""How a document writes words, days and amounts in its language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from marketplace.domain.deals.confirmation_words import CONFIRMATION, CURRENCY_NAMES
from marketplace.domain.money import format_minor

_MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language."""

    lang: Literal["zh", "en"]

    def word(self, code: str) -> str:
        zh, en = CONFIRMATION[code]
        return zh if self.lang == "zh" else en

    def sentence(self, code: str, **values: str) -> str:
        """A sentence with its places filled; braces in the values stay what they are."""
        return self.word(code).format_map(values)

    def all(self) -> dict[str, str]:
        return {code: self.word(code) for code in CONFIRMATION}

    def text(self, value: str | Mapping[str, str]) -> str:
        """A text in this language, else in the other one."""
        if isinstance(value, str):
            return value
        other = "en" if self.lang == "zh" else "zh"
        return value.get(self.lang) or value.get(other) or ""

    def day(self, iso: str | None) -> str:
        """An ISO day as people write it: 2026年5月1日, 1 May 2026; a dash for None."""
        if iso is None:
            return self.word("none")
        day = date.fromisoformat(iso)
        if self.lang == "zh":
            return f"{day.year}年{day.month}月{day.day}日"
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def amount(self, minor: int, currency: str) -> str:
        """Minor units as an amount with grouped digits: 1,234,567.80."""
        plain = format_minor(abs(minor), currency)
        whole, point, fraction = plain.partition(".")
        grouped = f"{int(whole):,}{point}{fraction}"
        return f"−{grouped}" if minor < 0 else grouped

    def currency(self, code: str) -> str:
        zh, en = CURRENCY_NAMES[code]
        return zh if self.lang == "zh" else en
