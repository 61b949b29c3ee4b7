"""Term sheets with facts for the checks, and what is found in them by code."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from marketplace.domain.terms.checks import check_json

ROYALTY: dict[str, Any] = {
    "id": "R",
    "type": "royalty",
    "base": "net_sales",
    "bands": [{"over": "0", "rate": "2"}],
    "period": "year",
}
ENTRY: dict[str, Any] = {"id": "E", "type": "fixed", "amount": "100.00", "trigger": {"kind": "effective"}}
MILESTONE = {"kind": "milestone_accepted", "milestone": "pilot"}
STATUTORY = {"offer_type": "statutory"}


def sheet(*components: dict[str, Any], **rest: Any) -> dict[str, Any]:
    return {
        "currency": "CNY",
        "term_months": 60,
        "components": [deepcopy(part) for part in components],
        **rest,
    }


def found(terms: dict[str, Any], facts: dict[str, Any] | None = None) -> dict[str, tuple[str, str]]:
    """Code -> (severity, path) of what is found."""
    case = {"terms": terms} if facts is None else {"terms": terms, "facts": facts}
    findings: list[dict[str, Any]] = check_json(case)[0]["findings"]
    return {finding["code"]: (finding["severity"], finding["path"]) for finding in findings}


def royalty(**changes: Any) -> dict[str, Any]:
    return {**deepcopy(ROYALTY), **changes}
