"""What a scripted deal amounts to, worked out from the data alone, to be judged by the engine."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from marketplace.demo import content
from marketplace.domain.money import minor_units
from marketplace.domain.terms.price import asks_on_day_one
from marketplace.domain.terms.reading import read_terms


def effective_day(deal: dict[str, Any], listing: dict[str, Any]) -> int | None:
    """The day count on which the licence takes effect; None if it does not."""
    terms = content.agreed_terms(deal, listing)
    concluded = [step["on"] for step in deal["steps"] if step["do"] in ("send", "accept")]
    if terms is None or not concluded or deal["expect"]["licence"] is None:
        return None
    asked, received = asks_on_day_one(read_terms(terms)), 0
    if not asked:
        return concluded[-1]
    for step in deal["steps"]:
        if step["do"] == "pay":
            received += minor_units(step["net"], terms["currency"])
            if received >= asked:
                return step["on"]
    return None


def case_of(deal: dict[str, Any], listing: dict[str, Any], loaded_on: date) -> dict[str, Any] | None:
    """The engine's case on the day of loading; None where no licence came about."""
    start = effective_day(deal, listing)
    if start is None:
        return None
    terms = content.agreed_terms(deal, listing)
    effective_on = loaded_on + timedelta(days=start)
    events = []
    for step in deal["steps"]:
        on = loaded_on + timedelta(days=max(step["on"], start))
        if step["do"] == "pay":
            event = {"on": on.isoformat(), "kind": "payment", "amount": step["net"]}
            if step["line"]:
                event["to"] = content.line_of(step["line"], terms, effective_on)
            events.append(event)
        elif step["do"] == "report" and step["outcome"] == "accepted":
            events.append(content.event_of(step["event"], terms, on, effective_on))
        elif step["do"] in ("hold", "release", "waive"):
            line = content.line_of(step["line"], terms, effective_on)
            decided = {"on": on.isoformat(), "kind": step["do"], "line": line, "amount": step["amount"]}
            events.append(decided | ({"write_off": step["written_off"]} if "written_off" in step else {}))
        elif step["do"] == "end":
            events.append({"on": on.isoformat(), "kind": "terminate", "reason": step["reason"]})
    return {
        "terms": terms,
        "effective_on": effective_on.isoformat(),
        "events": events,
        "as_of": loaded_on.isoformat(),
    }
