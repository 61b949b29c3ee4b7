"""`evaluate`: evaluations a second for a simple deal, a staged one, and twenty years of quarterly royalties."""

from __future__ import annotations

import time
from typing import Any

from bench.report import Table, keep
from marketplace.domain.dates import ONE_DAY, add_months, parse_date
from marketplace.domain.terms.evaluate import evaluate
from marketplace.domain.terms.reading import read_case

DEFERRED = {
    "terms": {
        "currency": "CNY",
        "term_months": 48,
        "components": [
            {
                "id": "fee",
                "type": "fixed",
                "amount": "120000.00",
                "due_days": 0,
                "trigger": {
                    "earliest_of": [
                        {"kind": "first_revenue", "plus_days": 90},
                        {"kind": "months_after_effective", "months": 24},
                    ]
                },
            }
        ],
    },
    "effective_on": "2026-03-01",
    "events": [{"on": "2026-11-20", "kind": "first_revenue"}],
    "as_of": "2027-03-01",
}


def staged() -> dict[str, Any]:
    """Zero entry fee, two stages and a royalty over five years."""
    sales = ["0.00", "1200000.00", "4000000.00", "9000000.00", "12000000.00"]
    events: list[dict[str, Any]] = [
        {"on": "2027-06-01", "kind": "milestone_accepted", "milestone": "prototype"}
    ]
    events += reports("R", "2026-03-01", 12, sales)
    return {
        "terms": {
            "currency": "CNY",
            "term_months": 60,
            "components": [
                {
                    "id": "M1",
                    "type": "fixed",
                    "amount": "20000.00",
                    "trigger": {"kind": "milestone_accepted", "milestone": "prototype"},
                },
                {
                    "id": "M2",
                    "type": "fixed",
                    "amount": "30000.00",
                    "trigger": {"kind": "cumulative_sales_ge", "amount": "1000000.00"},
                },
                {
                    "id": "R",
                    "type": "royalty",
                    "base": "net_sales",
                    "bands": [{"over": "0", "rate": "2"}],
                    "period": "year",
                    "annual_cap": "150000.00",
                },
            ],
            "total_cap": "600000.00",
        },
        "effective_on": "2026-03-01",
        "events": events,
        "as_of": "2031-06-01",
    }


def twenty_years() -> dict[str, Any]:
    """80 quarterly reports, each paid, every tenth corrected."""
    amounts = [f"{1_000_000 + 7_919 * n}.00" for n in range(80)]
    events = reports("R", "2006-03-01", 3, amounts)
    paid = [{"on": event["on"], "kind": "payment", "amount": "20000.00"} for event in events]
    corrected = [{**event, "net": "900000.00", "corrects": True} for event in events[::10]]
    return {
        "terms": {
            "currency": "CNY",
            "term_months": 240,
            "components": [
                {
                    "id": "R",
                    "type": "royalty",
                    "base": "net_sales",
                    "bands": [{"over": "0", "rate": "3"}, {"over": "5000000", "rate": "2"}],
                    "period": "quarter",
                    "annual_minimum": [{"from_year": 3, "amount": "30000.00"}],
                }
            ],
            "late": {"annual_rate": "4.5"},
        },
        "effective_on": "2006-03-01",
        "events": sorted([*events, *paid, *corrected], key=lambda event: event["on"]),
        "as_of": "2026-06-01",
    }


def reports(component: str, effective_on: str, months: int, amounts: list[str]) -> list[dict[str, Any]]:
    start = parse_date(effective_on)
    made = []
    for number, amount in enumerate(amounts):
        first = add_months(start, months * number)
        after = add_months(start, months * (number + 1))
        made.append(
            {
                "on": after.isoformat(),
                "kind": "sales",
                "component": component,
                "period_start": first.isoformat(),
                "period_end": (after - ONE_DAY).isoformat(),
                "net": amount,
            }
        )
    return made


def run(*, quick: bool) -> None:
    table = Table("evaluate, one core", ["case", "events", "evaluations/s", "aim"])
    seconds = 1.0 if quick else 5.0
    for name, case_json, aim in (
        ("deferred fee", DEFERRED, 20_000),
        ("zero entry + staged + royalty, 5 years", staged(), 5_000),
        ("quarterly royalty, 20 years", twenty_years(), 500),
    ):
        case = read_case(case_json)
        count, start = 0, time.perf_counter()
        while time.perf_counter() - start < seconds:
            evaluate(case.terms, case.effective_on, case.events, case.as_of)
            count += 1
        table.add(name, len(case.events), f"{count / (time.perf_counter() - start):,.0f}", f"{aim:,}")
    keep("terms", [table], quick=quick)
