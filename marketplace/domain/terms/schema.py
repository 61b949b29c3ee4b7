"""The published JSON Schema of a term sheet, made from the tables that the readers read by.

It knows shapes: keys, types, formats, lists of values, ranges of a single number. Rules between fields are the
engine's alone (docs/terms/schema.md). `$defs/case` is the shape of a whole case.
"""

from __future__ import annotations

from marketplace.domain.money import DECIMALS
from marketplace.domain.terms import reading, reading_components, reading_royalty, reading_triggers
from marketplace.domain.terms.conditions import CUMULATIVE_KINDS
from marketplace.domain.terms.fields import MOST_DAYS, MOST_MONTHS, MOST_UNITS, MOST_YEARS
from marketplace.domain.terms.schema_case import case_schema, event_schema
from marketplace.domain.terms.schema_shapes import (
    AMOUNT,
    DAY,
    FLAG,
    IDENTIFIER_TEXT,
    PERCENT,
    UNIT_PRICE,
    Schema,
    by_kind,
    count,
    list_of,
    members,
    one_of,
    ref,
    text,
)

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_DAYS = count(0, MOST_DAYS)
_MONTHS = count(0, MOST_MONTHS)
_UNITS = count(0, MOST_UNITS)
_YEAR_NUMBER = count(1, MOST_YEARS)

_TRIGGER_FIELDS = {
    "on": DAY,
    "months": _MONTHS,
    "milestone": text(reading_triggers.LONGEST_MILESTONE, empty=False),
    "amount": AMOUNT,
    "units": _UNITS,
}


def terms_schema() -> Schema:
    """The schema of a sheet; its `$defs` hold `case` and `event` as well."""
    return {
        "$schema": DIALECT,
        "title": "Term sheet of a patent licence",
        "$ref": "#/$defs/terms",
        "$defs": {
            "terms": _sheet(),
            "component": by_kind("type", {kind: ref(kind) for kind in reading_components.TYPES}),
            **_components(),
            "band": members(reading_royalty.BAND_KEYS[False], {"over": AMOUNT, "rate": PERCENT}, ("over", "rate")),
            "unit_band": members(
                reading_royalty.BAND_KEYS[True], {"over": _UNITS, "per_unit": UNIT_PRICE}, ("over", "per_unit")
            ),
            "trigger": _trigger("trigger", reading_triggers.KINDS),
            "start": _trigger("start", [kind for kind in reading_triggers.KINDS if kind not in CUMULATIVE_KINDS]),
            "wording": members(reading_components.LANGUAGES, {"zh": text(), "en": text()}) | {"minProperties": 1},
            "event": event_schema(),
            "case": case_schema(),
        },
    }


def _sheet() -> Schema:
    shapes = {
        "schema": {"type": "integer", "const": 1},
        "currency": one_of(DECIMALS),
        "term_months": count(1, MOST_MONTHS),
        "licence": members(
            reading.LICENCE_KEYS,
            {
                "kind": one_of(reading.LICENCE_KINDS),
                "territory": list_of(text(reading.LONGEST_PLACE, empty=False), reading.MOST_TERRITORIES),
                "field": text(),
                "sublicence": FLAG,
            },
        ),
        "components": list_of(ref("component"), reading_components.MOST_COMPONENTS, 1),
        "total_cap": AMOUNT,
        "late": members(reading.LATE_KEYS, {"annual_rate": PERCENT, "grace_days": _DAYS}, ("annual_rate",)),
        "exit": members(reading.EXIT_KEYS, {"free_before_first_charge": FLAG, "sell_off_days": _DAYS}),
        "buyout": members(reading.BUYOUT_KEYS, {"floor": AMOUNT, "of_total_cap": FLAG}, ("floor",)),
        "options": members(
            reading.OPTIONS_KEYS,
            {"choose_by_days_before": _DAYS, "after": {"const": "trial"}, "choices": _choices()},
            ("choose_by_days_before", "after", "choices"),
        ),
    }
    return members(reading.TERMS_KEYS, shapes, ("currency", "term_months", "components"))


def _choices() -> Schema:
    ids = list_of(IDENTIFIER_TEXT, reading_components.MOST_COMPONENTS) | {"uniqueItems": True}
    return {
        "type": "object",
        "propertyNames": text(reading.LONGEST_CHOICE, empty=False),
        "additionalProperties": ids,
        "minProperties": 1,
        "maxProperties": reading.MOST_CHOICES,
    }


