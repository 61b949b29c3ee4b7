"""Technology readiness levels as people write them."""

from __future__ import annotations

import re
import unicodedata

_CHINESE = "一二三四五六七八九"
_LEVEL = re.compile(
    r"(?:技术)?(?:成熟度|就绪度|就绪水平)?(?:等级|级别)?[\s:]*(?:trl|level)?[\s:=._-]*第?"
    rf"(?P<level>[1-9{_CHINESE}])(?:\.0)?\s*(?:级别|级|級)?(?:\s*/\s*9)?(?P<told>[\s(:–—-]\D*)?"
)
_FURTHER = re.compile(rf"[{_CHINESE}]\s*[级級]")


def read_readiness(text: str) -> int | None:
    """The level 1 to 9 that a text names (`5`, `TRL 5`, `5级`, `第五级（实验室验证）`); None where it names none, or
    more than one."""
    found = _LEVEL.fullmatch(unicodedata.normalize("NFKC", text).strip().lower())
    if found is None or _FURTHER.search(found["told"] or ""):
        return None
    level = found["level"]
    return _CHINESE.index(level) + 1 if level in _CHINESE else int(level)
