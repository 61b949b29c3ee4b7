"""Patent numbers in the forms in which they are looked up: whatever was printed or typed meets in one of them."""

from __future__ import annotations

import re

from marketplace.domain.patents.numbers import NumberFault, NumberScheme, PatentNumber, parse_number

#: shortest beginning of a number that is looked up as one
SHORTEST = 6
LONGEST = 40

_NOT_IN_NUMBER = re.compile(r"[^0-9a-z]+")
_COUNTRY = re.compile(r"^(?:zl|[a-z]{2})(?=\d)")
_LETTERED = re.compile(
    r"(?<![^\W_])(?:zl|cn|pct|wo|ep|us|jp|kr|de|gb|fr|tw)\s?/?\s?[a-z]{0,2}\s?\d[\d\s./,-]{3,24}[\dx](?:\s?[a-z]\d?)?(?![^\W_])"
)
_BARE = re.compile(r"(?:zl|pct/?)?(?:[a-z]{2})?\d[\d.,/-]{4,}[\dx]?[a-z]?\d?")


def indexed_forms(number: str) -> set[str]:
    """Every form under which a document with this number is found."""
    if not number:
        return set()
    forms = {compact(number)}
    if parsed := _parsed(number):
        forms.add(compact(parsed.canonical))
        if parsed.scheme in (NumberScheme.FOREIGN_PUBLICATION, NumberScheme.CN_APPLICATION):
            forms.add(compact(parsed.serial))  # as people quote it: 10123456, 10601862
    forms |= {_COUNTRY.sub("", form) for form in forms}
    return {form for form in forms if len(form) >= SHORTEST}


def asked_form(text: str) -> str | None:
    """What the forms of a number begin with if this is the number or its beginning; None where it can be none."""
    if len(text) > LONGEST or not _BARE.fullmatch(text.lower()):
        return None
    if parsed := _parsed(text):
        return compact(parsed.canonical)
    form = compact(text)
    bare = _COUNTRY.sub("", form) if form.startswith("zl") else form
    return bare if len(bare) >= SHORTEST else None


def spaced_numbers(text: str) -> list[tuple[int, int, str]]:
    """Numbers written with spaces (`ZL 2017 1 0601862.3`): start, end and the form to look up."""
    found = []
    for match in _LETTERED.finditer(text):
        parsed = _parsed(match[0])
        if parsed and " " in match[0]:
            found.append((match.start(), match.end(), compact(parsed.canonical)))
    return found


def compact(text: str) -> str:
    """Lower-case letters and digits alone."""
    return _NOT_IN_NUMBER.sub("", text.lower())


def _parsed(text: str) -> PatentNumber | None:
    """The number in a text. A wrong check digit is mended: who mistypes it still means this patent."""
    try:
        return parse_number(text)
    except NumberFault as fault:
        return parse_number(fault.params["right"]) if fault.code == "check_digit" else None
