"""What the commands about the site print, zh and en."""

from __future__ import annotations

from collections.abc import Sequence

from marketplace.domain.parties.events import FIELDS

WORDS: dict[str, tuple[str, str]] = {
    "changed": ("已更新：{fields}。", "Changed: {fields}."),
    "unchanged": ("设置没有变化。", "Nothing was changed."),
    "no_site": (
        "尚未建立站点。请先运行 flask --app wsgi admin link。",
        "There is no site yet. Run flask --app wsgi admin link first.",
    ),
}


def words(code: str, lang: str, *, fields: Sequence[str] = ()) -> str:
    side = 0 if lang == "zh" else 1
    named = ("、" if lang == "zh" else ", ").join(FIELDS[name][side] for name in fields)
    return WORDS[code][side].format(fields=named)
