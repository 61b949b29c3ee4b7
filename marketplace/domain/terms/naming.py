"""What a term sheet is called: derived from its components, never typed in.

Sums of zero and the trial do not count, and the first name that fits is taken, in the order of :data:`MODELS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from marketplace.domain import dates
from marketplace.domain.terms.model import (
    Annual,
    AnyComponent,
    Fixed,
    Instalments,
    Royalty,
    Share,
    TermSheet,
    Trial,
    Trigger,
)
from marketplace.domain.terms.triggers import Facts, latest

#: Stands in for an effective date that is not known yet: the first day a sheet may name.
LONG_AGO = date(1900, 1, 1)
DEFERRED_MONTHS = 6


@dataclass(frozen=True, slots=True)
class ModelWords:
    """The long form names the model in a sentence or table, the short one fits a chip."""

    zh: str
    en: str
    short_zh: str
    short_en: str


MODELS: Mapping[str, ModelWords] = MappingProxyType(
    {
        "trial_then_choice": ModelWords(
            "先用后转（免费试用后选择付费方式）",
            "Free trial, then a choice of payment",
            "先用后转",
            "Trial first",
        ),
        "free": ModelWords("免费许可", "Free licence", "免费", "Free"),
        "zero_entry_staged_royalty": ModelWords(
            "零门槛费+阶段性支付+收入提成",
            "Zero entry fee, staged payments and royalty",
            "零门槛费",
            "Zero entry fee",
        ),
        "entry_plus_royalty": ModelWords(
            "入门费+提成", "Entry fee and royalty", "入门费+提成", "Entry + royalty"
        ),
        "deferred": ModelWords("延期支付", "Deferred payment", "延期支付", "Deferred"),
        "lump_sum": ModelWords("一次总付", "Lump sum", "一次总付", "Lump sum"),
        "instalments": ModelWords("分期支付", "Fixed total in instalments", "分期支付", "Instalments"),
        "royalty": ModelWords("提成支付", "Running royalty", "纯提成", "Royalty only"),
        "subscription": ModelWords("按年付费", "Flat annual fee", "按年付费", "Annual fee"),
        "composite": ModelWords("组合付费", "Combined payment", "组合付费", "Combined"),
    }
)


def model_name(terms: TermSheet, effective_on: date | None = None) -> str:
    """The key in :data:`MODELS` of the first name that fits.

    :param effective_on: where it is known, dates named in triggers are compared with it; otherwise they count as
        lying beyond the first months.
    """
    paid = [component for component in terms.components if _asks_for_money(component, terms)]
    fixed = [component for component in paid if isinstance(component, Fixed)]
    royalties = [component for component in paid if isinstance(component, Royalty)]
    start = effective_on or LONG_AGO
    day_one = [part for part in fixed if day_by_time_alone(part.trigger, terms, effective_on) == start]
    staged_or_royalty = len(fixed) + len(royalties) == len(paid)
    if terms.options is not None:
        return "trial_then_choice"
    if not paid:
        return "free"
    if staged_or_royalty and fixed and royalties and not day_one:
        return "zero_entry_staged_royalty"
    if staged_or_royalty and royalties and len(fixed) == 1:
        return "entry_plus_royalty"
    if len(fixed) == len(paid):
        return _fixed_only(fixed, terms, effective_on)
    return _one_kind(paid)


def _fixed_only(fixed: list[Fixed], terms: TermSheet, effective_on: date | None) -> str:
    first_months_end = dates.add_months(effective_on or LONG_AGO, DEFERRED_MONTHS)
    days = [day_by_time_alone(component.trigger, terms, effective_on) for component in fixed]
    if all(day >= first_months_end for day in days):
        return "deferred"
    return "lump_sum" if len(fixed) == 1 else "composite"


def _one_kind(paid: list[AnyComponent]) -> str:
    for kind, name in ((Instalments, "instalments"), (Royalty, "royalty"), (Annual, "subscription")):
        if all(isinstance(component, kind) for component in paid):
            return name
    return "composite"


def _asks_for_money(component: AnyComponent, terms: TermSheet) -> bool:
    if isinstance(component, Trial) or (component.counts_toward_cap and terms.total_cap == 0):
        return False
    if isinstance(component, Royalty):
        bands = [*component.bands, *(band for _, later in component.bands_from_year for band in later)]
        minimum = any(entry.amount for entry in component.annual_minimum)
        return component.annual_cap != 0 and (minimum or any(band.rate for band in bands))
    if isinstance(component, Share):
        return component.rate != 0 and component.cap != 0
    return (component.total if isinstance(component, Instalments) else component.amount) != 0


def day_by_time_alone(trigger: Trigger, terms: TermSheet, effective_on: date | None = None) -> date:
    """The day on which a trigger fires if nothing at all happens, ``FAR`` if it needs an event.

    Without an effective date the licence is taken to have begun so early that every date named is far away.
    """
    start = effective_on or LONG_AGO
    trial_months = terms.trial.months if terms.trial else 0
    return latest(trigger, Facts(start, dates.add_months(start, trial_months)))
