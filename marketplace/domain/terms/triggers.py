"""When triggers fire: the facts known so far and the first and last day a trigger can still fire on."""

from __future__ import annotations

from datetime import date, timedelta

from marketplace.domain.dates import add_months
from marketplace.domain.money import format_minor
from marketplace.domain.terms.model import EarliestOf, SingleTrigger, Trigger

#: Stands for "never, as far as is known".
FAR = date.max

#: What fires a single trigger that waits: its kind and the milestone, the amount or the units it names.
FactKey = tuple[str, str | int]


def fact_key(single: SingleTrigger) -> FactKey:
    """The key under which the facts keep the day this trigger came true."""
    return single.kind, single.milestone or single.amount or single.units


class Facts:
    """The days on which what triggers wait for came true, the first time only."""

    __slots__ = ("days", "effective_on", "trial_end")

    def __init__(self, effective_on: date, trial_end: date) -> None:
        self.effective_on = effective_on
        self.trial_end = trial_end
        self.days: dict[FactKey, date] = {}

    def base_day(self, single: SingleTrigger) -> date:
        """The day a single trigger came or will come true, before its delay; FAR if that is not known."""
        kind = single.kind
        if kind == "effective":
            return self.effective_on
        if kind == "date":
            assert single.on is not None
            return max(single.on, self.effective_on)
        if kind == "months_after_effective":
            return add_months(self.effective_on, single.months)
        if kind == "trial_end":
            return self.trial_end
        return self.days.get(fact_key(single), FAR)


def delayed(day: date, single: SingleTrigger) -> date:
    """`day` plus the delay of the trigger; FAR stays FAR."""
    if day is FAR:
        return day
    if single.plus_days:
        return day + timedelta(days=single.plus_days)
    if single.plus_months:
        return add_months(day, single.plus_months)
    return day


def latest(trigger: Trigger, facts: Facts) -> date:
    """The day a trigger fires on if nothing more happens, FAR if it then never does."""
    if isinstance(trigger, SingleTrigger):
        return delayed(facts.base_day(trigger), trigger)
    days = [latest(member, facts) for member in trigger.of]
    return min(days) if isinstance(trigger, EarliestOf) else max(days)


def earliest(trigger: Trigger, facts: Facts, next_event: date, next_report: date) -> date:
    """The first day a trigger can fire on.

    `next_event`, `next_report`: the next days on which an event, a sales report can come; FAR if none can.
    """
    if isinstance(trigger, SingleTrigger):
        day = facts.base_day(trigger)
        if day is FAR:
            day = next_report if trigger.kind.startswith("cumulative") else next_event
        return delayed(day, trigger)
    days = [earliest(member, facts, next_event, next_report) for member in trigger.of]
    return min(days) if isinstance(trigger, EarliestOf) else max(days)


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
