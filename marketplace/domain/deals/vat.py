"""Value-added tax on a licence fee: engine amounts are net, money received is gross (VAT Law Arts. 3, 7)."""

from __future__ import annotations

from fractions import Fraction

from marketplace.domain.money import round_half_up, scaled

PLACES = 6  # decimals of a rate


def vat_on(net: int, rate: str) -> int:
    """The tax on a net amount; `rate` in percent as a decimal string."""
    return round_half_up(net * scaled(rate, PLACES), 100 * 10**PLACES)


def net_of(gross: int, rate: str) -> int:
    """The net part of a gross amount; the rest is tax."""
    part = Fraction(gross * 100 * 10**PLACES, 100 * 10**PLACES + scaled(rate, PLACES))
    return round_half_up(part.numerator, part.denominator)
