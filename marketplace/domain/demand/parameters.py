"""Day counts of needs as shipped: rows of (key, scope, valid from, value as JSON, source)."""

from __future__ import annotations

from datetime import date

DEFAULT_PARAMETERS: list[tuple[str, str, date, str, str]] = [
    (
        "need_answer_days",
        "",
        date(2000, 1, 1),
        "10",
        "default of this product",
    ),  # for an office to answer a need
]
