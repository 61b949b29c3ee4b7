"""Term sheets for tests: one with every field filled, and ways to change a single field of a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from typing import Any

Sheet = dict[str, Any]
Path = tuple[str | int, ...]


def everything() -> Sheet:
    """A sheet that uses every component, every trigger and every field the reader knows."""
    return {
        "currency": "CNY",
        "term_months": 84,
        "licence": {
            "kind": "ordinary",
            "territory": ["CN", "VN"],
            "field": "焊接 welding",
            "sublicence": False,
        },
        "components": [
            {
                "id": "T",
                "type": "trial",
                "label": {"zh": "试用", "en": "Trial run"},
                "months": 7,
                "limits": {"zh": "一条产线", "en": "one line"},
            },
            {
                "id": "F1",
                "type": "fixed",
                "label": {"zh": "首付", "en": "First sum"},
                "due_days": 11,
                "counts_toward_cap": False,
                "credit_against": "R",
                "amount": "12345.67",
                "trigger": {
                    "earliest_of": [
                        {"kind": "first_revenue", "plus_days": 91},
                        {"kind": "months_after_effective", "months": 25},
                        {
                            "latest_of": [
                                {"kind": "date", "on": "2031-05-06"},
                                {"kind": "milestone_accepted", "milestone": "pilot"},
                                {"kind": "product_registered", "plus_months": 13},
                            ]
                        },
                    ]
                },
            },
            {
                "id": "F2",
                "type": "fixed",
                "due_days": 12,
                "amount": "22345.67",
                "trigger": {"kind": "cumulative_sales_ge", "amount": "998877.66"},
            },
            {
                "id": "F3",
                "type": "fixed",
                "amount": "32345.67",
                "trigger": {"kind": "cumulative_units_ge", "units": 54321},
            },
            {"id": "F4", "type": "fixed", "amount": "42345.67", "trigger": {"kind": "financing"}},
            {"id": "F5", "type": "fixed", "amount": "52345.67", "trigger": {"kind": "trial_end"}},
            {"id": "F6", "type": "fixed", "amount": "62345.67", "trigger": {"kind": "effective"}},
            {
                "id": "I",
                "type": "instalments",
                "due_days": 13,
                "total": "60000.00",
                "parts": [
                    {"amount": "13000.01", "trigger": {"kind": "months_after_effective", "months": 14}},
                    {"amount": "46999.99", "trigger": {"kind": "months_after_effective", "months": 26}},
                ],
                "early_settlement": {"percent": "17.5", "by_months": 27},
            },
            {
                "id": "P",
                "type": "instalments",
                "due_days": 14,
                "total": "100.00",
                "parts": [
                    {"percent": "33.3", "trigger": {"kind": "months_after_effective", "months": 15}},
                    {"percent": "66.7", "trigger": {"kind": "months_after_effective", "months": 28}},
                ],
            },
            {"id": "A", "type": "annual", "due_days": 15, "amount": "7654.32", "from_year": 2, "to_year": 6},
            {
                "id": "R",
                "type": "royalty",
                "due_days": 16,
                "base": "net_sales",
                "bands": [
                    {"over": "0", "rate": "3.25"},
                    {"over": "5000000.00", "rate": "2.125"},
                    {"over": "20000000.00", "rate": "1.0625"},
                ],
                "band_scope": "year",
                "bands_from_year": {
                    "3": [{"over": "0", "rate": "2.75"}, {"over": "6000000.00", "rate": "1.75"}]
                },
                "period": "quarter",
                "year": "contract",
                "free_allowance": "123456.78",
                "annual_minimum": [
                    {"from_year": 4, "amount": "30001.00"},
                    {"from_year": 6, "amount": "40001.00"},
                ],
                "annual_cap": "150001.00",
                "starts": {"kind": "months_after_effective", "months": 8},
                "report_days": 29,
            },
            {
                "id": "U",
                "type": "royalty",
                "due_days": 17,
                "base": "units",
                "bands": [{"over": 0, "per_unit": "1.515"}, {"over": 100001, "per_unit": "1.005"}],
                "period": "half_year",
                "year": "calendar",
                "free_allowance": 2001,
            },
            {
                "id": "S",
                "type": "share",
                "due_days": 18,
                "rate": "0.55",
                "of": "financing",
                "cap": "100002.00",
            },
        ],
        "total_cap": "600003.00",
        "late": {"annual_rate": "4.52", "grace_days": 5},
        "exit": {"free_before_first_charge": True, "sell_off_days": 93},
        "buyout": {"floor": "150004.00", "of_total_cap": True},
        "options": {
            "choose_by_days_before": 31,
            "after": "trial",
            "choices": {"A": ["F1", "F2", "I"], "B": ["R", "U", "S"]},
        },
    }


def leaves(node: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every value of a sheet that is neither object nor list, with the keys that lead to it."""
    if isinstance(node, dict):
        for key, member in node.items():
            yield from leaves(member, (*path, key))
    elif isinstance(node, list):
        for index, member in enumerate(node):
            yield from leaves(member, (*path, index))
    else:
        yield path, node


def with_value(sheet: Sheet, path: tuple[str | int, ...], value: Any) -> Sheet:
    """A copy of a sheet with one value replaced."""
    changed = deepcopy(sheet)
    node: Any = changed
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value
    return changed


CONSEQUENCES: dict[str, Any] = {
    "ordinary": "sole",
    "net_sales": "gross_profit",
    "quarter": "year",
    "half_year": "year",
    "contract": "calendar",
    "calendar": "contract",
    "year": "life",
    "first_revenue": "product_registered",
    "product_registered": "first_revenue",
    "financing": "trial_end",
    "trial_end": "financing",
    "effective": "first_revenue",
    "CNY": "USD",
    "R": "U",
    "2031-05-06": "2031-05-07",
}

# Alone these cannot change: ids are referred to, a type or kind decides which fields stand beside it, the parts of
# instalments add up, the first band starts at 0, and `after` and `of` have one value only.
TIED = (
    *("id", "type", "after", "of", "total", "choices"),
    *("parts.0.amount", "parts.1.amount", "parts.0.percent", "parts.1.percent", "bands.0.over", "3.0.over"),
)


def other(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if value in CONSEQUENCES:
        return CONSEQUENCES[value]
    try:
        return str(Decimal(value) + Decimal("0.01"))
    except ArithmeticError:
        return value + "x"


def changes(sheet: Sheet) -> Iterator[tuple[Path, Sheet]]:
    for path, value in leaves(sheet):
        dotted = ".".join(map(str, path))
        if any(dotted.endswith(f".{tied}") or f".{tied}." in dotted for tied in TIED):
            continue
        if path[-1] in ("kind", "base") and value not in CONSEQUENCES:
            continue
        yield path, with_value(sheet, path, other(value))
