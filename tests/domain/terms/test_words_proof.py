"""The words of random sheets: one field changed changes both texts, and figures stand in both, no other ones."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from marketplace.domain.money import format_rate
from marketplace.domain.terms import model
from marketplace.domain.terms.faults import Fault
from marketplace.domain.terms.model import SingleTrigger
from marketplace.domain.terms.price import asks_on_day_one
from marketplace.domain.terms.reading import read_terms
from marketplace.domain.terms.templates import TEMPLATES, template_sheet
from marketplace.domain.terms.walking import singles, triggers
from marketplace.domain.terms.words_figures import amount_words, unit_price_words
from marketplace.domain.terms.words_sheet import sheet_sentences
from tests.domain.terms.random_sheets import sheets
from tests.domain.terms.sheets import changes, everything

#: Long enough for HYPOTHESIS_PROFILE=deep.
pytestmark = pytest.mark.timeout(3600)

SHEETS = st.one_of(
    sheets(), st.sampled_from([everything(), *(template_sheet(key, late_rate="4.5") for key in TEMPLATES)])
)
MONEY = re.compile(r"-?¥[0-9][0-9,]*(?:\.[0-9]+)?")
PERCENT = re.compile(r"[0-9]+(?:\.[0-9]+)?(?=%)")
DAY_ZH = re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")
DAY_EN = re.compile(r"([0-9]{1,2}) ([A-Z][a-z]+) ([0-9]{4})")
MARKER = re.compile(r"[(（][1-9][)）]")  # of a condition within a condition
COUNT = re.compile(r"[0-9][0-9,]*")
MONTHS = "January February March April May June July August September October November December".split()


def texts(sheet: Any) -> tuple[str, str]:
    clauses = sheet_sentences(read_terms(sheet))
    return "\n".join(clause.zh for clause in clauses), "\n".join(clause.en for clause in clauses)


@given(SHEETS, st.data())
def test_a_changed_field_changes_both_texts(sheet: dict[str, Any], data: st.DataObject) -> None:
    path, changed = data.draw(st.sampled_from(list(changes(sheet))))
    try:
        after = texts(changed)
    except Fault:
        assume(False)
        return
    assume(read_terms(changed) != read_terms(sheet))
    before = texts(sheet)
    own_language = path[-1] if path[-1] in ("zh", "en") else None
    assert own_language == "en" or after[0] != before[0], path
    assert own_language == "zh" or after[1] != before[1], path


class Figures:
    """The figures of a text, taken out of it kind by kind."""

    def __init__(self, text: str, names: list[str], *, zh: bool) -> None:
        for name in sorted(names, key=len, reverse=True):
            text = text.replace(name, " ")
        text = MARKER.sub(" ", text)
        self.days = {_day(found, zh=zh) for found in (DAY_ZH if zh else DAY_EN).findall(text)}
        text = (DAY_ZH if zh else DAY_EN).sub(" ", text)
        self.money = set(MONEY.findall(text))
        text = MONEY.sub(" ", text)
        self.percents = set(PERCENT.findall(text))
        self.counts = {int(found.replace(",", "")) for found in COUNT.findall(PERCENT.sub(" ", text))}


def _day(found: tuple[str, str, str], *, zh: bool) -> str:
    year, month, day = found if zh else (found[2], str(MONTHS.index(found[1]) + 1), found[0])
    return f"{year}-{int(month):02d}-{int(day):02d}"


def names_of(terms: model.TermSheet) -> list[str]:
    """What people named, figures in it included."""
    found = [f"（{component.id}）" for component in terms.components] + [f"({part.id})" for part in terms.components]
    for component in terms.components:
        found.append(component.id)
        if component.label:
            found += [component.label.zh, component.label.en]
    found += [single.milestone for single in all_singles(terms)] + [terms.licence.field, *terms.licence.territory]
    limits = terms.trial.limits if terms.trial else None
    return [name for name in [*found, *((limits.zh, limits.en) if limits else ())] if name]


def all_singles(terms: model.TermSheet) -> list[SingleTrigger]:
    return [single for _, trigger in triggers(terms) for single in singles(trigger)]


def money_of(terms: model.TermSheet) -> set[str]:
    """Every amount of a sheet as it is written."""
    found: set[int | None] = {terms.total_cap, terms.buyout.floor if terms.buyout else None}
    prices: set[str] = set()
    for single in all_singles(terms):
        if single.kind == "cumulative_sales_ge":
            found.add(single.amount)
    for part in terms.components:
        found |= {getattr(part, name, None) for name in ("amount", "total", "cap", "annual_cap")}
        if isinstance(part, model.Instalments):
            found |= {one.amount for one in part.parts}
        if isinstance(part, model.Royalty):
            found |= {entry.amount for entry in part.annual_minimum}
            bands = [*part.bands, *(band for _, later in part.bands_from_year for band in later)]
            if part.base == "units":
                prices |= {unit_price_words(band.rate, terms.currency) for band in bands}
            else:
                found |= {band.over for band in bands if band.over} | {part.free_allowance or None}
    return {amount_words(amount, terms.currency) for amount in found if amount is not None} | prices


def percents_of(terms: model.TermSheet) -> set[str]:
    """Every rate of a sheet as it is written."""
    found = {terms.late.annual_rate} if terms.late else set()
    for part in terms.components:
        if isinstance(part, model.Share):
            found.add(part.rate)
        elif isinstance(part, model.Instalments):
            found |= {one.percent for one in part.parts if one.percent is not None}
            found |= {part.early_settlement.percent} if part.early_settlement else set()
        elif isinstance(part, model.Royalty) and part.base != "units":
            found |= {band.rate for band in part.bands}
            found |= {band.rate for _, later in part.bands_from_year for band in later}
    return {format_rate(rate) for rate in found}


def counts_of(terms: model.TermSheet) -> tuple[set[int], set[int]]:
    """The counts that must stand in a text, and those that may."""
    must = {terms.term_months}
    for single in all_singles(terms):
        must |= {single.months, single.units, single.plus_days, single.plus_months} - {0}
    may = {12, 365, *range(1, len(terms.components) + 1)}
    for part in terms.components:
        must |= {getattr(part, name, 0) for name in ("due_days", "report_days")} - {0}
        if isinstance(part, model.Trial):
            must.add(part.months)
        elif isinstance(part, model.Annual):
            may |= {part.from_year, part.to_year or 0}
        elif isinstance(part, model.Instalments):
            may |= set(range(1, len(part.parts) + 1))
            must |= {part.early_settlement.by_months} - {0} if part.early_settlement else set()
        elif isinstance(part, model.Royalty):
            may |= {entry.from_year for entry in part.annual_minimum}
            may |= {year + step for year, _ in part.bands_from_year for step in (0, -1)}
            must |= {part.free_allowance} - {0} if part.base == "units" else set()
            bands = [*part.bands, *(band for _, later in part.bands_from_year for band in later)]
            must |= {band.over for band in bands if band.over} if part.base == "units" else set()
    must |= {terms.exit.sell_off_days, terms.late.grace_days if terms.late else 0} - {0}
    must |= {terms.options.choose_by_days_before} - {0} if terms.options else set()
    return must, must | may | {0}


@given(SHEETS)
def test_the_figures_of_the_sheet_stand_in_both_texts_and_none_besides(sheet: dict[str, Any]) -> None:
    terms = read_terms(sheet)
    days = {single.on.isoformat() for single in all_singles(terms) if single.on}
    must, may = counts_of(terms)
    for zh, text in zip((True, False), texts(sheet), strict=True):
        shown = Figures(text, names_of(terms), zh=zh)
        assert shown.days == days
        first_day = {amount_words(asks_on_day_one(terms), terms.currency)}  # added up for the reader
        assert money_of(terms) <= shown.money <= money_of(terms) | first_day, text
        assert shown.percents == percents_of(terms), text
        assert must <= shown.counts <= may, text
