"""Late interest: simple, actual/365, in segments that are rounded once each."""

from __future__ import annotations

from datetime import date

from marketplace.domain.money import round_half_up
from marketplace.domain.terms.fields import RATE_PLACES
from marketplace.domain.terms.model import Late

_PARTS = 365 * 100 * 10**RATE_PLACES


def scaled_rate(late: Late | None) -> int:
    """The annual rate in millionths of a percent, 0 without late terms."""
    return 0 if late is None else int(late.annual_rate.scaleb(RATE_PLACES))


def segment(principal: int, rate: int, since: date, until: date) -> int:
    """Interest on a principal (minor units) at a scaled rate from one day to another, rounded half up."""
    return round_half_up(principal * rate * (until - since).days, _PARTS)
