"""Where the marks of a chart stand: integers in (minor units, counts, days), plain dicts for the SVG macros out.

Across the page everything is a share of the width ("12.5%"), up and down it is whole pixels, so that a chart
stretches without its letters growing or shrinking. Values are never turned into floating-point numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import cos, pi, sin
from typing import Any, NamedTuple

from marketplace.web.chart_axis import nice_ticks, percent

HEIGHT = 220
LABELS_AT_MOST = 12  # along the foot of a chart; others are left out
NARROW_LABELS = 6  # of these on a phone


class Series(NamedTuple):
    """One row of figures, a value for each category."""

    label: str
    values: Sequence[int]


def bars(categories: Sequence[str], series: Sequence[Series], *, stacked: bool = False) -> dict[str, Any]:
    """Upright bars, side by side or stacked, with values above or below zero.

    Raises:
        ValueError: a series without a value for each category.
    """
    _check(categories, series)
    columns = [[one.values[at] for one in series] for at in range(len(categories))]
    if stacked:
        highest = max((sum(v for v in column if v > 0) for column in columns), default=0)
        lowest = min((sum(v for v in column if v < 0) for column in columns), default=0)
    else:
        highest = max((max(column) for column in columns), default=0)
        lowest = min((min(column) for column in columns), default=0)
    ticks = nice_ticks(lowest, highest)
    marks = []
    for at, column in enumerate(columns):
        place = _stack(column) if stacked else [(min(v, 0), max(v, 0)) for v in column]
        for number, (bottom, top) in enumerate(place):
            left, width = _slot(at, len(columns), 0 if stacked else number, 1 if stacked else len(series))
            y = _y(top, ticks)
            marks.append(
                {
                    "x": left,
                    "width": width,
                    "y": y,
                    "height": _y(bottom, ticks) - y,
                    "series": number + 1,
                    "value": column[number],
                    "category": categories[at],
                }
            )
    return _frame(ticks) | {"marks": marks} | _words(categories, series, _middles(len(categories)))


def lines(
    categories: Sequence[str], series: Sequence[Series], *, steps: bool = False, places: Sequence[int] = ()
) -> dict[str, Any]:
    """Lines over categories at equal distances, or at `places` (rising integers, e.g. day ordinals).

    With `steps` a value holds until the next one, as a sum owed does.

    Raises:
        ValueError: a series without a value for each category, or places that do not rise.
    """
    _check(categories, series)
    at = list(places) or list(range(len(categories)))
    if len(at) != len(categories) or any(b <= a for a, b in zip(at, at[1:], strict=False)):
        raise ValueError("places must rise and be one a category")
    values = [value for one in series for value in one.values]
    ticks = nice_ticks(min(values, default=0), max(values, default=0))
    extent = at[-1] - at[0] if len(at) > 1 else 0
    across = [(1000 * (place - at[0]) + extent // 2) // extent if extent else 500 for place in at]
    drawn = []
    for number, one in enumerate(series, 1):
        heights = [_y(value, ticks) for value in one.values]
        corners = list(zip(across, heights, strict=True))
        if steps:
            corners = _with_steps(corners)
        dots = [
            {"x": percent(x, 1000), "y": y, "value": value}
            for x, y, value in zip(across, heights, one.values, strict=True)
        ]
        points = " ".join(f"{x},{y}" for x, y in corners)
        drawn.append({"series": number, "label": one.label, "points": points, "dots": dots})
    return _frame(ticks) | {"lines": drawn} | _words(categories, series, [percent(x, 1000) for x in across])


def donut(parts: Sequence[tuple[str, int]]) -> dict[str, Any]:
    """Shares of a whole as a ring in a square of 120; tenths of a percent that add up to 100.0.

    Raises:
        ValueError: a part below zero.
    """
    if any(value < 0 for _, value in parts):
        raise ValueError("a part of a whole cannot be below zero")
    total = sum(value for _, value in parts)
    ends = list(accumulate(value for _, value in parts))
    tenths = _largest_remainder([value for _, value in parts], 1000)
    slices = []
    for number, ((label, value), end) in enumerate(zip(parts, ends, strict=True), 1):
        slices.append(
            {
                "series": (number - 1) % 5 + 1,
                "label": label,
                "value": value,
                "share": f"{tenths[number - 1] // 10}.{tenths[number - 1] % 10}",
                "path": _ring(end - value, end, total) if value else "",
            }
        )
    return {"total": total, "slices": slices}


def sparkline(values: Sequence[int], height: int = 24) -> dict[str, Any]:
    """A small line without axes, 100 wide: its points and its last one."""
    if not values:
        return {"points": "", "last": None, "height": height}
    low, extent, reach = min(values), max(values) - min(values), max(len(values) - 1, 1)
    inner = height - 6
    heights = [3 + inner - ((value - low) * inner // extent if extent else inner // 2) for value in values]
    corners = [(100 * at // reach, y) for at, y in enumerate(heights)]
    last_x, last_y = corners[-1]
    return {
        "points": " ".join(f"{x},{y}" for x, y in corners),
        "last": {"x": percent(last_x, 100), "y": last_y},
        "height": height,
    }


def _check(categories: Sequence[str], series: Sequence[Series]) -> None:
    if any(len(one.values) != len(categories) for one in series):
        raise ValueError("each series needs a value for each category")


def _y(value: int, ticks: Sequence[int]) -> int:
    extent = ticks[-1] - ticks[0]
    return ((ticks[-1] - value) * HEIGHT + extent // 2) // extent


def _frame(ticks: Sequence[int]) -> dict[str, Any]:
    return {
        "height": HEIGHT,
        "zero": _y(0, ticks),
        "ticks": [{"value": tick, "y": _y(tick, ticks)} for tick in ticks],
    }


def _words(categories: Sequence[str], series: Sequence[Series], across: Sequence[str]) -> dict[str, Any]:
    every = -(-len(categories) // LABELS_AT_MOST) or 1
    shown = range(0, len(categories), every)
    wide_only = -(-len(shown) // NARROW_LABELS) or 1
    labels = [
        {
            "text": categories[at],
            "x": across[at],
            "minor": bool(rank % wide_only),
            "ends": _end(at, len(categories)),
        }
        for rank, at in enumerate(shown)
    ]
    return {
        "labels": labels,
        "categories": list(categories),
        "series": [
            {"number": number, "label": one.label, "values": list(one.values)}
            for number, one in enumerate(series, 1)
        ],
    }


def _end(at: int, count: int) -> str:
    return "start" if at == 0 else "end" if at == count - 1 else ""


def _middles(count: int) -> list[str]:
    return [percent(2 * at + 1, 2 * count) for at in range(count)]


def _slot(at: int, count: int, number: int, beside: int) -> tuple[str, str]:
    """Left edge and width of a bar: each category has 10 parts, of which 2 at either side stay free."""
    whole = count * 10 * beside
    return percent(at * 10 * beside + 2 * beside + number * 6, whole), percent(6, whole)


def _stack(column: Sequence[int]) -> list[tuple[int, int]]:
    up = down = 0
    place = []
    for value in column:
        if value >= 0:
            place.append((up, up + value))
            up += value
        else:
            place.append((down + value, down))
            down += value
    return place


def _with_steps(corners: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    found = list(corners[:1])
    for x, y in corners[1:]:
        found += [(x, found[-1][1]), (x, y)]
    return found


def _largest_remainder(values: Sequence[int], whole: int) -> list[int]:
    total = sum(values)
    if total == 0:
        return [0] * len(values)
    shares = [value * whole // total for value in values]
    order = sorted(range(len(values)), key=lambda at: -(values[at] * whole % total))
    for at in order[: whole - sum(shares)]:
        shares[at] += 1
    return shares


def _ring(begin: int, end: int, total: int) -> str:
    """The outline of one slice between the circles of 56 and 36 about the middle (60, 60), from the top clockwise."""
    if end - begin == total:
        return "M60 4a56 56 0 1 1 0 112a56 56 0 1 1 0-112M60 24a36 36 0 1 0 0 72a36 36 0 1 0 0-72"
    large = int(2 * (end - begin) > total)
    outer = [_on_circle(56, at, total) for at in (begin, end)]
    inner = [_on_circle(36, at, total) for at in (end, begin)]
    return f"M{outer[0]}A56 56 0 {large} 1 {outer[1]}L{inner[0]}A36 36 0 {large} 0 {inner[1]}Z"


def _on_circle(radius: int, at: int, total: int) -> str:
    turn = 2 * pi * at / total
    return f"{60 + radius * sin(turn):.2f} {60 - radius * cos(turn):.2f}"
