"""What bands bring, exactly: integers over one denominator, rounded only when a year total is made."""

from __future__ import annotations

from marketplace.domain.money import DECIMALS
from marketplace.domain.terms.fields import RATE_PLACES
from marketplace.domain.terms.model import Band, Royalty

_MILLIONTHS_OF_A_PERCENT: int = 100 * 10**RATE_PLACES


def denominator(royalty: Royalty, currency: str) -> int:
    """What the exact figures of a royalty are divided by to give minor units."""
    if royalty.base == "units":
        return int(10 ** (RATE_PLACES - DECIMALS[currency]))
    return _MILLIONTHS_OF_A_PERCENT


def exact_total(bands: tuple[Band, ...], chargeable: int) -> int:
    """What a chargeable figure (not below zero) brings over `denominator`, each stretch at its own rate."""
    total = 0
    upper = chargeable
    for band in reversed(bands):
        if upper > band.over:
            total += (upper - band.over) * band.millionths
            upper = band.over
    return total
