"""Renminbi sums in capital Chinese numerals, as contracts and invoices print them.

Source: the rules on filling in bills and settlement vouchers annexed to the Payment and Settlement Measures
of the People's Bank of China (1997). Where those rules leave a choice, the form they print first is used.
"""

from __future__ import annotations

import re

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("仟", "佰", "拾", "")
_RENMINBI = re.compile(r"¥([0-9][0-9,]*)\.([0-9]{2})(?![0-9])")
LARGEST_FEN = 10**18 - 1  # a yuan part of 16 digits: the myriads of myriads stop there


def capital_amount(fen: int) -> str:
    """Word a sum of renminbi.

    :param fen: the sum in fen (1/100 yuan); below zero it is worded with 负 after 人民币.
    :returns: for example ``人民币壹仟肆佰零玖元伍角``; a sum without jiao and fen ends in 整.
    :raises ValueError: beyond sixteen digits of yuan.
    """
    if abs(fen) > LARGEST_FEN:
        raise ValueError("amount has more than sixteen digits of yuan")
    sign = "负" if fen < 0 else ""
    yuan, rest = divmod(abs(fen), 100)
    jiao, cent = divmod(rest, 10)
    return f"人民币{sign}{_yuan_words(yuan, rest)}{_coin_words(yuan, jiao, cent)}"


def with_capitals(text: str) -> str:
    """A Chinese text in which each sum of renminbi (¥20,000.00) is followed by its capital numerals.

    Prices of a unit with more than two decimals are no sums and stay as they are.
    """

    def worded(match: re.Match[str]) -> str:
        fen = int(match[1].replace(",", "")) * 100 + int(match[2])
        return f"{match[0]}（大写：{capital_amount(fen)}）"

    return _RENMINBI.sub(worded, text)


def _yuan_words(yuan: int, rest: int) -> str:
    if yuan:
        return f"{_number_words(yuan)}元"
    return "" if rest else "零元"


def _coin_words(yuan: int, jiao: int, cent: int) -> str:
    if not jiao and not cent:
        return "整"
    # A zero in the place of yuan or of jiao is spoken, but only between other digits.
    gap = "零" if yuan and (yuan % 10 == 0 or jiao == 0) else ""
    jiao_words = f"{DIGITS[jiao]}角" if jiao else ""
    cent_words = f"{DIGITS[cent]}分" if cent else ""
    return f"{gap}{jiao_words}{cent_words}"


def _number_words(number: int) -> str:
    high, low = divmod(number, 10**8)
    if not high:
        return _myriad_words(low)
    gap = "零" if low and low < 10**7 else ""
    return f"{_myriad_words(high)}亿{gap}{_myriad_words(low)}"


def _myriad_words(number: int) -> str:
    high, low = divmod(number, 10**4)
    if not high:
        return _four_digit_words(low)
    gap = "零" if low and low < 1000 else ""
    return f"{_four_digit_words(high)}万{gap}{_four_digit_words(low)}"


def _four_digit_words(number: int) -> str:
    """Word 1 to 9999; zeros in the middle are spoken once, those at the end not at all."""
    words = ""
    gap = False
    for digit, place in zip(f"{number:04d}", PLACES, strict=True):
        if digit == "0":
            gap = bool(words)
            continue
        words += ("零" if gap else "") + DIGITS[int(digit)] + place
        gap = False
    return words
