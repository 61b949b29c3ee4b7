"""Decoded JSON in, values out: the one way a term sheet or a case enters the program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from marketplace.domain.money import DECIMALS
from marketplace.domain.terms.case import Case
from marketplace.domain.terms.faults import Fault
from marketplace.domain.terms.fields import MOST_DAYS, MOST_MONTHS, Doubts, Fields, below, list_at, text_at
from marketplace.domain.terms.model import (
    AnyComponent,
    BuyoutTerms,
    Choice,
    Exit,
    Late,
    Licence,
    Options,
    TermSheet,
    Trial,
)
from marketplace.domain.terms.reading_components import read_components
from marketplace.domain.terms.reading_events import read_events

LICENCE_KINDS = ("ordinary", "sole", "exclusive")
MOST_TERRITORIES = 300
MOST_CHOICES = 50

TERMS_KEYS = frozenset(
    {
        "schema",
        "currency",
        "term_months",
        "licence",
        "components",
        "total_cap",
        "late",
        "exit",
        "buyout",
        "options",
    }
)
CASE_KEYS = frozenset({"terms", "effective_on", "events", "as_of"})
LICENCE_KEYS = frozenset({"kind", "territory", "field", "sublicence"})
LATE_KEYS = frozenset({"annual_rate", "grace_days"})
EXIT_KEYS = frozenset({"free_before_first_charge", "sell_off_days"})
BUYOUT_KEYS = frozenset({"floor", "of_total_cap"})
OPTIONS_KEYS = frozenset({"choose_by_days_before", "after", "choices"})
LONGEST_PLACE = 100
LONGEST_CHOICE = 64


@dataclass(frozen=True, slots=True)
class Draft:
    """A sheet that may still have wrong numbers: `doubts` says which, in the order they were met."""

    terms: TermSheet
    doubts: tuple[Fault, ...]


def read_terms(obj: Any, path: str = "$.terms") -> TermSheet:
    """The sheet that decoded JSON describes. Raises Fault at the first thing that is wrong."""
    return _terms(obj, path, Doubts())


def read_draft(obj: Any, path: str = "$.terms") -> Draft:
    """As `read_terms`, but what is wrong with the numbers alone is collected. Raises Fault on wrong shape."""
    doubts = Doubts(collect=True)
    terms = _terms(obj, path, doubts)
    return Draft(terms, tuple(doubts.faults))


def read_case(obj: Any) -> Case:
    """The case that decoded JSON describes. Raises Fault at the first thing that is wrong."""
    fields = Fields(obj, "$", CASE_KEYS, Doubts())
    terms = read_terms(fields.value("terms"))
    effective_on = fields.day("effective_on")
    raw_events = fields.value("events")
    as_of = fields.day("as_of")
    if as_of < effective_on:
        raise Fault("$.as_of", "as_of_before_effective")
    return Case(terms, effective_on, read_events(raw_events, "$.events", terms, effective_on, as_of), as_of)


def _terms(obj: Any, path: str, doubts: Doubts) -> TermSheet:
    fields = Fields(obj, path, TERMS_KEYS, doubts)
    if "schema" in fields and (type(fields.value("schema")) is not int or fields.value("schema") != 1):
        raise Fault(fields.at("schema"), "schema_unknown")
    currency = fields.text("currency")
    if currency not in DECIMALS:
        raise Fault(fields.at("currency"), "currency_unknown")
    fields.currency = currency
    term_months = fields.count("term_months", 1, MOST_MONTHS)
    components = read_components(fields, term_months)
    total_cap = fields.amount("total_cap") if "total_cap" in fields else None
    return TermSheet(
        currency=currency,
        term_months=term_months,
        components=components,
        licence=_licence(fields) if "licence" in fields else Licence(),
        total_cap=total_cap,
        late=_late(fields) if "late" in fields else None,
        exit=_exit(fields) if "exit" in fields else Exit(),
        buyout=_buyout(fields, total_cap) if "buyout" in fields else None,
        options=_options(fields, components) if "options" in fields else None,
    )


def _licence(fields: Fields) -> Licence:
    inside = fields.inner("licence", LICENCE_KEYS)
    default = Licence()
    territory = default.territory
    if "territory" in inside:
        path = inside.at("territory")
        territory = tuple(
            text_at(entry, f"{path}[{index}]", longest=LONGEST_PLACE, empty=False)
            for index, entry in enumerate(list_at(inside.value("territory"), path, MOST_TERRITORIES))
        )
    return Licence(
        kind=inside.one_of("kind", LICENCE_KINDS) if "kind" in inside else default.kind,
        territory=territory,
        field=inside.text("field") if "field" in inside else default.field,
        sublicence=inside.flag("sublicence"),
    )


def _late(fields: Fields) -> Late:
    inside = fields.inner("late", LATE_KEYS)
    return Late(
        inside.percent("annual_rate"),
        inside.count("grace_days", 0, MOST_DAYS) if "grace_days" in inside else 0,
    )


def _exit(fields: Fields) -> Exit:
    inside = fields.inner("exit", EXIT_KEYS)
    return Exit(
        inside.flag("free_before_first_charge"),
        inside.count("sell_off_days", 0, MOST_DAYS) if "sell_off_days" in inside else 0,
    )


def _buyout(fields: Fields, total_cap: int | None) -> BuyoutTerms:
    inside = fields.inner("buyout", BUYOUT_KEYS)
    terms = BuyoutTerms(inside.amount("floor"), inside.flag("of_total_cap"))
    if terms.of_total_cap and total_cap is None:
        raise Fault(inside.at("of_total_cap"), "needs_total_cap")
    return terms


def _options(fields: Fields, components: tuple[AnyComponent, ...]) -> Options:
    inside = fields.inner("options", OPTIONS_KEYS)
    if not any(isinstance(component, Trial) for component in components):
        raise Fault(inside.path, "needs_trial")
    days = inside.count("choose_by_days_before", 0, MOST_DAYS)
    after = inside.one_of("after", ("trial",))
    path = inside.at("choices")
    raw = inside.value("choices")
    if type(raw) is not dict:
        raise Fault(path, "not_object")
    if not raw:
        raise Fault(path, "too_few")
    if len(raw) > MOST_CHOICES:
        raise Fault(path, "too_many", most=MOST_CHOICES)
    known = {component.id: component for component in components}
    choices = tuple(_choice(name, entry, below(path, name), known) for name, entry in raw.items())
    return Options(days, choices, after)


def _choice(name: str, raw: Any, path: str, known: dict[str, AnyComponent]) -> Choice:
    text_at(name, path, longest=LONGEST_CHOICE, empty=False)
    ids: list[str] = []
    for index, component_id in enumerate(list_at(raw, path, len(known))):
        here = f"{path}[{index}]"
        component = known.get(text_at(component_id, here))
        if component is None:
            raise Fault(here, "component_unknown")
        if isinstance(component, Trial):
            raise Fault(here, "component_not_payable")
        if component.id in ids:
            raise Fault(here, "component_repeated")
        ids.append(component.id)
    return Choice(name, tuple(ids))
