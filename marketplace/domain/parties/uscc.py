"""Unified social credit codes (GB 32100-2015): 18 characters of an alphabet of 31, the last one a check character.

A few real codes fail the check, so a failing check is a strong warning that the office may override with a reason;
a wrong form is refused.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from operator import mul

from marketplace.domain.regions import NATIONAL, PROVINCES

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {char: value for value, char in enumerate(ALPHABET)}
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_SEPARATORS = re.compile(r"[\s\-_.·]+")
_LENGTH = 18
_OLD_LENGTH = 15

_KINDS = {
    "11": "public_body",
    "12": "university",
    "51": "agency",
    "52": "university",
    "53": "agency",
    "91": "enterprise",
    "92": "individual",
    "93": "enterprise",
}
"""The likeliest organisation kind by registering department and entity class: 12 public institutions, 52 private
non-enterprise units (many private universities), 91 enterprises, 92 individually-owned businesses."""


class UsccFault(ValueError):
    """A text that cannot be a unified social credit code.

    `code` is `empty`, `length` (param `length`), `old_number` (a 15-digit registration number), `letter` (param
    `letter`, one of those the standard leaves out, or `place`) or `region` (param `region`).
    """

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class Uscc:
    """A code of right form. `check_ok` says whether the check character fits; `expected` is the one that would."""

    canonical: str
    check_ok: bool
    expected: str
    kind_hint: str
    province: str


def check_uscc(text: str) -> Uscc:
    """Read a code: full-width letters, blanks and hyphens are understood, letters are never replaced silently.

    Raises UsccFault.
    """
    canonical = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()
    if not canonical:
        raise UsccFault("empty")
    if len(canonical) == _OLD_LENGTH and canonical.isdecimal():
        raise UsccFault("old_number")
    if len(canonical) != _LENGTH:
        raise UsccFault("length", length=str(len(canonical)))
    for place, char in enumerate(canonical, start=1):
        if char not in _VALUES:
            raise UsccFault("letter", letter=char, place=str(place))
    region = canonical[2:8]
    if not region.isdecimal() or not (region[:2] in PROVINCES or region[:2] == NATIONAL):
        raise UsccFault("region", region=region)
    expected = check_character(canonical[:17])
    return Uscc(canonical, canonical[17] == expected, expected, _KINDS.get(canonical[:2], ""), region[:2])


def check_character(body: str) -> str:
    """The check character of the first 17 characters."""
    return ALPHABET[-sum(map(mul, map(_VALUES.__getitem__, body), _WEIGHTS)) % 31]
