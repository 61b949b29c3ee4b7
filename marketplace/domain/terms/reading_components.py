"""Components out of JSON."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from marketplace.domain import money
from marketplace.domain.terms.faults import Fault
from marketplace.domain.terms.fields import MOST_DAYS, MOST_MONTHS, MOST_YEARS, RATE_PLACES, Fields, list_at
from marketplace.domain.terms.model import (
    Annual,
    AnyComponent,
    EarlySettlement,
    Fixed,
    Instalments,
    Part,
    Share,
    Trial,
    Trigger,
    Wording,
)
from marketplace.domain.terms.reading_royalty import KEYS as ROYALTY_KEYS
from marketplace.domain.terms.reading_royalty import read_royalty
from marketplace.domain.terms.reading_triggers import TriggerReader

MOST_COMPONENTS = 500
MOST_PARTS = 500
RESERVED_ID = "buyout"

TYPES = ("fixed", "instalments", "annual", "royalty", "share", "trial")
_NAMED = frozenset({"id", "type", "label"})
_PAYABLE = _NAMED | {"due_days", "counts_toward_cap", "credit_against"}
KEYS_OF = {
    "fixed": _PAYABLE | {"amount", "trigger"},
    "instalments": _PAYABLE | {"total", "parts", "early_settlement"},
    "annual": _PAYABLE | {"amount", "from_year", "to_year"},
    "royalty": (_PAYABLE - {"credit_against"}) | ROYALTY_KEYS,
    "share": _PAYABLE | {"rate", "of", "cap"},
    "trial": _NAMED | {"months", "limits"},
}
_ANY_KEY = frozenset().union(*KEYS_OF.values())
LANGUAGES = frozenset({"zh", "en"})
PART_KEYS = frozenset({"percent", "amount", "trigger"})
EARLY_KEYS = frozenset({"percent", "by_months"})


def read_components(fields: Fields, term_months: int) -> tuple[AnyComponent, ...]:
    """All components of a sheet, in order, with the rules between them."""
    path = fields.at("components")
    raw = list_at(fields.value("components"), path, MOST_COMPONENTS, least=1)
    has_trial = any(type(entry) is dict and entry.get("type") == "trial" for entry in raw)
    triggers = TriggerReader(fields.doubts, fields.currency, has_trial=has_trial)
    components: list[AnyComponent] = []
    seen: set[str] = set()
    for index, entry in enumerate(raw):
        component = _component(entry, f"{path}[{index}]", fields, triggers, term_months)
        _check_id(component.id, f"{path}[{index}].id", seen)
        if isinstance(component, Trial) and any(isinstance(other, Trial) for other in components):
            raise Fault(f"{path}[{index}].type", "second_trial")
        components.append(component)
    royalties = {component.id for component in components if component.type == "royalty"}
    for index, component in enumerate(components):
        against = None if isinstance(component, Trial) else component.credit_against
        if against is not None and against not in royalties:
            raise Fault(f"{path}[{index}].credit_against", "not_a_royalty")
    return tuple(components)


def _check_id(component_id: str, path: str, seen: set[str]) -> None:
    if component_id == RESERVED_ID:
        raise Fault(path, "id_reserved")
    if component_id in seen:
        raise Fault(path, "id_repeated")
    seen.add(component_id)


def _component(raw: Any, path: str, of: Fields, triggers: TriggerReader, term_months: int) -> AnyComponent:
    kind = Fields(raw, path, _ANY_KEY, of.doubts, of.currency).one_of("type", TYPES)
    fields = Fields(raw, path, KEYS_OF[kind], of.doubts, of.currency)
    named: dict[str, Any] = {
        "id": fields.identifier("id"),
        "label": _wording(fields, "label") if "label" in fields else None,
    }
    if kind == "trial":
        return _trial(fields, named, term_months)
    shared = named | {
        "due_days": fields.count("due_days", 0, MOST_DAYS) if "due_days" in fields else 30,
        "counts_toward_cap": fields.flag("counts_toward_cap", default=True),
    }
    if kind == "royalty":
        return read_royalty(fields, triggers, shared)
    if "credit_against" in fields:
        shared["credit_against"] = fields.identifier("credit_against")
    if kind == "fixed":
        trigger = triggers.read(fields.value("trigger"), fields.at("trigger"))
        return Fixed(**shared, amount=fields.amount("amount"), trigger=trigger)
    if kind == "instalments":
        return _instalments(fields, shared, triggers)
    if kind == "annual":
        return _annual(fields, shared)
    return Share(
        **shared,
        rate=fields.percent("rate"),
        of=fields.one_of("of", ("financing",)) if "of" in fields else "financing",
        cap=fields.amount("cap") if "cap" in fields else None,
    )


def _wording(fields: Fields, key: str) -> Wording:
    inside = fields.inner(key, LANGUAGES)
    if not inside.raw:
        raise Fault(inside.path, "too_few")
    return Wording(
        zh=inside.text("zh") if "zh" in inside else "",
        en=inside.text("en") if "en" in inside else "",
    )


def _trial(fields: Fields, named: dict[str, Any], term_months: int) -> Trial:
    months = fields.count("months", 1, MOST_MONTHS)
    if months >= term_months:
        fields.doubts.add(fields.at("months"), "trial_too_long")
    limits: Wording | None = None
    if "limits" in fields:
        if type(fields.value("limits")) is str:
            text = fields.text("limits")
            limits = Wording(zh=text, en=text)
        else:
            limits = _wording(fields, "limits")
    return Trial(**named, months=months, limits=limits)


def _annual(fields: Fields, shared: dict[str, Any]) -> Annual:
    from_year = fields.count("from_year", 1, MOST_YEARS) if "from_year" in fields else 1
    to_year = fields.count("to_year", 1, MOST_YEARS) if "to_year" in fields else None
    if to_year is not None and to_year < from_year:
        fields.doubts.add(fields.at("to_year"), "to_year_before_from_year")
    return Annual(**shared, amount=fields.amount("amount"), from_year=from_year, to_year=to_year)


def _instalments(fields: Fields, shared: dict[str, Any], triggers: TriggerReader) -> Instalments:
    total = fields.amount("total")
    parts = _parts(fields, total, triggers)
    early: EarlySettlement | None = None
    if "early_settlement" in fields:
        inside = fields.inner("early_settlement", EARLY_KEYS)
        early = EarlySettlement(inside.percent("percent"), inside.count("by_months", 0, MOST_MONTHS))
    return Instalments(**shared, total=total, parts=parts, early_settlement=early)


def _parts(fields: Fields, total: int, triggers: TriggerReader) -> tuple[Part, ...]:
    path = fields.at("parts")
    entries = list_at(fields.value("parts"), path, MOST_PARTS, least=1)
    by_percent = type(entries[0]) is dict and "percent" in entries[0]
    percents: list[Decimal] = []
    amounts: list[int] = []
    fire: list[Trigger] = []
    for index, raw in enumerate(entries):
        part = Fields(raw, f"{path}[{index}]", PART_KEYS, fields.doubts, fields.currency)
        other = "amount" if by_percent else "percent"
        if other in part:
            raise Fault(part.at(other), "parts_mixed")
        if by_percent:
            percents.append(part.percent("percent"))
        else:
            amounts.append(part.amount("amount"))
        fire.append(triggers.read(part.value("trigger"), part.at("trigger")))
    if by_percent:
        split = _by_percent(fields, path, total, percents)
        return tuple(Part(*part) for part in zip(split, fire, percents, strict=True))
    if sum(amounts) != total:
        sums = (money.format_minor(amount, fields.currency) for amount in (sum(amounts), total))
        fields.doubts.add(path, "parts_not_total", **dict(zip(("sum", "total"), sums, strict=True)))
    return tuple(Part(*part) for part in zip(amounts, fire, strict=True))


def _by_percent(fields: Fields, path: str, total: int, percents: list[Decimal]) -> tuple[int, ...]:
    whole = sum(percents, Decimal(0))
    if whole != 100:
        fields.doubts.add(path, "percents_not_hundred", sum=money.format_rate(whole))
    weights = [max(0, int(percent.scaleb(RATE_PLACES))) for percent in percents]
    return money.largest_remainder(total, weights) if any(weights) else tuple(0 for _ in weights)
