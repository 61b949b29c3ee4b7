"""Lists of names in one cell: which separators cut them, and which commas belong to a name."""

from __future__ import annotations

import re

_STRONG = re.compile(r"[;；|\n\r]+")
_CHINESE = re.compile(r"[,，、]")
_COMMA = re.compile(r",\s+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LEGAL_FORMS = frozenset(
    "ltd ltd. inc inc. llc l.l.c. lp l.p. llp co co. corp corp. limited gmbh ag sa s.a. s.a.s. sas s.p.a. spa srl "
    "s.r.l. b.v. bv n.v. nv plc pty kk k.k. jr jr. sr sr. ii iii".split()
)
_UNPUBLISHED = frozenset({"不公告发明人", "请求不公布姓名", "不公布发明人", "發明人請求不公開姓名"})


def split_names(text: str, *, by_comma: bool = False) -> list[str]:
    """The names in a cell, each once, in order.

    Semicolons, bars and line ends always separate. Commas separate Chinese names, and Latin ones only when
    `by_comma` says that the source uses them so; a legal form (`Co., Ltd.`) stays with its name.
    """
    if text.isalpha() and text not in _UNPUBLISHED:
        return [text]
    parts = [part for part in _STRONG.split(text) if part.strip()]
    if len(parts) == 1:
        only = parts[0].strip()
        if by_comma:
            parts = _join_legal_forms(_COMMA.split(only))
        elif _HAN.match(only) and not only.isascii():
            parts = _join_legal_forms(_CHINESE.split(only))
    cleaned = (" ".join(part.split()).strip(" ,") for part in parts)
    return list(dict.fromkeys(name for name in cleaned if name and name not in _UNPUBLISHED))


def _join_legal_forms(parts: list[str]) -> list[str]:
    joined: list[str] = []
    for part in parts:
        if joined and part.lower().strip() in _LEGAL_FORMS:
            joined[-1] += f", {part.strip()}"
        elif part.strip():
            joined.append(part)
    return joined
