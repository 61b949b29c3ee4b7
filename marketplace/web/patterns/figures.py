"""The charts of the pattern page, over figures of an invented deal."""

from __future__ import annotations

from datetime import date
from typing import Any

from marketplace.web.chart_schedule import Span, schedule
from marketplace.web.charts import Series, bars, donut, lines, sparkline

STAGED = (0, 7_400_000, 8_000_000, 15_000_000, 15_000_000)  # fen a year
LUMP = (30_000_000, 0, 0, 0, 0)
ENTRY = (5_000_000, 1_800_000, 6_000_000, 13_500_000, 18_000_000)
MONTHLY_REQUESTS = (14, 17, 12, 21, 26, 24, 31, 29, 35, 33, 41, 46)
MONTHLY_LICENCES = (2, 3, 3, 4, 6, 5, 7, 9, 8, 11, 10, 13)


def charts(language: str) -> dict[str, Any]:
    """Each chart by its name, with words in a language."""

    def words(zh: str, en: str) -> str:
        return zh if language == "zh" else en

    years = [words(f"第 {number} 年", f"Year {number}") for number in range(1, 6)]
    months = [
        words(f"{number} 月", name)
        for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)
    ]
    ways = [
        Series(words("零入门费", "No entry fee"), STAGED),
        Series(words("入门费加提成", "Entry fee and royalty"), ENTRY),
        Series(words("一次总付", "Lump sum"), LUMP),
    ]
    owed = [Series(words("累计应付", "Owed in all"), [sum(STAGED[: at + 1]) for at in range(5)])]
    board = [
        Series(words("许可请求", "Requests"), MONTHLY_REQUESTS),
        Series(words("达成许可", "Licences"), MONTHLY_LICENCES),
    ]
    parts = [
        Series(words("按期收到", "Paid on time"), (620, 710, 540, 830)),
        Series(words("逾期收到", "Paid late"), (80, 120, 60, 90)),
        Series(words("减免", "Waived"), (0, -30, -20, 0)),
    ]
    quarters = [words(f"第 {number} 季度", f"Q{number}") for number in range(1, 5)]
    models = [
        (words("零门槛费、分阶段付款、收入提成", "No entry fee, stages, royalty"), 46),
        (words("一次总付", "Lump sum"), 21),
        (words("入门费加提成", "Entry fee and royalty"), 18),
        (words("免费试用后选择", "Trial, then choice"), 9),
        (words("其他", "Others"), 6),
    ]
    spans = [
        Span(words("试用", "Trial"), date(2026, 3, 1), date(2027, 2, 28), "done"),
        Span(
            words("首件验收", "Prototype accepted"),
            date(2026, 11, 12),
            None,
            "done",
            words("2 万元", "CN¥20,000"),
        ),
        Span(words("第 1 提成年度", "Royalty year 1"), date(2027, 3, 1), date(2028, 2, 29), "current"),
        Span(
            words("累计净销售额达 100 万元", "Net sales of CN¥1 million"),
            date(2028, 3, 30),
            None,
            "",
            words("3 万元", "CN¥30,000"),
        ),
        Span(words("第 2 提成年度", "Royalty year 2"), date(2028, 3, 1), date(2029, 2, 28), ""),
    ]
    return {
        "cost": bars(years, ways),
        "receipts": bars(quarters, parts, stacked=True),
        "board": lines(months, board),
        "owed": lines(years, owed, steps=True),
        "models": donut(models),
        "spark": sparkline(MONTHLY_REQUESTS),
        "schedule": schedule(spans, today=date(2026, 11, 22)),
    }
