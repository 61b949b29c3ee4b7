"""Money as integer minor units and exact arithmetic on it: reading, printing, rounding and sharing out.

An amount is an `int` of minor units (fen, cents, yen) beside its ISO 4217 code. Nothing here knows a float.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

#: Decimals of the minor unit of each currency that may be used (ISO 4217).
DECIMALS = MappingProxyType(
    {
        "CNY": 2,
        "HKD": 2,
        "MOP": 2,
        "TWD": 2,
        "SGD": 2,
        "USD": 2,
        "EUR": 2,
        "GBP": 2,
        "CHF": 2,
        "JPY": 0,
        "KRW": 0,
    }
)

#: Amounts have at most this many digits before the decimal point, so that sums of them stay well inside 64 bits.
LARGEST_DIGITS = 14

_DECIMAL = re.compile(r"(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?", re.ASCII)


class NotAnAmount(ValueError):
    """A text that is no amount. `code` is `not_decimal`, `too_many_decimals` or `too_large`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def scaled(text: str, places: int) -> int:
    """A decimal string as an integer of 10^-places: scaled("2.5", 6) is 2_500_000.

    Plain notation only: no blanks, no plus sign, no exponent, no leading zeros, digits on both sides of a point.
    Raises NotAnAmount.
    """
    match = _DECIMAL.fullmatch(text)
    if match is None:
        raise NotAnAmount("not_decimal")
    sign, whole, fraction = match.groups(default="")
    if len(whole) > LARGEST_DIGITS:
        raise NotAnAmount("too_large")
    if len(fraction) > places:
        raise NotAnAmount("too_many_decimals")
    value = int(whole + fraction.ljust(places, "0"))
    return -value if sign else value


def minor_units(text: str, currency: str) -> int:
    """A decimal string in the major unit ("20000.00") as minor units. Raises NotAnAmount, KeyError (currency)."""
    return scaled(text, DECIMALS[currency])


def format_scaled(value: int, places: int) -> str:
    """The inverse of `scaled`, with exactly `places` decimals."""
    if places == 0:
        return str(value)
    whole, fraction = divmod(abs(value), 10**places)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}.{str(fraction).zfill(places)}"


def format_minor(amount: int, currency: str) -> str:
    """Minor units as a decimal string in the major unit with exactly the currency's decimals, no grouping."""
    return format_scaled(amount, DECIMALS[currency])


def format_rate(rate: Decimal) -> str:
    """A rate as plainly as it can be written: Decimal("2.50") is "2.5", Decimal("1E+2") is "100"."""
    text = format(rate, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def round_half_up(numerator: int, denominator: int = 1) -> int:
    """numerator / denominator (> 0) to the nearest integer, halves away from zero."""
    if numerator < 0:
        return -((-2 * numerator + denominator) // (2 * denominator))
    return (2 * numerator + denominator) // (2 * denominator)


def rounded(value: Decimal | Fraction | int) -> int:
    """An exact number to the nearest integer, halves away from zero."""
    numerator, denominator = value.as_integer_ratio()
    return round_half_up(numerator, denominator)


def largest_remainder(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Share `total` (minor units, not below zero) out by `weights` so that the shares add up to it exactly.

    Everybody gets the whole part of the exact share; the units left over go to the largest remainders, on a tie to
    the earlier one. Weights are integers, not below zero, with a sum above zero (ValueError otherwise).
    """
    whole = sum(weights)
    if total < 0 or whole <= 0 or min(weights) < 0:
        raise ValueError("shares need a total and weights that are not below zero, and a weight above it")
    parts = [divmod(total * weight, whole) for weight in weights]
    left = total - sum(share for share, _ in parts)
    by_remainder = sorted(range(len(parts)), key=lambda index: -parts[index][1])
    winners = set(by_remainder[:left])
    return tuple(share + (index in winners) for index, (share, _) in enumerate(parts))
