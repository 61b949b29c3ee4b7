"""One written form for text that is compared: NFKC, traditional characters simplified, lower case.

Documents and queries go through `fold`. Pages show the original text, so highlighting needs `fold_with_offsets`, which
knows for every folded character where it came from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

import opencc

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN_ONLY = re.compile(f"[{HAN}]+")

#: C0 and C1 controls, surrogates, invisible format characters; a query or a scanned abstract may hold any of them
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufe00-\ufe0f\ufeff\ufff9-\uffff]"
)
_WIDE_MARKS = tuple(zip("，（）：；！？．／－％", ",():;!?./-%", strict=True))


def clean(text: str) -> str:
    """The text with a space in place of every control character, lone surrogate and invisible mark."""
    return text if text.isprintable() and text.isascii() else _UNSEEN.sub(" ", text)


def fold(text: str) -> str:
    """The form in which text is indexed and looked up."""
    text = clean(text)
    if text.isascii():
        return text.lower()
    return _to_simplified(_normalised(_narrow_marks(text))).lower()


def fold_all(texts: Iterable[str], behind: str) -> str:
    """What `fold` gives for many texts, one after the other with the control character `behind` after each."""
    joined = "".join(f"{text.replace(behind, ' ')}{behind}" for text in texts)
    joined = joined if _UNSEEN.sub("", joined) == joined.replace(behind, "") else _each(clean, joined, behind)
    if joined.isascii():
        return joined.lower()
    joined = _narrow_marks(joined)
    if not unicodedata.is_normalized("NFKC", joined):
        joined = _each(_normalised, joined, behind)
    if _traditional().search(joined):
        joined = _each(_to_simplified, joined, behind)
    return joined.lower()


def _each(change: Callable[[str], str], joined: str, behind: str) -> str:
    return "".join(f"{change(text)}{behind}" for text in joined.split(behind)[:-1])


def _normalised(text: str) -> str:
    return text if unicodedata.is_normalized("NFKC", text) else unicodedata.normalize("NFKC", text)


def _to_simplified(text: str) -> str:
    return _words_converter().convert(text) if _traditional().search(text) else text


def fold_with_offsets(text: str) -> tuple[str, Sequence[int]]:
    """The folded text, and for each of its characters (and its end) the offset in the original text.

    Where the Taiwanese word has another length than the mainland one, its characters are simplified one by one.
    """
    if text.isascii() and text.isprintable():
        return text.lower(), range(len(text) + 1)
    if not _unusual().search(text):
        return _narrow_marks(text).lower(), range(len(text) + 1)
    text = clean(text)
    if text.isascii():
        return text.lower(), range(len(text) + 1)
    text = _narrow_marks(text)
    plain = text.lower()
    offsets: Sequence[int] = range(len(text) + 1)
    if len(plain) != len(text) or not unicodedata.is_normalized("NFKC", text):
        plain, offsets = _fold_pieces(text)
    if _traditional().search(plain):
        converted = _words_converter().convert(plain)
        plain = converted if len(converted) == len(plain) else plain.translate(_simplified())
    return plain, offsets


def is_plain(text: str) -> bool:
    """Whether folding changes neither a Chinese character of a text nor what may stand between two of them."""
    return text.isascii() or ("－" not in text and not _unusual().search(text))


def is_han(text: str) -> bool:
    """Whether a text consists of Chinese characters only."""
    return _HAN_ONLY.fullmatch(text) is not None


def _narrow_marks(text: str) -> str:
    """Wide punctuation alone would cost a full normalisation of nearly every Chinese text."""
    for wide, narrow in _WIDE_MARKS:
        text = text.replace(wide, narrow)
    return text


def _fold_pieces(text: str) -> tuple[str, list[int]]:
    """Fold character by character; combining marks stay with the character they belong to."""
    pieces: list[str] = []
    offsets: list[int] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        piece = unicodedata.normalize("NFKC", text[start:end]).lower()
        pieces.append(piece)
        offsets.extend([start] * len(piece))
        start = end
    return "".join(pieces), [*offsets, len(text)]


@lru_cache(maxsize=1)
def _words_converter() -> opencc.OpenCC:
    return opencc.OpenCC("tw2sp")  # words too: 網路 is 网络 on the mainland, not 网路


@lru_cache(maxsize=1)
def _simplified() -> dict[int, str]:
    """Every character that has a simplified form, one by one."""
    characters = [chr(code) for code in range(0x3400, 0xA000)]
    converted = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {ord(old): new for old, new in zip(characters, converted, strict=True) if old != new}


@lru_cache(maxsize=1)
def _unusual() -> re.Pattern[str]:
    """A character for which more is to be done than narrowing wide marks and writing it small.

    To look for one of these once is much faster than to look for each thing that may have to be done.
    """
    usual = [chr(code) for code in range(0x4E00, 0xA000) if code not in _simplified()]
    return re.compile(f"[^ -~。、“”《》{''.join(wide for wide, _ in _WIDE_MARKS)}{''.join(usual)}]")


@lru_cache(maxsize=1)
def _traditional() -> re.Pattern[str]:
    """Characters that tell traditional text. Simplified text is left alone: 排列印刷 holds the Taiwanese 列印."""
    return re.compile(f"[{''.join(map(chr, _simplified()))}]")
