"""Royalty components out of JSON."""

from __future__ import annotations

from typing import Any

from marketplace.domain.terms.faults import Fault
from marketplace.domain.terms.fields import MOST_DAYS, MOST_UNITS, MOST_YEARS, Doubts, Fields, below, list_at
from marketplace.domain.terms.model import Band, Minimum, Royalty
from marketplace.domain.terms.reading_triggers import TriggerReader

BASES = ("net_sales", "gross_profit", "saving", "units")
PERIODS = ("quarter", "half_year", "year")
BAND_SCOPES = ("year", "life")
YEARS = ("contract", "calendar")
MOST_BANDS = 100

KEYS = frozenset(
    {
        "base",
        "bands",
        "band_scope",
        "bands_from_year",
        "period",
        "year",
        "free_allowance",
        "annual_minimum",
        "annual_cap",
        "starts",
        "report_days",
    }
)
BAND_KEYS = {True: frozenset({"over", "per_unit"}), False: frozenset({"over", "rate"})}
MINIMUM_KEYS = frozenset({"from_year", "amount"})


def read_royalty(fields: Fields, triggers: TriggerReader, shared: dict[str, Any]) -> Royalty:
    """The royalty whose members `fields` holds; `shared` are the values that all payable components have."""
    base = _required_choice(fields, "base", BASES)
    in_units = base == "units"
    annual_cap = fields.amount("annual_cap") if "annual_cap" in fields else None
    return Royalty(
        **shared,
        base=base,
        bands=_bands(fields.value("bands"), fields.at("bands"), in_units, fields),
        period=_required_choice(fields, "period", PERIODS),
        band_scope=fields.one_of("band_scope", BAND_SCOPES) if "band_scope" in fields else "year",
        bands_from_year=_bands_from_year(fields, in_units) if "bands_from_year" in fields else (),
        year=fields.one_of("year", YEARS) if "year" in fields else "contract",
        free_allowance=_allowance(fields, in_units),
        annual_minimum=_minimum(fields, annual_cap) if "annual_minimum" in fields else (),
        annual_cap=annual_cap,
        starts=(
            triggers.read(fields.value("starts"), fields.at("starts"), cumulative=False)
            if "starts" in fields
            else None
        ),
        report_days=fields.count("report_days", 0, MOST_DAYS) if "report_days" in fields else 30,
    )


def _required_choice(fields: Fields, key: str, choices: tuple[str, ...]) -> str:
    """A missing base or period is a doubt: a draft is checked on, read as if it said the first of the choices."""
    if key not in fields:
        fields.doubts.add(fields.at(key), "missing")
        return choices[0]
    return fields.one_of(key, choices)


def _allowance(fields: Fields, in_units: bool) -> int:
    if "free_allowance" not in fields:
        return 0
    return fields.count("free_allowance", 0, MOST_UNITS) if in_units else fields.amount("free_allowance")


def _bands(raw: Any, path: str, in_units: bool, of: Fields) -> tuple[Band, ...]:
    bands: list[Band] = []
    for index, entry in enumerate(list_at(raw, path, MOST_BANDS, least=1)):
        band = _band(entry, f"{path}[{index}]", in_units, of.doubts, of.currency)
        if index == 0 and band.over != 0:
            of.doubts.add(f"{path}[0].over", "first_band_not_zero")
        if index > 0 and band.over <= bands[-1].over:
            of.doubts.add(f"{path}[{index}].over", "bands_not_rising")
        bands.append(band)
    return tuple(bands)


def _band(raw: Any, path: str, in_units: bool, doubts: Doubts, currency: str) -> Band:
    fields = Fields(raw, path, BAND_KEYS[in_units], doubts, currency)
    if in_units:
        return Band(fields.count("over", 0, MOST_UNITS), fields.unit_price("per_unit"))
    return Band(fields.amount("over"), fields.percent("rate"))


def _bands_from_year(fields: Fields, in_units: bool) -> tuple[tuple[int, tuple[Band, ...]], ...]:
    path = fields.at("bands_from_year")
    raw = fields.value("bands_from_year")
    if type(raw) is not dict:
        raise Fault(path, "not_object")
    entries = []
    for key, bands in raw.items():
        inside = below(path, key)
        if not (key.isascii() and key.isdigit() and not key.startswith("0")):
            raise Fault(inside, "not_whole")
        if len(key) > 3 or int(key) > MOST_YEARS:
            raise Fault(inside, "out_of_range", least=1, most=MOST_YEARS)
        entries.append((int(key), _bands(bands, inside, in_units, fields)))
    return tuple(sorted(entries, key=lambda entry: entry[0]))


def _minimum(fields: Fields, annual_cap: int | None) -> tuple[Minimum, ...]:
    path = fields.at("annual_minimum")
    entries: list[Minimum] = []
    for index, raw in enumerate(list_at(fields.value("annual_minimum"), path, MOST_YEARS)):
        entry = Fields(raw, f"{path}[{index}]", MINIMUM_KEYS, fields.doubts, fields.currency)
        minimum = Minimum(entry.count("from_year", 1, MOST_YEARS), entry.amount("amount"))
        if entries and minimum.from_year <= entries[-1].from_year:
            fields.doubts.add(entry.at("from_year"), "years_not_rising")
        if annual_cap is not None and minimum.amount > annual_cap:
            fields.doubts.add(entry.at("amount"), "minimum_above_cap")
        entries.append(minimum)
    return tuple(entries)
