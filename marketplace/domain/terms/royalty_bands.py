"""What bands bring, exactly: integers over one denominator, rounded only when a year total is made."""

from __future__ import annotations

from marketplace.domain.money import DECIMALS
from marketplace.domain.terms.fields import RATE_PLACES
from marketplace.domain.terms.model import Band, Royalty

ExactBands = tuple[tuple[int, int], ...]


def denominator(royalty: Royalty) -> int:
    """What the exact figures of a royalty are divided by to give minor units."""
    return int(10**RATE_PLACES) if royalty.base == "units" else int(100 * 10**RATE_PLACES)


def exact_bands(royalty: Royalty, year: int, currency: str) -> ExactBands:
    """The bands of a year as (limit, rate) with the rate over `denominator`."""
    factor = 10 ** DECIMALS[currency] if royalty.base == "units" else 1
    return tuple((band.over, exact_rate(band) * factor) for band in royalty.bands_in(year))


def exact_rate(band: Band) -> int:
    """The rate, or the amount per unit, in millionths."""
    return int(band.rate.scaleb(RATE_PLACES))


def exact_total(bands: ExactBands, chargeable: int) -> int:
    """What a chargeable figure (not below zero) brings over `denominator`, each stretch at its own rate."""
    total = 0
    upper = chargeable
    for over, rate in reversed(bands):
        if upper > over:
            total += (upper - over) * rate
            upper = over
    return total
