"""Industries as people write them in a list: codes, names or both, several in a cell.

Divisions come as `35`, `C35`, `C3562` (a class counts for its division), `专用设备制造业`, `35 专用设备制造业`,
`制造业 > 专用设备制造业`; strategic emerging industries as `3`, `3.1.2`, `新材料`, `新材料产业`. Sources: GB/T 4754-2017;
Classification of Strategic Emerging Industries (2018).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from marketplace.domain.industries import DIVISIONS
from marketplace.domain.patents.emerging import EMERGING

DIVISION, STRATEGIC = "division", "emerging"
LONGEST = 2_000  # characters of a cell that are read
_MOST_JOINED = 6  # parts between commas that one name can have

#: the letter of a section → its first and last division
_SECTIONS = {
    "a": (1, 5), "b": (6, 12), "c": (13, 43), "d": (44, 46), "e": (47, 50), "f": (51, 52), "g": (53, 60),
    "h": (61, 62), "i": (63, 65), "j": (66, 69), "k": (70, 70), "l": (71, 72), "m": (73, 75), "n": (76, 79),
    "o": (80, 82), "p": (83, 83), "q": (84, 85), "r": (86, 90), "s": (91, 96), "t": (97, 97),
}  # fmt: skip
#: names of divisions in the edition of 2011 that the one of 2017 words otherwise
_FORMER = {
    "农、林、牧、渔服务业": "05",
    "开采辅助活动": "11",
    "石油加工、炼焦和核燃料加工业": "25",
    "仓储业": "59",
    "广播、电视、电影和影视录音制作业": "87",
}

_APART = re.compile(r"[;；|\r\n]+")
_COMMAS = re.compile(r"([,，、/])")
_PATH = re.compile(r"\s*[>›»→\\]\s*|\s+[-–—]\s+")
_BRACKETED = re.compile(r"(.+?)\s*[(\[]([a-z]?[0-9.]+)[)\]]")
_DIVISION = re.compile(r"(?P<letter>[a-t]?)(?P<digits>[0-9]{1,4})(?![0-9.])[\s:._)-]*(?P<name>.*)", re.DOTALL)
_STRATEGIC = re.compile(
    r"(?P<code>[1-9])(?P<below>(?:\.[0-9]{1,2}){0,3})(?![0-9.])[\s:_)-]*(?P<name>.*)", re.DOTALL
)


class ReadIndustries(NamedTuple):
    """Codes of divisions and of strategic emerging industries in the order written, and what is neither."""

    divisions: tuple[str, ...]
    emerging: tuple[str, ...]
    unread: tuple[str, ...]


def read_industries(text: str, scheme: str) -> ReadIndustries:
    """What a cell names; bare codes are of `scheme` (DIVISION or STRATEGIC), names are known in both."""
    found: dict[str, dict[str, None]] = {DIVISION: {}, STRATEGIC: {}}
    unread = []
    for piece in _APART.split(text[:LONGEST]):
        for written, read in _read_piece(piece.strip(), scheme):
            if read is None:
                unread.append(written)
            else:
                found[read[0]][read[1]] = None
    return ReadIndustries(tuple(found[DIVISION]), tuple(found[STRATEGIC]), tuple(unread))


def _read_piece(piece: str, scheme: str) -> Iterator[tuple[str, tuple[str, str] | None]]:
    """A piece between semicolons: one industry, or several between commas, of which some have commas in their name."""
    parts = _COMMAS.split(piece)  # texts at even places, the commas between them at odd ones
    start = 0
    while start < len(parts):
        for end in range(min(len(parts), start + 2 * _MOST_JOINED - 1), start, -2):
            written = "".join(parts[start:end]).strip()
            read = _read_one(written, scheme)
            if read is not None or end == start + 1:
                break
        if written:
            yield written, read
        start = end + 1


def _read_one(written: str, scheme: str) -> tuple[str, str] | None:
    """(scheme, code) of one industry, or None."""
    text = unicodedata.normalize("NFKC", written).casefold().strip()
    if known := _NAMES.get(_folded(text)):
        return known
    if bracketed := _BRACKETED.fullmatch(text):
        text = f"{bracketed[2]} {bracketed[1]}"
    code = _division(text) if scheme == DIVISION else _strategic(text)
    if code:
        return scheme, code
    *above, last = _PATH.split(text)
    return _read_one(last, scheme) if above and last else None


def _division(text: str) -> str:
    """The division of a code with or without its name; "" where code, section and name do not go together."""
    found = _DIVISION.fullmatch(text)
    if found is None:
        return ""
    letter, digits, name = found["letter"], found["digits"], _folded(found["name"])
    if len(digits) == 3 and not letter:
        return ""  # a group, or a class of the divisions 01 to 09 whose nought a spreadsheet took away
    code = digits.zfill(2)[:2]
    if code not in DIVISIONS:
        return ""
    if letter and not _SECTIONS[letter][0] <= int(code) <= _SECTIONS[letter][1]:
        return ""
    named = _NAMES.get(name)
    deeper = bool(letter) and len(digits) > 2  # names of groups and classes are not known here
    return code if not name or named == (DIVISION, code) or (deeper and named is None) else ""


def _strategic(text: str) -> str:
    """The strategic emerging industry of a code with or without its name."""
    found = _STRATEGIC.fullmatch(text)
    if found is None:
        return ""
    name = _folded(found["name"])
    named = _NAMES.get(name)
    fits = not name or named == (STRATEGIC, found["code"]) or (bool(found["below"]) and named is None)
    return found["code"] if fits else ""


def _folded(name: str) -> str:
    """A name without blanks, marks and the words that people leave out or change."""
    text = unicodedata.normalize("NFKC", name).casefold().replace("&", "and")
    text = "".join(character for character in text if character.isalnum())
    text = text.replace("及", "和").replace("与", "和")
    for ending in ("产业", "industry", "业"):
        if text.endswith(ending) and len(text) > len(ending) + 1:
            return text.removesuffix(ending)
    return text


_NAMES: dict[str, tuple[str, str]] = {
    **{_folded(name): (DIVISION, code) for name, code in _FORMER.items()},
    **{_folded(name): (STRATEGIC, code) for code, pair in EMERGING.items() for name in pair},
    **{_folded(name): (DIVISION, code) for code, pair in DIVISIONS.items() for name in pair},
}
