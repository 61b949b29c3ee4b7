"""Reads the demo's content and turns its day counts and serials into dates and patent numbers. Pure but for the files.

Days in the data are whole days from the day of loading, below zero for the past.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from marketplace.domain.dates import ONE_DAY, add_months
from marketplace.domain.patents.kinds import PatentKind, term_end
from marketplace.domain.patents.numbers import cn_check_digit

DATA = Path(__file__).resolve().parent / "data"

FIRST_SERIAL, LAST_SERIAL = 8_000_000, 8_999_999
_TYPE_DIGIT = {"invention": "1", "utility_model": "2", "design": "3"}
_MONTHS = {"quarter": 3, "half_year": 6, "year": 12}

Row = dict[str, Any]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The rows of one file of the data, or of all files of a folder of it, in the order of their names."""
    path = DATA / name
    files = sorted(path.glob("*.json")) if path.is_dir() else [path.with_suffix(".json")]
    return tuple(row for file in files for row in json.loads(file.read_text(encoding="utf-8")))


def day(offset: int | None, loaded_on: date) -> date | None:
    """A day of the data as a date."""
    return None if offset is None else loaded_on + timedelta(days=offset)


def patent_number(patent: Mapping[str, Any], loaded_on: date) -> str:
    """The canonical application number: the year of the filing day, the digit of the kind, the serial, the check."""
    filed_on = loaded_on + timedelta(days=patent["filed"])
    body = f"{filed_on.year}{_TYPE_DIGIT[patent['kind']]}{patent['serial']}"
    return f"CN{body}.{cn_check_digit(body)}"


def patent_term_end(patent: Mapping[str, Any], loaded_on: date) -> date:
    """The last day of protection."""
    end = term_end(PatentKind(patent["kind"]), loaded_on + timedelta(days=patent["filed"]))
    if end is None:
        raise ValueError(f"{patent['serial']} has no term")
    return end


def fee_paid_until(patent: Mapping[str, Any], loaded_on: date) -> date | None:
    """The last day covered by annual fees: the end of the patent year of the loading day, or of the one before where
    the fee is late or was not paid; None before the grant."""
    if patent["granted"] is None:
        return None
    filed_on = loaded_on + timedelta(days=patent["filed"])
    year = 1
    while add_months(filed_on, 12 * year) <= loaded_on:
        year += 1
    unpaid = patent["status"] in ("late_fee", "lapsed_fee")
    return add_months(filed_on, 12 * (year - unpaid)) - ONE_DAY


def report_period(effective_on: date, period: str, number: int) -> tuple[date, date]:
    """First and last day of the n-th period (from 1) of contract years that start on `effective_on`."""
    months = _MONTHS[period]
    first = add_months(effective_on, months * (number - 1))
    return first, add_months(effective_on, months * number) - ONE_DAY


def event_of(event: Mapping[str, Any], terms: Mapping[str, Any], on: date, effective_on: date) -> Row:
    """An event of the data as the engine reads it: dated, with the days of its period."""
    made = {"on": on.isoformat(), **event}
    if event["kind"] == "sales":
        royalties = [part for part in terms["components"] if part["type"] == "royalty"]
        royalty = next(part for part in royalties if part["id"] == event.get("component", part["id"]))
        first, last = report_period(effective_on, royalty["period"], made.pop("number"))
        made |= {"period_start": first.isoformat(), "period_end": last.isoformat()}
    return made


def line_of(line: str, terms: Mapping[str, Any], effective_on: date) -> str:
    """The engine's line id of a payment: `R:*2` is the line of the second period of R, `A:*2` of the second year."""
    component_id, star, number = line.partition(":*")
    if not star:
        return line
    component = next(part for part in terms["components"] if part["id"] == component_id)
    first, _ = report_period(effective_on, component.get("period", "year"), int(number))
    return f"{component_id}:{first.isoformat()}"


def agreed_terms(deal: Mapping[str, Any], listing: Mapping[str, Any]) -> Row | None:
    """The sheet the parties agreed on: the chosen option of an open licence, or the accepted offer; else None."""
    if listing["kind"] != "negotiated":
        return dict(listing["options"][deal["option"] - 1]["terms"])
    offers = [step["terms"] for step in deal["steps"] if step["do"] == "offer"]
    return next((dict(offers[step["number"] - 1]) for step in deal["steps"] if step["do"] == "accept"), None)
