"""How figures, days and texts are written for the reader: filters for the templates, all by the current language.

Money arrives as integer minor units, rates as decimal strings in percent, days as `date`, instants as aware UTC.
Nothing is rounded here except where a docstring says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from babel import Locale
from babel.numbers import format_decimal, get_currency_precision
from flask import Flask, has_request_context

from marketplace import clock
from marketplace.domain.days import SHANGHAI
from marketplace.domain.terms.capitals import capital_amount
from marketplace.domain.terms.words_figures import currency_sign
from marketplace.web.locale import lang

CHINESE = Locale.parse("zh_Hans_CN")
ENGLISH = Locale.parse("en")
MINUS = "\N{MINUS SIGN}"
NARROW_SPACE = "\N{NO-BREAK SPACE}"
_DAY_PATTERNS = {"zh": "{0.year}年{0.month}月{0.day}日", "en": "{0.day} {1} {0.year}"}
_UNIT_WORDS = {"zh": ("字节", "KB", "MB", "GB"), "en": ("bytes", "KB", "MB", "GB")}
_RELATIVE = {
    "zh": {0: "今天", 1: "明天", -1: "昨天", "after": "{0} 天后", "before": "{0} 天前"},
    "en": {0: "today", 1: "tomorrow", -1: "yesterday", "after": "in {0} days", "before": "{0} days ago"},
}


class TextInLanguage(NamedTuple):
    """A text as the reader gets it, and whether it had to be taken from the other language."""

    text: str
    lang: str  # value for the lang attribute: zh-Hans or en
    is_other_language: bool


def current() -> Locale:
    """The reader's locale; Chinese outside a request."""
    return ENGLISH if has_request_context() and lang() == "en" else CHINESE


def major(minor: int, currency: str = "CNY") -> Decimal:
    """Minor units as an exact amount in the major unit: 12345 CNY is 123.45, 12345 JPY is 12345."""
    return Decimal(minor).scaleb(-get_currency_precision(currency))


def money(minor: int | None, currency: str = "CNY") -> str:
    """An amount with its sign of currency, as the words of terms have it: ¥1,234,567.80. None is a dash."""
    if minor is None:
        return "–"
    return _signed(f"{currency_sign(currency)}{amount(abs(minor), currency)}", minor)


def money_round(minor: int, currency: str = "CNY") -> str:
    """An exact amount as short as it goes, for chips: ¥50,000, but ¥50,000.50."""
    text = money(minor, currency)
    whole = "." + "0" * get_currency_precision(currency)
    return text.removesuffix(whole)


def amount(minor: int | None, currency: str = "CNY") -> str:
    """An amount without a sign of currency, for columns whose head names it: 1,234,567.80."""
    if minor is None:
        return "–"
    return _signed(f"{abs_(major(minor, currency)):,}", minor)


def money_short(minor: int | None, currency: str = "CNY") -> str:
    """A large amount at a glance, half up to two decimals: zh ¥123.46万, en ¥1.23 million.

    Below ten thousand (zh) or a million (en) it is written in full. For tiles and axes, never where something is owed.
    """
    if minor is None:
        return "–"
    locale, value = current(), abs_(major(minor, currency))
    steps = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
    if locale.language == "en":
        steps = ((Decimal(10) ** 9, f"{NARROW_SPACE}billion"), (Decimal(10) ** 6, f"{NARROW_SPACE}million"))
    for size, word in steps:
        if value >= size:
            rounded = (value / size).quantize(Decimal("0.01"), ROUND_HALF_UP)
            short = format_decimal(rounded, "#,##0.##", locale=locale)
            return _signed(f"{currency_sign(currency)}{short}{word}", minor)
    return money(minor, currency)


