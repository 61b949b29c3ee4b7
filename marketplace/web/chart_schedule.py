"""A schedule drawn under a calendar: days and spans of days, from the first to the last month they touch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from marketplace.web.chart_axis import percent

ROW_HEIGHT = 46
TICKS_AT_MOST = 8


class Span(NamedTuple):
    """One row of a schedule. Without `last` it is a single day."""

    label: str
    first: date
    last: date | None = None
    state: str = ""
    note: str = ""


def schedule(spans: Sequence[Span], *, today: date | None = None) -> dict[str, Any]:
    """Rows of days or spans of days under a calendar axis, whole months wide."""
    if not spans:
        return {"height": 0, "rows": [], "ticks": [], "today": None}
    days = (
        [span.first for span in spans]
        + [span.last or span.first for span in spans]
        + ([today] if today else [])
    )
    start, end = _months(min(days), 0), _months(max(days), 1)
    width = (end - start).days
    rows = []
    for number, span in enumerate(spans):
        y = number * ROW_HEIGHT
        bar = (span.last or span.first).toordinal() - span.first.toordinal() + 1
        rows.append(
            {
                "label": span.label,
                "note": span.note,
                "state": span.state,
                "first": span.first,
                "last": span.last,
                "y": y,
                "x": percent((span.first - start).days, width),
                "width": percent(bar, width),
                "late": 2 * (span.first - start).days > width,  # its words stand at the left of it
            }
        )
    ticks = [{"day": day, "x": percent((day - start).days, width)} for day in _calendar(start, end)]
    mark = percent((today - start).days, width) if today else None
    return {"height": len(spans) * ROW_HEIGHT, "rows": rows, "ticks": ticks, "today": mark}


def _months(day: date, later: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + later, 12)
    return date(year, month + 1, 1)


def _calendar(start: date, end: date) -> list[date]:
    """First days of months, quarters, half-years or years: the closest that give few enough."""
    months = (end.year - start.year) * 12 + end.month - start.month
    every = next((size for size in (1, 3, 6, 12, 24, 60) if months // size <= TICKS_AT_MOST), 120)
    first = -(-(start.year * 12 + start.month - 1) // every) * every
    last = end.year * 12 + end.month - 1
    return [date(at // 12, at % 12 + 1, 1) for at in range(first, last, every)]
