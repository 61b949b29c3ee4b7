from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.domain.terms.capitals import LARGEST_FEN, capital_amount, with_capitals


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        # The five sums the bank rules themselves print.
        (1_409_50, "人民币壹仟肆佰零玖元伍角"),
        (6_007_14, "人民币陆仟零柒元壹角肆分"),
        (1_680_32, "人民币壹仟陆佰捌拾元零叁角贰分"),
        (107_000_53, "人民币壹拾万柒仟元零伍角叁分"),
        (16_409_02, "人民币壹万陆仟肆佰零玖元零贰分"),
        (325_04, "人民币叁佰贰拾伍元零肆分"),
        # Round sums end in 整, the smallest sums have no yuan.
        (0, "人民币零元整"),
        (5, "人民币伍分"),
        (50, "人民币伍角"),
        (10_00, "人民币壹拾元整"),
        (20_000_00, "人民币贰万元整"),
        (120_000_00, "人民币壹拾贰万元整"),
        (10_010_00, "人民币壹万零壹拾元整"),
        (100_000_001_00, "人民币壹亿零壹元整"),
        (100_001_000_00, "人民币壹亿零壹仟元整"),
        (1_000_000_000_000_00, "人民币壹万亿元整"),
        (-9_880_00, "人民币负玖仟捌佰捌拾元整"),
    ],
)
def test_sums_are_worded_as_the_bank_rules_say(fen: int, words: str) -> None:
    assert capital_amount(fen) == words


def read_back(words: str) -> int:
    """Add up what the words say, with an arithmetic that shares nothing with the wording."""
    body = words.removeprefix("人民币").removesuffix("整")
    sign = -1 if body.startswith("负") else 1
    yuan = section = digit = fen = 0
    for character in body.lstrip("负"):
        if character in "零壹贰叁肆伍陆柒捌玖":
            digit = "零壹贰叁肆伍陆柒捌玖".index(character)
        elif character in "拾佰仟":
            section, digit = section + digit * 10 ** ("拾佰仟".index(character) + 1), 0
        elif character == "万":
            section, digit = (section + digit) * 10_000, 0
        elif character == "亿":
            yuan, section, digit = (section + digit) * 10**8, 0, 0
        elif character == "元":
            yuan, section, digit = yuan + section + digit, 0, 0
        else:
            fen, digit = fen + digit * (10 if character == "角" else 1), 0
    return sign * (yuan * 100 + fen)


@given(st.integers(-LARGEST_FEN, LARGEST_FEN) | st.integers(0, 10**8))
def test_every_sum_can_be_read_back_from_its_words(fen: int) -> None:
    words = capital_amount(fen)
    assert read_back(words) == fen
    assert "零零" not in words
    assert words.endswith("整") == (fen % 100 == 0)


def test_a_sum_beyond_the_numerals_is_refused() -> None:
    with pytest.raises(ValueError, match="sixteen digits"):
        capital_amount(LARGEST_FEN + 1)


def test_sums_in_a_text_are_repeated_in_capitals() -> None:
    assert with_capitals("支付¥20,000.00；每件¥1.505") == "支付¥20,000.00（大写：人民币贰万元整）；每件¥1.505"
    assert with_capitals("USD 20,000.00") == "USD 20,000.00"
