"""Amounts in and out, rounding, sharing out."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.domain import money


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("20000.00", "CNY", 2_000_000),
        ("20000", "CNY", 2_000_000),
        ("0.5", "EUR", 50),
        ("-3.07", "USD", -307),
        ("0", "CNY", 0),
        ("-0.00", "CNY", 0),
        ("20000", "JPY", 20_000),
        ("99999999999999.99", "CNY", 9_999_999_999_999_999),
    ],
)
def test_amounts_are_read(text: str, currency: str, minor: int) -> None:
    assert money.minor_units(text, currency) == minor


@pytest.mark.parametrize(
    ("text", "currency", "code"),
    [
        *(
            (text, "CNY", "not_decimal")
            for text in (
                "",
                " 1",
                "1 ",
                "+1",
                "1.",
                ".5",
                "1e3",
                "1,000",
                "007",
                "--1",
                "NaN",
                "0x1",
                "一",
                "१",
                "1\n",
            )
        ),
        ("1.005", "CNY", "too_many_decimals"),
        ("1.0", "JPY", "too_many_decimals"),
        ("1" + "0" * 30, "CNY", "too_large"),
    ],
)
def test_what_is_no_amount_is_refused(text: str, currency: str, code: str) -> None:
    with pytest.raises(money.NotAnAmount) as caught:
        money.minor_units(text, currency)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [
        (0, "CNY", "0.00"),
        (5, "CNY", "0.05"),
        (-5, "CNY", "-0.05"),
        (-123_456, "HKD", "-1234.56"),
        (7, "KRW", "7"),
    ],
)
def test_amounts_are_printed_with_all_their_decimals(minor: int, currency: str, text: str) -> None:
    assert money.format_minor(minor, currency) == text


@given(st.integers(-(10**14) + 1, 10**14 - 1), st.sampled_from(sorted(money.DECIMALS)))
def test_printing_and_reading_are_inverse(minor: int, currency: str) -> None:
    assert money.minor_units(money.format_minor(minor, currency), currency) == minor


@pytest.mark.parametrize(
    ("rate", "text"),
    [
        ("2.5", "2.5"),
        ("2.500000", "2.5"),
        ("100", "100"),
        ("1E+2", "100"),
        ("0.000000", "0"),
        ("0.000001", "0.000001"),
    ],
)
def test_rates_are_written_plainly(rate: str, text: str) -> None:
    assert money.format_rate(Decimal(rate)) == text


@pytest.mark.parametrize(
    ("numerator", "denominator", "nearest"),
    [
        (5, 2, 3),
        (-5, 2, -3),
        (7, 3, 2),
        (-7, 3, -2),
        (8, 3, 3),
        (1, 3, 0),
        (-1, 3, 0),
        (-1, 2, -1),
        (4, 1, 4),
    ],
)
def test_halves_go_away_from_zero(numerator: int, denominator: int, nearest: int) -> None:
    assert money.round_half_up(numerator, denominator) == nearest


@given(st.fractions())
def test_rounding_is_to_the_nearest(value: Fraction) -> None:
    nearest = money.rounded(value)
    assert abs(nearest - value) <= Fraction(1, 2)
    assert abs(nearest) >= abs(value) or abs(nearest - value) < Fraction(1, 2)
    assert money.rounded(-value) == -nearest


def test_decimals_are_rounded_exactly() -> None:
    assert money.rounded(Decimal("2.5")) == 3
    assert money.rounded(Decimal("2.4999999999999999999999999999999999")) == 2


@pytest.mark.parametrize(
    ("total", "weights", "shares"),
    [
        (10_000, [1, 1, 1], (3334, 3333, 3333)),
        (9_200_000, [5, 3, 4], (3_833_333, 2_300_000, 3_066_667)),
        (12_000_000, [70, 10, 15, 5], (8_400_000, 1_200_000, 1_800_000, 600_000)),
        (8_400_000, [50, 30, 20], (4_200_000, 2_520_000, 1_680_000)),
        (1, [1, 1], (1, 0)),
        (0, [3, 4], (0, 0)),
        (100, [0, 1], (0, 100)),
    ],
)
def test_shares_go_by_largest_remainder(total: int, weights: list[int], shares: tuple[int, ...]) -> None:
    assert money.largest_remainder(total, weights) == shares


@given(st.integers(0, 10**15), st.lists(st.integers(0, 10**8), min_size=1).filter(any))
def test_shares_add_up_and_stay_within_a_unit(total: int, weights: list[int]) -> None:
    shares = money.largest_remainder(total, weights)
    assert sum(shares) == total
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share - Fraction(total * weight, sum(weights))) < 1


@pytest.mark.parametrize(("total", "weights"), [(-1, [1]), (1, [0]), (1, [2, -1]), (1, [])])
def test_shares_need_sensible_weights(total: int, weights: list[int]) -> None:
    with pytest.raises(ValueError, match="shares need"):
        money.largest_remainder(total, weights)
