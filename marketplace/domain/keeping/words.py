"""Words of saved searches and collections, zh and en: code → (zh, en)."""

from __future__ import annotations

FREQUENCIES: dict[str, tuple[str, str]] = {
    "off": ("不提醒", "No notices"),
    "daily": ("每天", "Daily"),
    "weekly": ("每周", "Weekly"),
}


def word(table: dict[str, tuple[str, str]], code: str, lang: str) -> str:
    """The word of a code for a reader of `lang`."""
    return table[code][0 if lang == "zh" else 1]
