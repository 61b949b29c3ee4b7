"""The conditions under which payments arise, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

#: Kinds of trigger that need no event: their day follows from the sheet and the effective date.
DATED_KINDS = frozenset({"effective", "date", "months_after_effective", "trial_end"})
#: Kinds that look at the sum of the sales reports.
CUMULATIVE_KINDS = frozenset({"cumulative_sales_ge", "cumulative_units_ge"})
#: Kinds that wait for the event of the same name.
EVENT_KINDS = frozenset({"milestone_accepted", "first_revenue", "product_registered", "financing"})

#: What a trigger waits for: its kind and the milestone, the amount or the units it names.
FactKey = tuple[str, str | int]


@dataclass(frozen=True, slots=True)
class SingleTrigger:
    """One condition; `kind` says which of the other fields counts:

    `effective` · `date` (on) · `months_after_effective` (months) · `milestone_accepted` (milestone) · `first_revenue` ·
    `cumulative_sales_ge` (amount, minor units) · `cumulative_units_ge` (units) · `product_registered` · `financing` ·
    `trial_end`. `plus_days` or `plus_months` (at most one of them above 0) delay it. `facts`: what it waits for.
    """

    kind: str
    on: date | None = None
    months: int = 0
    milestone: str = ""
    amount: int = 0
    units: int = 0
    plus_days: int = 0
    plus_months: int = 0
    facts: tuple[FactKey, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        waits = self.kind not in DATED_KINDS
        facts = ((self.kind, self.milestone or self.amount or self.units),) if waits else ()
        object.__setattr__(self, "facts", facts)


@dataclass(frozen=True, slots=True)
class EarliestOf:
    """Fires on the first day of those of its members that have fired."""

    of: tuple[Trigger, ...]
    facts: tuple[FactKey, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", tuple(fact for member in self.of for fact in member.facts))


@dataclass(frozen=True, slots=True)
class LatestOf:
    """Fires when all its members have fired, on the last of their days."""

    of: tuple[Trigger, ...]
    facts: tuple[FactKey, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", tuple(fact for member in self.of for fact in member.facts))


Trigger = SingleTrigger | EarliestOf | LatestOf
