"""The shape of a case and of its events as JSON Schema, from the table that the reader of events reads by."""

from __future__ import annotations

from marketplace.domain.terms import reading, reading_events
from marketplace.domain.terms.fields import MOST_UNITS
from marketplace.domain.terms.schema_shapes import (
    AMOUNT,
    AMOUNT_ABOVE_ZERO,
    DAY,
    FIGURE,
    FLAG,
    Schema,
    by_kind,
    count,
    list_of,
    members,
    one_of,
    ref,
    text,
)

_SHAPES: dict[str, Schema] = {
    "milestone": text(),
    "component": text(),
    "period_start": DAY,
    "period_end": DAY,
    "gross": AMOUNT,
    "deductions": list_of(
        members(reading_events.DEDUCTION_KEYS, {"label": text(), "amount": AMOUNT}, ("label", "amount")),
        reading_events.MOST_DEDUCTIONS,
    ),
    "net": FIGURE,
    "units": count(0, MOST_UNITS),
    "profit": FIGURE,
    "saving": FIGURE,
    "corrects": FLAG,
    "amount": AMOUNT_ABOVE_ZERO,
    "to": text(),
    "line": text(),
    "write_off": AMOUNT,
    "choice": text(),
    "reason": one_of(reading_events.REASONS),
}
_OPTIONAL = frozenset(
    {"component", "gross", "deductions", "net", "units", "profit", "saving", "corrects", "to", "write_off"}
)


def case_schema() -> Schema:
    """The shape of a case."""
    shapes = {
        "terms": ref("terms"),
        "effective_on": DAY,
        "events": list_of(ref("event"), reading_events.MOST_EVENTS),
        "as_of": DAY,
    }
    return members(reading.CASE_KEYS, shapes, tuple(shapes))


def event_schema() -> Schema:
    """The shape of an event, by its kind."""
    return by_kind("kind", {kind: _event(kind) for kind in reading_events.KINDS})


def _event(kind: str) -> Schema:
    own = reading_events.FIELDS[kind]
    shapes: dict[str, Schema] = {"on": DAY, "kind": {"const": kind}} | {
        key: shape for key, shape in _SHAPES.items() if key in own
    }
    optional = _OPTIONAL if kind != "settle_early" else frozenset[str]()
    made = members(
        reading_events.KEYS_OF_KIND[kind], shapes, ("on", "kind", *(key for key in _SHAPES if key in own - optional))
    )
    if kind == "sales":
        made |= {"not": {"required": ["gross", "net"]}, "dependentRequired": {"deductions": ["gross"]}}
    return made
