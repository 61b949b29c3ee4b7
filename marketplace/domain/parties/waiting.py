"""How long verification usually takes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from statistics import median_high

FEWEST = 3  # below this a median says nothing

_SECONDS_A_DAY = 24 * 3600


def usual_days(cases: Iterable[tuple[datetime, datetime]]) -> int | None:
    """The median time from asking to verification in days, begun days counted whole; None for fewer than 3 cases."""
    days = [max(1, -(-int((end - start).total_seconds()) // _SECONDS_A_DAY)) for start, end in cases]
    return median_high(days) if len(days) >= FEWEST else None
