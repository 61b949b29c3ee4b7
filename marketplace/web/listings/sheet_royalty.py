"""Royalties in the term-sheet editor: measure, limits, bands, rates of later years and minimums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from marketplace.domain.terms.fields import below
from marketplace.domain.terms.words import BAND_SCOPES, PERIODS, ROYALTY_BASES, YEAR_KINDS
from marketplace.domain.terms.words_figures import Words
from marketplace.web.listings.sheet_rows import Built, Button, Group, Part, Row, entries
from marketplace.web.listings.sheet_triggers import trigger_group
from marketplace.web.locale import gettext, lang


def royalty_rows(part: Part, place: str) -> Built:
    in_units = part.get("base") == "units"
    groups = [
        _bands_group(part.get("bands"), f"{place}.bands", gettext("Rates"), in_units),
        *_later_bands(part.get("bands_from_year"), f"{place}.bands_from_year", in_units),
        _minimum_group(part.get("annual_minimum"), f"{place}.annual_minimum"),
        trigger_group(
            part.get("starts"),
            f"{place}.starts",
            gettext("When the royalty begins"),
            optional=gettext("with the licence"),
        ),
    ]
    more = Button(f"add:{place}.bands_from_year", gettext("Other rates from a later year"), icon="plus", target=place)
    return _measure_rows(part, place) + _limit_rows(part, place, in_units), groups, [more]


def _measure_rows(part: Part, place: str) -> list[Row]:
    def choice(name: str, words: str, table: Mapping[str, Words], default: str | None = None) -> Row:
        at = 0 if lang() == "zh" else 1
        choices = [(code, pair[at]) for code, pair in table.items()]
        return Row(f"{place}{name}", "choice", words, part.get(name[1:]), default, choices, width=4)

    return [
        choice("#base", gettext("Measured by"), ROYALTY_BASES),
        choice(".period", gettext("Reported each"), PERIODS),
        choice(".year", gettext("Years are"), YEAR_KINDS, "contract"),
        choice(".band_scope", gettext("Bands count"), BAND_SCOPES, "year"),
    ]


def _limit_rows(part: Part, place: str, in_units: bool) -> list[Row]:
    allowance = gettext("Free quantity a year") if in_units else gettext("Free sales a year")
    return [
        Row(
            f"{place}.free_allowance",
            "count" if in_units else "amount",
            allowance,
            part.get("free_allowance"),
            optional=True,
        ),
        Row(f"{place}.annual_cap", "amount", gettext("At most a year"), part.get("annual_cap"), optional=True),
        Row(
            f"{place}.report_days",
            "count",
            gettext("Reports are due after"),
            part.get("report_days"),
            default=30,
            unit=gettext("days"),
            width=3,
        ),
    ]


def _bands_group(
    raw: Any, place: str, title: str, in_units: bool, rows: Sequence[Row] = (), buttons: Sequence[Button] = ()
) -> Group:
    bands = entries(raw)
    groups = []
    for index, band in bands:
        here = f"{place}[{index}]"
        name = gettext("Band %(number)s", number=index + 1)
        gone = [Button(f"remove:{here}", gettext("Remove this band"), name, "trash", place)] if len(bands) > 1 else []
        groups.append(Group(here, name, _band_rows(band, here, in_units), (), gone))
    more = Button(f"add:{place}", gettext("Add a band"), icon="plus", target=place)
    return Group(place, title, rows, groups, [*buttons, more])


def _band_rows(band: Part, place: str, in_units: bool) -> list[Row]:
    if in_units:
        return [
            Row(f"{place}.over", "count", gettext("above"), band.get("over"), unit=gettext("units"), width=4),
            Row(f"{place}.per_unit", "unit_price", gettext("per unit"), band.get("per_unit"), width=3),
        ]
    return [
        Row(f"{place}.over", "amount", gettext("above"), band.get("over")),
        Row(f"{place}.rate", "percent", gettext("Rate"), band.get("rate"), width=3),
    ]


def _later_bands(raw: Any, place: str, in_units: bool) -> list[Group]:
    entries = raw.items() if isinstance(raw, dict) else ()
    groups = []
    for key, bands in entries:
        here = below(place, str(key))
        year = Row(f"{here}#year", "count", gettext("From contract year"), key, width=3)
        gone = Button(f"remove:{here}", gettext("Remove these rates"), str(key), "trash", place.rpartition(".")[0])
        title = gettext("Rates from year %(year)s", year=key)
        groups.append(_bands_group(bands, here, title, in_units, [year], [gone]))
    return groups


def _minimum_group(raw: Any, place: str) -> Group:
    groups = []
    for index, entry in entries(raw):
        here = f"{place}[{index}]"
        rows = [
            Row(f"{here}.from_year", "count", gettext("From year"), entry.get("from_year"), width=3),
            Row(f"{here}.amount", "amount", gettext("At least a year"), entry.get("amount")),
        ]
        name = gettext("Minimum %(number)s", number=index + 1)
        gone = Button(f"remove:{here}", gettext("Remove this minimum"), name, "trash", place)
        groups.append(Group(here, name, rows, (), [gone]))
    more = Button(f"add:{place}", gettext("Add an annual minimum"), icon="plus", target=place)
    return Group(place, gettext("Annual minimum"), (), groups, [more])