def _components() -> dict[str, Schema]:
    named: dict[str, Schema] = {
        "id": IDENTIFIER_TEXT | {"not": {"const": reading_components.RESERVED_ID}},
        "type": {},
        "label": ref("wording"),
    }
    shared = named | {"due_days": _DAYS, "counts_toward_cap": FLAG}
    payable = shared | {"credit_against": IDENTIFIER_TEXT}
    limits = {"anyOf": [text(), ref("wording")]}
    own: dict[str, tuple[dict[str, Schema], tuple[str, ...]]] = {
        "fixed": (payable | {"amount": AMOUNT, "trigger": ref("trigger")}, ("amount", "trigger")),
        "instalments": (payable | _instalments(), ("total", "parts")),
        "annual": (payable | {"amount": AMOUNT, "from_year": _YEAR_NUMBER, "to_year": _YEAR_NUMBER}, ("amount",)),
        "royalty": (shared | _royalty(), ("base", "bands", "period")),
        "share": (payable | {"rate": PERCENT, "of": {"const": "financing"}, "cap": AMOUNT}, ("rate",)),
        "trial": (named | {"months": count(1, MOST_MONTHS), "limits": limits}, ("months",)),
    }
    made = {}
    for kind, (shapes, required) in own.items():
        shapes = shapes | {"type": {"const": kind}}
        made[kind] = members(reading_components.KEYS_OF[kind], shapes, ("id", "type", *required))
    made["royalty"] |= _by_base()
    return made


def _instalments() -> dict[str, Schema]:
    shapes = {"percent": PERCENT, "amount": AMOUNT, "trigger": ref("trigger")}
    one_way = [
        {"items": members(reading_components.PART_KEYS, shapes, (share, "trigger")) | {"not": {"required": [other]}}}
        for share, other in (("percent", "amount"), ("amount", "percent"))
    ]
    early = {"percent": PERCENT, "by_months": _MONTHS}
    return {
        "total": AMOUNT,
        "parts": {"type": "array", "minItems": 1, "maxItems": reading_components.MOST_PARTS, "anyOf": one_way},
        "early_settlement": members(reading_components.EARLY_KEYS, early, ("percent", "by_months")),
    }


def _royalty() -> dict[str, Schema]:
    minimum = {"from_year": _YEAR_NUMBER, "amount": AMOUNT}
    return {
        "base": one_of(reading_royalty.BASES),
        "bands": {"type": "array", "minItems": 1, "maxItems": reading_royalty.MOST_BANDS},
        "band_scope": one_of(reading_royalty.BAND_SCOPES),
        "bands_from_year": {"type": "object", "propertyNames": {"pattern": "^([1-9][0-9]?|100)$"}},
        "period": one_of(reading_royalty.PERIODS),
        "year": one_of(reading_royalty.YEARS),
        "free_allowance": {},
        "annual_minimum": list_of(members(reading_royalty.MINIMUM_KEYS, minimum, tuple(minimum)), MOST_YEARS),
        "annual_cap": AMOUNT,
        "starts": ref("start"),
        "report_days": _DAYS,
    }


def _by_base() -> Schema:
    """Bands and the free allowance are counts or amounts, by the base."""

    def measured(band: str, allowance: Schema) -> Schema:
        bands = {"type": "array", "items": ref(band), "minItems": 1, "maxItems": reading_royalty.MOST_BANDS}
        years = {"additionalProperties": bands}
        return {"properties": {"bands": bands, "bands_from_year": years, "free_allowance": allowance}}

    in_units = {"required": ["base"], "properties": {"base": {"const": "units"}}}
    return {"if": in_units, "then": measured("unit_band", _UNITS), "else": measured("band", AMOUNT)}


def _trigger(name: str, kinds: list[str] | tuple[str, ...]) -> Schema:
    delays = {"plus_days": _DAYS, "plus_months": _MONTHS}
    singles = {}
    for kind in kinds:
        field = reading_triggers.FIELD_OF[kind]
        own = {field: _TRIGGER_FIELDS[field]} if field else {}
        shapes: dict[str, Schema] = {"kind": {"const": kind}, **own, **delays}
        singles[kind] = members(reading_triggers.KEYS_OF_KIND[kind], shapes, ("kind", *own))
        singles[kind] |= {"not": {"required": list(delays)}}
    of = list_of(ref(name), reading_triggers.MOST_MEMBERS, 1)
    combined = [members(frozenset({word}), {word: of}, (word,)) for word in reading_triggers.COMBINED]
    return {
        "type": "object",
        "if": {"anyOf": [{"required": [word]} for word in reading_triggers.COMBINED]},
        "then": {"anyOf": combined},
        "else": by_kind("kind", singles),
    }
