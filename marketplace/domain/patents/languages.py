"""The language of a title or abstract, by its script."""

from __future__ import annotations

import re

_KANA = re.compile(r"[\u3040-\u30ff\uff66-\uff9f]")
_HANGUL = re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_OTHER = re.compile(r"[\u0370-\u03ff\u0590-\u0dff\u0e00-\u0eff]")
_SAMPLE = 80
_SCRIPTS = ((_HANGUL, "ko"), (_CYRILLIC, "ru"), (_OTHER, "other"))


def language_of(text: str, stated: str = "") -> str:
    """`zh`, `en`, `ja`, `ko`, `ru` or `other`; Latin script counts as English unless `stated` says otherwise.

    `stated` is the language column. Script wins over it where the two contradict, so a Chinese title in a row
    marked English is Chinese.
    """
    stated = stated.strip().lower()[:2]
    if text.isascii():
        return stated if stated and stated not in ("ja", "ko", "ru") else "en"
    text = text[:_SAMPLE]
    share = max(1, len(text) // 10)
    han = len(_HAN.findall(text))
    if len(_KANA.findall(text)) >= share:
        return "ja"
    if han > len(text) // 2:
        return "ja" if stated == "ja" else "zh"
    for pattern, language in _SCRIPTS:
        if len(pattern.findall(text)) >= max(share, han):
            return language
    if han >= share:
        return "ja" if stated == "ja" else "zh"
    return stated if stated and stated not in ("zh", "ja", "ko", "ru") else "en"
