"""Value-added tax on a licence fee: engine amounts are net, money received is gross (VAT Law Arts. 3, 7)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from marketplace.domain.money import round_half_up, scaled

PLACES = 6  # decimals of a rate


def vat_on(net: int, rate: str) -> int:
    """The tax on a net amount; `rate` in percent as a decimal string."""
    return round_half_up(net * scaled(rate, PLACES), 100 * 10**PLACES)


def gross_of(net: int, rate: str) -> int:
    """What is to be paid for a net amount, tax included."""
    return net + vat_on(net, rate)


def net_of(gross: int, rate: str) -> int:
    """The net part of a gross amount; the rest is tax."""
    part = Fraction(gross * 100 * 10**PLACES, 100 * 10**PLACES + scaled(rate, PLACES))
    return round_half_up(part.numerator, part.denominator)


def net_received(gross: int, open_nets: Sequence[int], rate: str) -> int:
    """The net part of money received for sums that are open, in the order in which they are paid.

    Whoever pays exactly what was asked, tax included, for one open sum or for several, settles them exactly, although
    the tax of each was rounded by itself. So does a last part that differs from what is left by the one minor unit
    that rounding the parts before cost, in either direction: that unit is tax.

    Args:
        gross: minor units, above zero. `open_nets`: net sums, above zero.
    """
    left, net = gross, 0
    for open_net in open_nets:
        if open_net <= 0:
            continue
        if left < gross_of(open_net, rate) - 1:
            break
        taken = min(left, gross_of(open_net, rate))
        if taken < open_net:  # without tax there is nothing to round
            break
        left, net = left - taken, net + open_net
    if net and left <= 1 and scaled(rate, PLACES):
        return net
    return net + net_of(left, rate)
