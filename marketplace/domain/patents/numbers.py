"""Patent numbers in all their written forms: read, checked, made canonical, and written out for people.

Chinese application numbers carry a check digit (weights 2 to 9 and again 2 to 5, modulo 11, 10 written X);
publication numbers follow ZC 0008-2004; numbers of other offices are kept in compact form without a check.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from operator import mul

from marketplace.domain.patents.foreign_numbers import foreign_body, pretty_foreign
from marketplace.domain.patents.kinds import PUBLICATION_LETTERS, TYPE_DIGITS, PatentKind

_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_ZERO_SUM_OF_8 = ord("0") * sum(_WEIGHTS[:8])
_ZERO_SUM_OF_12 = ord("0") * sum(_WEIGHTS)
_SEPARATORS = dict.fromkeys(map(ord, " \t\r\n\u00a0.,/-_·'‐‑–—"))
_LABEL = re.compile(
    r"^(?:(?:中国)?(?:国际)?(?:专利|申请|公开|公告|公布|授权公告|申请公布)号?\s*:?"
    r"|(?:(?:PATENT|APPLICATION|PUBLICATION)\s+)?NO\s*[.:])\s*"
)
_DAMAGED = re.compile(r"^\s*\d(?:\.\d+)?E\+?\d+\s*$")
_APPLICATION = re.compile(
    r"(?:ZL|CN)?(?:((?:19|20)\d\d)([12389])(\d{7})([\dX])?(?:[A-Z]\d?)?"
    r"|(8[5-9]|9\d|0[0-3])([12389])(\d{5})(?:([\dX])|[A-Z]\d?)?)"
)
_HAS_CODE = re.compile(r"\d[A-Z]{1,2}\d?$")
_PADDED = re.compile(r"^CN00(?=[123]\d{6}[A-Z])")
_PUBLICATION = re.compile(r"CN([123])(\d{8}|\d{6})([A-Z]\d?)?")
_EARLY_PUBLICATION = re.compile(r"CN(8[5-8])([123])(\d{5})([A-Z]\d?)")
_PCT = re.compile(r"PCT([A-Z]{2})(\d{4})(\d{5,6})|PCT([A-Z]{2})(\d{2})(\d{5})")
_WO = re.compile(r"WO(?:((?:19|20)\d\d)(\d{6})|(\d{2})(\d{5}))([A-Z]\d?)?")
_LONG_FORM_FROM = 2003
_LONGEST = 30


class NumberScheme(StrEnum):
    """Which series a number belongs to."""

    CN_APPLICATION = "cn_application"
    CN_PUBLICATION = "cn_publication"
    PCT_APPLICATION = "pct_application"
    WO_PUBLICATION = "wo_publication"
    FOREIGN_PUBLICATION = "foreign_publication"
    FOREIGN_APPLICATION = "foreign_application"


class NumberFault(ValueError):
    """A text that is no patent number.

    `code` is one of `empty`, `form`, `damaged` (rounded by a spreadsheet), `check_digit` (params `given`,
    `expected`, `right`), `year` (param `year`) and `kind_letter` (params `letter`, `digit`).
    """

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class PatentNumber:
    """A number that was read and found right.

    `canonical` is its one stored form (`CN201710601862.3`, `CN103478755B`, `PCT/CN2017/123456`,
    `WO2012031515A1`, `US10123456B2`). `check` is the check digit, empty where the series has none;
    `check_supplied` tells whether it was written or computed here.
    """

    scheme: NumberScheme
    canonical: str
    country: str
    kind: PatentKind
    year: int | None = None
    serial: str = ""
    kind_code: str = ""
    check: str = ""
    check_supplied: bool = False

    @property
    def stem(self) -> str:
        """What two documents of one patent share: a nine-digit Chinese publication number loses its kind code."""
        if self.scheme is NumberScheme.CN_PUBLICATION and len(self.serial) == 9:
            return f"CN{self.serial}"
        return self.canonical

    @property
    def national_phase(self) -> bool:
        """Whether a Chinese application number is that of a PCT national phase (type digits 8 and 9)."""
        return self.scheme is NumberScheme.CN_APPLICATION and self.serial[0] in "89"


def parse_number(
    text: str, *, country: str = "", kind_code: str = "", this_year: int | None = None
) -> PatentNumber:
    """Read any patent number: application, patent or publication, Chinese, PCT or foreign.

    `country` and `kind_code` come from neighbouring columns and complete a bare number. `this_year`, when given,
    refuses later years. Raises NumberFault.
    """
    compact = _compact(text)
    if country and country != "CN" and compact[0].isdigit():
        compact = country + compact
    elif country == "CN" and (len(compact.rstrip("ABCDSUY")) in (7, 9)) and compact[0] in "123":
        compact = "CN" + compact
    if kind_code and not (_HAS_CODE.search(compact) or compact.startswith("PCT") or _APPLICATION.fullmatch(compact)):
        compact += kind_code
    if compact.startswith("PCT"):
        return _pct(compact, this_year)
    if compact.startswith("WO"):
        return _wo(compact, this_year)
    if compact.startswith("CN00"):
        compact = _PADDED.sub("CN", compact)
    if found := _PUBLICATION.fullmatch(compact) or _EARLY_PUBLICATION.fullmatch(compact):
        return _publication(compact, found)
    if found := _APPLICATION.fullmatch(compact):
        return _application(found, this_year)
    if body := foreign_body(compact):
        return PatentNumber(
            NumberScheme.FOREIGN_PUBLICATION,
            body.canonical,
            body.country,
            body.kind,
            serial=body.serial,
            kind_code=body.kind_code,
        )
    raise NumberFault("form")


def parse_application_number(text: str, *, country: str = "", this_year: int | None = None) -> PatentNumber:
    """Read the content of an application-number column; `country` completes the bare numbers of other offices.

    Raises NumberFault.
    """
    compact = _compact(text)
    if compact.startswith("PCT"):
        return _pct(compact, this_year)
    if country in ("", "CN", "WO") or compact.startswith(("CN", "ZL")):
        if found := _APPLICATION.fullmatch(compact):
            return _application(found, this_year)
        if country or compact.startswith(("CN", "ZL")):
            raise NumberFault("form")
    if compact[0].isdigit() or compact[1:2].isdigit():
        compact = country + compact
    if 2 < len(compact) <= _LONGEST and (compact[:2] == country or foreign_body(compact)):
        return PatentNumber(
            NumberScheme.FOREIGN_APPLICATION, compact, compact[:2], PatentKind.INVENTION, serial=compact[2:]
        )
    raise NumberFault("form")


def cn_check_digit(body: str) -> str:
    """The check digit of a Chinese application number's 8 or 12 digits."""
    shift = _ZERO_SUM_OF_8 if len(body) == 8 else _ZERO_SUM_OF_12
    remainder = (sum(map(mul, body.encode(), _WEIGHTS)) - shift) % 11
    return "X" if remainder == 10 else str(remainder)


