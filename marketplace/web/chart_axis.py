"""The scale of a chart: shares of the width and round values along an axis, in whole numbers only."""

from __future__ import annotations


def percent(part: int, whole: int) -> str:
    """A share of the width to a hundredth of a percent; "0%" of nothing."""
    if whole == 0:
        return "0%"
    hundredths = (part * 20_000 + whole) // (2 * whole)
    return f"{hundredths // 100}.{hundredths % 100:02d}".rstrip("0").rstrip(".") + "%"


def nice_step(extent: int, count: int = 4) -> int:
    """The smallest of 1, 2, 5 times a power of ten that covers an extent in at most `count` steps."""
    size = 1
    while True:
        for factor in (1, 2, 5):
            if factor * size * count >= extent:
                return factor * size
        size *= 10


def nice_ticks(lowest: int, highest: int, count: int = 4) -> list[int]:
    """Round values from at or below the lowest to at or above the highest, zero among them."""
    low, high = min(lowest, 0), max(highest, 0)
    if low == high:
        return [0, 1]
    step = nice_step(high - low, count)
    return list(range(low // step * step, -(-high // step) * step + 1, step))
