"""What single values of a term sheet look like, as JSON Schema (draft 2020-12).

Patterns are meant as ECMA 262 reads them and use nothing that other regular expressions lack: `$` is the very end.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from marketplace.domain.money import DECIMALS, LARGEST_DIGITS
from marketplace.domain.terms.fields import IDENTIFIER, LONGEST_TEXT, RATE_PLACES

Schema = dict[str, Any]

_PLACES = max(DECIMALS.values())
_WHOLE = f"(0|[1-9][0-9]{{0,{LARGEST_DIGITS - 1}}})"
_FRACTION = f"(\\.[0-9]{{1,{_PLACES}}})?"
_RATE_FRACTION = f"(\\.[0-9]{{1,{RATE_PLACES}}})?"
_NOTHING = "-0(\\.0{1,%d})?"
_LEAP_YEARS = "((19|21)(0[48]|[2468][048]|[13579][26])|20([02468][048]|[13579][26]))"
_DAYS = "((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"

FIGURE: Schema = {"type": "string", "pattern": f"^-?{_WHOLE}{_FRACTION}$"}
AMOUNT: Schema = {"type": "string", "pattern": f"^({_NOTHING % _PLACES}|{_WHOLE}{_FRACTION})$"}
AMOUNT_ABOVE_ZERO: Schema = {
    "type": "string",
    "pattern": f"^(0\\.(0[1-9]|[1-9][0-9]?)|[1-9][0-9]{{0,{LARGEST_DIGITS - 1}}}{_FRACTION})$",
}
PERCENT: Schema = {
    "type": "string",
    "pattern": f"^({_NOTHING % RATE_PLACES}|100(\\.0{{1,{RATE_PLACES}}})?|[1-9]?[0-9]{_RATE_FRACTION})$",
}
UNIT_PRICE: Schema = {"type": "string", "pattern": f"^({_NOTHING % RATE_PLACES}|{_WHOLE}{_RATE_FRACTION})$"}
DAY: Schema = {
    "type": "string",
    "format": "date",
    "pattern": f"^((19|2[01])[0-9]{{2}}-{_DAYS}|{_LEAP_YEARS}-02-29)$",
}
IDENTIFIER_TEXT: Schema = {"type": "string", "pattern": f"^{IDENTIFIER}$"}
FLAG: Schema = {"type": "boolean"}


def text(longest: int = LONGEST_TEXT, *, empty: bool = True) -> Schema:
    """A text of at most `longest` characters."""
    return {"type": "string", "maxLength": longest} | ({} if empty else {"minLength": 1})


def count(least: int, most: int) -> Schema:
    """A whole number."""
    return {"type": "integer", "minimum": least, "maximum": most}


def one_of(choices: Collection[str]) -> Schema:
    """A text out of a fixed list."""
    return {"enum": list(choices)}


def list_of(entry: Schema, most: int, least: int = 0) -> Schema:
    """A list of entries of one shape."""
    return {"type": "array", "items": entry, "maxItems": most} | ({"minItems": least} if least else {})


def ref(name: str) -> Schema:
    """What stands under `$defs`."""
    return {"$ref": f"#/$defs/{name}"}


def members(keys: frozenset[str], shapes: Mapping[str, Schema], required: Collection[str] = ()) -> Schema:
    """An object with exactly the keys that the reader knows. Raises ValueError where a shape is missing or too many."""
    if keys != shapes.keys():
        raise ValueError(f"shapes and keys of the reader differ: {sorted(keys ^ shapes.keys())}")
    made: Schema = {"type": "object", "properties": dict(shapes), "additionalProperties": False}
    return made | ({"required": list(required)} if required else {})


def by_kind(member: str, kinds: Mapping[str, Schema]) -> Schema:
    """One shape for each value of a member."""
    return {
        "type": "object",
        "required": [member],
        "properties": {member: one_of(kinds)},
        "allOf": [
            {"if": {"required": [member], "properties": {member: {"const": kind}}}, "then": schema}
            for kind, schema in kinds.items()
        ],
    }