def display(number: PatentNumber, *, granted: bool = False) -> str:
    """The number as people write it: `ZL 2017 1 0601862.3` when granted, else `201710601862.3`; others spaced."""
    match number.scheme:
        case NumberScheme.CN_APPLICATION:
            plain = number.canonical[2:]
            if not granted:
                return plain
            year = 4 if plain[:2] in ("19", "20") and len(plain) > 10 else 2
            return f"ZL {plain[:year]} {plain[year]} {plain[year + 1 :]}"
        case NumberScheme.CN_PUBLICATION:
            return f"CN {number.canonical[2:].removesuffix(number.kind_code)} {number.kind_code}".rstrip()
        case NumberScheme.WO_PUBLICATION:
            return f"WO {number.year}/{number.serial} {number.kind_code}".rstrip()
        case NumberScheme.FOREIGN_PUBLICATION:
            return pretty_foreign(number.country, number.serial, number.kind_code)
    return number.canonical


def _compact(text: str) -> str:
    """The bare letters and digits; full-width forms, labels and separators are gone. Raises NumberFault."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    text = text.strip().upper()
    if "E" in text and _DAMAGED.match(text):
        raise NumberFault("damaged")
    if text[:2] not in ("CN", "ZL", "US") and not text[:1].isdecimal():
        text = _LABEL.sub("", text)
    compact = text.translate(_SEPARATORS)
    if not compact:
        raise NumberFault("empty")
    if not compact.isascii() or not compact.isalnum():
        raise NumberFault("form")
    return compact


def _application(found: re.Match[str], this_year: int | None) -> PatentNumber:
    year4, type4, serial7, check4, year2, type2, serial5, check2 = found.groups()
    check = check4 or check2
    if year4:
        body, year, digit, serial = year4 + type4 + serial7, int(year4), type4, type4 + serial7
        if year < _LONG_FORM_FROM:
            raise NumberFault("year", year=year4)
    else:
        body, digit, serial = year2 + type2 + serial5, type2, type2 + serial5
        year = (1900 if year2 > "50" else 2000) + int(year2)
    if this_year is not None and year > this_year:
        raise NumberFault("year", year=str(year))
    has_check = year >= 1989
    expected = cn_check_digit(body)
    if check and check != expected:
        right = f"{body}.{expected}" if has_check else body
        raise NumberFault("check_digit", given=check, expected=expected, right=right)
    canonical = f"CN{body}.{expected}" if has_check else f"CN{body}"
    return PatentNumber(
        NumberScheme.CN_APPLICATION,
        canonical,
        "CN",
        TYPE_DIGITS[digit],
        year=year,
        serial=serial,
        check=expected if has_check else "",
        check_supplied=bool(check),
    )


def _publication(compact: str, found: re.Match[str]) -> PatentNumber:
    letter = (found[found.lastindex or 0] if compact[-2:].strip("0123456789") else "")[:1]
    digit = found[1] if len(found[1]) == 1 else found[2]
    kind = TYPE_DIGITS[digit]
    if letter and PUBLICATION_LETTERS.get(letter) is not kind:
        raise NumberFault("kind_letter", letter=letter, digit=digit)
    cut = compact.index(letter, 2) if letter else len(compact)
    return PatentNumber(
        NumberScheme.CN_PUBLICATION, compact, "CN", kind, serial=compact[2:cut], kind_code=compact[cut:]
    )


def _pct(compact: str, this_year: int | None) -> PatentNumber:
    found = _PCT.fullmatch(compact)
    if not found:
        raise NumberFault("form")
    office = found[1] or found[4]
    year = int(found[2]) if found[2] else _century(found[5])
    _check_year(year, this_year)
    serial = (found[3] or found[6]).zfill(6)
    canonical = f"PCT/{office}{year}/{serial}"
    return PatentNumber(
        NumberScheme.PCT_APPLICATION, canonical, "WO", PatentKind.INVENTION, year=year, serial=serial
    )


def _wo(compact: str, this_year: int | None) -> PatentNumber:
    found = _WO.fullmatch(compact)
    if not found:
        raise NumberFault("form")
    year = int(found[1]) if found[1] else _century(found[3])
    _check_year(year, this_year)
    serial, code = (found[2] or found[4]).zfill(6), found[5] or ""
    canonical = f"WO{year}{serial}{code}"
    return PatentNumber(
        NumberScheme.WO_PUBLICATION, canonical, "WO", PatentKind.INVENTION, year=year, serial=serial, kind_code=code
    )


def _century(two_digits: str) -> int:
    return int(two_digits) + (1900 if two_digits >= "78" else 2000)


def _check_year(year: int, this_year: int | None) -> None:
    if year < 1978 or (this_year is not None and year > this_year):
        raise NumberFault("year", year=str(year))