def money_axis(minor: int, currency: str = "CNY") -> str:
    """A round amount along an axis, without a sign of currency: zh 50万, 2亿; en 500K, 2M."""
    locale, value = current(), abs_(major(minor, currency))
    steps: Sequence[tuple[Decimal, str]] = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
    if locale.language == "en":
        steps = ((Decimal(10) ** 9, "B"), (Decimal(10) ** 6, "M"), (Decimal(10) ** 3, "K"))
    size, word = next(((size, word) for size, word in steps if value >= size), (Decimal(1), ""))
    return _signed(f"{_plain(value / size)}{word}", minor)


def rate(percent: str | Decimal | int | None) -> str:
    """A rate in percent, with the decimals it has: "2.50" is 2.5%."""
    if percent is None or percent == "":
        return "–"
    return f"{_plain(Decimal(percent))}%"


def number(value: int | Decimal | None) -> str:
    """A count or a measured figure with grouped thousands and the decimals it has."""
    if value is None:
        return "–"
    if isinstance(value, int):  # most are counts, a hundred on a page
        return _signed(f"{abs(value):,}", value)
    return _signed(_plain(abs_(value)), value)


def file_size(count: int | None) -> str:
    """Bytes as a person reads them, in steps of 1024, half up to one decimal: 1.4 MB."""
    if count is None:
        return "–"
    locale = current()
    words, value, step = _UNIT_WORDS[locale.language], Decimal(count), 0
    while value >= 1024 and step < len(words) - 1:
        value, step = value / 1024, step + 1
    shown = format_decimal(value.quantize(Decimal("0.1"), ROUND_HALF_UP), "#,##0.#", locale=locale)
    return f"{shown}{NARROW_SPACE}{words[step]}"


def long_date(day: date | None) -> str:
    """A day in running text: 2026年12月1日, 1 December 2026."""
    if day is None:
        return "–"
    locale = current()
    return _DAY_PATTERNS[locale.language].format(day, locale.months["format"]["wide"][day.month])


def iso_date(day: date | None) -> str:
    """A day in tables, the same in both languages: 2026-12-01."""
    return day.isoformat() if day else "–"


def local_time(instant: datetime | None) -> str:
    """An instant on the clock of Shanghai: 2026-12-01 09:30.

    Raises:
        ValueError: the instant has no time zone.
    """
    if instant is None:
        return "–"
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


def relative_days(day: date, today: date | None = None) -> str:
    """How far away a day is: 今天, 12 天后, 3 天前; today, in 12 days, 3 days ago."""
    words = _RELATIVE[current().language]
    distance = (day - (today or clock.today())).days
    if distance in words:
        return words[distance]
    return words["after" if distance > 0 else "before"].format(number(abs(distance)))


def lang_text(zh: str | None, en: str | None) -> TextInLanguage:
    """The reader's language of a pair of texts, else the other one, said to be so."""
    wants_english = current().language == "en"
    first, second = (en, zh) if wants_english else (zh, en)
    own, other = ("en", "zh-Hans") if wants_english else ("zh-Hans", "en")
    if first or not second:
        return TextInLanguage(first or "", own, False)
    return TextInLanguage(second, other, True)


def abs_(value: Decimal) -> Decimal:
    """The size of a figure, exact whatever the context's precision."""
    return value.copy_abs()


def _plain(value: Decimal) -> str:
    """Grouped digits with exactly the decimals that matter."""
    text = format(value, ",f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _signed(text: str, value: int | Decimal) -> str:
    return f"{MINUS}{text}" if value < 0 else text


FILTERS: dict[str, Callable[..., Any]] = {
    "money": money,
    "amount": amount,
    "money_round": money_round,
    "money_short": money_short,
    "money_axis": money_axis,
    "capitals": capital_amount,
    "rate": rate,
    "number": number,
    "file_size": file_size,
    "long_date": long_date,
    "iso_date": iso_date,
    "local_time": local_time,
    "relative_days": relative_days,
}


def install(app: Flask) -> None:
    """Give the templates the filters above and the function `lang_text`."""
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals["lang_text"] = lang_text
