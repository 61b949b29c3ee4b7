"""`evaluate`, measured in the processor's time on one core: a simple deal, a staged one, twenty years of quarterly
royalties; how the time grows with the number of events; statements for thousands of deals at once.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from statistics import median
from typing import Any

from bench.report import Table
from marketplace.domain.dates import ONE_DAY, add_months, parse_date
from marketplace.domain.terms.case import Case
from marketplace.domain.terms.decoding import decode
from marketplace.domain.terms.evaluate import evaluate
from marketplace.domain.terms.reading import read_case

BATCHES = 7

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


def twenty_years(quarters: int = 80) -> dict[str, Any]:
    """80 quarterly reports, or fewer, each paid, every tenth corrected."""
    amounts = [f"{1_000_000 + 7_919 * n}.00" for n in range(quarters)]
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
        "as_of": "2026-06-01" if quarters == 80 else events[-1]["on"],
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


def run(_sizes: Sequence[int], *, quick: bool) -> list[Table]:
    seconds = 1.0 if quick else 5.0
    return [_speed(seconds), _growth(seconds / 2), _statements(2_000 if quick else 10_000)]


def _speed(seconds: float) -> Table:
    columns = ["case", "events", "evaluations/s, median", "best batch", "aim"]
    table = Table(f"evaluate, one core, processor time, {BATCHES} batches", columns)
    for name, case_json, aim in (
        ("deferred fee", DEFERRED, 20_000),
        ("zero entry + staged + royalty, 5 years", staged(), 5_000),
        ("quarterly royalty, 20 years", twenty_years(), 500),
    ):
        case = read_case(case_json)
        rates = _a_second(case, seconds)
        table.add(name, len(case.events), f"{median(rates):,.0f}", f"{max(rates):,.0f}", f"{aim:,}")
    return table


def _growth(seconds: float) -> Table:
    table = Table(
        "evaluate by number of events", ["quarters", "events", "evaluations/s, median", "microseconds an event"]
    )
    for quarters in (10, 20, 40, 80):
        case = read_case(twenty_years(quarters))
        rate = median(_a_second(case, seconds))
        table.add(quarters, len(case.events), f"{rate:,.0f}", f"{1e6 / rate / len(case.events):.1f}")
    return table


def _statements(most: int) -> Table:
    """Deals of all ages and kinds, each read from JSON, evaluated and written as JSON, as a nightly run would."""
    table = Table("statements for many deals", ["deals", "events", "seconds", "deals/s"])
    kinds = [DEFERRED, staged(), twenty_years(8), twenty_years(20)]
    texts = [json.dumps(kind).encode() for kind in kinds]
    for deals in (most // 4, most // 2, most):
        events, start = 0, time.process_time()
        for number in range(deals):
            case = read_case(decode(texts[number % len(texts)]))
            statement = evaluate(case.terms, case.effective_on, case.events, case.as_of)
            json.dumps(statement.to_json())
            events += len(case.events)
        spent = time.process_time() - start
        table.add(f"{deals:,}", f"{events:,}", f"{spent:.1f}", f"{deals / spent:,.0f}")
    return table


def _a_second(case: Case, seconds: float) -> list[float]:
    """Evaluations a second of processor time, batch by batch: a busy machine slows some batches and speeds none."""
    return [_batch(case, seconds / BATCHES) for _ in range(BATCHES)]


def _batch(case: Case, seconds: float) -> float:
    count, start, spent = 0, time.process_time(), 0.0
    while spent < seconds:
        for _ in range(10):
            evaluate(case.terms, case.effective_on, case.events, case.as_of)
        count += 10
        spent = time.process_time() - start
    return count / spent
