"""Triggers out of JSON."""

from __future__ import annotations

from typing import Any

from marketplace.domain.terms.faults import Fault
from marketplace.domain.terms.fields import (
    MOST_DAYS,
    MOST_MONTHS,
    MOST_UNITS,
    Doubts,
    Fields,
    list_at,
    object_at,
)
from marketplace.domain.terms.model import (
    CUMULATIVE_KINDS,
    EarliestOf,
    LatestOf,
    SingleTrigger,
    Trigger,
)

MOST_LEVELS = 8
MOST_MEMBERS = 50
LONGEST_MILESTONE = 200

#: What each kind of trigger must say beside its kind.
FIELD_OF = {
    "effective": None,
    "date": "on",
    "months_after_effective": "months",
    "milestone_accepted": "milestone",
    "first_revenue": None,
    "cumulative_sales_ge": "amount",
    "cumulative_units_ge": "units",
    "product_registered": None,
    "financing": None,
    "trial_end": None,
}
KINDS = tuple(FIELD_OF)
COMBINED = ("earliest_of", "latest_of")
KEYS_OF_KIND = {
    kind: frozenset({"kind", "plus_days", "plus_months"} | ({field} if field else set()))
    for kind, field in FIELD_OF.items()
}
_ANY_KEY = frozenset({"kind", "plus_days", "plus_months"} | {field for field in FIELD_OF.values() if field})


class TriggerReader:
    """Reads triggers of one sheet; `has_trial` says whether `trial_end` means anything in it."""

    def __init__(self, doubts: Doubts, currency: str, *, has_trial: bool) -> None:
        self.doubts = doubts
        self.currency = currency
        self.has_trial = has_trial

    def read(self, raw: Any, path: str, *, cumulative: bool = True, level: int = 1) -> Trigger:
        """A trigger, single or combined. `cumulative` False refuses those that look at cumulative sales."""
        members = object_at(raw, path)
        combined = next((key for key in COMBINED if key in members), None)
        if combined is None:
            return self._single(raw, path, cumulative)
        if level > MOST_LEVELS:
            raise Fault(path, "too_deep")
        fields = Fields(raw, path, frozenset({combined}), self.doubts, self.currency)
        inside = fields.at(combined)
        of = tuple(
            self.read(member, f"{inside}[{index}]", cumulative=cumulative, level=level + 1)
            for index, member in enumerate(list_at(members[combined], inside, MOST_MEMBERS, least=1))
        )
        return EarliestOf(of) if combined == "earliest_of" else LatestOf(of)

    def _single(self, raw: Any, path: str, cumulative: bool) -> SingleTrigger:
        fields = Fields(raw, path, _ANY_KEY, self.doubts, self.currency)
        kind = fields.one_of("kind", KINDS)
        fields = Fields(raw, path, KEYS_OF_KIND[kind], self.doubts, self.currency)
        if kind in CUMULATIVE_KINDS and not cumulative:
            raise Fault(path, "no_cumulative_start")
        if kind == "trial_end" and not self.has_trial:
            raise Fault(path, "needs_trial")
        if "plus_days" in fields and "plus_months" in fields:
            raise Fault(fields.at("plus_months"), "not_both", other="plus_days")
        return SingleTrigger(
            kind=kind,
            on=fields.day("on") if kind == "date" else None,
            months=fields.count("months", 0, MOST_MONTHS) if kind == "months_after_effective" else 0,
            milestone=fields.text("milestone", longest=LONGEST_MILESTONE, empty=False)
            if kind == "milestone_accepted"
            else "",
            amount=fields.amount("amount") if kind == "cumulative_sales_ge" else 0,
            units=fields.count("units", 0, MOST_UNITS) if kind == "cumulative_units_ge" else 0,
            plus_days=fields.count("plus_days", 0, MOST_DAYS) if "plus_days" in fields else 0,
            plus_months=fields.count("plus_months", 0, MOST_MONTHS) if "plus_months" in fields else 0,
        )
