"""When triggers fire: the facts known so far and the first and last day a trigger can still fire on."""

from __future__ import annotations

from datetime import date, timedelta

from marketplace.domain.dates import add_months
from marketplace.domain.money import format_minor
from marketplace.domain.terms.conditions import (
    CUMULATIVE_KINDS,
    EarliestOf,
    FactKey,
    SingleTrigger,
    Trigger,
)

#: Stands for "never, as far as is known".
FAR = date.max


class Facts:
    """The days on which what triggers wait for came true, the first time only."""

    __slots__ = ("days", "effective_on", "trial_end")

    def __init__(self, effective_on: date, trial_end: date) -> None:
        self.effective_on = effective_on
        self.trial_end = trial_end
        self.days: dict[FactKey, date] = {}

    def dated(self, single: SingleTrigger) -> date:
        """The day of a trigger that waits for no fact, before its delay."""
        kind = single.kind
        if kind == "months_after_effective":
            return add_months(self.effective_on, single.months)
        if kind == "date" and single.on is not None:
            return max(single.on, self.effective_on)
        return self.trial_end if kind == "trial_end" else self.effective_on


def _delayed(day: date, single: SingleTrigger) -> date:
    if single.plus_days:
        return day + timedelta(days=single.plus_days)
    if single.plus_months:
        return add_months(day, single.plus_months)
    return day


def latest(trigger: Trigger, facts: Facts) -> date:
    """The day a trigger fires on if nothing more happens, FAR if it then never does."""
    return earliest(trigger, facts, FAR, FAR)


def earliest(trigger: Trigger, facts: Facts, next_event: date, next_report: date) -> date:
    """The first day a trigger can fire on.

    `next_event`, `next_report`: the next days on which an event, a sales report can come; FAR if none can.
    """
    if isinstance(trigger, SingleTrigger):
        day = facts.days.get(trigger.facts[0]) if trigger.facts else facts.dated(trigger)
        if day is None:
            day = next_report if trigger.kind in CUMULATIVE_KINDS else next_event
        return day if day is FAR else _delayed(day, trigger)
    choose = min if isinstance(trigger, EarliestOf) else max
    return choose([earliest(member, facts, next_event, next_report) for member in trigger.of])


def waits_for(trigger: Trigger, currency: str) -> str:
    """A trigger in one line: "earliest_of(first_revenue plus_days 90, months_after_effective 24)"."""
    if not isinstance(trigger, SingleTrigger):
        name = "earliest_of" if isinstance(trigger, EarliestOf) else "latest_of"
        return f"{name}({', '.join(waits_for(member, currency) for member in trigger.of)})"
    text = trigger.kind
    if trigger.on is not None:
        text += f" {trigger.on.isoformat()}"
    elif trigger.kind == "months_after_effective":
        text += f" {trigger.months}"
    elif trigger.kind == "milestone_accepted":
        text += f" {trigger.milestone}"
    elif trigger.kind == "cumulative_sales_ge":
        text += f" {format_minor(trigger.amount, currency)}"
    elif trigger.kind == "cumulative_units_ge":
        text += f" {trigger.units}"
    if trigger.plus_days:
        text += f" plus_days {trigger.plus_days}"
    if trigger.plus_months:
        text += f" plus_months {trigger.plus_months}"
    return text
