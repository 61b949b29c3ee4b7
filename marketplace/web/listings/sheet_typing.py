"""What was typed into the term-sheet editor, put into the sheet. What cannot be read stays as it was typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Protocol

from marketplace.domain.dates import parse_date
from marketplace.domain.faults import Refused
from marketplace.domain.money import DECIMALS, NotAnAmount, format_minor, format_rate, minor_units, scaled
from marketplace.domain.refusals import sentence
from marketplace.domain.terms.editing import (
    Sheet,
    new_trigger,
    value_at,
    with_base,
    with_part_form,
    with_value,
    without,
)
from marketplace.domain.terms.words import fault_words
from marketplace.web.figure_fields import plain_figure
from marketplace.web.listings.sheet_rows import Group, Row
from marketplace.web.locale import gettext, lang

RATE_PLACES = 6


class Typed(Protocol):
    """A form as sent: werkzeug's MultiDict."""

    def get(self, name: str) -> str | None: ...

    def getlist(self, name: str) -> list[str]: ...

    def __contains__(self, name: object) -> bool: ...


def typed_sheet(sheet: Sheet, groups: Iterable[Group], form: Typed) -> Sheet:
    """The sheet with everything that was typed into its rows; turns into another form come last.

    Raises NoSuchPlace where the form does not belong to the sheet.
    """
    rows = [row for group in groups for row in group.every_row()]
    currency = str(form.get("currency") or sheet.get("currency", ""))
    plain = [row for row in rows if "#" not in row.place]
    for row in sorted(plain, key=lambda row: bool(row.clears)):  # what empties a whole object comes after its members
        sheet = _typed(sheet, row, form, currency)
    for row in reversed(rows):
        if "#" in row.place and row.place in form:
            sheet = _turned(sheet, row, (form.get(row.place) or "").strip())
    return _tidied(sheet)


def typing_errors(groups: Iterable[Group], currency: str) -> dict[str, list[str]]:
    """What cannot be read as typed: sentences by place."""
    found = {}
    for row in (row for group in groups for row in group.every_row()):
        fault = _fault_of(row, currency)
        if fault:
            found[row.place] = [fault]
    return found


def _typed(sheet: Sheet, row: Row, form: Typed, currency: str) -> Sheet:
    if row.kind == "flag":
        chosen = row.place in form
        return sheet if chosen == row.checked else with_value(sheet, row.place, chosen)
    if row.kind == "ids":
        picked = [one for one in form.getlist(row.place) if one]
        return sheet if set(picked) == set(row.value or ()) else with_value(sheet, row.place, picked)
    if row.place not in form:
        return sheet
    text = unicodedata.normalize("NFKC", form.get(row.place) or "").strip()
    if row.kind == "text":
        text = (form.get(row.place) or "").strip()
    if text == row.shown:
        return sheet
    if not text and (row.optional or row.default is not None):
        return without(sheet, row.clears or row.place)
    return with_value(sheet, row.place, _READERS[row.kind](text, currency, row.value))


def _amount(text: str, currency: str, before: Any) -> str:
    plain = plain_figure(text).removeprefix("¥").removesuffix("元")
    try:
        minor = minor_units(plain, currency)
    except (NotAnAmount, KeyError):
        return text
    return str(before) if _same_amount(before, minor, currency) else format_minor(minor, currency)


def _same_amount(before: Any, minor: int, currency: str) -> bool:
    try:
        return minor_units(str(before), currency) == minor
    except (NotAnAmount, KeyError):
        return False


def _percent(text: str, currency: str, before: Any) -> str:
    plain = plain_figure(text)
    try:
        return format_rate(Decimal(scaled(plain, RATE_PLACES)).scaleb(-RATE_PLACES))
    except NotAnAmount:
        return text


def _unit_price(text: str, currency: str, before: Any) -> str:
    return plain_figure(text)


def _count(text: str, currency: str, before: Any) -> int | str:
    plain = plain_figure(text)
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= 16 else text


def _places(text: str, currency: str, before: Any) -> list[str]:
    parts = text.replace("、", ",").replace("，", ",").replace(";", ",").split(",")
    return [part.strip() for part in parts if part.strip()]


def _as_typed(text: str, currency: str, before: Any) -> str:
    return text


_READERS: Mapping[str, Callable[[str, str, Any], Any]] = {
    "amount": _amount,
    "percent": _percent,
    "unit_price": _unit_price,
    "count": _count,
    "places": _places,
    "text": _as_typed,
    "day": _as_typed,
    "choice": _as_typed,
}


def _fault_of(row: Row, currency: str) -> str:
    """Why the value of a row cannot be read, in the reader's language; empty where it can."""
    value = row.default if row.value is None else row.value
    if value is None or value == "":
        needed = not row.optional and row.kind not in ("choice", "flag", "ids")
        return sentence(Refused("field.required"), lang()) if needed else ""
    if row.kind in ("amount", "percent", "unit_price"):
        return _figure_fault(str(value), row.kind, DECIMALS.get(currency, 2) if row.kind == "amount" else RATE_PLACES)
    if row.kind == "count" and not isinstance(value, int) and "#" not in row.place:
        return gettext("Enter a whole number.")
    if row.kind == "day":
        try:
            parse_date(str(value))
        except ValueError:
            return _words("not_date")
    return ""


def _figure_fault(text: str, kind: str, places: int) -> str:
    try:
        scaled(text, places)
    except NotAnAmount as fault:
        if fault.code != "not_decimal":
            return _words(fault.code, places=places)
        if kind == "percent":
            return gettext("Enter a percentage in figures, for example 2.5.")
        return gettext("Enter an amount in figures, for example 20000.00.")
    return ""


def _words(code: str, **params: object) -> str:
    words = fault_words(code, params)
    text = words.zh if lang() == "zh" else words.en
    return text[0].upper() + text[1:]


def _turned(sheet: Sheet, row: Row, chosen: str) -> Sheet:
    place, _, turn = row.place.partition("#")
    if chosen == str(row.value or ""):
        return sheet
    if turn == "kind":
        before = value_at(sheet, place)
        if not chosen:
            return without(sheet, place)
        return with_value(sheet, place, new_trigger(chosen, before if isinstance(before, dict) else None))
    if turn == "base":
        return with_value(sheet, place, with_base(value_at(sheet, place), chosen))
    if turn == "form":
        return with_value(sheet, place, with_part_form(value_at(sheet, place), chosen))
    return _renamed(sheet, place, chosen)


def _renamed(sheet: Sheet, place: str, name: str) -> Sheet:
    """An entry of an object under another name, at its old position; a name that is taken or empty changes nothing."""
    owner_place, old = _owner_of(place)
    owner = value_at(sheet, owner_place)
    if not isinstance(owner, dict) or not name or name in owner or old not in owner:
        return sheet
    return with_value(sheet, owner_place, {name if key == old else key: value for key, value in owner.items()})


def _owner_of(place: str) -> tuple[str, str]:
    if place.endswith('"]'):
        owner, _, quoted = place.rpartition('["')
        return owner, quoted.removesuffix('"]').replace('\\"', '"').replace("\\\\", "\\")
    owner, _, name = place.rpartition(".")
    return owner, name


def _tidied(sheet: Sheet) -> Sheet:
    """Without names and limits that have become empty."""
    for index, part in enumerate(_dicts(sheet.get("components"))):
        for key in ("label", "limits"):
            if part.get(key) == {}:
                sheet = without(sheet, f"components[{index}].{key}")
    return sheet


def _dicts(raw: Any) -> Sequence[Mapping[str, Any]]:
    return [one if isinstance(one, dict) else {} for one in raw] if isinstance(raw, list) else []
