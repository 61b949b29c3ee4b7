"""Late interest: simple, actual/365, in segments that are rounded once each."""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd

from marketplace.domain.terms.fields import RATE_PLACES
from marketplace.domain.terms.model import Late

_PARTS = 365 * 100 * 10**RATE_PLACES


@dataclass(frozen=True, slots=True)
class DailyRate:
    """What one minor unit bears in a day: `numerator` / `denominator`; adding `half` before dividing rounds half up."""

    numerator: int
    half: int
    denominator: int


NO_INTEREST = DailyRate(0, 0, 1)


def daily_rate(late: Late | None) -> DailyRate | None:
    """The rate of late terms in numbers as small as they can be, None where nothing bears interest."""
    annual = 0 if late is None else int(late.annual_rate.scaleb(RATE_PLACES))
    if not annual:
        return None
    half = _PARTS // 2
    common = gcd(annual, half)
    return DailyRate(annual // common, half // common, _PARTS // common)
