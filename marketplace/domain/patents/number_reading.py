"""The numbers of one row: parsed, compared with each other, and told apart by what they identify."""

from __future__ import annotations

import re
from typing import NamedTuple

from marketplace.domain.patents.cells import Cells, as_text
from marketplace.domain.patents.kinds import GRANT_CODES, PatentKind, read_kind
from marketplace.domain.patents.numbers import (
    NumberFault,
    NumberScheme,
    PatentNumber,
    parse_application_number,
    parse_number,
)
from marketplace.domain.patents.record import is_application_number

_KIND_CODE = re.compile(r"[A-Z]\d?")
_COUNTRIES = {"中国": "CN", "中國": "CN", "美国": "US", "日本": "JP", "韩国": "KR", "德国": "DE", "法国": "FR"}
_NUMBER_FIELDS = ("application_number", "publication_number", "grant_number", "number")


class RowNumbers(NamedTuple):
    """What the number columns of a row say; `primary` is None when the row has no usable number."""

    primary: PatentNumber | None
    kind: PatentKind
    country: str
    application: PatentNumber | None
    publication: PatentNumber | None
    grant: PatentNumber | None


def read_numbers(cells: Cells, this_year: int) -> RowNumbers:
    """Read all number columns. A wrong check digit, contradicting numbers or no usable number are errors."""
    country = _country(cells)
    found, faults = _parse_all(cells, country, this_year)
    usable = bool(found)
    for name, text, fault in faults:
        report = cells.warn if usable and fault.code in ("form", "damaged", "year") else cells.error
        report(f"number_{fault.code}", name, text, **fault.params)
    if not found:
        if not faults:
            cells.error("number_missing", "number")
        return RowNumbers(None, PatentKind.INVENTION, country, None, None, None)
    application = _one(cells, found, applications=True)
    publication, grant = _documents(cells, found)
    primary = application or grant or publication
    assert primary is not None  # `found` is not empty, and every number is one or the other
    kind = _kind(cells, [number for _, number in found])
    return RowNumbers(primary, kind, primary.country, application, publication, grant)


def _country(cells: Cells) -> str:
    text = cells.text("country").strip()
    code = _COUNTRIES.get(text, text.upper())
    return code if len(code) == 2 and code.isascii() and code.isalpha() else ""


def _parse_all(
    cells: Cells, country: str, this_year: int
) -> tuple[list[tuple[str, PatentNumber]], list[tuple[str, str, NumberFault]]]:
    found: list[tuple[str, PatentNumber]] = []
    faults: list[tuple[str, str, NumberFault]] = []
    seen: set[str] = set()
    code = cells.text("kind_code").strip().upper()
    code = code if _KIND_CODE.fullmatch(code) else ""
    for name in _NUMBER_FIELDS:
        text = as_text(cells.first(name)[1])
        if not text or text in seen:
            continue
        seen.add(text)
        try:
            if name == "application_number":
                number = parse_application_number(text, country=country, this_year=this_year)
            else:
                number = parse_number(text, country=country, kind_code=code, this_year=this_year)
        except NumberFault as fault:
            faults.append((name, text, fault))
        else:
            found.append((name, number))
    return found, faults


def _one(
    cells: Cells, found: list[tuple[str, PatentNumber]], *, applications: bool
) -> PatentNumber | None:
    chosen: PatentNumber | None = None
    for name, number in found:
        if is_application_number(number) is not applications:
            continue
        if chosen is None:
            chosen = number
        elif number.canonical != chosen.canonical and number.country == chosen.country:
            cells.error("numbers_disagree", name, number.canonical, other=chosen.canonical)
    return chosen


def _documents(
    cells: Cells, found: list[tuple[str, PatentNumber]]
) -> tuple[PatentNumber | None, PatentNumber | None]:
    """The publication of the application and that of the grant."""
    publication: PatentNumber | None = None
    grant: PatentNumber | None = None
    for name, number in found:
        if is_application_number(number):
            continue
        announces_grant = name == "grant_number" or (
            number.scheme is NumberScheme.CN_PUBLICATION and number.kind_code[:1] in GRANT_CODES
        )
        if announces_grant:
            grant = grant or number
        else:
            publication = publication or number
    if publication and grant and _nine_digits(publication) and _nine_digits(grant):
        if publication.stem != grant.stem:
            cells.error("numbers_disagree", "grant_number", grant.canonical, other=publication.canonical)
    return publication, grant


def _nine_digits(number: PatentNumber) -> bool:
    return number.scheme is NumberScheme.CN_PUBLICATION and len(number.serial) == 9


def _kind(cells: Cells, numbers: list[PatentNumber]) -> PatentKind:
    """The kind that all Chinese numbers of the row agree on; a contradiction is an error."""
    domestic = [number for number in numbers if number.country == "CN"]
    kind = domestic[0].kind if domestic else numbers[0].kind
    for number in domestic[1:]:
        if number.kind is not kind:
            cells.error("kind_conflict", "number", number.canonical, other=domestic[0].canonical)
    column, value = cells.first("patent_type")
    if not column or not domestic:
        return kind
    stated = read_kind(as_text(value))
    if stated is None:
        cells.warn("kind_unknown", "patent_type", value)
    elif stated is not kind:
        cells.error("kind_conflict", "patent_type", value, other=domestic[0].canonical)
    return kind
