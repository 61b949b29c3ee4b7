"""The term sheets of the templates, as the JSON objects that reading accepts. Figures are starting points."""

from __future__ import annotations

from typing import Any

Sheet = dict[str, Any]

ORDINARY_IN_CHINA: Sheet = {"kind": "ordinary", "territory": ["CN"], "field": "", "sublicence": False}
FREE_EXIT: Sheet = {"free_before_first_charge": True, "sell_off_days": 90}
SELL_OFF: Sheet = {"free_before_first_charge": False, "sell_off_days": 90}


def _sheet(term_months: int, components: list[Sheet], **rest: Any) -> Sheet:
    return {
        "currency": "CNY",
        "term_months": term_months,
        "licence": dict(ORDINARY_IN_CHINA),
        "components": components,
        **rest,
    }


def _label(zh: str, en: str) -> Sheet:
    return {"zh": zh, "en": en}


def _net_sales_royalty(rate: str, period: str, **rest: Any) -> Sheet:
    return {
        "id": "R",
        "type": "royalty",
        "label": _label("净销售额提成", "Royalty on net sales"),
        "base": "net_sales",
        "bands": [{"over": "0", "rate": rate}],
        "period": period,
        **rest,
    }


ZERO_ENTRY_STAGED_ROYALTY = _sheet(
    60,
    [
        {
            "id": "M1",
            "type": "fixed",
            "label": _label("样机验收款", "Prototype payment"),
            "amount": "20000.00",
            "trigger": {"kind": "milestone_accepted", "milestone": "prototype"},
        },
        {
            "id": "M2",
            "type": "fixed",
            "label": _label("销售达标款", "Sales threshold payment"),
            "amount": "30000.00",
            "trigger": {"kind": "cumulative_sales_ge", "amount": "1000000.00"},
        },
        _net_sales_royalty("2", "year", annual_cap="150000.00"),
    ],
    total_cap="600000.00",
    exit=dict(FREE_EXIT),
)

DEFERRED = _sheet(
    48,
    [
        {
            "id": "D",
            "type": "fixed",
            "label": _label("延期支付的许可使用费", "Deferred licence fee"),
            "due_days": 0,
            "amount": "120000.00",
            "trigger": {
                "earliest_of": [
                    {"kind": "first_revenue", "plus_days": 90},
                    {"kind": "months_after_effective", "months": 24},
                ]
            },
        }
    ],
    exit=dict(FREE_EXIT),
)

TRIAL_THEN_CHOICE = _sheet(
    60,
    [
        {
            "id": "T",
            "type": "trial",
            "label": _label("免费试用", "Free trial"),
            "months": 12,
            "limits": _label("限一处生产场所，试制不超过500件", "one site, at most 500 trial units"),
        },
        {
            "id": "L",
            "type": "fixed",
            "label": _label("一次性许可使用费", "Lump-sum licence fee"),
            "amount": "80000.00",
            "trigger": {"kind": "trial_end"},
        },
        _net_sales_royalty("3", "year", annual_minimum=[{"from_year": 2, "amount": "20000.00"}]),
    ],
    options={"choose_by_days_before": 30, "after": "trial", "choices": {"A": ["L"], "B": ["R"]}},
    exit={"free_before_first_charge": True, "sell_off_days": 30},
)

TIERED_WITH_MINIMUM = _sheet(
    72,
    [
        {
            "id": "R",
            "type": "royalty",
            "label": _label("阶梯递减提成", "Tiered royalty"),
            "base": "net_sales",
            "bands": [
                {"over": "0", "rate": "3"},
                {"over": "5000000.00", "rate": "2"},
                {"over": "20000000.00", "rate": "1"},
            ],
            "period": "quarter",
            "annual_minimum": [{"from_year": 3, "amount": "30000.00"}],
        }
    ],
    exit=dict(SELL_OFF),
)

