"""The charts of the pattern page, over figures of an invented deal."""

from __future__ import annotations

from datetime import date
from typing import Any

from marketplace.web.chart_schedule import Span, schedule
from marketplace.web.charts import Series, bars, donut, lines, sparkline
from marketplace.web.patterns.both import Both, in_language

STAGED = (0, 7_400_000, 8_000_000, 15_000_000, 15_000_000)  # fen a year
ENTRY = (5_000_000, 1_800_000, 6_000_000, 13_500_000, 18_000_000)
LUMP = (30_000_000, 0, 0, 0, 0)
REQUESTS = (14, 17, 12, 21, 26, 24, 31, 29, 35, 33, 41, 46)  # a month
LICENCES = (2, 3, 3, 4, 6, 5, 7, 9, 8, 11, 10, 13)

YEARS = [Both(f"第 {number} 年", f"Year {number}") for number in range(1, 6)]
QUARTERS = [Both(f"第 {number} 季度", f"Q{number}") for number in range(1, 5)]
MONTH_NAMES = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
MONTHS = [Both(f"{number} 月", name) for number, name in enumerate(MONTH_NAMES, 1)]

WAYS = [
    (Both("零入门费", "No entry fee"), STAGED),
    (Both("入门费加提成", "Entry fee and royalty"), ENTRY),
    (Both("一次总付", "Lump sum"), LUMP),
]
OWED = [(Both("累计应付", "Owed in all"), tuple(sum(STAGED[: at + 1]) for at in range(5)))]
BOARD = [(Both("许可请求", "Requests"), REQUESTS), (Both("达成许可", "Licences"), LICENCES)]
RECEIPTS = [
    (Both("按期收到", "Paid on time"), (620, 710, 540, 830)),
    (Both("逾期收到", "Paid late"), (80, 120, 60, 90)),
    (Both("减免", "Waived"), (0, -30, -20, 0)),
]
MODELS = [
    (Both("零门槛费、分阶段付款、收入提成", "No entry fee, stages, royalty"), 46),
    (Both("一次总付", "Lump sum"), 21),
    (Both("入门费加提成", "Entry fee and royalty"), 18),
    (Both("免费试用后选择", "Trial, then choice"), 9),
    (Both("其他", "Others"), 6),
]
SPANS = [
    (Both("试用", "Trial"), date(2026, 3, 1), date(2027, 2, 28), "done", ""),
    (
        Both("首件验收", "Prototype accepted"),
        date(2026, 11, 12),
        None,
        "done",
        Both("2 万元", "¥20,000"),
    ),
    (Both("第 1 提成年度", "Royalty year 1"), date(2027, 3, 1), date(2028, 2, 29), "current", ""),
    (
        Both("累计净销售额达 100 万元", "Net sales of ¥1 million"),
        date(2028, 3, 30),
        None,
        "",
        Both("3 万元", "¥30,000"),
    ),
    (Both("第 2 提成年度", "Royalty year 2"), date(2028, 3, 1), date(2029, 2, 28), "", ""),
]


def charts(language: str) -> dict[str, Any]:
    """Each chart by its name, with words in a language."""

    def told(value: Any) -> Any:
        return in_language(value, language)

    def series(rows: Any) -> list[Series]:
        return [Series(*row) for row in told(rows)]

    return {
        "cost": bars(told(YEARS), series(WAYS)),
        "receipts": bars(told(QUARTERS), series(RECEIPTS), stacked=True),
        "board": lines(told(MONTHS), series(BOARD)),
        "owed": lines(told(YEARS), series(OWED), steps=True),
        "models": donut(told(MODELS)),
        "spark": sparkline(REQUESTS),
        "schedule": schedule([Span(*span) for span in told(SPANS)], today=date(2026, 11, 22)),
    }
