"""The working of the bands of a royalty in sentences: which stretch bears which rate, and what it brings."""

from __future__ import annotations

from marketplace.domain.money import DECIMALS
from marketplace.domain.terms.fields import RATE_PLACES
from marketplace.domain.terms.model import Band, Royalty
from marketplace.domain.terms.words_figures import (
    Words,
    amount_words,
    counted,
    exact_amount_words,
    percent_words,
    unit_price_words,
)


def base_figure(base: str, figure: int, currency: str) -> Words:
    """A figure of a royalty's base: an amount, or a count of units."""
    if base == "units":
        sign = "-" if figure < 0 else ""
        return Words(f"{sign}{abs(figure):,}件", counted(figure, "unit"))
    amount = amount_words(figure, currency)
    return Words(amount, amount)


def _stretches(royalty: Royalty, year: int, low: int, high: int) -> list[tuple[int, Band]]:
    """How much of what lies between two figures falls into each band of a year."""
    bands = royalty.bands_in(year)
    found = []
    for place, band in enumerate(bands):
        upper = bands[place + 1].over if place + 1 < len(bands) else max(high, band.over)
        size = max(0, min(high, upper) - max(low, band.over))
        if size:
            found.append((size, band))
    return found


def _worked(royalty: Royalty, stretches: list[tuple[int, Band]], currency: str) -> tuple[Words, str]:
    """The stretches as sums in the major unit, and their exact total."""
    in_units = royalty.base == "units"
    places = RATE_PLACES if in_units else RATE_PLACES + 2 + DECIMALS[currency]
    zh, en = [], []
    total = 0
    for size, band in stretches:
        shown = base_figure(royalty.base, size, currency)
        rate = unit_price_words(band.rate, currency) if in_units else percent_words(band.rate)
        exact = size * band.millionths
        total += exact
        brings = exact_amount_words(exact, places, currency)
        zh.append(f"{shown.zh}×{rate}={brings}")
        en.append(f"{shown.en} × {rate} = {brings}")
    total_shown = exact_amount_words(total, places, currency)
    return Words("，".join(zh) or total_shown, ", ".join(en) or total_shown), total_shown


def bands_words(currency: str, royalty: Royalty, year: int, chargeable: int, total: int) -> Words:
    """What the bands of a year bring on its chargeable figure, and the year total."""
    worked, exact = _worked(royalty, _stretches(royalty, year, 0, chargeable), currency)
    shown = amount_words(total, currency)
    return Words(
        f"分档计算：{worked.zh}；年度合计{exact}，取整为{shown}。",
        f"By bands: {worked.en}; the year comes to {exact}, rounded to {shown}.",
    )


def life_bands_words(
    currency: str, royalty: Royalty, year: int, before: int, after: int, total: int
) -> Words:
    """What a report changes in the bands on the chargeable figure of all years, and the year total."""
    low, high = sorted((before, after))
    worked, exact = _worked(royalty, _stretches(royalty, year, low, high), currency)
    start, end = base_figure(royalty.base, before, currency), base_figure(royalty.base, after, currency)
    sign = "-" if after < before else ""
    shown = amount_words(total, currency)
    return Words(
        f"许可期内累计计费由{start.zh}变为{end.zh}，分档计算：{worked.zh}；"
        f"本年度变动{sign}{exact}，年度合计取整为{shown}。",
        f"Chargeable since the start goes from {start.en} to {end.en}; by bands: {worked.en}; "
        f"this changes the year by {sign}{exact}, the year comes to {shown} rounded.",
    )
