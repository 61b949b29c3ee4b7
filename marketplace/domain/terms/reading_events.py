"""Events out of JSON: their shape and what the sheet alone can say about them (ids, names, choices)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from marketplace.domain.terms import case as of_case
from marketplace.domain.terms.faults import Fault
from marketplace.domain.terms.fields import MOST_UNITS, Doubts, Fields, list_at
from marketplace.domain.terms.model import (
    Fixed,
    Instalments,
    Royalty,
    SingleTrigger,
    TermSheet,
    Trigger,
)
from marketplace.domain.terms.royalty import REPORTED

MOST_EVENTS = 100_000
MOST_DEDUCTIONS = 200
REASONS = ("licensee_exit", "breach", "agreement")

DEDUCTION_KEYS = frozenset({"label", "amount"})
_SALES_KEYS = frozenset(
    {
        "component",
        "period_start",
        "period_end",
        "gross",
        "deductions",
        "net",
        "units",
        "profit",
        "saving",
        "corrects",
    }
)
FIELDS: dict[str, frozenset[str]] = {
    "first_revenue": frozenset(),
    "milestone_accepted": frozenset({"milestone"}),
    "product_registered": frozenset(),
    "financing": frozenset({"amount"}),
    "sales": _SALES_KEYS,
    "payment": frozenset({"amount", "to"}),
    "hold": frozenset({"line", "amount"}),
    "release": frozenset({"line", "amount", "write_off"}),
    "waive": frozenset({"line", "amount"}),
    "choose": frozenset({"choice"}),
    "settle_early": frozenset({"component"}),
    "buyout": frozenset(),
    "terminate": frozenset({"reason"}),
    "patent_ended": frozenset(),
}
KINDS = tuple(FIELDS)
KEYS_OF_KIND = {kind: fields | {"on", "kind"} for kind, fields in FIELDS.items()}
_ANY_KEY = frozenset({"on", "kind"}).union(*FIELDS.values())


def triggers_of(terms: TermSheet) -> Iterator[SingleTrigger]:
    """Every single trigger anywhere in a sheet."""
    for component in terms.components:
        if isinstance(component, Fixed):
            yield from singles(component.trigger)
        elif isinstance(component, Instalments):
            for part in component.parts:
                yield from singles(part.trigger)
        elif isinstance(component, Royalty) and component.starts is not None:
            yield from singles(component.starts)


def singles(trigger: Trigger) -> Iterator[SingleTrigger]:
    """The single triggers that a trigger is made of."""
    if isinstance(trigger, SingleTrigger):
        yield trigger
    else:
        for member in trigger.of:
            yield from singles(member)


def read_events(
    raw: Any, path: str, terms: TermSheet, effective_on: date, as_of: date
) -> tuple[of_case.AnyEvent, ...]:
    """The events of a case in the order of the file."""
    reader = _EventReader(terms)
    events = []
    for index, entry in enumerate(list_at(raw, path, MOST_EVENTS)):
        event = reader.read(entry, f"{path}[{index}]")
        if not effective_on <= event.on <= as_of:
            check_day(event.on, f"{path}[{index}].on", effective_on, as_of)
        events.append(event)
    return tuple(events)


def check_day(on: date, path: str, effective_on: date, as_of: date) -> None:
    """Refuses an event outside the time that is looked at."""
    if on < effective_on:
        raise Fault(path, "before_effective")
    if on > as_of:
        raise Fault(path, "after_as_of")


class _EventReader:
    """Reads the events of one sheet."""

    def __init__(self, terms: TermSheet) -> None:
        self.terms = terms
        self.doubts = Doubts()
        self.royalties = {royalty.id: royalty for royalty in terms.royalties}
        self.milestones = {single.milestone for single in triggers_of(terms) if single.milestone}
        self.makers: dict[str, Callable[[Fields, date], of_case.AnyEvent]] = {
            "first_revenue": lambda fields, on: of_case.FirstRevenue(on=on),
            "milestone_accepted": self._milestone,
            "product_registered": lambda fields, on: of_case.ProductRegistered(on=on),
            "financing": lambda fields, on: of_case.Financing(
                on=on, amount=fields.amount_above_zero("amount")
            ),
            "sales": self._sales,
            "payment": self._payment,
            "hold": lambda fields, on: of_case.Hold(
                on=on, line=fields.text("line"), amount=fields.amount_above_zero("amount")
            ),
            "release": self._release,
            "waive": lambda fields, on: of_case.Waive(
                on=on, line=fields.text("line"), amount=fields.amount_above_zero("amount")
            ),
            "choose": self._choose,
            "settle_early": self._settle_early,
            "buyout": lambda fields, on: of_case.Buyout(on=on),
            "terminate": lambda fields, on: of_case.Terminate(on=on, reason=fields.one_of("reason", REASONS)),
            "patent_ended": lambda fields, on: of_case.PatentEnded(on=on),
        }

    def read(self, raw: Any, path: str) -> of_case.AnyEvent:
        """One event."""
        kind = raw.get("kind") if type(raw) is dict else None
        if type(kind) is not str or kind not in KEYS_OF_KIND:
            kind = Fields(raw, path, _ANY_KEY, self.doubts).one_of("kind", KINDS)
        fields = Fields(raw, path, KEYS_OF_KIND[kind], self.doubts, self.terms.currency)
        return self.makers[kind](fields, fields.day("on"))

    def _milestone(self, fields: Fields, on: date) -> of_case.MilestoneAccepted:
        milestone = fields.text("milestone")
        if milestone not in self.milestones:
            raise Fault(fields.at("milestone"), "milestone_unknown")
        return of_case.MilestoneAccepted(on=on, milestone=milestone)

    def _payment(self, fields: Fields, on: date) -> of_case.Payment:
        to = fields.text("to") if "to" in fields else None
        return of_case.Payment(on=on, amount=fields.amount_above_zero("amount"), to=to)

    def _release(self, fields: Fields, on: date) -> of_case.Release:
        amount = fields.amount_above_zero("amount")
        write_off = fields.amount("write_off") if "write_off" in fields else 0
        if write_off > amount:
            raise Fault(fields.at("write_off"), "write_off_above_release")
        return of_case.Release(on=on, line=fields.text("line"), amount=amount, write_off=write_off)

    def _choose(self, fields: Fields, on: date) -> of_case.Choose:
        choice = fields.text("choice")
        if self.terms.options is None:
            raise Fault(fields.at("kind"), "no_options")
        if all(choice != known.name for known in self.terms.options.choices):
            raise Fault(fields.at("choice"), "choice_unknown")
        return of_case.Choose(on=on, choice=choice)

    def _settle_early(self, fields: Fields, on: date) -> of_case.SettleEarly:
        component_id = fields.text("component")
        component = next((known for known in self.terms.components if known.id == component_id), None)
        if not isinstance(component, Instalments) or component.early_settlement is None:
            raise Fault(fields.at("component"), "no_early_settlement")
        return of_case.SettleEarly(on=on, component=component_id)

    def _sales(self, fields: Fields, on: date) -> of_case.Sales:
        royalty = self._royalty(fields)
        figure = REPORTED[royalty.base]
        for key in ("profit", "saving"):
            if key in fields and key != figure:
                raise Fault(fields.at(key), "not_the_base")
        gross, deductions, net = self._net_sales(fields)
        if figure == "net" and net is None:
            raise Fault(fields.at("net"), "missing")
        return of_case.Sales(
            on=on,
            component=royalty.id,
            period_start=fields.day("period_start"),
            period_end=fields.day("period_end"),
            gross=gross,
            deductions=deductions,
            net=net,
            units=fields.count("units", 0, MOST_UNITS) if figure == "units" or "units" in fields else None,
            profit=fields.figure("profit") if figure == "profit" else None,
            saving=fields.figure("saving") if figure == "saving" else None,
            corrects=fields.flag("corrects"),
        )

    def _royalty(self, fields: Fields) -> Royalty:
        if not self.royalties:
            raise Fault(fields.at("kind"), "no_royalty")
        if "component" not in fields:
            if len(self.royalties) > 1:
                raise Fault(fields.at("component"), "missing")
            return next(iter(self.royalties.values()))
        royalty = self.royalties.get(fields.text("component"))
        if royalty is None:
            raise Fault(fields.at("component"), "not_a_royalty")
        return royalty

    def _net_sales(self, fields: Fields) -> tuple[int | None, tuple[of_case.Deduction, ...], int | None]:
        if "gross" not in fields:
            if "deductions" in fields:
                raise Fault(fields.at("gross"), "missing")
            return None, (), fields.figure("net") if "net" in fields else None
        if "net" in fields:
            raise Fault(fields.at("net"), "not_both", other="gross")
        gross = fields.amount("gross")
        deductions: list[of_case.Deduction] = []
        if "deductions" in fields:
            path = fields.at("deductions")
            for index, raw in enumerate(list_at(fields.value("deductions"), path, MOST_DEDUCTIONS)):
                entry = Fields(
                    raw, f"{path}[{index}]", DEDUCTION_KEYS, self.doubts, self.terms.currency
                )
                deductions.append(of_case.Deduction(entry.text("label"), entry.amount("amount")))
        return gross, tuple(deductions), gross - sum(deduction.amount for deduction in deductions)
