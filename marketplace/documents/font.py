"""The one font of the documents: where it is, and which characters it can print.

typst prints nothing, and says nothing, for a character the font lacks. So every text is compared with the font's
own character map first, and what is missing is printed as its code in brackets.
"""

from __future__ import annotations

import struct
import unicodedata
from functools import cache
from pathlib import Path

FONT = Path(__file__).resolve().parents[2] / "static" / "vendor" / "fonts" / "NotoSansSC.ttf"

_LAYOUT = frozenset("\n")
_HIDDEN = frozenset(
    {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
)  # categories that print nothing or turn text round


class FontMissing(FileNotFoundError):
    """The font has not been put in its place by the set-up."""


@cache
def characters() -> frozenset[int]:
    """The code points the font has a glyph for.

    :raises FontMissing: the set-up has not run.
    """
    try:
        data = FONT.read_bytes()
    except FileNotFoundError as missing:
        raise FontMissing(f"{FONT} is missing; `python3 dev.py setup` puts it there") from missing
    return frozenset(_mapped(_table(data, b"cmap")))


def printable(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with every character the font cannot print written as its code, and those codes in order of appearance.

    ``printable("名😀")`` is ``("名[U+1F600]", ("U+1F600",))``. Tabs become blanks, line ends ``\\n``.
    """
    known = characters()
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    lacking: dict[str, None] = {}
    parts = []
    for character in text:
        if character in _LAYOUT or (
            ord(character) in known and unicodedata.category(character) not in _HIDDEN
        ):
            parts.append(character)
        else:
            code = f"U+{ord(character):04X}"
            lacking[code] = None
            parts.append(f"[{code}]")
    return "".join(parts), tuple(lacking)


def _table(data: bytes, tag: bytes) -> bytes:
    """One table of an sfnt file (OpenType specification, table directory)."""
    (count,) = struct.unpack_from(">H", data, 4)
    for index in range(count):
        name, _, offset, length = struct.unpack_from(">4sIII", data, 12 + 16 * index)
        if name == tag:
            return data[offset : offset + length]
    raise ValueError(f"the font has no table {tag.decode()}")


def _mapped(cmap: bytes) -> set[int]:
    """The code points of all Unicode subtables of formats 4 and 12 (OpenType specification, cmap)."""
    found: set[int] = set()
    (count,) = struct.unpack_from(">H", cmap, 2)
    for index in range(count):
        _, _, offset = struct.unpack_from(">HHI", cmap, 4 + 8 * index)
        (layout,) = struct.unpack_from(">H", cmap, offset)
        if layout == 4:
            found |= _segments(cmap, offset)
        elif layout == 12:
            found |= _groups(cmap, offset)
    return found


def _groups(cmap: bytes, offset: int) -> set[int]:
    (count,) = struct.unpack_from(">I", cmap, offset + 12)
    found: set[int] = set()
    for index in range(count):
        first, last, _ = struct.unpack_from(">III", cmap, offset + 16 + 12 * index)
        found.update(range(first, last + 1))
    return found


def _segments(cmap: bytes, offset: int) -> set[int]:
    (doubled,) = struct.unpack_from(">H", cmap, offset + 6)
    count = doubled // 2
    ends = struct.unpack_from(f">{count}H", cmap, offset + 14)
    starts = struct.unpack_from(f">{count}H", cmap, offset + 16 + doubled)
    deltas = struct.unpack_from(f">{count}H", cmap, offset + 16 + 2 * doubled)
    places = offset + 16 + 3 * doubled
    shifts = struct.unpack_from(f">{count}H", cmap, places)
    found: set[int] = set()
    for segment, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            if shifts[segment] == 0:
                glyph = (code + deltas[segment]) & 0xFFFF
            else:
                place = places + 2 * segment + shifts[segment] + 2 * (code - first)
                (glyph,) = struct.unpack_from(">H", cmap, place)
            if glyph:
                found.add(code)
    return found