PER_UNIT = _sheet(
    60,
    [
        {
            "id": "U",
            "type": "royalty",
            "label": _label("计件提成", "Royalty per unit"),
            "base": "units",
            "bands": [{"over": 0, "per_unit": "1.50"}, {"over": 100000, "per_unit": "1.00"}],
            "period": "year",
            "free_allowance": 2000,
            "annual_cap": "250000.00",
        }
    ],
    exit=dict(SELL_OFF),
)

SAVING_SHARE = _sheet(
    36,
    [
        {
            "id": "S",
            "type": "royalty",
            "label": _label("降本分成", "Share of saving"),
            "base": "saving",
            "bands": [{"over": "0", "rate": "15"}],
            "period": "half_year",
        }
    ],
    total_cap="300000.00",
    exit=dict(FREE_EXIT),
)

STATUTORY_OPEN = _sheet(
    36,
    [
        {
            "id": "E",
            "type": "fixed",
            "label": _label("入门费", "Entry fee"),
            "due_days": 0,
            "amount": "10000.00",
            "trigger": {"kind": "effective"},
        },
        _net_sales_royalty("1.5", "quarter"),
    ],
    exit=dict(SELL_OFF),
)

POOL_PACKAGE = _sheet(
    36,
    [
        {
            "id": "A",
            "type": "annual",
            "label": _label("年度许可使用费", "Annual fee"),
            "amount": "30000.00",
        },
        _net_sales_royalty("0.8", "year"),
    ],
    exit=dict(SELL_OFF),
)

MICRO_INSTALMENTS = _sheet(
    48,
    [
        {
            "id": "I",
            "type": "instalments",
            "label": _label("分期支付的许可使用费", "Licence fee in instalments"),
            "total": "60000.00",
            "parts": [
                {"percent": "20", "trigger": {"kind": "months_after_effective", "months": 12}},
                {"percent": "30", "trigger": {"kind": "months_after_effective", "months": 24}},
                {"percent": "50", "trigger": {"kind": "months_after_effective", "months": 36}},
            ],
            "early_settlement": {"percent": "20", "by_months": 24},
        }
    ],
    exit=dict(SELL_OFF),
)

GROWTH_WITH_BUYOUT = _sheet(
    60,
    [
        _net_sales_royalty("2.5", "half_year"),
        {
            "id": "F",
            "type": "share",
            "label": _label("融资分成", "Share of financing"),
            "rate": "0.5",
            "of": "financing",
            "cap": "100000.00",
        },
    ],
    total_cap="400000.00",
    exit=dict(FREE_EXIT),
    buyout={"floor": "150000.00", "of_total_cap": True},
)

LUMP_SUM = _sheet(
    36,
    [
        {
            "id": "L",
            "type": "fixed",
            "label": _label("一次性许可使用费", "Lump-sum licence fee"),
            "amount": "150000.00",
            "trigger": {"kind": "effective"},
        }
    ],
    exit=dict(SELL_OFF),
)

INSTALMENTS = _sheet(
    36,
    [
        {
            "id": "I",
            "type": "instalments",
            "label": _label("分期支付的许可使用费", "Licence fee in instalments"),
            "total": "100000.00",
            "parts": [
                {"amount": "40000.00", "trigger": {"kind": "effective"}},
                {"amount": "30000.00", "trigger": {"kind": "months_after_effective", "months": 12}},
                {"amount": "30000.00", "trigger": {"kind": "months_after_effective", "months": 24}},
            ],
        }
    ],
    exit=dict(SELL_OFF),
)

ENTRY_PLUS_ROYALTY = _sheet(
    36,
    [
        {
            "id": "E",
            "type": "fixed",
            "label": _label("入门费", "Entry fee"),
            "amount": "30000.00",
            "trigger": {"kind": "effective"},
        },
        _net_sales_royalty("2", "year"),
    ],
    exit=dict(SELL_OFF),
)

FREE = _sheet(
    24,
    [
        {
            "id": "Z",
            "type": "fixed",
            "label": _label("许可使用费", "Licence fee"),
            "amount": "0.00",
            "trigger": {"kind": "effective"},
        }
    ],
    exit=dict(SELL_OFF),
)
