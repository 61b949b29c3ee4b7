"""Term sheets of the pilot story: staged payments with a royalty by calendar years, a lump sum, an entry fee."""

from __future__ import annotations

PILOT_STAGED: dict[str, object] = {
    "currency": "CNY",
    "term_months": 36,
    "components": [
        {
            "id": "A",
            "type": "fixed",
            "label": {"zh": "中试验收款", "en": "Pilot payment"},
            "amount": "20000.00",
            "trigger": {"kind": "milestone_accepted", "milestone": "pilot"},
        },
        {
            "id": "B",
            "type": "fixed",
            "label": {"zh": "首次销售款", "en": "First-sale payment"},
            "amount": "40000.00",
            "trigger": {"kind": "first_revenue"},
        },
        {
            "id": "R",
            "type": "royalty",
            "label": {"zh": "净销售额提成", "en": "Royalty on net sales"},
            "base": "net_sales",
            "bands": [
                {"over": "0", "rate": "3"},
                {"over": "1000000.00", "rate": "2"},
                {"over": "5000000.00", "rate": "1"},
            ],
            "period": "year",
            "year": "calendar",
            "annual_minimum": [{"from_year": 2, "amount": "15000.00"}],
        },
    ],
    "total_cap": "500000.00",
    "exit": {"free_before_first_charge": True, "sell_off_days": 0},
}
PILOT_LUMP: dict[str, object] = {
    "currency": "CNY",
    "term_months": 36,
    "components": [{"id": "L", "type": "fixed", "amount": "150000.00", "trigger": {"kind": "effective"}}],
}
PILOT_ENTRY: dict[str, object] = {
    "currency": "CNY",
    "term_months": 36,
    "components": [
        {"id": "E", "type": "fixed", "amount": "30000.00", "trigger": {"kind": "effective"}},
        {
            "id": "R",
            "type": "royalty",
            "base": "net_sales",
            "bands": [{"over": "0", "rate": "2"}],
            "period": "year",
            "year": "calendar",
        },
    ],
}
