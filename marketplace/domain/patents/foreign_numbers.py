"""Numbers of other patent offices: compact canonical form by WIPO ST.3 country code, without a check digit."""

from __future__ import annotations

import re
from typing import NamedTuple

from marketplace.domain.patents.kinds import PatentKind

OFFICES = frozenset(
    "AE AL AM AP AR AT AU AZ BA BE BG BO BR BX BY CA CH CL CO CR CS CU CY CZ DD DE DK DO DZ EA EC EE EG EM EP ES FI FR "
    "GB GC GE GR GT HK HN HR HU ID IE IL IN IQ IR IS IT JO JP KE KG KH KR KW KZ LA LK LT LU LV MA MC MD ME MK MN MO MT "
    "MX MY NI NL NO NZ OA OM PA PE PH PK PL PT PY QA RO RS RU SA SE SG SI SK SM SU SV TH TJ TM TN TR TT TW UA UM US UY "
    "UZ VE VN YU ZA ZM ZW".split()
)
"""Offices and former offices whose numbers occur in patent data, by ST.3 code (China and WIPO apart)."""

_PLAIN = re.compile(r"([A-Z]{2})([A-Z]{0,2})(\d{3,14})([A-Z]{1,2}\d?)?")
_YEAR_LETTERS = re.compile(r"([A-Z]{2})(\d{1,5}[A-Z]{2,5}\d{4,6}|P\d{8}A)([A-Z]\d?)?")
_KINDS = {"U": PatentKind.UTILITY_MODEL, "S": PatentKind.DESIGN}
_DROP_ZEROS = frozenset({"US", "DE"})


class ForeignBody(NamedTuple):
    """A foreign number in parts; `canonical` is country, serial and kind code run together.

    `kind` follows the letters that offices use for utility models (U) and designs (S, US series D).
    """

    canonical: str
    country: str
    serial: str
    kind_code: str
    kind: PatentKind


def foreign_body(compact: str) -> ForeignBody | None:
    """Split a compact number (`US10123456B2`, `JPH0553868`, `IN1604DELNP2013A`); None when the form is unknown."""
    if compact[:2] not in OFFICES:
        return None
    if found := _PLAIN.fullmatch(compact):
        country, series, digits, code = found[1], found[2], found[3], found[4] or ""
        if country in _DROP_ZEROS and not (country == "US" and len(digits) == 11):
            digits = digits.lstrip("0") or "0"
        kind = PatentKind.DESIGN if (country, series) == ("US", "D") else _KINDS.get(code[:1], PatentKind.INVENTION)
        return ForeignBody(country + series + digits + code, country, series + digits, code, kind)
    if found := _YEAR_LETTERS.fullmatch(compact):
        country, serial, code = found[1], found[2], found[3] or ""
        return ForeignBody(country + serial + code, country, serial, code, PatentKind.INVENTION)
    return None


def pretty_foreign(country: str, serial: str, kind_code: str) -> str:
    """A foreign publication number with its usual spaces and marks: `US 10,123,456 B2`, `US 2018/0069262 A1`."""
    if country == "US" and serial.isdigit():
        serial = f"{serial[:4]}/{serial[4:]}" if len(serial) == 11 else f"{int(serial):,}"
    return f"{country} {serial} {kind_code}".rstrip()
