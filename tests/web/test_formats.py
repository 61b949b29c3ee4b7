"""Figures, days and texts as a Chinese and an English reader see them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from marketplace.web import formats, locale

ZH, EN = "zh", "en"
APP = Flask(__name__)
APP.teardown_request(locale.forget)


def shown(lang: str, write: Any, *values: Any) -> Any:
    with APP.test_request_context(f"/?lang={lang}"):
        return write(*values)


@pytest.mark.parametrize(
    ("write", "values", "zh", "en"),
    [
        (formats.money, (123_456_780,), "¥1,234,567.80", "¥1,234,567.80"),
        (formats.money, (-50,), "−¥0.50", "−¥0.50"),
        (formats.money, (20_000, "JPY"), "JPY 20,000", "JPY 20,000"),
        (formats.money, (None,), "–", "–"),
        (formats.amount, (2_000_000,), "20,000.00", "20,000.00"),
        (formats.amount, (-7,), "−0.07", "−0.07"),
        (formats.amount, (20_000, "KRW"), "20,000", "20,000"),
        (formats.money_short, (123_456_780,), "¥123.46万", "¥1.23\u00a0million"),
        (formats.money_short, (8_500_000_000_000,), "¥850亿", "¥85\u00a0billion"),
        (formats.money_short, (999_999,), "¥9,999.99", "¥9,999.99"),
        (formats.money_axis, (50_000_000,), "50万", "500K"),
        (formats.money_axis, (-20_000_000_000,), "−2亿", "−200M"),
        (formats.money_axis, (0,), "0", "0"),
        (formats.rate, ("2.50",), "2.5%", "2.5%"),
        (formats.rate, (Decimal("0.125"),), "0.125%", "0.125%"),
        (formats.rate, (100,), "100%", "100%"),
        (formats.rate, ("",), "–", "–"),
        (formats.number, (1_234_567,), "1,234,567", "1,234,567"),
        (formats.number, (Decimal("-1234.50"),), "−1,234.5", "−1,234.5"),
        (formats.file_size, (0,), "0\u00a0字节", "0\u00a0bytes"),
        (formats.file_size, (1_500_000,), "1.4\u00a0MB", "1.4\u00a0MB"),
        (formats.file_size, (20 * 1024 * 1024,), "20\u00a0MB", "20\u00a0MB"),
        (formats.long_date, (date(2026, 12, 1),), "2026年12月1日", "1 December 2026"),
        (formats.iso_date, (date(2026, 12, 1),), "2026-12-01", "2026-12-01"),
        (formats.long_date, (None,), "–", "–"),
    ],
)
def test_in_both_languages(write: Any, values: tuple[Any, ...], zh: str, en: str) -> None:
    assert shown(ZH, write, *values) == zh
    assert shown(EN, write, *values) == en


@given(st.integers(-(10**18), 10**18))
def test_no_fen_is_lost_on_the_way_to_the_page(minor: int) -> None:
    text = shown(ZH, formats.amount, minor)
    assert int(text.replace("−", "-").replace(",", "").replace(".", "")) == minor


@pytest.mark.parametrize(
    ("day", "zh", "en"),
    [
        (date(2026, 11, 22), "今天", "today"),
        (date(2026, 11, 23), "明天", "tomorrow"),
        (date(2026, 11, 21), "昨天", "yesterday"),
        (date(2026, 12, 4), "12 天后", "in 12 days"),
        (date(2026, 11, 19), "3 天前", "3 days ago"),
        (date(2041, 6, 15), "5,319 天后", "in 5,319 days"),
    ],
)
def test_how_far_a_day_is(day: date, zh: str, en: str) -> None:
    today = date(2026, 11, 22)
    assert shown(ZH, formats.relative_days, day, today) == zh
    assert shown(EN, formats.relative_days, day, today) == en


def test_an_instant_is_shown_on_the_clock_of_shanghai() -> None:
    assert shown(EN, formats.local_time, datetime(2026, 12, 1, 17, 30, tzinfo=UTC)) == "2026-12-02 01:30"
    with pytest.raises(ValueError, match="time zone"):
        shown(EN, formats.local_time, datetime(2026, 12, 1, 17, 30))


@pytest.mark.parametrize(
    ("locale", "zh", "en", "expected"),
    [
        (ZH, "甲", "A", ("甲", "zh-Hans", False)),
        (EN, "甲", "A", ("A", "en", False)),
        (ZH, "", "A", ("A", "en", True)),
        (EN, "甲", None, ("甲", "zh-Hans", True)),
        (EN, "", "", ("", "en", False)),
    ],
)
def test_a_text_in_one_language_is_said_to_be_so(
    locale: str, zh: str, en: str | None, expected: tuple[str, str, bool]
) -> None:
    assert shown(locale, formats.lang_text, zh, en) == expected


def test_outside_a_request_the_language_is_chinese() -> None:
    assert formats.money(100) == "¥1.00"
