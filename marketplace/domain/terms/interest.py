"""Late interest: simple, actual/365, in segments that are rounded once each."""

from __future__ import annotations

from datetime import date
from math import gcd
from typing import NamedTuple

from marketplace.domain.terms.fields import RATE_PLACES
from marketplace.domain.terms.model import Late

_PARTS = 365 * 100 * 10**RATE_PLACES


class DailyRate(NamedTuple):
    """What one minor unit bears in a day, as a fraction in lowest terms."""

    numerator: int
    denominator: int


def daily_rate(late: Late | None) -> DailyRate | None:
    """The rate of late terms, None where nothing bears interest."""
    annual = 0 if late is None else int(late.annual_rate.scaleb(RATE_PLACES))
    if not annual:
        return None
    common = gcd(annual, _PARTS)
    return DailyRate(annual // common, _PARTS // common)


def segment(principal: int, rate: DailyRate, since: date, until: date) -> int:
    """Interest on a principal (minor units, not below zero) from one day to another, rounded half up."""
    numerator, denominator = rate
    return (2 * principal * numerator * (until - since).days + denominator) // (2 * denominator)
