"""How amounts, rates, days and counts are written in Chinese and English sentences. Exact figures only."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from marketplace.domain import money

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


class Words(NamedTuple):
    """The same thing said in both languages."""

    zh: str
    en: str


CURRENCIES: dict[str, Words] = {
    "CNY": Words("人民币", "renminbi"),
    "HKD": Words("港元", "Hong Kong dollar"),
    "MOP": Words("澳门元", "Macao pataca"),
    "TWD": Words("新台币", "New Taiwan dollar"),
    "SGD": Words("新加坡元", "Singapore dollar"),
    "USD": Words("美元", "US dollar"),
    "EUR": Words("欧元", "euro"),
    "GBP": Words("英镑", "pound sterling"),
    "CHF": Words("瑞士法郎", "Swiss franc"),
    "JPY": Words("日元", "Japanese yen"),
    "KRW": Words("韩元", "Korean won"),
}


def amount_words(minor: int, currency: str) -> str:
    """Minor units as ``¥20,000.00`` or ``USD 20,000.00``, with exactly the currency's decimals."""
    decimals = money.DECIMALS[currency]
    sign = f"-{currency_sign(currency)}" if minor < 0 else currency_sign(currency)
    if not decimals:
        return f"{sign}{abs(minor):,}"
    whole, fraction = divmod(abs(minor), 10**decimals)
    return f"{sign}{whole:,}.{str(fraction).zfill(decimals)}"


def exact_amount_words(value: int, places: int, currency: str) -> str:
    """An amount in 10^-places of the major unit: the currency's decimals, and as many more as it needs."""
    whole, fraction = divmod(abs(value), 10**places)
    digits = str(fraction).zfill(places).rstrip("0").ljust(money.DECIMALS[currency], "0")
    return f"{'-' if value < 0 else ''}{currency_sign(currency)}{whole:,}{'.' if digits else ''}{digits}"


def unit_price_words(price: Decimal, currency: str) -> str:
    """An amount per unit, which may have more decimals than the currency: ``¥1.50``, ``¥0.012345``."""
    whole, _, fraction = money.format_rate(price).partition(".")
    digits = fraction.ljust(money.DECIMALS[currency], "0")
    return f"{currency_sign(currency)}{int(whole):,}{'.' if digits else ''}{digits}"


def currency_sign(currency: str) -> str:
    """What stands before an amount, in both languages: ``¥`` is the renminbi's alone, others go by their code."""
    return "¥" if currency == "CNY" else f"{currency} "


def percent_words(rate: Decimal) -> str:
    """``2.5%``; the same in both languages."""
    return f"{money.format_rate(rate)}%"


def day_words(day: date) -> Words:
    """2027年3月1日 and 1 March 2027."""
    return Words(f"{day.year}年{day.month}月{day.day}日", f"{day.day} {MONTHS[day.month - 1]} {day.year}")


def counted(number: int, one: str, many: str | None = None) -> str:
    """An English count with its noun: ``1 month``, ``24 months``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def ordinal(number: int) -> str:
    """An English ordinal: 1st, 2nd, 3rd, 11th."""
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{suffix}"
