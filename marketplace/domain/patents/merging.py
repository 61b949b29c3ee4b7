"""Two sayings about one patent: what completes, what contradicts, what a newer date decides."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date

from marketplace.domain.patents.record import PatentRecord

# fields whose value and source are kept for ever in the patent's facts
FACT_FIELDS = (
    "title_zh",
    "title_en",
    "kind",
    "filing_date",
    "publication_date",
    "grant_date",
    "term_end",
    "status",
    "fee_paid_until",
    "owners",
    "inventors",
    "industries",
    "emerging",
    "trl",
)
# move with time: a newer source is right about them without contradicting an older one; a change of owner is not
# taken over by itself, since consents and payments hang on it
MOVING = frozenset({"status", "fee_paid_until"})
NAMED = ("industries", "emerging")  # whoever names fewer of them does not contradict


def completed(first: PatentRecord, second: PatentRecord) -> PatentRecord:
    """Two rows of one file about one patent: the later one fills what the earlier one left open."""
    changes = {}
    for field in dataclasses.fields(PatentRecord):
        before, after = getattr(first, field.name), getattr(second, field.name)
        if field.name in {"overlays"}:
            changes[field.name] = before | after
        elif field.name == "card":
            changes[field.name] = {**after, **before}
        elif not before and after:
            changes[field.name] = after
    if second.grant_date and not first.grant_date:
        changes["status"] = second.status or first.status
    return dataclasses.replace(first, **changes)


def fact_values(record: PatentRecord) -> dict[str, str]:
    """The facts a record states, as text."""
    stated = {}
    for name in FACT_FIELDS:
        value = getattr(record, name)
        if name == "owners":
            value = "; ".join(owner.name for owner in record.owners) or "; ".join(record.applicants)
        elif name in ("inventors", *NAMED):
            value = "; ".join(value)
        if value:
            stated[name] = value.isoformat() if isinstance(value, date) else str(value)
    return stated


def takes_over(field: str, *, known: object, told: object, known_as_of: date | None, told_as_of: date) -> bool:
    """Whether a new value replaces a known one: always where nothing is known, else where it is not older."""
    if not told or told == known:
        return False
    return not known or known_as_of is None or told_as_of >= known_as_of


def contradictions(known: Mapping[str, str], told: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Facts that should not move with time and yet differ: field → (known, told)."""
    return {
        field: (known[field], value)
        for field, value in told.items()
        if field not in MOVING and field in known and _differs(field, known[field], value)
    }


def _differs(field: str, known: str, told: str) -> bool:
    if field in NAMED:
        return not set(told.split("; ")) <= set(known.split("; "))
    return known != told
