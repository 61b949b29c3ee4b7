"""The clock of the program: read by web, cli and jobs only; everything below gets dates and instants as arguments.

Legal days are civil dates in Asia/Shanghai; instants are aware UTC datetimes. This is the only place that turns one
into the other. Tests fix it with `fixed()`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

from marketplace.domain.days import day_of

_fixed: datetime | None = None


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _fixed or datetime.now(UTC)


def today() -> date:
    """The legal day of `now()`."""
    return day_of(now())


@contextmanager
def fixed(instant: datetime) -> Iterator[None]:
    """Hold the clock at `instant` (aware). For tests and for building the demo world in the past."""
    global _fixed
    before, _fixed = _fixed, instant
    try:
        yield
    finally:
        _fixed = before
