"""Numbers of the gate as shipped, for the `parameter` table: (key, scope, valid from, value, source)."""

from __future__ import annotations

from datetime import date

FEE_BASIS_CHARACTERS = "listings.fee_basis_characters"
STATUS_MAX_AGE_DAYS = "listings.status_max_age_days"
FIXED_CEILING = "listings.ceiling_fixed_minor"
SALES_CEILING = "listings.ceiling_sales_percent"
PROFIT_CEILING = "listings.ceiling_profit_percent"

_NOTICE = "国知发运字〔2024〕19号"
_NOTICE_DAY = date(2024, 7, 2)
_ALWAYS = date(2000, 1, 1)

DEFAULT_PARAMETERS: list[tuple[str, str, date, str, str]] = [
    (FIXED_CEILING, "CNY", _NOTICE_DAY, "2000000000", _NOTICE),
    (SALES_CEILING, "", _NOTICE_DAY, "20", _NOTICE),
    (PROFIT_CEILING, "", _NOTICE_DAY, "40", _NOTICE),
    (FEE_BASIS_CHARACTERS, "", _ALWAYS, "2000", "CNIPA declaration form"),
    (STATUS_MAX_AGE_DAYS, "", _ALWAYS, "180", "site policy"),
]
