"""Short ways to write cases for the engine: JSON in, JSON out, as an auditor would see them."""

from __future__ import annotations

from typing import Any

import pytest

from marketplace.domain.terms.evaluate import evaluate_case
from marketplace.domain.terms.faults import Fault
from marketplace.domain.terms.reading import read_case

EFFECTIVE = "2026-03-01"


def sheet(*components: dict[str, Any], **members: Any) -> dict[str, Any]:
    """A term sheet of 60 months in CNY unless said otherwise."""
    return {"currency": "CNY", "term_months": 60, "components": list(components)} | members


def fixed(component_id: str, amount: str, trigger: dict[str, Any], **members: Any) -> dict[str, Any]:
    return {"id": component_id, "type": "fixed", "amount": amount, "trigger": trigger} | members


def royalty(*bands: tuple[str | int, str], component_id: str = "R", **members: Any) -> dict[str, Any]:
    base = members.get("base", "net_sales")
    rate = "per_unit" if base == "units" else "rate"
    return {
        "id": component_id,
        "type": "royalty",
        "base": base,
        "period": "year",
        "bands": [{"over": over, rate: value} for over, value in bands],
    } | members


def on(kind: str, **members: Any) -> dict[str, Any]:
    """A trigger."""
    return {"kind": kind} | members


def event(day: str, kind: str, **members: Any) -> dict[str, Any]:
    return {"on": day, "kind": kind} | members


def sales(day: str, start: str, end: str, net: str | None = None, **members: Any) -> dict[str, Any]:
    figure = {} if net is None else {"net": net}
    return event(day, "sales", period_start=start, period_end=end) | figure | members


def run(
    terms: dict[str, Any], events: list[dict[str, Any]], as_of: str, effective_on: str = EFFECTIVE
) -> dict[str, Any]:
    """The printed result of a case."""
    case = {"terms": terms, "effective_on": effective_on, "events": events, "as_of": as_of}
    return evaluate_case(read_case(case)).to_json()


def lines(result: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The lines of a result by id."""
    return {line["id"]: line for line in result["lines"]}


def amounts(result: dict[str, Any]) -> dict[str, str]:
    """The amounts of the lines that have arisen, by id."""
    return {
        line["id"]: line["amount"]
        for line in result["lines"]
        if line["status"] not in ("scheduled", "cancelled")
    }


def refused(
    terms: dict[str, Any], events: list[dict[str, Any]], as_of: str, effective_on: str = EFFECTIVE
) -> tuple[str, str]:
    """Path and code of the fault of a case that must be refused."""
    with pytest.raises(Fault) as caught:
        run(terms, events, as_of, effective_on)
    assert caught.value.message
    return caught.value.path, caught.value.code
